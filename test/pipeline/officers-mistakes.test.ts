import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { logReference } from '#shared/domain/log-reference.ts';
import { aBriefing } from '../support/a-briefing.ts';
import { smallReport, welshTranslation } from '../support/pdf/small-report.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

/** Files by key that are uploaded together; `null` is a deletion. */
type Round = Readonly<Record<string, Uint8Array | string | null>>;

interface Kind {
  /** Name of the review whose newest receipt counts. */
  readonly upload: string;
  readonly rounds: readonly Round[];
  /** Words of that receipt. */
  readonly says: readonly string[];
  /** Titles that are public, and titles that are not. */
  readonly lists?: readonly string[];
  readonly hides?: readonly string[];
  /** Status by address. */
  readonly answers?: Readonly<Record<string, number>>;
}

const EMBARGO = 'publish at: 1 June 2028 09:00';
const rowan = smallReport('Baby Rowan');
const yarrow = smallReport('Baby Yarrow');
const hazel = smallReport('Child Hazel');
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const note = (...lines: string[]) => lines.join('\n');

/** Each kind of slip lives under names of its own, so that all of them happen side by side. */
const KINDS: Readonly<Record<string, Kind>> = {
  'a deleted note with an embargo': {
    upload: 'alder',
    rounds: [{ 'alder.yaml': EMBARGO }, { 'alder.pdf': smallReport('Baby Alder') }, { 'alder.yaml': null }],
    says: ['HELD', 'publish at: 1 June 2028 09:00', 'stays scheduled'],
    hides: ['Baby Alder'],
  },
  'a deleted note with a mistake': {
    upload: 'birch',
    rounds: [
      { 'birch.yaml': note(EMBARGO, EMBARGO), 'birch.pdf': smallReport('Baby Birch') },
      { 'birch.yaml': null },
    ],
    says: ['HELD', 'had a mistake, and is gone'],
    hides: ['Baby Birch'],
  },
  'a note of nearly the name of its PDF': {
    upload: 'cedar-tree',
    rounds: [{ 'Cedar-Tree.yaml': EMBARGO }, { 'cedar-tree.pdf': smallReport('Baby Cedar') }],
    says: ['HELD', 'Cedar-Tree.yaml may be the note of cedar-tree.pdf', 'rename it to cedar-tree.yaml'],
    hides: ['Baby Cedar'],
  },
  'a field that is given twice': {
    upload: 'dogwood',
    rounds: [
      { 'dogwood.yaml': note(EMBARGO, 'Publish At: now'), 'dogwood.pdf': smallReport('Baby Dogwood') },
    ],
    says: ['NOT PUBLISHED', '"publish at" is given twice, here and on line 1'],
    hides: ['Baby Dogwood'],
  },
  'a date in the past': {
    upload: 'elder',
    rounds: [{ 'elder.yaml': 'publish at: 1 December 2020 09:00', 'elder.pdf': smallReport('Baby Elder') }],
    says: ['HELD', 'is in the past. Is the year right?'],
    hides: ['Baby Elder'],
  },
  'a retirement within a year': {
    upload: 'fir-lane',
    rounds: [
      {
        'fir-lane.yaml': note('publish at: 1 June 2028 00:01', 'retire on: 31 May 2029'),
        'fir-lane.pdf': smallReport('Baby Fir', 'Ann Example', ''),
      },
    ],
    says: ['HELD', 'from 1 June 2028 to 1 June 2029'],
    hides: ['Baby Fir'],
  },
  "another child's report in the folder": {
    upload: 'ginkgo',
    rounds: [
      { 'ginkgo/other.pdf': hazel, 'ginkgo/report.pdf': smallReport('Baby Ginkgo') },
      { 'ginkgo/report.pdf': null },
    ],
    says: ['HELD', 'other.pdf was uploaded beside report.pdf, which is gone'],
    hides: ['Baby Ginkgo', 'Child Hazel'],
  },
  'a file name that is used again': {
    upload: 'Final report',
    rounds: [
      { 'Final report.pdf': smallReport('Baby Juniper') },
      { 'Final report.pdf': smallReport('Child Larch', 'Tom Reed', '9 May 2023') },
    ],
    says: ['HELD', 'is called "Child Larch"', 'is still public'],
    lists: ['Baby Juniper'],
    hides: ['Child Larch'],
  },
  'a renamed PDF': {
    upload: 'baby-rowan',
    rounds: [{ 'rowan-final.pdf': rowan }, { 'baby-rowan.pdf': rowan }, { 'rowan-final.pdf': null }],
    says: ['PUBLISHED', '/reviews/2024/baby-rowan/', 'Nobody is alerted of this version'],
    lists: ['Baby Rowan'],
  },
  'the same report, exported again under another name': {
    upload: 'Board copy',
    rounds: [
      { 'spindle.pdf': smallReport('Baby Spindle') },
      { 'Board copy.pdf': Buffer.concat([smallReport('Baby Spindle'), Buffer.from('\n% again\n')]) },
    ],
    says: ['HELD', 'has the title, the date and the reviewers of spindle'],
    lists: ['Baby Spindle'],
  },
  'what was scheduled, deleted and uploaded under another name': {
    upload: 'Board paper',
    rounds: [
      { 'rush.yaml': EMBARGO, 'rush.pdf': smallReport('Baby Rush') },
      { 'rush.yaml': null, 'rush.pdf': null },
      { 'Board paper.pdf': smallReport('Baby Rush') },
    ],
    says: ['HELD', 'This report was rush before', 'publish at: 1 June 2028 09:00'],
    hides: ['Baby Rush'],
  },
  'a renamed PDF that leaves its embargo behind': {
    upload: 'baby-yarrow',
    rounds: [
      { 'yarrow.yaml': EMBARGO, 'yarrow.pdf': yarrow },
      { 'baby-yarrow.pdf': yarrow },
      { 'yarrow.pdf': null },
    ],
    says: ['HELD', 'publish at: 1 June 2028 09:00', 'It still counts'],
    hides: ['Baby Yarrow'],
  },
  'a note in a Word document': {
    upload: 'zinnia',
    rounds: [{ 'zinnia.docx': EMBARGO }, { 'zinnia.pdf': smallReport('Baby Zinnia') }],
    says: ['HELD', 'zinnia.docx may be the note of zinnia.pdf', 'under the name zinnia.yaml'],
    hides: ['Baby Zinnia'],
  },
  'a version under a name of its own': {
    upload: 'acacia v2',
    rounds: [
      { 'acacia.pdf': smallReport('Baby Acacia') },
      { 'acacia v2.pdf': smallReport('Baby Acacia, second') },
    ],
    says: ['HELD', 'acacia v2 is nearly the name of acacia'],
    lists: ['Baby Acacia'],
    hides: ['Baby Acacia, second'],
  },
  'another report under the name of a withdrawn one': {
    upload: 'Last report',
    rounds: [
      { 'Last report.pdf': smallReport('Baby Bay') },
      { 'Last report.pdf': null },
      { 'Last report.pdf': smallReport('Child Sedge', 'Tom Reed', '9 May 2023') },
    ],
    says: ['HELD', 'is called "Child Sedge"', 'and was withdrawn'],
    hides: ['Baby Bay', 'Child Sedge'],
  },
  'a wrong title in the address': {
    upload: 'maple',
    rounds: [
      { 'maple.yaml': 'title: Evelyn Brown', 'maple.pdf': smallReport('Baby Maple') },
      { 'maple.yaml': note('title: Baby Maple', 'rename: yes') },
    ],
    says: ['PUBLISHED', 'The address from before has no page any more'],
    lists: ['Baby Maple'],
    answers: { '/reviews/2024/evelyn-brown/': 410, '/reviews/2024/baby-maple/': 200 },
  },
  'a name in the address of a withdrawn review': {
    upload: 'nutmeg',
    rounds: [
      { 'nutmeg.yaml': 'title: Edith Grey', 'nutmeg.pdf': smallReport('Baby Nutmeg') },
      { 'nutmeg.pdf': null },
      { 'nutmeg.yaml': 'remove address: yes' },
    ],
    says: ['WITHDRAWN', 'has no page any more'],
    hides: ['Edith Grey'],
    answers: { '/reviews/2024/edith-grey/': 410, '/reviews/2024/edith-grey/report.pdf': 404 },
  },
  'a note in Windows-1252 with what YAML would change': {
    upload: 'olive',
    rounds: [
      {
        'olive.yaml': latin1(
          'title:\u00a0Baby Zo\u00eb #3\r\nthemes: Neglect, Babies\r\nretire on: 1/6/2028',
        ),
        'olive.pdf': smallReport('Baby Olive'),
      },
    ],
    says: ['PUBLISHED', 'Baby Zoë #3', 'Themes: Neglect, Babies', 'taken down on 1 June 2028'],
    lists: ['Baby Zoë #3'],
  },
  'search engines that are kept out': {
    upload: 'poplar',
    rounds: [{ 'poplar.yaml': 'search engines: no', 'poplar.pdf': smallReport('Baby Poplar') }],
    says: ['PUBLISHED', 'Search engines are asked to leave it out'],
    lists: ['Baby Poplar'],
  },
  'a review without a report': {
    upload: 'quince',
    rounds: [
      {
        'quince.yaml': note(
          'status: delayed',
          'reason: A trial is not over.',
          'title: Baby Quince',
          'type: lcspr',
        ),
      },
    ],
    says: ['PUBLISHED without a report, as “delayed”', 'Nobody is alerted'],
    lists: ['Baby Quince'],
  },
  'a companion that stays after the retirement': {
    upload: 'sycamore',
    rounds: [
      { 'sycamore/report.pdf': smallReport('Baby Sycamore') },
      {
        'sycamore/review.yaml': note(
          'companions: briefing.pdf',
          'retire on: 1 January 2026',
          'keep after retirement: briefing.pdf',
          'accept: unlikely-date',
        ),
      },
    ],
    says: ['RETIRED', 'the title, the dates, Briefing and your contact'],
    lists: ['Baby Sycamore'],
    answers: {
      '/reviews/2024/baby-sycamore/briefing.pdf': 200,
      '/reviews/2024/baby-sycamore/report.pdf': 404,
    },
  },
  'a translation in the folder': {
    upload: 'tansy',
    rounds: [
      { 'tansy/report.pdf': smallReport('Baby Tansy') },
      { 'tansy/cymraeg.pdf': welshTranslation('Baby Tansy') },
    ],
    says: ['PUBLISHED', 'Welsh translation (Cymraeg), 2 pages'],
    lists: ['Baby Tansy'],
    answers: { '/reviews/2024/baby-tansy/translation.pdf': 200 },
  },
  'a theme in capitals': {
    upload: 'willow',
    rounds: [{ 'willow.yaml': 'themes: NEGLECT', 'willow.pdf': smallReport('Baby Willow') }],
    says: ['PUBLISHED', 'Themes: NEGLECT'],
    lists: ['Baby Willow'],
  },
};

const Listing = z.object({ items: z.array(z.object({ title: z.string() })) });

let stack: StackUnderTest;
let titles: string[];
let receipts: string[];
/** When the feed says that it changed, after each round. */
const feedUpdates: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  await stack.put('sycamore/briefing.pdf', await aBriefing());
  const rounds = Math.max(...Object.values(KINDS).map((kind) => kind.rounds.length));
  for (let round = 0; round < rounds; round++) {
    // S3 knows whole seconds, and some rules ask what came later.
    if (round > 0) await pause(1_100);
    const files = Object.values(KINDS).flatMap((kind) => Object.entries(kind.rounds[round] ?? {}));
    await Promise.all(files.map(([key, body]) => (body === null ? stack.remove(key) : stack.put(key, body))));
    await stack.quiet();
    const feed = await (await stack.get('/reviews.atom')).text();
    feedUpdates.push(/<updated>([^<]+)/.exec(feed)?.[1] ?? '');
  }
  const { items } = Listing.parse(await (await stack.get('/reviews.json')).json());
  titles = items.map(({ title }) => title);
  const officer = stack.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'));
  receipts = stack.received(officer?.endpoint ?? '').map(({ text }) => text.replace(/\s+/g, ' '));
});
afterAll(() => stack?.stop());

test.each(Object.entries(KINDS))('%s', async (_, { upload, says, lists = [], hides = [], answers = {} }) => {
  const receipt = receipts.findLast((text) => text.includes(`Reference: ${logReference(upload)}`));
  for (const words of says) expect(receipt).toContain(words);
  expect(titles).toEqual(expect.arrayContaining([...lists]));
  for (const title of hides) expect(titles).not.toContain(title);
  for (const [path, status] of Object.entries(answers))
    expect([path, (await stack.get(path)).status]).toEqual([path, status]);
});

test('a page that is gone names neither the review nor its address', async () => {
  const page = await stack.get('/reviews/2024/evelyn-brown/');
  expect(await page.text()).not.toMatch(/evelyn/i);
  expect(page.headers.get('x-amz-meta-status')).toBeNull();
});

test('page and PDF of a review that search engines are kept out of say so', async () => {
  const of = async (path: string) => (await stack.get(path)).headers.get('x-robots-tag');
  for (const file of ['', 'report.pdf'])
    expect(await of(`/reviews/2024/baby-poplar/${file}`)).toBe('noindex, noarchive');
  expect(await of('/reviews/2024/baby-maple/')).toBeNull();
});

test('a feed never says that it changed earlier than it said before', () => {
  expect(feedUpdates.every(Boolean)).toBe(true);
  expect(feedUpdates).toEqual(feedUpdates.toSorted());
});

test('themes that differ only in case are one choice', async () => {
  const page = await (await stack.get('/')).text();
  expect(page.match(/<option[^>]*>neglect</gi)).toHaveLength(1);
});
