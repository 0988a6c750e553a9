import { type Entry, permalinkOf } from '../../listing/entry.ts';
import type { OwedReceipt, Review } from '../review.ts';
import type { RecordChange } from './record-change.ts';

const STILL_THERE = 'The same PDF is still there under another name';

/** Whether a receipt tells of a withdrawal that may be a rename. */
export const mayBeRename = ({ outcome, reason }: Pick<OwedReceipt, 'outcome' | 'reason'>): boolean =>
  outcome === 'withdrawn' && reason?.startsWith(STILL_THERE) === true;

/** A withdrawal of a report that is still there under other names: one of them may go on with the review. */
export function withHandover(change: RecordChange, etag: string, to: readonly string[]): RecordChange {
  if (change.owed === undefined || to.length === 0) return change;
  const reason = `${STILL_THERE}: ${to.join(', ')}. If every check passes, the review goes on under that name, at the same address and without another alert, and what its note said counts on. A receipt follows. To withdraw the review, delete that PDF too.`;
  return {
    ...change,
    fields: { ...change.fields, handover: { etag, to: [...to], signalled: false } },
    owed: { ...change.owed, reason: [reason, change.owed.reason].filter(Boolean).join('\n') },
  };
}

/** Whether a review may go on with a withdrawn one that had the same PDF: what its note said counts on. */
export function mayInherit(review: Review, earlier: Review, etags: ReadonlySet<string>): boolean {
  const { handover, outcome } = earlier;
  if (handover === undefined || outcome !== 'withdrawn') return false;
  return handover.to.includes(review.name) && etags.has(handover.etag);
}

/** Whether the withdrawal of a review, or an alert of it, is still under way. */
export const isUnsettled = ({ outOfSyncSince, owed, alert }: Review): boolean =>
  outOfSyncSince !== undefined || owed.length > 0 || alert?.state === 'claimed';

/** What a review takes over: address and alert. */
export function inherited({ name, permalink, firstListedAt, alert, heirOf = [] }: Review): Partial<Review> {
  return {
    ...(permalink !== undefined && { permalink }),
    ...(firstListedAt !== undefined && { firstListedAt }),
    ...(alert !== undefined && { alert }),
    heirOf: [...heirOf, name],
  };
}

/** What the earlier note said, and since when the review was public: both count on. */
export function lastSaid(
  { said }: Review,
  { said: before, firstListedAt }: Review,
): Pick<Review, 'said' | 'firstListedAt'> {
  const last = said ?? before;
  return {
    ...(last !== undefined && { said: last }),
    ...(firstListedAt !== undefined && { firstListedAt }),
  };
}

/** What a review gives up once another one has its address. */
export const HANDED_OVER = {
  permalink: undefined,
  firstListedAt: undefined,
  alert: undefined,
  handover: undefined,
  heirOf: undefined,
} as const;

/** Whether the entry is of this review, maybe under an earlier name. */
export function owns(review: Review, entry: Entry): boolean {
  if (entry.upload === review.name) return true;
  const own = [review.permalink, ...(review.movedFrom ?? [])].flatMap((one) =>
    one ? [permalinkOf(one)] : [],
  );
  return review.heirOf?.includes(entry.upload) === true && own.includes(permalinkOf(entry));
}
