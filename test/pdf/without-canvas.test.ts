import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { withoutCanvas } from '../../infra/pdfjs-without-canvas.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const bundle = (entry: string) =>
  build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    plugins: [withoutCanvas],
  });

test('pdf.js is bundled without its native canvas', async () => {
  const { outputFiles } = await bundle('shared/pdf/read-pdf.ts');
  expect(outputFiles[0]?.text).not.toContain('require("@napi-rs/canvas")');
  expect(outputFiles[0]?.text).toContain('WorkerMessageHandler');
});

test('a pdf.js that has changed fails the build', async () => {
  const changed = path.join(ROOT, 'test/fixtures/pdfjs-dist/legacy/build/pdf.mjs');
  expect(await readFile(changed, 'utf8')).toContain('@napi-rs/canvas');
  await expect(bundle(changed)).rejects.toThrow('in 1 places, not 2');
});
