import { roleOfKey } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import type { OwedReceipt, Review } from '../review.ts';

/** Of the 400 KB that DynamoDB takes. JSON is a little longer than an item, so this leaves a margin. */
const MOST_BYTES = 300_000;

/** More than twice the files of a review; an event has up to about 1.3 KB. */
const MOST_DROPS = 120;

/** Receipts that are still sent when there are too many of them. */
const MOST_OWED = 30;

/** Length of a finding's message when findings are too long. */
const MOST_MESSAGE = 300;

/** From the least to the most that is lost. */
const STEPS: readonly ((review: Review) => Review)[] = [
  (review) => ({ ...review, owed: withDetailsOfNewest(review.owed) }),
  (review) => ({ ...review, owed: newestOwed(review.owed) }),
  (review) => ({
    ...review,
    findings: review.findings.map(shortened),
    owed: review.owed.map((one) => ({ ...one, findings: one.findings.map(shortened) })),
  }),
];

/** The record, small enough for the table: a record that cannot be written would stop its review for ever. */
export function boundRecord(review: Review): Review {
  let bounded: Review = { ...review, drops: newestDrops(review.drops) };
  for (const step of STEPS) {
    if (Buffer.byteLength(JSON.stringify(bounded)) <= MOST_BYTES) break;
    bounded = step(bounded);
  }
  return bounded;
}

/** Forgets files that were deleted or belong to no review first, then the oldest. */
function newestDrops(drops: Review['drops']): Review['drops'] {
  const all = Object.entries(drops);
  if (all.length <= MOST_DROPS) return drops;
  const rank = ([key, { removed, at = '' }]: (typeof all)[number]): string =>
    `${removed || roleOfKey(key) === 'other' ? 0 : 1}${at}`;
  return Object.fromEntries(all.sort((a, b) => (rank(a) < rank(b) ? 1 : -1)).slice(0, MOST_DROPS));
}

/** Older receipts keep what happened to which files; their findings and facts are overtaken. */
function withDetailsOfNewest(owed: readonly OwedReceipt[]): OwedReceipt[] {
  return owed.map((one, place) => {
    if (place === owed.length - 1) return one;
    const { facts: _, ...others } = one;
    return { ...others, findings: [] };
  });
}

/** The oldest that is left says how many are not sent. */
function newestOwed(owed: readonly OwedReceipt[]): OwedReceipt[] {
  const [oldest, ...others] = owed.slice(-MOST_OWED);
  const lost = owed.length - others.length - 1;
  if (oldest === undefined || lost < 1) return [...owed];
  const reason = [`${lost} earlier receipts were too many to send.`, oldest.reason]
    .filter(Boolean)
    .join('\n');
  return [{ ...oldest, reason }, ...others];
}

const shortened = (finding: Finding): Finding => ({
  ...finding,
  message: finding.message.slice(0, MOST_MESSAGE),
});
