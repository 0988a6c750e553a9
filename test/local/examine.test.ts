import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SAMPLE = path.join(ROOT, 'samples/ben-lscpr-final.pdf');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'examine-'));
  await writeFile(path.join(folder, 'empty.pdf'), '');
  await writeFile(path.join(folder, 'web.pdf'), '<!doctype html><title>Not found</title>');
  await writeFile(path.join(folder, 'half.pdf'), (await readFile(SAMPLE)).subarray(0, 40_000));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const examine = (...words: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const command = [path.join(ROOT, 'local/examine.ts'), ...words];
    execFile(process.execPath, command, { cwd: folder }, (failure, out, error) => {
      resolve({ status: failure === null ? 0 : 1, out, error });
    });
  });

const objects = ({ out }: Run) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('npm run examine', () => {
  test('prints an object a line in the order given, whatever the decision', async () => {
    const run = await examine(
      '--json',
      'web.pdf',
      SAMPLE,
      'empty.pdf',
      'half.pdf',
      path.join(ROOT, 'test/fixtures/redaction/P01-black-rect.pdf'),
    );
    const read = objects(run);
    expect(run.status).toBe(0);
    expect(read.map(({ decision }) => decision)).toEqual(['reject', 'publish', 'reject', 'reject', 'hold']);
    expect(read[1]).toMatchObject({
      file: SAMPLE,
      facts: {
        title: 'Ben',
        type: 'lcspr',
        publishedOn: '2022-03-04',
        reportedOn: null,
        reviewers: ['Josephine Lark'],
        pages: 19,
      },
      provenance: { title: expect.stringMatching(/^page 1 "/) },
      milliseconds: expect.any(Number),
    });
    for (const { decision, reason } of read) if (decision !== 'publish') expect(reason).toMatch(/\w+ .+\./);
    expect(read[4].findings).toContainEqual({
      code: 'hidden-text-under-box',
      page: 1,
      message: expect.not.stringContaining('Katherine'),
    });
  });

  describe('with a review note', () => {
    const beside = async (note: string, pdfName: string, noteName: string) => {
      const place = await mkdtemp(path.join(folder, 'review-'));
      await copyFile(SAMPLE, path.join(place, pdfName));
      await writeFile(path.join(place, noteName), note);
      return path.join(place, pdfName);
    };

    test.each([
      ['ben.pdf', 'ben.yaml'],
      ['report.pdf', 'review.yaml'],
    ])('beside %s, follows %s and says so', async (pdfName, noteName) => {
      const file = await beside('title: Ben Benedict\npublished: 5 May 2023\n', pdfName, noteName);
      const note = path.join(path.dirname(file), noteName);
      const [read] = objects(await examine('--json', file));
      expect(read).toMatchObject({
        note,
        decision: 'publish',
        facts: { title: 'Ben Benedict', publishedOn: '2023-05-05', type: 'lcspr' },
      });
      expect((await examine(file)).out).toContain(`The review note ${note} was read with it.`);
    });

    test('with a mistake, reports it as the pipeline would', async () => {
      const file = await beside('titel: Benedict\n', 'ben.pdf', 'ben.yaml');
      const [read] = objects(await examine('--json', file));
      expect(read).toMatchObject({
        decision: 'reject',
        reason: expect.stringContaining('Line 1: "titel" is not'),
      });
    });

    test('of another review, leaves it alone', async () => {
      const file = await beside('title: Benedict\n', 'ben.pdf', 'review.yaml');
      const [read] = objects(await examine('--json', file));
      expect(read.note).toBeUndefined();
      expect(read.facts.title).toBe('Ben');
    });
  });

  test('says whether the report would be shown as a page, and if not, why', async () => {
    const tagged = path.join(ROOT, 'samples/CSPR_Jake_Overview_Report_May_2023.pdf');
    const held = path.join(ROOT, 'test/fixtures/redaction/P01-black-rect.pdf');
    const read = objects(await examine('--json', '--edition', tagged, SAMPLE, held));
    expect(read.map(({ edition }) => edition)).toEqual([
      { shown: true },
      { shown: false, reason: expect.stringContaining('no tags') },
      { shown: false, reason: 'It would not be published as it is.' },
    ]);
    expect((await examine(tagged)).out).toContain('The report is also shown as an accessible page.');
  });

  test('reports a missing file, and examines the others', async () => {
    const run = await examine('--json', 'nowhere.pdf', SAMPLE);
    expect(run.status).toBe(1);
    expect(run.error).toBe('nowhere.pdf: there is no such file.\n');
    expect(objects(run)).toHaveLength(1);
  });

  test('prints facts with their sources, and fixes', async () => {
    const { out } = await examine(path.join(ROOT, 'test/fixtures/redaction/P01-black-rect.pdf'));
    expect(out).toContain('It would be held.');
    expect(out).toContain('How to fix it:');
    expect(out).toContain('Title: not found');
  });

  test('writes the clean copy of a file that would be published', async () => {
    const copies = path.join(folder, 'copies');
    const { error, status } = await examine('--json', '--clean', copies, SAMPLE);
    expect(status).toBe(0);
    expect(error).toMatch(/^Clean copy: /m);
    const copy = await readFile(path.join(copies, path.basename(SAMPLE)));
    expect(copy.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('outlines facts and findings on pictures of the pages', async () => {
    const { error, status } = await examine('--json', '--picture', SAMPLE);
    expect(status).toBe(0);
    expect(error).toContain('Picture: ben-lscpr-final-page-1.png');
    const picture = await readFile(path.join(folder, 'ben-lscpr-final-page-1.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });

  test('an unknown option is a sentence and a status', async () => {
    expect(await examine('--nonsense')).toMatchObject({
      status: 1,
      error: expect.stringContaining('--nonsense'),
    });
  });
});
