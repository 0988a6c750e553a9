import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import type { Examination } from '#shared/ports.ts';

const misbehaving = new URL('./workers/misbehaving-worker.ts', import.meta.url);
const pdf = (text: string) => new Uint8Array(Buffer.from(text));
const messageOf = (examination: Examination) => (examination.readable ? 'readable' : examination.message);
const codeOf = (examination: Examination) => (examination.readable ? 'readable' : examination.code);
const properties = { title: 'Child A', language: 'en-GB', publisher: 'Somewhere' };

describe('the thread', () => {
  test('is one and the same for files that do no harm', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving });
    const [one, two] = [await examiner.examine(pdf('fine')), await examiner.examine(pdf('fine'))];
    expect(messageOf(one)).toMatch(/^thread \d+$/);
    expect(messageOf(two)).toBe(messageOf(one));
    expect(await examiner.clean(pdf('fine'), properties)).toEqual({ refused: messageOf(one) });
  });

  test.each([
    ['hangs', 'h', 'too-slow'],
    ['takes all memory', 'm', 'too-much-memory'],
    ['crashes', 'c', 'damaged'],
    ['ends itself', 'e', 'damaged'],
  ])('is replaced when a file %s: that file is rejected, the next one is examined', async (_, file, code) => {
    const resident = Math.round(process.memoryUsage.rss() / 1024 / 1024);
    const examiner = isolatedExaminer({
      types: [],
      worker: misbehaving,
      milliseconds: 1500,
      megabytes: resident + 300,
    });
    const [bad, good] = await Promise.all([examiner.examine(pdf(file)), examiner.examine(pdf('fine'))]);
    expect(codeOf(bad)).toBe(code);
    expect(messageOf(bad)).not.toBe('');
    expect(messageOf(good)).toMatch(/^thread \d+$/);
  });

  test('that waits for a busy machine is left its time: only its own processor time counts', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, milliseconds: 1000 });
    expect(messageOf(await examiner.examine(pdf('waits')))).toMatch(/^thread \d+$/);
  });

  test('that hangs while cleaning refuses the copy with a sentence', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, milliseconds: 500 });
    expect(await examiner.clean(pdf('hang'), properties)).toEqual({
      refused: expect.stringContaining('too'),
    });
  });

  test('that does not start is an error of ours, not of the file', async () => {
    const examiner = isolatedExaminer({
      types: [],
      worker: new URL('./workers/nowhere.ts', import.meta.url),
    });
    await expect(examiner.examine(pdf('fine'))).rejects.toThrow('does not start');
    await expect(examiner.examine(pdf('fine'))).rejects.toThrow('does not start');
  });

  test('leaves the caller its bytes', async () => {
    const bytes = pdf('fine');
    await isolatedExaminer({ types: [], worker: misbehaving }).examine(bytes);
    expect(Buffer.from(bytes).toString()).toBe('fine');
  });
});

describe('hostile files', () => {
  const hostile = (name: string) => readFile(path.join(import.meta.dirname, '../fixtures/hostile', name));
  const sample = () => readFile(path.join(import.meta.dirname, '../../samples/ben-lscpr-final.pdf'));

  test.each([
    ['count-1e8.pdf', ['readable']],
    ['truncated-half.pdf', ['damaged']],
    ['double-2GB.pdf', ['too-much-memory', 'too-slow', 'damaged']],
    ['ops-12M.pdf', ['too-much-memory', 'too-slow']],
  ])(
    '%s ends within the bounds, and the next upload is unharmed',
    async (name, codes) => {
      const examiner = isolatedExaminer({ types: [] });
      let peak = 0;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 20);
      const examination = await examiner.examine(await hostile(name));
      clearInterval(watch);
      expect(codes).toContain(codeOf(examination));
      // The limit, what a file can take between two looks, and what a test run holds besides.
      expect(peak / 1024 / 1024).toBeLessThan(1500);
      expect(codeOf(await examiner.examine(await sample()))).toBe('readable');
    },
    120_000,
  );

  test('do not raise the limit of memory for the next one', async () => {
    const limit = Math.round(process.memoryUsage.rss() / 1024 / 1024) + 310;
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, megabytes: limit });
    expect(messageOf(await examiner.examine(pdf('fine')))).toMatch(/^thread/);
    const held = Buffer.alloc(400 * 1024 * 1024, 1);
    expect(codeOf(await examiner.examine(pdf('waits')))).toBe('too-much-memory');
    expect(held).toHaveLength(400 * 1024 * 1024);
  });
});
