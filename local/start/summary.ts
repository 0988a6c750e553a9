import { permalinkOf } from '#shared/domain/listing/entry.ts';
import type { Review } from '#shared/domain/review/review.ts';

export interface SummaryRow {
  readonly name: string;
  readonly outcome: string;
  readonly title: string;
  readonly address: string;
  readonly alert: string;
  /** False while something about it is still to be done. */
  readonly ended: boolean;
}

/** What became of one upload; `review` is undefined while nobody has looked at it. */
export function summaryRow(name: string, review: Review | undefined): SummaryRow {
  if (review === undefined)
    return { name, outcome: 'not examined', title: '', address: '', alert: '', ended: false };
  const { publication, permalink, alert } = review;
  const isPublic = publication !== undefined && review.retiredAt === undefined;
  const alertWaits = alert?.state === 'claimed' || (alert?.state === 'due' && isPublic);
  const done =
    review.outcome !== undefined && review.outOfSyncSince === undefined && review.owed.length === 0;
  return {
    name,
    outcome: done ? outcomeOf(review) : 'not finished',
    title: publication?.facts.title?.value ?? '',
    address: permalink !== undefined && publication !== undefined ? permalinkOf(permalink) : '',
    alert: alert?.state ?? 'none',
    ended: done && !alertWaits,
  };
}

function outcomeOf(review: Review): string {
  if (review.outcome !== 'approved') return review.outcome ?? 'not examined';
  if (review.retiredAt !== undefined) return 'retired';
  return review.publication === undefined && review.scheduled !== undefined ? 'scheduled' : 'published';
}

/** The rows as a table for a terminal, and a last line that counts them. */
export function summaryTable(
  rows: readonly SummaryRow[],
  deadLetters: Readonly<Record<string, number>>,
): string {
  const header = ['upload', 'outcome', 'title', 'address', 'alert'];
  const cells = rows.map((row) => [row.name, row.outcome, row.title, row.address, row.alert]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const outcomes = new Map<string, number>();
  for (const { outcome } of rows) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const counted = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const alerts = rows.filter(({ alert }) => alert === 'sent').length;
  const dead = Object.entries(deadLetters).map(([queue, count]) => `${count} in ${queue}`);
  return [
    line(header),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.map(line),
    '',
    `${count(rows.length, 'upload')}${counted === '' ? '' : `: ${counted}`}; ${count(alerts, 'alert')}.`,
    ...(dead.length === 0 ? [] : [`Messages that nobody could handle: ${dead.join(', ')}.`]),
  ].join('\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
