import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decide } from '#shared/domain/review/decide/decide.ts';
import type { Decision } from '#shared/domain/review/decide/decision.ts';
import { readReviewNote } from '#shared/domain/review/note/review-note.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import type { ReviewType } from '#shared/domain/settings.ts';
import type { Examination, Examiner } from '#shared/ports.ts';
import { readSettings } from '../../infra/read-settings.ts';

/** A file and the decision on it. */
export interface ExaminedFile {
  readonly file: string;
  /** Path of the review note beside it, if there is one. */
  readonly note?: string;
  readonly pdf: Uint8Array;
  readonly examination: Examination;
  readonly decision: Decision;
  readonly milliseconds: number;
}

/** A missing or unreadable file: the message is a sentence. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/**
 * Examines one file and decides on it as the pipeline would, with the review note beside it and without
 * two-person approval.
 */
export async function examineFile(
  examiner: Examiner,
  file: string,
  types: readonly ReviewType[],
): Promise<ExaminedFile> {
  const pdf = await readPdfFile(file);
  const started = performance.now();
  const examination = await examiner.examine(pdf);
  const milliseconds = Math.round(performance.now() - started);
  // The file name has no influence on the decision.
  const document = { key: 'review/report.pdf', since: new Date(0).toISOString(), examination };
  const settings = { ...readSettings('infra/settings.yaml'), secondPerson: false };
  const found = await readNote(file);
  const note = found && {
    key: path.basename(found.file),
    // Later than the PDF, so that its acceptances count.
    modifiedAt: new Date(1).toISOString(),
    completedAt: new Date(1).toISOString(),
    ...readReviewNote(found.bytes, {
      types: [...REVIEW_TYPES, ...settings.types, ...types],
      timeZone: settings.publisher.timeZone,
    }),
  };
  const decision = decide(
    { name: 'review', documents: [document], drops: {}, notes: note ? [note] : [] },
    settings,
    new Date().toISOString(),
  );
  return {
    file,
    ...(found && { note: found.file }),
    pdf,
    examination,
    decision: withoutKey(decision),
    milliseconds,
  };
}

/** `x.yaml` for `x.pdf`, `review.yaml` for the `report.pdf` of a folder. */
async function readNote(file: string): Promise<{ file: string; bytes: Uint8Array } | undefined> {
  const { dir, name } = path.parse(file);
  const stems = name.toLowerCase() === 'report' ? [name, 'review'] : [name];
  for (const beside of stems.flatMap((stem) => [`${stem}.yaml`, `${stem}.yml`])) {
    const place = path.join(dir, beside);
    try {
      return { file: place, bytes: await readFile(place) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR') throw error;
    }
  }
  return undefined;
}

async function readPdfFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new MissingFile(`${file}: there is no such file.`);
    if (code === 'EISDIR')
      throw new MissingFile(
        `${file} is a folder: name the PDFs in it, for example ${path.join(file, '*.pdf')}.`,
      );
    if (code === 'EACCES') throw new MissingFile(`${file}: there is no permission to read it.`);
    throw error;
  }
}

/** Removes the `report.pdf: ` prefix of messages, since the output names the file. */
function withoutKey(decision: Decision): Decision {
  return decision.outcome === 'rejected'
    ? { ...decision, reason: decision.reason.replace(/^report\.pdf: /, '') }
    : decision;
}
