import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { mutate, seeded } from '../support/pdf/mutate.ts';

const FILES = [
  'redaction/P21-rect-in-group-form.pdf',
  'redaction/N15-visible-ocg.pdf',
  'redaction/P07-highlight-black.pdf',
];
const TIMES = 120;

test(`${TIMES} damaged files each get an answer from the same process (npm run fuzz makes more)`, async () => {
  const stopped: string[] = [];
  const examiner = isolatedExaminer({
    types: [],
    milliseconds: 10_000,
    onStopped: (how) => stopped.push(how),
  });
  const files = await Promise.all(
    FILES.map((file) => readFile(path.join(import.meta.dirname, '../fixtures', file))),
  );
  let readable = 0;
  for (let seed = 1; seed <= TIMES; seed += 1) {
    const random = seeded(seed);
    const file = files[random(files.length)] ?? new Uint8Array();
    const examination = await examiner.examine(mutate(file, random));
    if (examination.readable) readable += 1;
    else expect(examination.message).toMatch(/[Uu]pload/);
  }
  expect(stopped).toEqual([]);
  // Some mutations do no damage.
  expect(readable).toBeGreaterThan(0);
});
