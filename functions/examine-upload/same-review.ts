import type { Decision } from '#shared/domain/review/decide/decision.ts';
import { identitiesOf, identitiesOfVersion } from '#shared/domain/review/identity.ts';
import { embargoOf } from '#shared/domain/review/note/review-note.ts';
import type { Review } from '#shared/domain/review/review.ts';
import type { Identities, Reviews, Uploads } from '#shared/ports.ts';

interface SameReviewDeps {
  readonly identities: Identities;
  readonly reviews: Reviews;
  readonly uploads: Uploads;
}

/** Another review that seems to be the same. It is there, or it was removed and its embargo is to come. */
export interface SameReview {
  readonly other: Review;
  readonly isThere: boolean;
}

/**
 * Another review that has this report, or one of the same title, date and reviewers: it is there, or it was
 * removed and its embargo is still to come. Where there is none, this review has them from now on.
 */
export async function sameReview(
  deps: SameReviewDeps,
  review: Review,
  { facts, documents }: Extract<Decision, { outcome: 'approved' }>,
  seen: Review['seen'],
  now: string,
): Promise<SameReview | undefined> {
  const [report] = documents;
  if (report === undefined) return undefined;
  const own = new Set([review.name, review.sameAs, ...(review.heirOf ?? [])]);
  for (const identity of identitiesOf(facts, seen[report.key]?.sha256)) {
    const owner = await deps.identities.claim(identity, review.name);
    const other = own.has(owner) ? undefined : await deps.reviews.get(owner);
    const there = other && (await identitiesThere(deps, other));
    if (other && there?.includes(identity)) return { other, isThere: true };
    const embargo = other?.said && embargoOf(other.said);
    if (other && there?.length === 0 && embargo !== undefined && embargo > now)
      return { other, isThere: false };
    if (owner !== review.name) await deps.identities.claim(identity, review.name, owner);
  }
  return undefined;
}

/** The identities of a review, public or scheduled, whose report was not removed meanwhile. */
export async function identitiesThere(
  { uploads }: Pick<SameReviewDeps, 'uploads'>,
  { name, publication, scheduled, seen }: Review,
): Promise<string[]> {
  if (publication === undefined && scheduled === undefined) return [];
  const keys = new Set((await uploads.list(name)).map(({ key }) => key));
  return [publication, scheduled].flatMap((version) =>
    version !== undefined && keys.has(version.reportKey) ? identitiesOfVersion(version, seen) : [],
  );
}
