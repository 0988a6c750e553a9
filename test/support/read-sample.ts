import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPdf } from '#shared/pdf/read-pdf.ts';

const SAMPLES = resolve(import.meta.dirname, '../../samples');

/** File names of the sample reports. */
export const samples: readonly string[] = readdirSync(SAMPLES).filter((file) => file.endsWith('.pdf'));

const reports = new Map<string, ReturnType<typeof readPdf>>();

/** Reads a sample, which takes seconds, once for all test files that share a process. Nobody changes it. */
export function readSample(file: string): ReturnType<typeof readPdf> {
  const report = reports.get(file) ?? readPdf(new Uint8Array(readFileSync(join(SAMPLES, file))));
  reports.set(file, report);
  return report;
}
