import type { Fact, Facts } from '../fact.ts';
import type { ReadDocument } from '../files/companions.ts';
import { fileOf } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import type { Review } from '../review.ts';

/** What tells a report from another one. */
export const identityOf = ({ title, reviewers, publishedOn, reportedOn }: Facts): Facts => ({
  ...(title && { title }),
  ...(reviewers && { reviewers }),
  ...(publishedOn && { publishedOn }),
  ...(reportedOn && { reportedOn }),
  pages: 0,
  candidates: {},
});

/** A new PDF under the name of another review, public or withdrawn: title, reviewers and date differ. */
export function anotherReview(
  { key, sha256, facts: own }: ReadDocument,
  facts: Facts,
  { publication, scheduled, was, permalink, handover, seen }: Pick<Review, 'seen'> & Partial<Review>,
): Finding[] {
  const standing = (publication ?? scheduled)?.facts;
  // A name whose review goes on under another one is free.
  const before = standing ?? (permalink && !handover && was);
  if (!before) return [];
  if (sha256 === undefined || Object.values(seen).some((one) => one.sha256 === sha256)) return [];
  const names = new Set(before.reviewers?.value.map((name) => name.toLowerCase()));
  const same =
    facts.title?.value === before.title?.value ||
    (own.reviewers?.value ?? []).some((name) => names.has(name.toLowerCase())) ||
    sameFact(own.publishedOn, before.publishedOn) ||
    sameFact(own.reportedOn, before.reportedOn);
  if (same) return [];
  const message = `${fileOf(key)} is called "${facts.title?.value ?? '?'}". The review that ${standing === undefined ? 'had this name, and was withdrawn,' : 'has this name until now'} is called "${before.title?.value}", by other reviewers and of another date.`;
  return [{ code: 'another-review', message }];
}

const sameFact = (one: Fact<string> | undefined, other: Fact<string> | undefined): boolean =>
  one !== undefined && one.value === other?.value;
