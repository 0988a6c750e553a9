import { createHash } from 'node:crypto';
import type { Decision } from './decide.ts';
import type { PublishedDocument } from './entry.ts';
import { Publication } from './review.ts';

/**
 * What is to be public after an upload was approved. A report that replaces a public one leaves a change note;
 * a correction of facts leaves one only if the officer wrote it.
 */
export function publicationOf(
  approved: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
  previous: Publication | undefined,
  now: string,
): Publication {
  const { facts, note } = approved;
  const earlier = previous?.changes ?? [];
  const replaced =
    previous !== undefined &&
    documents.some((one) => !previous.documents.some((old) => old.sha256 === one.sha256));
  const written =
    note.changeNote !== undefined && note.changeNote !== earlier[0]?.note ? note.changeNote : undefined;
  const change =
    previous === undefined
      ? undefined
      : (written ?? (replaced ? 'A new version replaces the earlier one.' : undefined));
  return Publication.parse({
    facts,
    themes: [...(note.themes ?? [])],
    ...(note.contentWarning !== undefined && { contentWarning: note.contentWarning }),
    documents,
    reportKey: approved.documents[0]?.key,
    ...(note.publishAt !== undefined && { publishAt: note.publishAt }),
    ...(note.retireOn !== undefined && { retireOn: note.retireOn }),
    changes: change === undefined ? earlier : [{ at: now, note: change }, ...earlier],
    alertAgain: note.alertAgain ?? false,
  });
}

/** The same digest for the same content, whatever the order of its fields. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
