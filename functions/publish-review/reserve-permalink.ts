import type { Entry } from '#shared/domain/listing/entry.ts';
import { publishedOnOf, reservedEntry } from '#shared/domain/listing/project-entry.ts';
import { slugOf } from '#shared/domain/listing/slug.ts';
import { alertIdOf } from '#shared/domain/messages/alert.ts';
import { movesAddress } from '#shared/domain/review/decide/corrected-title.ts';
import { owns } from '#shared/domain/review/record/handover.ts';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Entries } from '#shared/ports.ts';
import type { WriteReview } from '#shared/update-review.ts';

/** Maximum number of reviews with one slug in one year. */
const MOST_NAMESAKES = 1000;

/**
 * Returns the entry with this review's permalink. Without one, reserves `/reviews/<year>/<slug>/`, with `-2`,
 * `-3` if the slug is taken. Writes the record before the entry, so that a retry tries the same permalink
 * first.
 */
export async function reservePermalink(
  deps: { readonly entries: Entries; readonly settings: Settings },
  review: Review,
  write: WriteReview,
  now: string,
): Promise<{ readonly review: Review; readonly entry: Entry }> {
  const { publication } = review;
  if (publication === undefined) throw new Error('A permalink was asked for without a publication.');
  const firstListedAt = review.firstListedAt ?? now;
  const year =
    review.permalink?.year ??
    Number(publishedOnOf(publication, firstListedAt, deps.settings.publisher.timeZone).slice(0, 4));
  let held = review;
  let part: number | undefined;
  for (const slug of candidates(review, now)) {
    const stored = await deps.entries.get(year, slug);
    // The unreadable entry does not name its owner. This review was public here, so it keeps the address.
    if (stored?.status === 'unreadable' && stored.upload === '' && slug === review.permalink?.slug)
      throw new UnreadableItem('The entry at the permalink of this review cannot be read.');
    if (stored !== undefined && (!owns(review, stored) || isHandedOver(review, stored))) continue;
    if (held.permalink?.slug !== slug || held.firstListedAt === undefined)
      held = await write({
        ...withPermalink(review, { year, slug }, now),
        firstListedAt,
        revision: held.revision,
      });
    if (stored !== undefined) return { review: held, entry: stored };
    part ??= await deps.entries.reserveSlot(year);
    const entry = reservedEntry(review, { year, slug, part });
    if ((await deps.entries.put(entry)) === 'written')
      return { review: held, entry: { ...entry, revision: 1 } };
    const winner = await deps.entries.get(year, slug);
    if (winner?.upload === review.name) return { review: held, entry: winner };
  }
  throw new Error(`No permalink is free for this review in ${year}.`);
}

/**
 * Whether a record has given its withdrawn entry to the review that goes on under another name. Such an entry
 * has the earlier name until that review is published. A record has a permalink before it has an entry.
 */
function isHandedOver({ permalink, name }: Review, entry: Entry): boolean {
  const isLeft = entry.status === 'withdrawn' || entry.status === 'gone';
  return permalink === undefined && entry.upload === name && isLeft;
}

/** The record with another permalink, which a due alert names too. A move leaves the earlier one. */
function withPermalink(review: Review, permalink: NonNullable<Review['permalink']>, now: string): Review {
  const { alert, movedFrom = [] } = review;
  const left = movesAddress(review, now)
    ? [...movedFrom, ...(review.permalink ? [review.permalink] : [])]
    : movedFrom;
  return withFields(review, {
    permalink,
    ...(left.length > 0 && { movedFrom: left, outOfSyncSince: review.outOfSyncSince ?? now }),
    ...(alert?.state === 'due' && {
      alert: { ...alert, id: alertIdOf(permalink, alert.event, alert.number) },
    }),
  });
}

function* candidates(review: Review, now: string): Generator<string> {
  const known = movesAddress(review, now) ? undefined : review.permalink?.slug;
  const base = slugOf(review.publication?.facts.title?.value ?? '');
  if (known !== undefined) yield known;
  for (let number = 1; number <= MOST_NAMESAKES; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (slug !== known) yield slug;
  }
}
