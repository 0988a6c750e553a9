import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { PublishedDocument } from '../listing/entry.ts';
import { distinctThemes } from '../listing/themes.ts';
import type { Decision } from './decide.ts';
import { Publication } from './review.ts';
import { embargoOf, retirementOf } from './review-note.ts';

const UNSAID = 'A new version replaces the earlier one.';

/**
 * What is to be public after an upload was approved. A report that replaces a public one leaves a change
 * note: the officer's, or one that says no more than that. A correction of facts leaves one if the officer
 * wrote it.
 */
export function publicationOf(
  approved: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
  previous: Publication | undefined,
  now: string,
): Publication {
  const { facts, note } = approved;
  const changes = changesOf(approved, documents, previous, now);
  const [publishAt, retireOn] = [embargoOf(note), retirementOf(note)];
  return Publication.parse({
    facts,
    themes: distinctThemes(note.themes ?? []),
    ...(note.contentWarning !== undefined && { contentWarning: note.contentWarning }),
    documents,
    reportKey: approved.documents[0]?.key,
    ...(publishAt !== undefined && { publishAt }),
    ...(retireOn !== undefined && { retireOn }),
    changes,
    // The note asks for an alert of the change that it describes, not of every later one.
    alertAgain: note.alertAgain === true && changes[0] !== undefined && changes[0].note === note.changeNote,
  });
}

function changesOf(
  { facts, note }: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
  previous: Publication | undefined,
  now: string,
): Publication['changes'] {
  if (previous === undefined) return [];
  const [newest, ...older] = previous.changes;
  const written =
    note.changeNote !== undefined && note.changeNote !== newest?.note ? note.changeNote : undefined;
  const replaced = documents.some((one) => !previous.documents.some((old) => old.sha256 === one.sha256));
  if (replaced) return [{ at: now, note: written ?? UNSAID }, ...previous.changes];
  if (written === undefined) return previous.changes;
  // The note came after the PDF that it is about.
  if (newest?.note === UNSAID) return [{ at: newest.at, note: written }, ...older];
  return isDeepStrictEqual(facts, previous.facts)
    ? previous.changes
    : [{ at: now, note: written }, ...previous.changes];
}

/** The same digest for the same content, whatever the order of its fields. */
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
