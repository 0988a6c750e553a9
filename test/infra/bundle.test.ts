import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textFiles } from '#shared/report/words/read-lines.ts';
import { type BundleSummary, bundle } from '../../infra/bundle.ts';
import { bundlesOf } from '../../local/start/synthesize.ts';

/** Chunks that several modules share, or that are loaded when they are first needed. */
const LATER = /-[A-Z0-9]{8}\.mjs$/;

const wordFiles = textFiles().map((file) => `${file}.gz`);

let dist: string;
let summaries: readonly BundleSummary[];

beforeAll(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  summaries = await bundle(dist);
});
afterAll(() => rm(dist, { recursive: true }));

describe('the bundles', () => {
  test('every function has one, within its size limit', async () => {
    const functions = await readdir(path.resolve(import.meta.dirname, '../../functions'));
    expect(summaries.map(({ name }) => name)).toEqual(functions.sort());
    for (const { name, bytes } of summaries)
      expect(bytes).toBeLessThanOrEqual(
        { 'examine-upload': 6_000_000, 'read-scan': 12_000_000 }[name] ?? 1_500_000,
      );
  });

  test('each folder contains the files for Lambda, and no source map', async () => {
    for (const { name, files } of summaries) {
      expect((await readdir(path.join(dist, name))).sort()).toEqual(Object.keys(files).sort());
      const started = Object.keys(files).filter((file) => !LATER.test(file));
      const withPdfs = [
        'examiner-worker.mjs',
        'index.mjs',
        'pdf-process.mjs',
        'pdfium.wasm.gz',
        ...wordFiles,
      ];
      const recognition = ['cym.traineddata.gz', 'eng.traineddata.gz', 'tesseract.wasm.gz'];
      const wanted: Record<string, string[]> = {
        'examine-upload': withPdfs,
        'read-scan': [...withPdfs, ...recognition],
      };
      expect(started.sort()).toEqual((wanted[name] ?? ['index.mjs']).sort());
      expect(await readdir(path.join(dist, 'source-maps', name))).toContain('index.mjs.map');
    }
  });

  test('the same sources make the same bytes, wherever they lie', async () => {
    const again = await bundlesOf();
    for (const { name, files } of summaries) {
      for (const file of Object.keys(files)) {
        const [first, second] = await Promise.all(
          [dist, again].map((folder) => readFile(path.join(folder, name, file))),
        );
        expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
        expect(first?.includes(path.resolve(import.meta.dirname, '../..'))).toBe(false);
      }
    }
  });

  test('a cold start does not load code for clean copies and pixels', async () => {
    const entry = await readFile(path.join(dist, 'examine-upload', 'examiner-worker.mjs'), 'utf8');
    expect(entry).toMatch(/import\("\.\/clean-pdf-\w+\.mjs"\)/);
    expect(entry).not.toContain('PDFDocument.load');
  });

  test('only the functions that open PDFs carry a PDF reader', () => {
    const withReader = summaries.filter(
      ({ contents }) => 'pdfjs-dist' in contents || '@cantoo/pdf-lib' in contents,
    );
    expect(withReader.map(({ name }) => name)).toEqual(['examine-upload', 'read-scan']);
  });

  test('only the function that recognizes words carries a text recognition', () => {
    const recognizing = summaries.filter(({ contents }) => 'tesseract.js-core' in contents);
    expect(recognizing.map(({ name }) => name)).toEqual(['read-scan']);
  });
});
