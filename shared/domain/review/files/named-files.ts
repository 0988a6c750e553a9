import type { Uploaded } from '../decide/decision.ts';
import type { Finding } from '../finding.ts';
import type { NoteProblem } from '../note/note-lines.ts';
import type { ReviewNote } from '../note/review-note.ts';
import { chooseReport } from './choose-report.ts';
import { nearest } from './nearest.ts';
import { fileOf, nameKey } from './upload-key.ts';

/** The fields of a note that name companions. */
const FIELDS = { companions: 'companions', keepAfterRetirement: 'keep after retirement' } as const;
type Field = keyof typeof FIELDS;

/**
 * The uploaded files, where a note has a mistake if it names a file that is not there, or the report. What it
 * said already for the version that is public or scheduled is none: a companion may be removed since.
 */
export function withMisnamedFiles(uploaded: Uploaded, before: NonNullable<Uploaded['before']>): Uploaded {
  const report = chooseReport(uploaded)?.document.key;
  if (report === undefined) return uploaded;
  const said = (before.publication ?? before.scheduled) && before.said;
  const notes = uploaded.notes.map((one) => {
    const problems = [...(one.problems ?? []), ...misnamed(one, uploaded, fileOf(report), said)];
    return problems.length === 0 ? one : { ...one, problems };
  });
  return { ...uploaded, notes };
}

function misnamed(
  { note, namesFilesIn }: Uploaded['notes'][number],
  { documents }: Uploaded,
  report: string,
  said: ReviewNote = {},
): NoteProblem[] {
  const files = documents.map(({ key }) => fileOf(key));
  return Object.keys(FIELDS).flatMap((key) => {
    const field: Field = key === 'companions' ? key : 'keepAfterRetirement';
    const known = new Set(said[field]?.map(nameKey));
    return (note[field] ?? []).flatMap((written): NoteProblem[] => {
      if (known.has(nameKey(written))) return [];
      const wrong =
        nameKey(written) === nameKey(report)
          ? 'which is the report itself. Name companions only.'
          : notThere(written, files);
      if (wrong === undefined) return [];
      return [{ line: namesFilesIn?.[field] ?? 1, message: `"${FIELDS[field]}" names ${written}, ${wrong}` }];
    });
  });
}

/** Files that the note names and that were removed since it was written. */
export function missingCompanions(
  { companions = [], keepAfterRetirement = [] }: ReviewNote,
  documents: readonly { readonly key: string }[],
): Finding[] {
  const files = documents.map(({ key }) => fileOf(key));
  return [...new Set([...companions, ...keepAfterRetirement])].flatMap((written): Finding[] => {
    const wrong = notThere(written, files);
    return wrong === undefined
      ? []
      : [{ code: 'file-not-there', message: `The review note names ${written}, ${wrong}` }];
  });
}

function notThere(written: string, files: readonly string[]): string | undefined {
  if (files.some((file) => nameKey(file) === nameKey(written))) return undefined;
  const meant = nearest(`${nameKey(written)}.pdf`, files);
  return `which is not there.${meant === undefined ? ' Upload it, or delete the name.' : ` Did you mean ${meant}?`}`;
}
