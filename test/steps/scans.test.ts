import { beforeEach, describe, expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { readScan } from '#functions/read-scan/read-scan.ts';
import { keepExaminations } from '#shared/examination/keep-examinations.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf, memoryExaminer } from '../support/fakes/memory-examiner.ts';
import { runPipeline, stepsOf } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  put(key, content);
  await runPipeline(world);
}

function put(key: string, content: Uint8Array | string): void {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
}

const receipts = () => world.officersTopic.receipts.map(({ subject }) => subject.replace(/:.*/, ''));
const lastReceipt = (): string => world.officersTopic.receipts.at(-1)?.text ?? '';
const published = () => world.entries.stored.filter(({ status }) => status === 'published');

/** The lines of a receipt that are to be put in the review note, as an officer copies them. */
function offeredNote(receipt: string): string {
  const [, rest = ''] = /put these lines in.*?(\ntitle: .*?)\n\n/s.exec(receipt) ?? [];
  return rest;
}

describe('a scan', () => {
  test('is held at once, says that it is being read, and is told of a second time when it was', async () => {
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    expect(receipts()).toEqual(['Held, being read', 'Held, needs you']);
    const [first] = world.officersTopic.receipts;
    expect(first?.text).toContain('Nothing to do yet');
    expect(first?.text).toContain('A second receipt');
    expect(first?.text).not.toMatch(/title|accept/);
    expect(published()).toEqual([]);
    expect((await world.reviews.get('baby-eva'))?.awaitsRecognition).toBeUndefined();
  });

  test('is published when its officer sends back the lines that the receipt offers, with those words alone', async () => {
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    const note = offeredNote(lastReceipt());
    expect(note).toContain('title: Baby Eva');
    expect(note).toContain('published: 28 January 2026');
    expect(note).toContain('- no-text');
    expect(lastReceipt()).toContain('from a picture on page 1');
    await drop('baby-eva.yaml', note.replace('Baby Eva', 'Baby Eve').replace(/reviewers:\n.*\n/, ''));
    expect(receipts().at(-1)).toBe('Published');
    const [entry] = published();
    expect(entry).toMatchObject({
      title: 'Baby Eve',
      publishedOn: '2026-01-28',
      summary: expect.stringMatching(/^Baby Eva was four months old/),
    });
    // Whoever left out a line did not confirm it.
    expect(JSON.stringify(entry)).not.toContain('Ann Example');
  });

  test('stays held while no-text alone is accepted: nothing that was recognized is public by itself', async () => {
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    await drop('baby-eva.yaml', 'accept: [no-text, publication-date-unclear]');
    expect(published()).toEqual([]);
    const { findings } = (await world.reviews.get('baby-eva')) ?? {};
    expect(findings?.map(({ code }) => code)).toEqual(['title-missing', 'type-missing', 'summary-missing']);
  });

  test('has a publication date that an officer must confirm: it would be listed as of today without it', async () => {
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    await drop('baby-eva.yaml', 'title: Baby Eva\ntype: lcspr\nsummary: He was hurt.\naccept: no-text');
    const { findings } = (await world.reviews.get('baby-eva')) ?? {};
    expect(findings?.map(({ code }) => code)).toEqual(['publication-date-unclear']);
  });

  test('is held for what was found in the recognized words too', async () => {
    const aFinding = { code: 'nhs-number', page: 1, message: 'An NHS number.' } as const;
    await drop('baby-eva.pdf', aPdf({ isScan: true, findings: [aFinding] }));
    const { findings } = (await world.reviews.get('baby-eva')) ?? {};
    expect(findings?.map(({ code }) => code)).toContain('nhs-number');
  });

  test('with a note that cannot be used is rejected for the note alone, and not read', async () => {
    put('baby-eva.yaml', 'titel: Baby Eva');
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    expect(receipts()).toEqual(['Not published, needs you']);
    expect(world.scanExaminer.examined).toBe(0);
  });

  test('is read once, however often the queue delivers it', async () => {
    await drop('baby-eva.pdf', aPdf({ isScan: true }));
    const told = receipts().length;
    for (const _ of [1, 2]) await readScan(stepsOf(world).readScan, { name: 'baby-eva' });
    await runPipeline(world);
    expect(world.scanExaminer.examined).toBe(1);
    expect(receipts()).toHaveLength(told);
  });

  test('that was replaced by a report with text while it was being read is not told of', async () => {
    put('baby-eva.pdf', aPdf({ isScan: true }));
    const steps = stepsOf(world);
    await examineUpload(steps.examineUpload, { name: 'baby-eva' });
    const examiner = memoryExaminer({ recognizes: true });
    const whileReading = {
      ...examiner,
      examine: async (pdf: Uint8Array) => {
        if (examiner.examined === 0) {
          put('baby-eva.pdf', aPdf());
          await examineUpload(steps.examineUpload, { name: 'baby-eva' });
        }
        return await examiner.examine(pdf);
      },
    };
    await readScan({ ...steps.readScan, examiner: whileReading }, { name: 'baby-eva' });
    await runPipeline(world);
    expect(receipts().filter((subject) => subject === 'Held, needs you')).toEqual([]);
    expect(published()).toHaveLength(1);
  });
});

test('the examinations of the last PDFs are kept: a note that follows, or a record that changed meanwhile, costs no other', async () => {
  const examiner = memoryExaminer({ recognizes: true });
  const keeping = keepExaminations(examiner);
  const [one, other] = [aPdf({ isScan: true }), aPdf({ isScan: true, title: 'Child B' })];
  expect(await keeping.examine(one)).toEqual(await keeping.examine(one));
  await keeping.examine(other);
  await keeping.examine(one);
  expect(examiner.examined).toBe(2);
  await keeping.examine(one, ['Child B']);
  expect(examiner.examined).toBe(3);
  for (let number = 1; number <= 20; number++) await keeping.examine(aPdf({ title: `Child ${number}` }));
  await keeping.examine(one);
  expect(examiner.examined, 'few are kept').toBe(24);
});

test('an examination that was stopped is not kept: on a machine less busy the PDF may be readable', async () => {
  const examiner = memoryExaminer();
  const keeping = keepExaminations(examiner);
  const stopped = new TextEncoder().encode('no PDF');
  for (let time = 0; time < 2; time++)
    expect(await keeping.examine(stopped)).toMatchObject({ readable: false });
  expect(examiner.examined).toBe(2);
});
