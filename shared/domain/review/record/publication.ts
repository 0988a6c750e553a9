import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { PublishedDocument } from '../../listing/entry.ts';
import { distinctThemes } from '../../listing/themes.ts';
import type { Decision } from '../decide/decision.ts';
import { nameKey } from '../files/upload-key.ts';
import { embargoOf, retirementOf } from '../note/review-note.ts';
import { Publication } from '../review.ts';

/** Change notes of a review that are kept and shown, newest first. */
const MOST_CHANGES = 100;

const UNSAID = 'A new version replaces the earlier one.';

/**
 * The publication of an approved upload. A report that replaces a public one adds a change note: the
 * officer's, or a generic one. A correction of facts adds one only if the officer wrote it.
 */
export function publicationOf(
  approved: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
  previous: Publication | undefined,
  now: string,
): Publication {
  const { facts, note } = approved;
  const changes = changesOf(approved, documents, previous, now).slice(0, MOST_CHANGES);
  const [publishAt, retireOn] = [embargoOf(note), retirementOf(note)];
  const named = new Set((note.keepAfterRetirement ?? []).map(nameKey));
  const keeps = approved.documents.flatMap(({ key, kind, file }) =>
    kind !== 'report' && named.has(nameKey(key)) ? [file] : [],
  );
  return Publication.parse({
    facts,
    themes: distinctThemes(note.themes ?? []),
    ...(note.contentWarning !== undefined && { contentWarning: note.contentWarning }),
    ...(approved.noteAlone !== undefined && { withoutReport: note.status }),
    documents,
    reportKey: approved.documents[0]?.key ?? approved.noteAlone,
    ...(publishAt !== undefined && { publishAt }),
    ...(retireOn !== undefined && { retireOn }),
    ...(keeps.length > 0 && { keeps }),
    changes,
    ...(note.rename === true && { rename: true }),
    ...(note.searchEngines === false && { searchEngines: false }),
    // `alertAgain` applies to the change that the note describes, not to later ones.
    alertAgain: note.alertAgain === true && changes[0] !== undefined && changes[0].note === note.changeNote,
  });
}

/** Whether the report is new of a review that was listed without it. */
export const isFirstReport = (before: Publication | undefined, next: Publication): boolean =>
  before?.withoutReport !== undefined && next.withoutReport === undefined;

function changesOf(
  { facts, note }: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
  previous: Publication | undefined,
  now: string,
): Publication['changes'] {
  // A report that was announced by a note is no change of it.
  if (previous === undefined || previous.withoutReport !== undefined) return [];
  const [newest, ...older] = previous.changes;
  const written =
    note.changeNote !== undefined && note.changeNote !== newest?.note ? note.changeNote : undefined;
  const replaced = documents.some((one) => !previous.documents.some((old) => old.sha256 === one.sha256));
  if (replaced) return [{ at: now, note: written ?? UNSAID }, ...previous.changes];
  if (written === undefined) return previous.changes;
  // The note arrived after its PDF.
  if (newest?.note === UNSAID) return [{ at: newest.at, note: written }, ...older];
  return isDeepStrictEqual(facts, previous.facts)
    ? previous.changes
    : [{ at: now, note: written }, ...previous.changes];
}

/** Content digest, independent of the order of fields. */
export function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(sorted(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) fields[key] = sorted(Reflect.get(value, key));
  return fields;
}
