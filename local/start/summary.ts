import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { lifecycle } from '#shared/domain/review/lifecycle.ts';
import type { Review } from '#shared/domain/review/review.ts';

export interface SummaryRow {
  readonly name: string;
  readonly state: string;
  readonly title: string;
  readonly address: string;
  readonly alert: string;
  /** False while work is pending. */
  readonly ended: boolean;
}

/** The state of one upload at `now`. */
export function summaryRow(review: Review, now: string, timeZone: string): SummaryRow {
  const { publication, permalink, alert } = review;
  const standing = lifecycle(review, now, timeZone);
  return {
    name: review.name,
    state: standing.state,
    title: publication?.facts.title?.value ?? '',
    address: permalink !== undefined && publication !== undefined ? permalinkOf(permalink) : '',
    alert: alert?.state ?? 'none',
    ended: standing.state !== 'unexamined' && !standing.pending && !standing.alerting,
  };
}

/** A text table of the rows, and a last line with counts. */
export function summaryTable(
  rows: readonly SummaryRow[],
  deadLetters: Readonly<Record<string, number>>,
): string {
  const header = ['upload', 'state', 'title', 'address', 'alert'];
  const cells = rows.map((row) => [
    row.name,
    row.ended ? row.state : `${row.state} (not finished)`,
    row.title,
    row.address,
    row.alert,
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const states = Map.groupBy(rows, ({ state }) => state);
  const counted = [...states].map(([state, { length }]) => `${length} ${state}`).join(', ');
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
