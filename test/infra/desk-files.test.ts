import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DrawPage } from '#shared/adapters/render-pages/isolated-pictures.ts';
import { deskOf } from '#shared/domain/desk.ts';
import { writeDesk } from '../../infra/operate/write-desk.ts';
import { everyKindOfUpload } from '../site/every-kind-of-upload.ts';
import { aSettings } from '../support/a-settings.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const uploads = { read: async () => new TextEncoder().encode('the bytes') };
const PNG = new TextEncoder().encode('a picture');
let folder: string;
let drawn: number;
const draw: DrawPage = async () => {
  drawn++;
  return PNG;
};
const desk = (names?: readonly string[]) => {
  const sources = everyKindOfUpload();
  const reviews = sources.reviews.filter(({ name }) => names?.includes(name) ?? true);
  return deskOf({ ...sources, reviews }, aSettings());
};
const pictures = async () => (await readdir(path.join(folder, 'pictures'))).sort();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-'));
  drawn = 0;
});
afterEach(() => rm(folder, { recursive: true }));

describe('the files of the desk', () => {
  test('are one page, its styles, and the pictures that it names', async () => {
    const written = await writeDesk(folder, desk(), uploads, draw);
    const page = await readFile(written.page, 'utf8');
    expect((await readdir(folder)).sort()).toEqual(['desk.css', 'index.html', 'pictures']);
    expect(written).toMatchObject({ drawn: (await pictures()).length, undrawn: 0 });
    for (const name of await pictures()) expect(page).toContain(`src="pictures/${name}"`);
  });

  test('keep a picture of what is unchanged, and none of what is no longer on the desk', async () => {
    await writeDesk(folder, desk(), uploads, draw);
    const before = drawn;
    await writeFile(path.join(folder, 'pictures', 'holiday.png'), 'of somebody else');
    await writeDesk(folder, desk(['wren']), uploads, draw);
    expect(drawn).toBe(before);
    expect((await pictures()).filter((name) => name !== 'holiday.png')).toHaveLength(
      desk(['wren']).reviews.flatMap((review) => review.pictures).length,
    );
    expect(await pictures()).toContain('holiday.png');
  });

  test('are written without the pictures of a file that goes over the bounds, which is tried once', async () => {
    const slow: DrawPage = async (...page) => {
      await draw(...page);
      return 'too-slow';
    };
    const written = await writeDesk(folder, desk(['wren']), uploads, slow);
    expect(drawn).toBe(1);
    expect(written.undrawn).toBeGreaterThan(1);
    expect(await readFile(written.page, 'utf8')).toContain('are not drawn');
  });

  test('are written also when an upload was replaced meanwhile', async () => {
    const replaced = { read: () => Promise.reject(new Error('replaced')) };
    expect(await writeDesk(folder, desk(['wren']), replaced, draw)).toMatchObject({ drawn: 0 });
  });
});

describe('what makes the desk', () => {
  const inputsOf = async (...entries: string[]) => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: entries,
      outdir: 'out',
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs);
  };
  const OF_THE_DESK = /\bdesk|render-pages/;

  test('is in no function: nothing of it can be written where the public reads', async () => {
    const functions = (await readdir(path.join(ROOT, 'functions'))).map(
      (name) => `functions/${name}/handler.ts`,
    );
    const inputs = await inputsOf(...functions, 'shared/adapters/examiner-worker.ts');
    expect(inputs).toContain('functions/publish-review/publish-review.ts');
    expect(inputs.filter((input) => OF_THE_DESK.test(input))).toEqual([]);
  });

  test('has no way to write to a bucket', async () => {
    const inputs = await inputsOf('infra/operate/read-desk.ts', 'infra/operate/write-desk.ts');
    expect(inputs.filter((input) => OF_THE_DESK.test(input)).length).toBeGreaterThan(3);
    expect(inputs.filter((input) => /s3-|public-files/.test(input))).toEqual([]);
  });
});
