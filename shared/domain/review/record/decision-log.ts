import * as z from 'zod';
import type { Settings } from '../../settings.ts';
import { roleOfKey } from '../files/upload-key.ts';
import { OwedDecision, type OwedReceipt, type Review } from '../review.ts';

/** One decision on a review: who, what, when, which bytes. Immutable and private. */
export const LoggedDecision = OwedDecision.extend({
  /** Name of the upload. */
  name: z.string(),
  /** Instant, ISO 8601 UTC. */
  at: z.string(),
  what: z.string(),
  /** Codes of open findings and of remarks. */
  findings: z.array(z.string()),
});
export type LoggedDecision = z.infer<typeof LoggedDecision>;

/** Receipts about no decision. */
const NO_DECISION: ReadonlySet<OwedReceipt['outcome']> = new Set(['unchanged', 'reminder']);

/** Who uploaded which bytes, accepted findings, and approved as the second person. */
export function decisionOf(
  before: Review,
  after: Review,
  { files, outcome }: Omit<OwedReceipt, 'at'>,
  accepted: readonly string[],
  { secondPerson }: Settings,
): OwedDecision {
  const by = (key: string) => {
    const drop = after.drops[key];
    const isKnown =
      drop !== undefined && (drop.removed || drop.etag === (after.seen[key] ?? before.seen[key])?.etag);
    return isKnown && drop.principal !== undefined ? { by: drop.principal } : {};
  };
  const shown = files.map((key) => {
    const sha256 = (after.seen[key] ?? before.seen[key])?.sha256;
    return { key, ...(sha256 !== undefined && { sha256 }), ...by(key) };
  });
  const note = shown.find(({ key }) => roleOfKey(key) === 'note');
  const approval = shown.find(({ key }) => roleOfKey(key) === 'approval');
  const isApproved = secondPerson && (outcome === 'published' || outcome === 'scheduled');
  return {
    files: shown,
    accepted: accepted.map((code) => ({ code, ...(note?.by !== undefined && { by: note.by }) })),
    ...(isApproved && approval?.by !== undefined && { approvedBy: approval.by }),
  };
}

/** The decision that a receipt reports, if any. */
export function loggedDecision({ name, seen }: Review, owed: OwedReceipt): LoggedDecision | undefined {
  if (NO_DECISION.has(owed.outcome)) return undefined;
  const files = owed.files.map((key) => {
    const sha256 = seen[key]?.sha256;
    return { key, ...(sha256 !== undefined && { sha256 }), by: CLOCK };
  });
  const { decision = { files, accepted: [] } } = owed;
  const findings = [...new Set(owed.findings.map(({ code }) => code))];
  return { ...decision, name, at: owed.at, what: owed.outcome, findings };
}

/** The actor of embargoes and retirements. */
const CLOCK = 'the clock';

/** Column titles of `decisionsAsCsv`. */
const COLUMNS = [
  'when',
  'review',
  'decision',
  'file',
  'SHA-256',
  'by',
  'accepted',
  'accepted by',
  'approved by',
];

/** One row for each file of each decision (RFC 4180). Formulas are escaped with an apostrophe. */
export function decisionsAsCsv(decisions: readonly LoggedDecision[]): string {
  const rows = decisions.flatMap(({ at, name, what, files, accepted, approvedBy = '' }) =>
    files.map(({ key, sha256 = '', by = '' }) => [
      at,
      name,
      what,
      key,
      sha256,
      by,
      accepted.map(({ code }) => code).join(' '),
      accepted[0]?.by ?? '',
      approvedBy,
    ]),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A decision in lines for a terminal. */
export function decisionInLines({ at, what, files, accepted, approvedBy, findings }: LoggedDecision): string {
  const line = (label: string, text: string) => `  ${label.padEnd(12)} ${text}`;
  return [
    `${at}  ${what}`,
    ...files.map(({ key, sha256, by }) =>
      line(
        'file',
        [key, by === undefined ? 'by an unknown person' : `by ${by}`, sha256].filter(Boolean).join('  '),
      ),
    ),
    ...accepted.map(({ code, by }) => line('accepted', `${code}  by ${by ?? 'an unknown person'}`)),
    ...(approvedBy === undefined ? [] : [line('approved by', approvedBy)]),
    ...(findings.length > 0 ? [line('findings', findings.join(', '))] : []),
  ].join('\n');
}
