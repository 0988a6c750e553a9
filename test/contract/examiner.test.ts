import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import type { Examiner } from '#shared/ports.ts';
import { aTaggedPage, marked, tag } from '../support/a-tagged-page.ts';
import { aPdf, memoryExaminer } from '../support/fakes/memory-examiner.ts';

const SAMPLE = path.join(import.meta.dirname, '../../samples/ben-lscpr-final.pdf');
const PROPERTIES = { title: 'Ben', language: 'en-GB', publisher: 'Example Partnership' };

const examiners: {
  name: string;
  examiner: Examiner;
  report: () => Promise<Uint8Array>;
  tagged: () => Promise<Uint8Array>;
}[] = [
  {
    name: 'the fake',
    examiner: memoryExaminer(),
    report: async () => aPdf({ title: 'Ben' }),
    tagged: async () => aPdf({ title: 'Ben', edition: 'tagged' }),
  },
  {
    name: 'a process',
    // No test here is about its limits: on a busy machine the report takes minutes.
    examiner: isolatedExaminer({ types: [], milliseconds: 300_000 }),
    report: () => readFile(SAMPLE),
    tagged: async () => aTaggedPage(marked(0, 'Words.', 700), [tag('P', [0])]),
  },
];

describe.each(examiners)('the examiner in $name', ({ examiner, report, tagged }) => {
  test('reads a report: its kind, title and pages', async () => {
    const examination = await examiner.examine(await report());
    expect(examination).toMatchObject({ readable: true, kind: 'report', facts: { title: { value: 'Ben' } } });
    expect(examination.readable && examination.facts.pages).toBeGreaterThan(0);
  });

  test('examines the same bytes to the same result', async () => {
    const pdf = await report();
    expect(await examiner.examine(pdf)).toEqual(await examiner.examine(pdf));
  });

  test('rejects an empty file and a file that is not a PDF, each with a code and a sentence', async () => {
    expect(await examiner.examine(new Uint8Array())).toMatchObject({ readable: false, code: 'empty' });
    const page = new TextEncoder().encode('<!doctype html><title>Report</title>');
    const examination = await examiner.examine(page);
    expect(examination).toMatchObject({ readable: false, code: 'not-a-pdf' });
    expect(examination.readable ? '' : examination.message).toMatch(/\.$/);
  });

  test('never throws because of the content of a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await examiner.examine(bytes)).readable).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('makes the same clean copy of the same bytes, and says its SHA-256', async () => {
    const pdf = await report();
    const copies = [await examiner.clean(pdf, PROPERTIES), await examiner.clean(pdf, PROPERTIES)];
    const [first, second] = copies.map((copy) => {
      if ('refused' in copy) throw new Error(copy.refused);
      expect(copy.sha256).toBe(hash('sha256', copy.pdf));
      return copy.sha256;
    });
    expect(second).toBe(first);
  });

  test('makes an edition of the copy of a tagged report, and none of an untagged one', async () => {
    const editionOf = async (pdf: Uint8Array) => {
      const copy = await examiner.clean(pdf, PROPERTIES);
      return 'refused' in copy ? copy : await examiner.edition(copy.pdf, 'en-GB');
    };
    expect(await editionOf(await report())).toBeUndefined();
    expect(await editionOf(await tagged())).toMatchObject({ edition: { language: 'en-GB', pages: 1 } });
  });

  test('leaves the bytes that it was given as they are', async () => {
    const pdf = await report();
    const before = hash('sha256', pdf);
    await examiner.examine(pdf);
    await examiner.clean(pdf, PROPERTIES);
    expect(hash('sha256', pdf)).toBe(before);
  });
});
