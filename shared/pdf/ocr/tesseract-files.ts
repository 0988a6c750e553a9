import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/**
 * Files of the text recognition, by their names beside a bundle's modules, and where they are in the
 * installed packages. `best_int` are the models of the highest accuracy with whole numbers: fast, and no
 * larger.
 */
export const TESSERACT_FILES = {
  'tesseract.wasm.gz': 'tesseract.js-core/tesseract-core-simd-lstm.wasm',
  'eng.traineddata.gz': '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
  'cym.traineddata.gz': '@tesseract.js-data/cym/4.0.0_best_int/cym.traineddata.gz',
} as const;

/** The bytes of one file: from beside the running module when it is bundled, else from its package. */
export function tesseractFile(name: keyof typeof TESSERACT_FILES): Uint8Array {
  const beside = new URL(name, import.meta.url);
  if (existsSync(beside)) return gunzipSync(readFileSync(beside));
  const bytes = readFileSync(createRequire(import.meta.url).resolve(TESSERACT_FILES[name]));
  return TESSERACT_FILES[name].endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
