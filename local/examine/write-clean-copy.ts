import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Examiner } from '#shared/ports.ts';
import { readSettings } from '../../infra/read-settings.ts';
import type { ExaminedFile } from './examine-file.ts';

/**
 * Writes the clean copy of a publishable file under its own name. Returns a sentence: the path, or why there
 * is none.
 */
export async function writeCleanCopy(
  examiner: Examiner,
  { file, pdf, decision }: ExaminedFile,
  folder: string,
): Promise<string> {
  if (decision.outcome !== 'approved') return `No clean copy of ${file}: it would not be published.`;
  const { publisher } = readSettings('infra/settings.yaml');
  const copy = await examiner.clean(pdf, {
    title: decision.facts.title?.value ?? '',
    language: decision.facts.language?.value ?? publisher.language,
    publisher: publisher.name,
  });
  if ('refused' in copy) return `No clean copy of ${file}: it would be held. ${copy.refused}`;
  await mkdir(folder, { recursive: true });
  const place = path.join(folder, path.basename(file));
  if (path.resolve(place) === path.resolve(file))
    return `No clean copy of ${file}: it would replace the file itself. Name another folder.`;
  await writeFile(place, copy.pdf);
  return `Clean copy: ${place}`;
}
