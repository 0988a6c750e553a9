import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundleSummary, bundle } from '../../infra/bundle.ts';
import { absentParts } from '../../infra/lean-bundle.ts';

/** Chunks that several modules share, or that are loaded when they are first needed. */
const LATER = /-[A-Z0-9]{8}\.mjs$/;

let dist: string;
let summaries: readonly BundleSummary[];

beforeAll(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  summaries = await bundle(dist);
}, 60_000);
afterAll(() => rm(dist, { recursive: true }));

describe('the bundles', () => {
  test('there is one for each function, small enough to start at once', async () => {
    const functions = await readdir(path.resolve(import.meta.dirname, '../../functions'));
    expect(summaries.map(({ name }) => name)).toEqual(functions.sort());
    for (const { name, bytes } of summaries)
      expect(bytes).toBeLessThanOrEqual(name === 'examine-upload' ? 6_000_000 : 1_000_000);
  });

  test('each folder holds what Lambda needs, and no source map', async () => {
    for (const { name, files } of summaries) {
      expect((await readdir(path.join(dist, name))).sort()).toEqual(Object.keys(files).sort());
      const started = Object.keys(files).filter((file) => !LATER.test(file));
      expect(started.sort()).toEqual(
        name === 'examine-upload' ? ['examiner-worker.mjs', 'index.mjs', 'pdfium.wasm.gz'] : ['index.mjs'],
      );
      expect(await readdir(path.join(dist, 'source-maps', name))).toContain('index.mjs.map');
    }
  });

  test('the same sources make the same bytes, wherever they lie', { timeout: 60_000 }, async () => {
    const again = await mkdtemp(path.join(tmpdir(), 'bundles-again-'));
    try {
      await bundle(again);
      for (const { name, files } of summaries) {
        for (const file of Object.keys(files)) {
          const [first, second] = await Promise.all(
            [dist, again].map((folder) => readFile(path.join(folder, name, file))),
          );
          expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
          expect(first?.includes(path.resolve(import.meta.dirname, '../..'))).toBe(false);
        }
      }
    } finally {
      await rm(again, { recursive: true });
    }
  });

  test('what makes clean copies and looks at pixels is not part of what a cold start reads', async () => {
    const entry = await readFile(path.join(dist, 'examine-upload', 'examiner-worker.mjs'), 'utf8');
    expect(entry).toMatch(/import\("\.\/clean-pdf-\w+\.mjs"\)/);
    expect(entry).not.toContain('PDFDocument.load');
  });

  test('starting one does not load modules of Node that nothing uses, nor look for credentials elsewhere', async () => {
    for (const { name, contents } of summaries) {
      const entry = await readFile(path.join(dist, name, 'index.mjs'), 'utf8');
      expect(entry).not.toMatch(/from\s*"(?!\.)/);
      expect(entry).not.toContain('fs/promises');
      expect(Object.keys(contents)).not.toContain('@aws-sdk/nested-clients');
    }
  });

  test('what the SDK knows of operations and errors that nobody here asks for is left out', async () => {
    const entry = await readFile(path.join(dist, 'publish-review', 'index.mjs'), 'utf8');
    for (const used of ['CreateInvalidation', 'TooManyInvalidationsInProgress', 'PutObject', 'NoSuchKey'])
      expect(entry).toContain(used);
    for (const unused of ['CreateDistributionRequest', 'TooManyDistributions', 'ListBucketsRequest'])
      expect(entry).not.toContain(unused);
  });

  test('a part that is left out says so when it is used', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { EndpointCache } from '@aws-sdk/endpoint-cache';
export const made = new EndpointCache(1);
export const later = () => import('bowser');`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      write: false,
      plugins: [absentParts],
    });
    const file = path.join(dist, 'absent.mjs');
    await writeFile(file, outputFiles[0]?.contents ?? '');
    const { made, later } = await import(file);
    expect(() => made.get('x')).toThrow(/EndpointCache\.js is not part of the bundles/);
    await expect(later()).rejects.toThrow('bowser is not part of the bundles');
  });

  test('only the function that opens PDFs carries a PDF reader', () => {
    const withReader = summaries.filter(
      ({ contents }) => 'pdfjs-dist' in contents || '@cantoo/pdf-lib' in contents,
    );
    expect(withReader.map(({ name }) => name)).toEqual(['examine-upload']);
  });
});
