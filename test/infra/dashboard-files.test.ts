import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dashboardOf } from '#shared/domain/dashboard/dashboard.ts';
import type { DrawPage } from '#shared/pdf/pictures/isolated-pictures.ts';
import { writeDashboard } from '../../infra/operate/write-dashboard.ts';
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
const dashboard = (names?: readonly string[]) => {
  const sources = everyKindOfUpload();
  const reviews = sources.reviews.filter(({ name }) => names?.includes(name) ?? true);
  return dashboardOf({ ...sources, reviews }, aSettings());
};
const pictures = async () => (await readdir(path.join(folder, 'pictures'))).sort();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dashboard-'));
  drawn = 0;
});
afterEach(() => rm(folder, { recursive: true }));

describe('the files of the dashboard', () => {
  test('are one page, its styles, and the pictures that it names', async () => {
    const written = await writeDashboard(folder, dashboard(), uploads, draw);
    const page = await readFile(written.page, 'utf8');
    expect((await readdir(folder)).sort()).toEqual(['dashboard.css', 'index.html', 'pictures']);
    expect(written).toMatchObject({ drawn: (await pictures()).length, undrawn: 0 });
    for (const name of await pictures()) expect(page).toContain(`src="pictures/${name}"`);
  });

  test('keep unchanged pictures, and delete those that are no longer on the dashboard', async () => {
    await writeDashboard(folder, dashboard(), uploads, draw);
    const before = drawn;
    await writeFile(path.join(folder, 'pictures', 'holiday.png'), 'of somebody else');
    await writeDashboard(folder, dashboard(['wren']), uploads, draw);
    expect(drawn).toBe(before);
    expect((await pictures()).filter((name) => name !== 'holiday.png')).toHaveLength(
      dashboard(['wren']).reviews.flatMap((review) => review.pictures).length,
    );
    expect(await pictures()).toContain('holiday.png');
  });

  test('are written without the pictures of a file that goes over the bounds, which is tried once', async () => {
    const slow: DrawPage = async (...page) => {
      await draw(...page);
      return 'too-slow';
    };
    const written = await writeDashboard(folder, dashboard(['wren']), uploads, slow);
    expect(drawn).toBe(1);
    expect(written.undrawn).toBeGreaterThan(1);
    expect(await readFile(written.page, 'utf8')).toContain('are not drawn');
  });

  test('are written also when an upload was replaced meanwhile', async () => {
    const replaced = { read: () => Promise.reject(new Error('replaced')) };
    expect(await writeDashboard(folder, dashboard(['wren']), replaced, draw)).toMatchObject({ drawn: 0 });
  });
});

describe('the dashboard command', () => {
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
  const OF_THE_DASHBOARD = /\bdashboard|render-pages/;

  test('is in no function: nothing of it can be written where the public reads', async () => {
    const functions = (await readdir(path.join(ROOT, 'functions'))).map(
      (name) => `functions/${name}/handler.ts`,
    );
    const inputs = await inputsOf(...functions, 'shared/examination/examiner-worker.ts');
    expect(inputs).toContain('functions/publish-review/publish-review.ts');
    expect(inputs.filter((input) => OF_THE_DASHBOARD.test(input))).toEqual([]);
  });

  test('has no way to write to a bucket', async () => {
    const inputs = await inputsOf('infra/operate/read-dashboard.ts', 'infra/operate/write-dashboard.ts');
    expect(inputs.filter((input) => OF_THE_DASHBOARD.test(input)).length).toBeGreaterThan(3);
    expect(inputs.filter((input) => /s3-|public-files/.test(input))).toEqual([]);
  });
});
