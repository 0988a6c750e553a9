import { beforeEach, describe, expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

const LISTING = '/reviews.json';
const PAGE = '/reviews/2026/baby-eva/';
const REPORT = `${PAGE}report.pdf`;

let world: World;
beforeEach(() => {
  world = aWorld();
});

/** Lets time pass after an officer's action: S3 times are whole seconds. */
async function drop(key: string, content: Uint8Array | string, principal?: string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content, principal);
  await runPipeline(world);
}

async function remove(key: string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.remove(key);
  await runPipeline(world);
}

const listed = (): { title: string }[] =>
  JSON.parse(world.publicFiles.files.get(LISTING)?.body ?? '{"items":[]}').items;
const receipts = (): string[] =>
  world.officersTopic.receipts.map((receipt) => receipt.subject.replace(/:.*/, ''));
const lastReceipt = (): string => world.officersTopic.receipts.at(-1)?.text ?? '';
const publicText = (): string =>
  [...world.publicFiles.files.values()].map((file) => file.path + file.body).join('\n');
const aFinding = { code: 'nhs-number', page: 3, message: 'An NHS number stands on page 3.' } as const;

describe('a report', () => {
  test('is listed, readable and announced once, with a receipt to its officer', async () => {
    await drop('Final BABY EVA (1).pdf', aPdf());
    expect(listed().map((item) => item.title)).toEqual(['Baby Eva']);
    expect([...world.publicFiles.documents.keys()]).toEqual([REPORT]);
    expect(world.publicFiles.files.has(PAGE)).toBe(true);
    expect(world.alertsTopic.published.map((alert) => alert.id)).toEqual([`${PAGE}#new-1`]);
    expect(receipts()).toEqual(['Published']);
    expect(publicText()).not.toContain('Final');
  });

  test('keeps its learning and recommendations for its officer: nothing public, no alert and no log line has them', async () => {
    const pdf = aPdf();
    const examination = await world.examiner.examine(pdf);
    if (!examination.readable) throw new Error('The report cannot be read.');
    const point = { items: ['Quokka points for practice'], more: 2, firstPage: 11, lastPage: 12 };
    const passages = { learning: point, recommendations: point };
    world.examiner.script(pdf, { ...examination, facts: { ...examination.facts, passages } });
    await drop('baby-eva.pdf', pdf);
    expect(listed()).toHaveLength(1);
    expect((await world.reviews.get('baby-eva'))?.publication?.facts.passages).toEqual(passages);
    expect(lastReceipt()).toContain('Learning includes: Quokka');
    const entries = await world.entries.ofYearPage(2026, 1);
    expect(entries).toHaveLength(1);
    for (const seen of [publicText(), entries, world.alertsTopic.published, world.eventLog])
      expect(JSON.stringify(seen)).not.toContain('Quokka');
  });

  test('uploaded twice with the same bytes changes nothing, and the receipt says so', async () => {
    await drop('baby-eva.pdf', aPdf());
    const before = new Map(world.publicFiles.files);
    await drop('baby-eva.pdf', aPdf());
    expect(world.publicFiles.files).toEqual(before);
    expect(world.alertsTopic.published).toHaveLength(1);
    expect(receipts()).toEqual(['Published', 'Unchanged']);
  });

  test('with a duplicate event has one receipt', async () => {
    world.uploads.put('baby-eva.pdf', aPdf());
    world.uploadsQueue.duplicate(1);
    await runPipeline(world);
    expect(receipts()).toEqual(['Published']);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test('with a late event has no second receipt, although the event corrects its time', async () => {
    const begunAt = world.clock.now();
    world.clock.advance(60_000);
    world.uploads.putInParts('baby-eva.pdf', aPdf(), 'AWS:OFFICER', begunAt);
    const late = world.uploadsQueue.receive();
    await drop('baby-eva.yaml', 'title: Eva');
    const since = async () => (await world.reviews.get('baby-eva'))?.seen['baby-eva.pdf']?.since;
    expect(await since()).toBe('2026-02-02T09:01:02.000Z');
    world.uploadsQueue.release(late?.id ?? 0);
    await runPipeline(world);
    expect(receipts()).toEqual(['Published']);
    expect(await since()).toBe('2026-02-02T09:01:00.000Z');
  });

  test('in a new version replaces the old one at the same address, with a change note and without another alert', async () => {
    await drop('baby-eva.pdf', aPdf());
    const first = world.publicFiles.documents.get(REPORT);
    await drop('baby-eva.pdf', aPdf({ pages: 41 }));
    expect(world.publicFiles.documents.get(REPORT)).not.toBe(first);
    expect(listed()).toHaveLength(1);
    expect(publicText()).toContain('A new version replaces the earlier one.');
    expect(world.alertsTopic.published).toHaveLength(1);
    expect(world.caches.purges).toEqual([[PAGE, REPORT]]);
  });

  test.each([
    ['before', ['baby-eva.yaml', 'baby-eva.pdf']],
    ['after', ['baby-eva.pdf', 'baby-eva.yaml']],
  ])(
    'in a new version is announced again when a note dropped %s it asks for that, and once',
    async (_, keys) => {
      const content = new Map<string, Uint8Array | string>([
        ['baby-eva.pdf', aPdf({ pages: 41 })],
        ['baby-eva.yaml', 'change note: Chapter 4 was corrected\nalert again: true'],
      ]);
      await drop('baby-eva.pdf', aPdf());
      for (const key of keys) await drop(key, content.get(key) ?? '');
      expect(world.alertsTopic.published.map((alert) => alert.attributes.event)).toEqual(['new', 'changed']);
      expect(publicText()).toContain('Chapter 4 was corrected');
      await drop('baby-eva.pdf', aPdf({ pages: 42 }));
      expect(world.alertsTopic.published).toHaveLength(2);
    },
  );

  test('that is removed leaves a tombstone without any detail, and no file', async () => {
    await drop('baby-eva.pdf', aPdf());
    await remove('baby-eva.pdf');
    expect(listed()).toEqual([]);
    expect([...world.publicFiles.documents.keys()]).toEqual([]);
    expect(world.publicFiles.files.get(PAGE)?.body).not.toMatch(/Eva|injuries|Ann Example/);
    expect(publicText()).not.toContain('injuries');
    expect(world.caches.purges).toEqual([
      [
        ...[PAGE, REPORT, '/', '/reviews.rss'],
        ...['/reviews/2026.json', '/reviews/2026.atom', '/reviews/2026/', '/sitemap-2026.xml'],
        ...['/reviews.json', '/reviews.atom', '/reviews/types/lcspr.json', '/reviews/types/lcspr.atom'],
      ],
    ]);
    expect(receipts()).toEqual(['Published', 'Withdrawn']);
  });

  test.each([
    ['it', 'report.pdf'],
    ['a document beside it', 'briefing.pdf'],
  ])(
    'is purged of what was removed, when %s goes and the first try dies before it could purge',
    async (_, gone) => {
      world.uploads.put('baby-eva/briefing.pdf', aPdf({ kind: 'briefing' }));
      await drop('baby-eva/report.pdf', aPdf());
      const file = PAGE + gone;
      expect(world.publicFiles.documents.has(file)).toBe(true);
      world.clock.advance(2_000);
      world.uploads.remove(`baby-eva/${gone}`);
      const { examineUpload: examining, publishReview: publishing } = stepsOf(world);
      for (const signal of world.uploadsQueue.waiting) await examineUpload(examining, signal);
      const purge = async (): Promise<never> => {
        throw new Error('CloudFront is away.');
      };
      await expect(publishReview({ ...publishing, caches: { purge } }, { name: 'baby-eva' })).rejects.toThrow(
        'CloudFront is away.',
      );
      expect(world.publicFiles.documents.has(file)).toBe(false);
      await runPipeline(world);
      expect(world.caches.purges.flat()).toContain(file);
    },
  );

  test('that comes back after it was withdrawn stands at its old address, without another alert', async () => {
    await drop('baby-eva.pdf', aPdf());
    await remove('baby-eva.pdf');
    await drop('baby-eva.pdf', aPdf());
    expect(listed()).toHaveLength(1);
    expect([...world.publicFiles.documents.keys()]).toEqual([REPORT]);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test('with the name of another review gets an address of its own', async () => {
    await drop('q-one.pdf', aPdf({ title: 'Child Q' }));
    await drop('q-two.pdf', aPdf({ title: 'Child Q', reviewers: ['Tom Reed'] }));
    expect([...world.publicFiles.documents.keys()].sort()).toEqual([
      '/reviews/2026/child-q-2/report.pdf',
      '/reviews/2026/child-q/report.pdf',
    ]);
  });

  test('without a date is published on the day on which it becomes public', async () => {
    world.clock.set('2026-06-30T23:30:00.000Z');
    await drop('baby-eva.pdf', aPdf({ publishedOn: null }));
    expect(listed()).toMatchObject([{ _review: { published_on: '2026-07-01' } }]);
  });

  test('that was published long ago is listed without an alert, and the receipt says so', async () => {
    await drop('baby-eva.pdf', aPdf({ publishedOn: '2019-02-22' }));
    expect(listed()).toHaveLength(1);
    expect(world.alertsTopic.published).toEqual([]);
    expect(lastReceipt()).toContain('Subscribers were not told');
  });

  test('that waited for the end of an embargo is announced, whatever date it has', async () => {
    await drop('baby-eva.yaml', 'publish at: 1 April 2026 09:00');
    await drop('baby-eva.pdf', aPdf({ publishedOn: '2026-01-28' }));
    world.clock.set('2026-04-01T08:00:00.000Z');
    world.changesQueue.send({ name: 'baby-eva' });
    await runPipeline(world);
    expect(listed()).toHaveLength(1);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test('that is not a PDF is rejected, and the published version stays', async () => {
    await drop('baby-eva.pdf', aPdf());
    await drop('baby-eva.pdf', '<html>');
    expect(listed()).toHaveLength(1);
    expect(receipts()).toEqual(['Published', 'Not published, needs you']);
  });

  test('of another kind than PDF is rejected by its name', async () => {
    await drop('baby-eva.docx', 'PK');
    expect(lastReceipt()).toContain('baby-eva.docx cannot be published');
  });
});

describe('a finding', () => {
  const leaking = aPdf({ findings: [aFinding] });

  test('holds the review, and nothing of it is public', async () => {
    await drop('baby-eva.pdf', leaking);
    expect(world.publicFiles.files.size + world.publicFiles.documents.size).toBe(0);
    expect(world.alertsTopic.published).toEqual([]);
    expect(lastReceipt()).toContain('page 3');
  });

  test('in a new version leaves the old version public', async () => {
    await drop('baby-eva.pdf', aPdf());
    const before = world.publicFiles.documents.get(REPORT);
    await drop('baby-eva.pdf', leaking);
    expect(world.publicFiles.documents.get(REPORT)).toBe(before);
  });

  test('that the officer accepts lets the review through', async () => {
    await drop('baby-eva.pdf', leaking);
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    expect(listed()).toHaveLength(1);
  });

  test('is not accepted for a PDF that came after the note', async () => {
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    await drop('baby-eva.pdf', leaking);
    expect(listed()).toEqual([]);
  });

  /** The first part of the PDF came before the note, its last one after it. */
  const dropNoteWhileInParts = async () => {
    const begunAt = world.clock.now();
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    world.clock.advance(60_000);
    world.uploads.putInParts('baby-eva.pdf', leaking, 'AWS:OFFICER', begunAt);
  };

  test('is not accepted for a PDF whose last part came after the note', async () => {
    await dropNoteWhileInParts();
    await runPipeline(world);
    expect(listed()).toEqual([]);
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    expect(listed()).toHaveLength(1);
  });

  test('of a multipart PDF, seen before its event came, is not accepted by a note that existed then', async () => {
    await dropNoteWhileInParts();
    await examineUpload(stepsOf(world).examineUpload, { name: 'baby-eva' });
    expect((await world.reviews.get('baby-eva'))?.outcome).toBe('held');
    await runPipeline(world);
    expect(listed()).toEqual([]);
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    expect(listed()).toHaveLength(1);
  });

  test('of a multipart PDF is not accepted by a note that came before its last part, after the examination began', async () => {
    const begunAt = world.clock.now();
    const deps = stepsOf(world).examineUpload;
    const list = async (name: string) => {
      world.clock.advance(60_000);
      world.uploads.put('baby-eva.yaml', 'accept: [nhs-number]');
      world.clock.advance(60_000);
      world.uploads.putInParts('baby-eva.pdf', leaking, 'AWS:OFFICER', begunAt);
      return await world.uploads.list(name);
    };
    await examineUpload({ ...deps, uploads: { ...world.uploads, list } }, { name: 'baby-eva' });
    expect((await world.reviews.get('baby-eva'))?.outcome).toBe('held');
    await runPipeline(world);
    expect(listed()).toEqual([]);
  });

  test('is accepted when the same note is dropped again after the PDF', async () => {
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    await drop('baby-eva.pdf', leaking);
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    expect(listed()).toHaveLength(1);
  });

  test('stays accepted when the same bytes are dropped again', async () => {
    await drop('baby-eva.pdf', leaking);
    await drop('baby-eva.yaml', 'accept: [nhs-number]');
    await drop('baby-eva.pdf', leaking);
    expect(receipts()).toEqual(['Held, needs you', 'Published', 'Unchanged']);
  });
});

describe('a review note', () => {
  test('takes precedence over the report', async () => {
    await drop('baby-eva.pdf', aPdf());
    await drop('baby-eva.yaml', 'title: Eva\npublished: 24 April 2024');
    expect(listed()).toMatchObject([{ title: 'Eva', _review: { published_on: '2024-04-24' } }]);
    expect([...world.publicFiles.documents.keys()]).toEqual([REPORT]);
  });

  test('supplies facts that the report lacks', async () => {
    await drop('baby-eva.pdf', aPdf({ title: null }));
    expect(lastReceipt()).toContain('title');
    await drop('baby-eva.yaml', 'title: Baby Eva');
    expect(listed()).toHaveLength(1);
  });

  test('with a mistake changes nothing, and the receipt names the line', async () => {
    await drop('baby-eva.pdf', aPdf());
    await drop('baby-eva.yaml', 'title: Eva\npublsihed: 2024');
    expect(listed()).toMatchObject([{ title: 'Baby Eva' }]);
    expect(lastReceipt()).toContain('Line 2');
  });

  test.each([
    ['eva/review.yaml', 'eva/briefing.pdf', 'briefing'],
    ['eva.yml', 'eva.pdf', 'report'],
  ] as const)(
    'beside which there is another (%s) changes nothing, and the officer is told to keep one',
    async (second, another, kind) => {
      await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
      await drop('eva.pdf', aPdf());
      await drop(second, 'title: Eva');
      expect(receipts()).toEqual(['Held, needs you', 'Scheduled', 'Not published, needs you']);
      expect(lastReceipt()).toContain(`- eva.yaml\n- ${second}`);
      expect(lastReceipt()).toContain('Keep one of them');
      await drop(another, aPdf({ kind, summary: 'Another one.' }));
      expect(publicText()).toBe('');
      await remove(second);
      expect(receipts().at(-1)).toBe('Scheduled');
    },
  );

  test('keeps its name in the receipts when the upload becomes a folder', async () => {
    await drop('eva.yaml', 'title: Eva');
    await drop('eva.pdf', aPdf());
    await drop('eva/briefing.pdf', aPdf({ kind: 'briefing', findings: [aFinding] }));
    expect(lastReceipt().replace(/\s+/g, ' ')).toContain('put these lines in eva.yaml');
  });

  test('waits for its report', async () => {
    await drop('baby-eva.yaml', 'title: Eva');
    expect(lastReceipt()).toContain('baby-eva.pdf');
    await drop('baby-eva.pdf', aPdf());
    expect(listed()).toMatchObject([{ title: 'Eva' }]);
  });
});

describe('an embargo', () => {
  const embargo = 'publish at: 10 February 2026 09:00';

  test('holds everything back until its minute, then publishes and alerts', async () => {
    await drop('baby-eva.yaml', embargo);
    await drop('baby-eva.pdf', aPdf());
    expect(receipts().at(-1)).toBe('Scheduled');
    world.clock.set('2026-02-10T08:59:00.000Z');
    await runSweep(world, 'due');
    expect(publicText()).not.toContain('Eva');
    expect(world.alertsTopic.published).toEqual([]);
    world.clock.set('2026-02-10T09:00:00.000Z');
    await runSweep(world, 'due');
    expect(listed()).toHaveLength(1);
    expect(world.alertsTopic.published).toHaveLength(1);
    expect(receipts().at(-1)).toBe('Published');
  });

  test('reminds the officers a day before it ends, once', async () => {
    await drop('baby-eva.yaml', embargo);
    await drop('baby-eva.pdf', aPdf());
    world.clock.set('2026-02-09T09:01:00.000Z');
    await runSweep(world, 'due');
    world.clock.advance(60_000);
    await runSweep(world, 'due');
    expect(receipts().filter((subject) => subject.startsWith('Reminder'))).toHaveLength(1);
  });

  test('of a new version leaves the old version public until it ends', async () => {
    await drop('baby-eva.pdf', aPdf());
    const old = world.publicFiles.documents.get(REPORT);
    await drop('baby-eva.yaml', embargo);
    await drop('baby-eva.pdf', aPdf({ pages: 41 }));
    expect(world.publicFiles.documents.get(REPORT)).toBe(old);
    world.clock.set('2026-02-10T09:00:00.000Z');
    await runSweep(world, 'due');
    expect(world.publicFiles.documents.get(REPORT)).not.toBe(old);
  });
});

describe('a retirement', () => {
  test('takes the report down on its day and keeps title and dates', async () => {
    await drop('baby-eva.yaml', 'retire on: 1 March 2027');
    await drop('baby-eva.pdf', aPdf());
    world.clock.set('2027-03-01T00:00:30.000Z');
    await runSweep(world, 'due');
    expect([...world.publicFiles.documents.keys()]).toEqual([]);
    expect(listed()).toMatchObject([{ title: 'Baby Eva', _review: { status: 'No longer published' } }]);
    expect(publicText()).not.toContain('injuries');
    expect(receipts().at(-1)).toBe('Retired');
  });

  test('within a year of publication is held', async () => {
    await drop('baby-eva.yaml', 'retire on: 1 December 2026');
    await drop('baby-eva.pdf', aPdf());
    expect(lastReceipt()).toContain('one year');
  });
});

describe('a folder', () => {
  test('publishes its companions beside the report, under names of our own', async () => {
    await drop(
      'baby-eva/Eva 7 minute FINAL.pdf',
      aPdf({ kind: 'briefing', title: null, type: null, summary: null }),
    );
    await drop('baby-eva/report.pdf', aPdf());
    expect([...world.publicFiles.documents.keys()].sort()).toEqual([`${PAGE}briefing.pdf`, REPORT]);
    await remove('baby-eva/Eva 7 minute FINAL.pdf');
    expect([...world.publicFiles.documents.keys()]).toEqual([REPORT]);
  });

  test('is withdrawn when its report is removed, whatever stays', async () => {
    await drop('baby-eva/report.pdf', aPdf());
    await drop('baby-eva/briefing.pdf', aPdf({ kind: 'briefing', title: null, type: null, summary: null }));
    await remove('baby-eva/report.pdf');
    expect([...world.publicFiles.documents.keys()]).toEqual([]);
    expect(listed()).toEqual([]);
  });
});

describe('a second person', () => {
  beforeEach(() => {
    world = aWorld({ settings: { secondPerson: true } });
  });

  test('must approve the current files', async () => {
    await drop('baby-eva.pdf', aPdf(), 'AWS:ONE');
    expect(listed()).toEqual([]);
    await drop('baby-eva.approved', '', 'AWS:ONE');
    expect(listed()).toEqual([]);
    expect(lastReceipt()).toContain('the person who dropped baby-eva.pdf');
    await drop('baby-eva.approved', ' ', 'AWS:TWO');
    expect(listed()).toHaveLength(1);
  });

  test('does not count for another empty file that somebody else uploads', async () => {
    await drop('baby-eva.pdf', aPdf(), 'AWS:ANN');
    await drop('baby-eva.approved', '', 'AWS:BEN');
    expect(receipts().at(-1)).toBe('Published');
    const before = world.publicFiles.documents.get(REPORT);
    world.clock.advance(2_000);
    world.uploads.put('baby-eva.pdf', aPdf({ pages: 41 }), 'AWS:ANN');
    world.clock.advance(2_000);
    world.uploads.put('baby-eva.approved', '', 'AWS:ANN');
    // The event of the PDF comes first, when both are there.
    expect(world.uploadsQueue.waiting).toMatchObject([{ drop: { key: 'baby-eva.pdf' } }, {}]);
    await runPipeline(world);
    expect(lastReceipt()).toContain('from the person who dropped baby-eva.pdf');
    expect(world.publicFiles.documents.get(REPORT)).toBe(before);
  });

  test('does not count for a PDF whose last part came after it', async () => {
    await drop('baby-eva.pdf', aPdf(), 'AWS:ANN');
    const begunAt = world.clock.now();
    await drop('baby-eva.approved', '', 'AWS:BEN');
    world.clock.advance(60_000);
    world.uploads.putInParts('baby-eva.pdf', aPdf({ pages: 41 }), 'AWS:ANN', begunAt);
    await runPipeline(world);
    expect(receipts()).toEqual(['Held, needs you', 'Published', 'Held, needs you']);
    expect(lastReceipt()).toContain('The approval is older than what it approves');
    await drop('baby-eva.approved', '', 'AWS:BEN');
    expect(receipts().at(-1)).toBe('Published');
  });

  test('does not count for a multipart PDF whose event was lost', async () => {
    await drop('baby-eva.pdf', aPdf(), 'AWS:ANN');
    const begunAt = world.clock.now();
    await drop('baby-eva.approved', '', 'AWS:BEN');
    world.clock.advance(60_000);
    world.uploads.putInParts('baby-eva.pdf', aPdf({ pages: 41 }), 'AWS:ANN', begunAt);
    world.uploadsQueue.receive();
    world.clock.advance(15 * 60_000);
    await runSweep(world);
    expect(receipts().at(-1)).toBe('Held, needs you');
  });

  test('is not believed to have approved where the bucket keeps no versions', async () => {
    world = { ...world, uploads: { ...world.uploads, version: async () => undefined } };
    await drop('baby-eva.pdf', aPdf(), 'AWS:ANN');
    await drop('baby-eva.approved', '', 'AWS:BEN');
    expect(listed()).toEqual([]);
    expect(lastReceipt()).toContain('It is not known who dropped these files');
  });

  test('does not approve a later PDF', async () => {
    await drop('baby-eva.approved', '', 'AWS:TWO');
    await drop('baby-eva.pdf', aPdf(), 'AWS:ONE');
    expect(listed()).toEqual([]);
  });
});

describe('the malware scan', () => {
  beforeEach(() => {
    world = aWorld({ settings: { malwareScan: true } });
  });

  test('comes before anything is examined', async () => {
    await drop('baby-eva.pdf', aPdf());
    expect(world.examiner.examined).toBe(0);
    world.uploads.scanned('baby-eva.pdf', 'clean');
    await world.uploadsQueue.send({ name: 'baby-eva' });
    await runPipeline(world);
    expect(listed()).toHaveLength(1);
  });

  test('rejects a file with a threat', async () => {
    await drop('baby-eva.pdf', aPdf());
    world.uploads.scanned('baby-eva.pdf', 'threat');
    await world.uploadsQueue.send({ name: 'baby-eva' });
    await runPipeline(world);
    expect(world.examiner.examined).toBe(0);
    expect(lastReceipt()).toContain('threat');
  });

  test('cancels a scheduled version when it finds a threat later', async () => {
    const scanned = async (answer: 'clean' | 'threat'): Promise<void> => {
      for (const key of world.uploads.keys) world.uploads.scanned(key, answer);
      await world.uploadsQueue.send({ name: 'baby-eva' });
      await runPipeline(world);
    };
    await drop('baby-eva.yaml', 'publish at: 1 March 2028 09:00');
    await drop('baby-eva.pdf', aPdf());
    await scanned('clean');
    expect(receipts()).toEqual(['Scheduled']);
    await scanned('threat');
    expect(lastReceipt()).toContain('The version that was scheduled before will not be published.');
    world.clock.set('2030-03-01T09:30:00.000Z');
    await runSweep(world);
    expect(listed()).toEqual([]);
  });
});

test('with very many findings the receipt lists each kind and counts the rest', async () => {
  const many = Array.from({ length: 90 }, (_, place) => ({
    code: 'phone' as const,
    page: place + 1,
    message: 'A telephone number.',
  }));
  await drop(
    'baby-eva.pdf',
    aPdf({ findings: [...many, { code: 'nhs-number', page: 3, message: 'An NHS number.' }] }),
  );
  const record = await world.reviews.get('baby-eva');
  expect(record?.findings).toHaveLength(60);
  expect(record?.findings.map(({ code }) => code)).toContain('nhs-number');
  expect(lastReceipt()).toContain('There are 31 more findings like these.');
});

describe('the sweep', () => {
  test('writes an empty listing before anything was published', async () => {
    await runSweep(world);
    expect(listed()).toEqual([]);
    expect([...world.publicFiles.files.keys()]).toEqual(
      expect.arrayContaining(['/', LISTING, '/reviews.atom']),
    );
  });

  test('finds a deletion whose event was lost', async () => {
    await drop('baby-eva.pdf', aPdf());
    world.uploads.remove('baby-eva.pdf');
    world.uploadsQueue.settle(2);
    await runSweep(world, 'all');
    expect(listed()).toEqual([]);
  });

  test('fixes a listing that differs from the table', async () => {
    await drop('baby-eva.pdf', aPdf());
    const right = world.publicFiles.files.get(LISTING)?.body;
    await world.publicFiles.remove(LISTING);
    await runSweep(world);
    expect(world.publicFiles.files.get(LISTING)?.body).toBe(right);
    expect(world.eventLog.events.map((event) => event.type)).toContain('listing.fixed');
  });

  test('logs nothing if there is nothing to do', async () => {
    await drop('baby-eva.pdf', aPdf());
    await runSweep(world);
    const before = new Map(world.publicFiles.files);
    world.clock.advance(86_400_000);
    await runSweep(world, 'all');
    expect(world.publicFiles.files).toEqual(before);
    expect(receipts()).toEqual(['Published']);
    expect(world.alertsTopic.published).toHaveLength(1);
  });
});

describe('the listing', () => {
  test('refuses to lose a review that was not withdrawn, and stays as it is', async () => {
    await drop('baby-eva.pdf', aPdf());
    const before = world.publicFiles.files.get(LISTING)?.body;
    const empty: World = {
      ...aWorld(),
      publicFiles: world.publicFiles,
      eventLog: world.eventLog,
      uploads: world.uploads,
    };
    await empty.entries.put({
      year: 2026,
      slug: 'other',
      part: await empty.entries.reserveSlot(2026),
      upload: 'other',
      revision: 0,
      status: 'withdrawn',
      listedUnder: [],
      everBeside: [],
      withdrawnOn: '2026-01-01',
    });
    await expect(runSweep(empty)).rejects.toThrow('would lose 1 reviews');
    expect(world.publicFiles.files.get('/reviews/2026.json')?.body).toContain('Baby Eva');
    expect(world.publicFiles.files.get(LISTING)?.body).toBe(before);
    const refused = { type: 'listing.refused', year: 2026, part: 1, lost: 1, parts: 0 };
    expect(world.eventLog.events).toContainEqual(refused);
  });

  test('follows the site to another address', async () => {
    await drop('baby-eva.pdf', aPdf());
    const { publisher } = world.settings;
    const moved: World = {
      ...world,
      settings: { ...world.settings, publisher: { ...publisher, site: 'https://new.example.org' } },
    };
    await runSweep(moved, 'all');
    expect(listed()).toMatchObject([{ id: 'https://new.example.org/reviews/2026/baby-eva/' }]);
  });

  test('is fixed when somebody broke it by hand', async () => {
    await drop('baby-eva.pdf', aPdf());
    const path = '/reviews/2026.json';
    const right = world.publicFiles.files.get(path);
    if (right === undefined) throw new Error('The listing was not written.');
    const stored = await world.publicFiles.read(path);
    await world.publicFiles.write({ ...right, body: '{"items":' }, stored?.etag ?? '');
    await runSweep(world);
    expect(world.publicFiles.files.get(path)?.body).toBe(right.body);
  });
});

test('a receipt is sent once when the next drop is examined while it is on its way', async () => {
  const steps = stepsOf(world);
  const { officersTopic } = world;
  world.uploads.put('baby-eva.pdf', aPdf());
  await examineUpload(steps.examineUpload, { name: 'baby-eva' });
  let dropped = false;
  const officers = {
    async publish(receipt: Parameters<typeof officersTopic.publish>[0]) {
      await officersTopic.publish(receipt);
      if (dropped) return;
      dropped = true;
      world.clock.advance(2_000);
      world.uploads.put('baby-eva.yaml', 'title: Eva');
      await examineUpload(steps.examineUpload, { name: 'baby-eva' });
    },
  };
  await publishReview({ ...steps.publishReview, officers }, { name: 'baby-eva' });
  expect(receipts()).toEqual(['Published', 'Published']);
  expect(listed()).toMatchObject([{ title: 'Eva' }]);
});
