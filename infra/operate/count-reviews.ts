import { logReference } from '#shared/domain/log-reference.ts';
import { lifecycle } from '#shared/domain/review/lifecycle.ts';
import type { Review } from '#shared/domain/review/review.ts';

/** Numbers of reviews by state, without names. */
export interface ReviewCounts {
  readonly total: number;
  /** Reviews by state of their newest upload, most frequent first. */
  readonly states: Readonly<Record<string, number>>;
  /** Reviews by public state, most frequent first. */
  readonly public: Readonly<Record<string, number>>;
  readonly alerts: Readonly<Record<string, number>>;
  readonly lastAlertAt: string | undefined;
  /** Reviews whose public files may be out of date, and since when the oldest is. */
  readonly outOfSync: number;
  readonly outOfSyncSince: string | undefined;
}

/** Counts reviews by state at `now`. */
export async function countReviews(
  reviews: AsyncIterable<Review>,
  now: string,
  timeZone: string,
): Promise<ReviewCounts> {
  const states = new Map<string, number>();
  const shown = new Map<string, number>();
  const alerts = new Map<string, number>();
  const sentAt: string[] = [];
  const since: string[] = [];
  for await (const review of reviews) {
    const standing = lifecycle(review, now, timeZone);
    add(states, standing.state);
    add(shown, standing.public);
    if (review.alert !== undefined) add(alerts, review.alert.state);
    if (review.alert?.state === 'sent') sentAt.push(review.alert.sentAt);
    if (review.outOfSyncSince !== undefined) since.push(review.outOfSyncSince);
  }
  return {
    total: [...states.values()].reduce((sum, count) => sum + count, 0),
    states: mostFirst(states),
    public: mostFirst(shown),
    alerts: mostFirst(alerts),
    lastAlertAt: sentAt.sort().at(-1),
    outOfSync: since.length,
    outOfSyncSince: since.sort()[0],
  };
}

/** The review with this log reference. */
export async function nameOfRef(reviews: AsyncIterable<Review>, ref: string): Promise<string | undefined> {
  for await (const { name } of reviews) if (logReference(name) === ref) return name;
  return undefined;
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

const mostFirst = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
