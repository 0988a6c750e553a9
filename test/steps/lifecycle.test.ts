import { expect, test } from 'vitest';
import { dashboardOf } from '#shared/domain/dashboard/dashboard.ts';
import { type Lifecycle, lifecycle } from '#shared/domain/review/lifecycle.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { countReviews } from '../../infra/operate/count-reviews.ts';
import { summaryRow } from '../../local/start/summary.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep } from '../support/run-pipeline.ts';

const PDF = 'baby-eva.pdf';
const NOTE = 'baby-eva.yaml';
const AN_HOUR = 3_600_000;
const A_YEAR = 366 * 24 * AN_HOUR;

/** Actions of officers on a review, one after another. */
interface Deeds {
  drop(key: string, content: Uint8Array | string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Time passes, and the clock is looked at. */
  wait(milliseconds: number): Promise<void>;
}

function deedsIn(world: World): Deeds {
  const soon = () => world.clock.advance(2_000);
  return {
    async drop(key, content) {
      soon();
      world.uploads.put(key, content);
      await runPipeline(world);
    },
    async remove(key) {
      soon();
      world.uploads.remove(key);
      await runPipeline(world);
    },
    async wait(milliseconds) {
      world.clock.advance(milliseconds);
      await runSweep(world, 'due');
    },
  };
}

const held = aPdf({ findings: [{ code: 'nhs-number', page: 3, message: 'An NHS number.' }] });
const newVersion = aPdf({ pages: 41 });
const tomorrow = 'publish at: 3 February 2026 18:00';
const published = (deeds: Deeds) => deeds.drop(PDF, aPdf());
const scheduled = async (deeds: Deeds) => {
  await deeds.drop(NOTE, tomorrow);
  await deeds.drop(PDF, aPdf());
};
const retired = async (deeds: Deeds) => {
  await deeds.drop(NOTE, 'retire on: 1 March 2027');
  await deeds.drop(PDF, aPdf());
  await deeds.wait(A_YEAR + 40 * 24 * AN_HOUR);
};
const withdrawn = async (deeds: Deeds) => {
  await published(deeds);
  await deeds.remove(PDF);
};

interface Row {
  readonly what: string;
  readonly deeds: (deeds: Deeds) => Promise<void>;
  readonly state: Lifecycle['state'];
  readonly shown: Lifecycle['public'];
  readonly next?: string;
  readonly settings?: Partial<Settings>;
}

const ROWS: readonly Row[] = [
  { what: 'a report that passed', deeds: published, state: 'published', shown: 'published' },
  {
    what: 'a report under embargo',
    deeds: scheduled,
    state: 'scheduled',
    shown: 'nothing',
    next: 'publication',
  },
  {
    what: 'a report whose embargo ended',
    deeds: async (deeds) => {
      await scheduled(deeds);
      await deeds.wait(48 * AN_HOUR);
    },
    state: 'published',
    shown: 'published',
  },
  {
    what: 'a public version, and a new one under embargo',
    deeds: async (deeds) => {
      await published(deeds);
      await deeds.drop(NOTE, tomorrow);
      await deeds.drop(PDF, newVersion);
    },
    state: 'scheduled',
    shown: 'published',
    next: 'publication',
  },
  {
    what: 'a report with a finding',
    deeds: (deeds) => deeds.drop(PDF, held),
    state: 'held',
    shown: 'nothing',
  },
  {
    what: 'a public version, and a new one with a finding',
    deeds: async (deeds) => {
      await published(deeds);
      await deeds.drop(PDF, held);
    },
    state: 'held',
    shown: 'published',
  },
  {
    what: 'a report that a second person must approve',
    deeds: published,
    settings: { secondPerson: true },
    state: 'held',
    shown: 'nothing',
  },
  {
    what: 'a note without its report',
    deeds: (deeds) => deeds.drop(NOTE, ''),
    state: 'held',
    shown: 'nothing',
  },
  {
    what: 'a file that is no PDF',
    deeds: (deeds) => deeds.drop(PDF, 'no PDF'),
    state: 'rejected',
    shown: 'nothing',
  },
  {
    what: 'a file of another kind',
    deeds: (deeds) => deeds.drop('baby-eva.docx', 'words'),
    state: 'rejected',
    shown: 'nothing',
  },
  {
    what: 'a report under embargo, and a note that cannot be used',
    deeds: async (deeds) => {
      await scheduled(deeds);
      await deeds.drop(NOTE, 'titel: Eva');
    },
    state: 'rejected',
    shown: 'nothing',
    next: 'publication',
  },
  { what: 'a report whose time is over', deeds: retired, state: 'retired', shown: 'retired' },
  {
    what: 'a report with a year to go',
    deeds: async (deeds) => {
      await deeds.drop(NOTE, 'retire on: 1 March 2027');
      await deeds.drop(PDF, aPdf());
    },
    state: 'published',
    shown: 'published',
    next: 'retirement',
  },
  {
    what: 'a retired report, and a new version with a finding',
    deeds: async (deeds) => {
      await retired(deeds);
      await deeds.drop(PDF, held);
    },
    state: 'held',
    shown: 'retired',
  },
  {
    what: 'a retired report, and a new version under embargo',
    deeds: async (deeds) => {
      await retired(deeds);
      await deeds.drop(NOTE, 'publish at: 1 June 2028 09:00\nretire on: 1 June 2030');
      await deeds.drop(PDF, newVersion);
    },
    state: 'scheduled',
    shown: 'retired',
    next: 'publication',
  },
  { what: 'a report that was removed', deeds: withdrawn, state: 'withdrawn', shown: 'withdrawn' },
  {
    what: 'a report that was removed under embargo',
    deeds: async (deeds) => {
      await scheduled(deeds);
      await deeds.remove(PDF);
    },
    state: 'withdrawn',
    shown: 'nothing',
  },
  {
    what: 'a withdrawn report, and a new version with a finding',
    deeds: async (deeds) => {
      await withdrawn(deeds);
      await deeds.drop(PDF, held);
    },
    state: 'held',
    shown: 'withdrawn',
  },
  {
    what: 'a retired report that was removed, then published again for good',
    deeds: async (deeds) => {
      await retired(deeds);
      await deeds.remove(PDF);
      await deeds.drop(NOTE, 'retire on: never');
      await deeds.drop(PDF, newVersion);
    },
    state: 'published',
    shown: 'published',
  },
  {
    what: 'a note that was removed before its report came',
    deeds: async (deeds) => {
      await deeds.drop(NOTE, '');
      await deeds.remove(NOTE);
    },
    state: 'removed',
    shown: 'nothing',
  },
];

test.each(ROWS)('every reader of state agrees on $what', async (row) => {
  const world = aWorld({ settings: row.settings ?? {} });
  await row.deeds(deedsIn(world));
  const [review, ...others] = world.reviews.records;
  if (review === undefined || others.length > 0) throw new Error('There is not just one record.');
  const now = world.clock.now();
  const { timeZone } = world.settings.publisher;

  expect(lifecycle(review, now, timeZone)).toMatchObject({
    state: row.state,
    public: row.shown,
    pending: false,
    alerting: false,
  });
  expect(lifecycle(review, now, timeZone).next?.event).toBe(row.next);

  async function* records() {
    yield* world.reviews.records;
  }
  const counts = await countReviews(records(), now, timeZone);
  expect(counts.states).toEqual({ [row.state]: 1 });
  expect(counts.public).toEqual({ [row.shown]: 1 });

  expect(summaryRow(review, now, timeZone)).toMatchObject({ state: row.state, ended: true });

  const sources = { reviews: [review], entries: world.entries.stored, now };
  const [shown] = dashboardOf(
    { ...sources, objects: world.uploads.objectsOf('baby-eva') },
    world.settings,
  ).reviews;
  expect(shown?.state).toBe(row.state === 'removed' ? undefined : row.state);

  // The publisher: the state in the public files.
  const status = world.entries.stored[0]?.status;
  expect(status === undefined || status === 'reserved' ? 'nothing' : status).toBe(row.shown);

  // The receipts and the dashboard name an earlier version only while it is public.
  const waits = ['scheduled', 'held', 'rejected'].includes(row.state);
  const stands = waits && row.shown === 'published';
  expect(world.officersTopic.receipts.at(-1)?.text.includes('still public') ?? false).toBe(stands);
  expect(shown?.sentences.join().includes('still public') ?? false).toBe(stands);
});

test('a retirement has one receipt, even while a new version is under embargo', async () => {
  const world = aWorld();
  const deeds = deedsIn(world);
  await retired(deeds);
  await deeds.drop(NOTE, 'publish at: 1 June 2028 09:00\nretire on: 1 June 2030');
  await deeds.wait(AN_HOUR);
  const subjects = world.officersTopic.receipts.map(({ subject }) => subject.replace(/:.*/, ''));
  expect(subjects).toEqual(['Held, needs you', 'Published', 'Retired', 'Scheduled']);
});

test('a version published again after retirement and withdrawal has an alert', async () => {
  const world = aWorld();
  const deeds = deedsIn(world);
  await retired(deeds);
  await deeds.remove(PDF);
  await deeds.remove(NOTE);
  await deeds.drop(PDF, newVersion);
  await deeds.drop(NOTE, 'retire on: never\nchange note: It is back.\nalert again: true');
  await deeds.drop(PDF, aPdf({ pages: 42 }));
  expect(world.alertsTopic.published.map(({ id }) => id.replace(/.*#/, ''))).toEqual(['new-1', 'changed-2']);
});
