import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lines of a text file beside this module. A bundle has it beside its own modules, gzipped. */
export function readLines(file: string): string[] {
  const inBundle = new URL(`./${file}.txt.gz`, import.meta.url);
  const bytes = existsSync(inBundle)
    ? gunzipSync(readFileSync(inBundle))
    : readFileSync(new URL(`./${file}.txt`, import.meta.url));
  return bytes.toString('utf8').split('\n');
}

/** The text files of this folder, which a bundle has to contain. */
export const textFiles = (): string[] =>
  readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'));
