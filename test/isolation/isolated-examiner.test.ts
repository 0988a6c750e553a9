import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import type { Examination, Examiner } from '#shared/ports.ts';

const misbehaving = new URL('./workers/misbehaving-worker.ts', import.meta.url);
const pdf = (text: string) => new Uint8Array(Buffer.from(text));
const messageOf = (examination: Examination) => (examination.readable ? 'readable' : examination.message);
const codeOf = (examination: Examination) => (examination.readable ? 'readable' : examination.code);
const properties = { title: 'Child A', language: 'en-GB', publisher: 'Somewhere' };
/** The number of the process that opens PDFs now. */
const processOf = async (examiner: Examiner) =>
  Number(/\d+/.exec(messageOf(await examiner.examine(pdf('fine'))))?.[0]);

describe('the process', () => {
  test('is one and the same for files that do no harm', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving });
    const [one, two] = [await examiner.examine(pdf('fine')), await examiner.examine(pdf('fine'))];
    expect(messageOf(one)).toMatch(/^process \d+$/);
    expect(messageOf(two)).toBe(messageOf(one));
    expect(await examiner.clean(pdf('fine'), properties)).toEqual({ refused: messageOf(one) });
  });

  test('starts before the first file where one is sure to come, and else with it', async () => {
    const early = isolatedExaminer({ types: [], worker: misbehaving, startsAtOnce: true });
    const late = isolatedExaminer({ types: [], worker: misbehaving });
    const [second, first] = [await processOf(late), await processOf(early)];
    expect(first).toBeLessThan(second);
  });

  test.each([
    ['hangs', 'h', 'too-slow'],
    ['takes all memory', 'm', 'too-much-memory'],
    ['crashes', 'c', 'damaged'],
    ['ends itself', 'e', 'damaged'],
  ])('is replaced when a file %s: that file is rejected, the next one is examined', async (_, file, code) => {
    const examiner = isolatedExaminer({
      types: [],
      worker: misbehaving,
      milliseconds: 1500,
      megabytes: 400,
    });
    const [bad, good] = await Promise.all([examiner.examine(pdf(file)), examiner.examine(pdf('fine'))]);
    expect(codeOf(bad)).toBe(code);
    expect(messageOf(bad)).not.toBe('');
    expect(messageOf(good)).toMatch(/^process \d+$/);
  });

  test('that waits for a busy machine is left its time: only its own processor time counts', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, milliseconds: 1000 });
    expect(messageOf(await examiner.examine(pdf('waits')))).toMatch(/^process \d+$/);
  });

  test('that hangs while cleaning refuses the copy with a sentence', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, milliseconds: 500 });
    expect(await examiner.clean(pdf('hang'), properties)).toEqual({
      refused: expect.stringContaining('too'),
    });
  });

  test.each([false, true])(
    'that does not start is an error of ours, not of the file (at once: %s)',
    async (startsAtOnce) => {
      const worker = new URL('./workers/nowhere.ts', import.meta.url);
      const examiner = isolatedExaminer({ types: [], worker, startsAtOnce });
      await expect(examiner.examine(pdf('fine'))).rejects.toThrow('does not start');
      await expect(examiner.examine(pdf('fine'))).rejects.toThrow('does not start');
    },
  );

  test('that recognition takes down leaves the report with its unread pages: no scan is rejected for it', async () => {
    const [plain, recognizing] = [false, true].map((recognizes) =>
      isolatedExaminer({ types: [], worker: misbehaving, recognizes }),
    );
    expect(await plain?.examine(pdf('scan'))).toMatchObject({ readable: true, needsRecognition: true });
    expect(await recognizing?.examine(pdf('scan'))).toMatchObject({
      readable: true,
      needsRecognition: false,
    });
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
  ])('%s ends within the bounds, and the next upload is unharmed', async (name, codes) => {
    const examiner = isolatedExaminer({ types: [] });
    const before = process.memoryUsage.rss();
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
    const examination = await examiner.examine(await hostile(name));
    clearInterval(watch);
    expect(codes).toContain(codeOf(examination));
    // The caller's process holds the bytes of the file and the memory of the test run.
    expect((peak - before) / 1024 / 1024).toBeLessThan(300);
    expect(codeOf(await examiner.examine(await sample()))).toBe('readable');
  });

  test('take their memory with them: as many as there are, the next one has its own process', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving, megabytes: 400 });
    const pid = await processOf(examiner);
    for (let times = 0; times < 3; times += 1)
      expect(codeOf(await examiner.examine(pdf('m')))).toBe('too-much-memory');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(await processOf(examiner)).not.toBe(pid);
  });

  test('that end a process between two files harm neither', async () => {
    const examiner = isolatedExaminer({ types: [], worker: misbehaving });
    const pid = await processOf(examiner);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(messageOf(await examiner.examine(pdf('fine')))).toMatch(/^process \d+$/);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
