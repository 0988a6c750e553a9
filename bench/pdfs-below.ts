import { readdirSync } from 'node:fs';

/** The PDFs below a folder, by their paths in it. */
export const pdfsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.pdf$/i.test(file))
    .sort();
