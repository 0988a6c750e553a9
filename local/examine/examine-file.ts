import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Decision, decide } from '#shared/domain/decide.ts';
import type { Examination, Examiner } from '#shared/ports.ts';
import { readSettings } from '../../infra/read-settings.ts';

/** A file and what would become of it. */
export interface ExaminedFile {
  readonly file: string;
  readonly pdf: Uint8Array;
  readonly examination: Examination;
  readonly decision: Decision;
  readonly milliseconds: number;
}

/** A file that is not there, or that may not be read: a sentence. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/** Examines one file and decides on it as the pipeline would, without a review note and without a second person. */
export async function examineFile(examiner: Examiner, file: string): Promise<ExaminedFile> {
  const pdf = await readPdfFile(file);
  const started = performance.now();
  const examination = await examiner.examine(pdf);
  const milliseconds = Math.round(performance.now() - started);
  // What a file is called decides nothing about it.
  const document = { key: 'review/report.pdf', since: new Date(0).toISOString(), examination };
  const decision = decide(
    { name: 'review', documents: [document], drops: {} },
    {
      ...readSettings('infra/settings.yaml'),
      secondPerson: false,
    },
  );
  return { file, pdf, examination, decision: withoutKey(decision), milliseconds };
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

/** The decision speaks of `report.pdf: ...`; here every sentence stands beside its own file. */
function withoutKey(decision: Decision): Decision {
  return decision.outcome === 'rejected'
    ? { ...decision, reason: decision.reason.replace(/^report\.pdf: /, '') }
    : decision;
}
