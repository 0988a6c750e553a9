import { beforeEach, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

const outcomes = (): string[] =>
  world.officersTopic.receipts.map((receipt) => receipt.subject.replace(/:.*/, ''));
/** The words of the newest receipt, without line breaks. */
const told = (): string => (world.officersTopic.receipts.at(-1)?.text ?? '').replace(/\s+/g, ' ');

describe('a publication date', () => {
  test.each(['2026-06-01', '2026-02-03', '2026-03', '2027'])(
    'that is still to come (%s) holds the report, and says what to write',
    async (publishedOn) => {
      world.clock.set('2026-02-02T12:00:00.000Z');
      await drop('eva.pdf', aPdf({ publishedOn }));
      expect(outcomes()).toEqual(['Held, needs you']);
      expect(told()).toContain('it would be public on 2 February 2026 already');
      expect(told()).toContain('- published-in-future');
      expect(world.publicFiles.documents.size).toBe(0);
    },
  );

  test.each(['2026-02-02', '2026-02', '2026', '2025-12-31'])(
    'of today or before, as precisely as it is written (%s), holds nothing',
    async (publishedOn) => {
      await drop('eva.pdf', aPdf({ publishedOn }));
      expect(outcomes()).toEqual(['Published']);
    },
  );

  test('is compared with the day in the time zone of the publisher', async () => {
    world.clock.set('2026-06-30T23:30:00.000Z');
    await drop('eva.pdf', aPdf({ publishedOn: '2026-07-01' }));
    expect(outcomes()).toEqual(['Published']);
  });

  test('on the day that an embargo ends holds nothing, and one after it does', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
    await drop('eva.pdf', aPdf({ publishedOn: '2026-06-01' }));
    expect(outcomes().at(-1)).toBe('Scheduled');
    await drop('eva.pdf', aPdf({ publishedOn: '2026-06-02' }));
    expect(outcomes().at(-1)).toBe('Held, needs you');
  });

  test('of an embargo that is over counts for nothing', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2020 09:00\npublished: 3 February 2026');
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Held, needs you');
  });

  test('that a note gives by mistake takes no permalink', async () => {
    await drop('eva.yaml', 'published: 24 April 2062');
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(world.entries.stored).toEqual([]);
  });

  test('that is to come may be accepted', async () => {
    await drop('eva.pdf', aPdf({ publishedOn: '2026-06-01' }));
    await drop('eva.yaml', 'accept: [published-in-future]');
    expect(outcomes()).toEqual(['Held, needs you', 'Published']);
  });
});

describe('a report with another title than the one that is public under its name', () => {
  const jake = aPdf({ title: 'Jake', summary: 'Jake was fourteen.' });

  test('replaces it, and the receipt says what to do if it is another review', async () => {
    await drop('report.pdf', aPdf());
    expect(told()).not.toContain('was called');
    await drop('report.pdf', jake);
    expect(outcomes()).toEqual(['Published', 'Published']);
    expect(told()).toContain('Until this version, the review at this address was called "Baby Eva".');
    expect(told()).toContain('remove it and drop it under a name of its own');
    await drop('report.pdf', aPdf({ title: 'Jake', summary: 'Jake was fifteen.' }));
    expect(told()).not.toContain('was called');
  });

  test('is remarked on already when it is scheduled', async () => {
    await drop('report.pdf', aPdf());
    await drop('report.yaml', 'publish at: 1 June 2026 09:00');
    await drop('report.pdf', jake);
    expect(outcomes().at(-1)).toBe('Scheduled');
    expect(told()).toContain('was called "Baby Eva"');
  });

  test('leaves no trace of the earlier title in public', async () => {
    await drop('report.pdf', aPdf());
    await drop('report.pdf', jake);
    const texts = [...world.publicFiles.files.values()].map(({ body }) => body).join();
    expect(texts).toContain('Jake');
    expect(texts).not.toContain('Eva');
  });
});

describe('a file over 100 MB', () => {
  const MEGABYTE = 1024 * 1024;

  /** Makes the bucket report this size for a file. */
  const saying = (file: string, bytes: number): readonly string[] => {
    const { uploads } = world;
    const read: string[] = [];
    world = {
      ...world,
      uploads: {
        ...uploads,
        list: async (name) =>
          (await uploads.list(name)).map((object) => (object.key === file ? { ...object, bytes } : object)),
        async read(object) {
          read.push(object.key);
          return uploads.read(object);
        },
      },
    };
    return read;
  };

  test.each(['eva.pdf', 'eva.yaml', 'eva.approved'])(
    'is not read (%s), and its officer is told',
    async (file) => {
      await drop('eva.pdf', aPdf());
      const read = saying(file, 100 * MEGABYTE + 1);
      await drop(file, file === 'eva.pdf' ? aPdf({ pages: 41 }) : 'title: Eva');
      expect(outcomes()).toEqual(['Published', 'Not published, needs you']);
      expect(told()).toContain(`${file} is over 100 MB. Reduce it`);
      expect(read).toEqual([]);
    },
  );

  test('that is a note leaves the scheduled version as it is', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
    await drop('eva.pdf', aPdf());
    saying('eva.yaml', 100 * MEGABYTE + 1);
    await drop('eva.yaml', 'title: Eva');
    expect(told()).not.toContain('will not be published');
    expect((await world.reviews.get('eva'))?.scheduled).toBeDefined();
  });

  test('is read when it has 100 MB and no more', async () => {
    const read = saying('eva.pdf', 100 * MEGABYTE);
    await drop('eva.pdf', aPdf());
    expect(outcomes()).toEqual(['Published']);
    expect(read).toContain('eva.pdf');
  });
});

describe('a file in the wrong place', () => {
  test.each([
    ['/eva.pdf', 'a slash before the name makes a folder that has no name', 'eva.pdf'],
    ['//eva/report.pdf', 'a slash before the name makes a folder that has no name', 'eva/report.pdf'],
    ['Reviews/eva/report.pdf', 'a review has one folder, and that lies in no other', 'eva/report.pdf'],
    ['Reviews/eva/review.yml', 'a review has one folder, and that lies in no other', 'eva/review.yaml'],
    ['eva/eva.approved', 'an approval lies beside the folder, not in it', 'eva.approved'],
    ['eva/eva.yaml', 'in a folder the review note is called review.yaml', 'eva/review.yaml'],
  ])('(%s) is told of, with what is wrong and where it belongs', async (key, wrong, right) => {
    await drop(key, 'anything');
    expect(outcomes()).toEqual(['Not published, needs you']);
    expect(told()).toContain(`${key} is in the wrong place: ${wrong}.`);
    expect(told()).toContain(`Drop it as ${right}, and remove it where it is.`);
    world.uploads.remove(key);
    await runPipeline(world);
    expect(outcomes()).toHaveLength(1);
  });

  test.each([
    ['eva.docx', 'eva.yaml'],
    ['Reviews/eva/eva.docx', 'eva/review.yaml'],
  ])('is not all that is wrong with what is no PDF (%s)', async (key, note) => {
    await drop(key, 'PK');
    expect(told()).toContain(`eva.docx cannot be published. Drop the review as a PDF`);
    expect(told()).toContain(`as ${note}.`);
  });
});
