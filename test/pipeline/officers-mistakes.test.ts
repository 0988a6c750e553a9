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
const briefing = await aBriefing();
/** The same report with other bytes. */
const again = (pdf: Uint8Array) => Buffer.concat([pdf, Buffer.from('\n% again\n')]);
/** An embargo a day from now, sooner than those may have the report who must have it first. */
const tomorrow = `publish at: ${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)} 12:00`;
const rowan = smallReport('Baby Rowan');
const yarrow = smallReport('Baby Yarrow');
const hazel = smallReport('Child Hazel');
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const note = (...lines: string[]) => lines.join('\n');

/** Each kind of slip lives under names of its own, so that all of them happen side by side. */
const KINDS: Record<string, Kind> = {
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
      { 'Board copy.pdf': again(smallReport('Baby Spindle')) },
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
      { 'sycamore/report.pdf': smallReport('Baby Sycamore'), 'sycamore/briefing.pdf': briefing },
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
  'a note that loses its embargo': {
    upload: 'yew',
    rounds: [{ 'yew.yaml': EMBARGO, 'yew.pdf': smallReport('Baby Yew') }, { 'yew.yaml': '# nothing' }],
    says: ['HELD', 'publish at: 1 June 2028 09:00', 'stays scheduled'],
    hides: ['Baby Yew'],
  },
  'a note that says something else, and loses its embargo': {
    upload: 'aspen',
    rounds: [
      { 'aspen.yaml': EMBARGO, 'aspen.pdf': smallReport('Baby Aspen') },
      { 'aspen.yaml': 'title: Aspen' },
    ],
    says: ['HELD', 'does not become public on 1 June 2028, 09:00', 'By when: before 1 June 2028, 09:00'],
    hides: ['Baby Aspen', 'Aspen'],
  },
  'a deleted note with a retirement': {
    upload: 'basil',
    rounds: [
      { 'basil.yaml': 'retire on: 1 June 2028', 'basil.pdf': smallReport('Baby Basil') },
      { 'basil.yaml': null },
    ],
    says: ['HELD', 'retire on: 1 June 2028', 'is still public'],
    lists: ['Baby Basil'],
  },
  'a date that is years ahead': {
    upload: 'cress',
    rounds: [{ 'cress.yaml': 'publish at: 1 June 2040 09:00', 'cress.pdf': smallReport('Baby Cress') }],
    says: ['HELD', 'is years ahead. Is the year right?'],
    hides: ['Baby Cress'],
  },
  'a note that is called after the title': {
    upload: 'final paper',
    rounds: [{ 'Baby Fern.yaml': EMBARGO }, { 'final paper.pdf': smallReport('Baby Fern') }],
    says: ['HELD', 'Baby Fern.yaml may be the note of final paper.pdf'],
    hides: ['Baby Fern'],
  },
  'a note that gives the title of the report': {
    upload: 'paper 12',
    rounds: [
      { 'tuesday 9am.yaml': note('title: Baby Hawthorn', EMBARGO) },
      { 'paper 12.pdf': smallReport('Baby Hawthorn') },
    ],
    says: ['HELD', 'tuesday 9am.yaml may be the note of paper 12.pdf'],
    hides: ['Baby Hawthorn'],
  },
  'a note whose name a browser encoded': {
    upload: 'moss lane',
    rounds: [{ 'moss%20lane.yaml': EMBARGO }, { 'moss lane.pdf': smallReport('Baby Moss') }],
    says: ['HELD', 'moss%20lane.yaml may be the note of moss lane.pdf'],
    hides: ['Baby Moss'],
  },
  'a backup of a note': {
    upload: 'sorrel',
    rounds: [{ 'sorrel.yaml.bak': EMBARGO }, { 'sorrel.pdf': smallReport('Baby Sorrel') }],
    says: ['HELD', 'sorrel.yaml.bak may be the note of sorrel.pdf. If it is, rename it to sorrel.yaml'],
    hides: ['Baby Sorrel'],
  },
  'an archive that may hold the note': {
    upload: 'parsley',
    rounds: [{ 'parsley.zip': 'PK' }, { 'parsley.pdf': smallReport('Baby Parsley') }],
    says: ['HELD', 'parsley.zip may hold the note of parsley.pdf'],
    hides: ['Baby Parsley'],
  },
  'a second note, later': {
    upload: 'pine (1)',
    rounds: [
      { 'pine.yaml': EMBARGO, 'pine.pdf': smallReport('Baby Pine') },
      { 'pine (1).yaml': 'publish at: now' },
    ],
    says: [
      'HELD',
      'Is it the note of pine.pdf, which becomes public on 1 June 2028, 09:00?',
      'By when: before 1 June 2028, 09:00',
    ],
    hides: ['Baby Pine'],
  },
  'an approval under another name': {
    upload: 'Violet',
    rounds: [{ 'violet.pdf': smallReport('Baby Violet') }, { 'Violet.approved': '' }],
    says: [
      'HELD',
      'Is it the approval of violet.pdf, which is public already? Then rename it to violet.approved',
    ],
  },
  'an embargo in words': {
    upload: 'heath',
    rounds: [
      { 'heath.yaml': '# Not to be published before Tuesday', 'heath.pdf': smallReport('Baby Heath') },
    ],
    says: ['HELD', 'and has no line “publish at”'],
    hides: ['Baby Heath'],
  },
  'a note of another review': {
    upload: 'ivy',
    rounds: [
      {
        'ivy.yaml': note('title: Child Reed', 'published: 12 March 2025'),
        'ivy.pdf': smallReport('Baby Ivy'),
      },
    ],
    says: ['HELD', 'The review note is about "Child Reed"', 'The report gives "Baby Ivy"'],
    hides: ['Child Reed', 'Baby Ivy'],
  },
  'a file name that says “draft”': {
    upload: 'mallow DRAFT',
    rounds: [{ 'mallow DRAFT.pdf': smallReport('Baby Mallow') }],
    says: ['HELD', 'The name of the file says “draft”'],
    hides: ['Baby Mallow'],
  },
  'a PDF with two endings': {
    upload: 'almond.pdf',
    rounds: [{ 'almond.pdf.pdf': smallReport('Baby Almond') }],
    says: ['PUBLISHED', 'its review note is called almond.pdf.yaml'],
    lists: ['Baby Almond'],
  },
  'a file that was not wholly copied': {
    upload: 'garlic.pdf',
    rounds: [{ 'garlic.pdf.part': '%PDF-' }],
    says: ['NOT PUBLISHED', 'was not wholly copied or downloaded yet'],
  },
  'a Word document alone': {
    upload: 'chive',
    rounds: [{ 'chive.docx': 'PK' }],
    says: ['NOT PUBLISHED', 'Drop the review as a PDF'],
  },
  'an embargo for a report that is public': {
    upload: 'roseroot',
    rounds: [{ 'roseroot.pdf': smallReport('Baby Roseroot') }, { 'roseroot.yaml': EMBARGO }],
    says: ['SCHEDULED', 'The version from before is still public'],
    lists: ['Baby Roseroot'],
  },
  'too short a notice': {
    upload: 'orchid',
    rounds: [{ 'orchid.yaml': tomorrow, 'orchid.pdf': smallReport('Baby Orchid') }],
    says: ['SCHEDULED', 'By when: at once', 'The report had to be sent by'],
    hides: ['Baby Orchid'],
  },
  'a second document that is another report': {
    upload: 'nettle',
    rounds: [
      {
        'nettle/report.pdf': smallReport('Baby Nettle'),
        'nettle/Nettle v3 (old).pdf': smallReport('Baby Nettle', 'Tom Reed'),
      },
    ],
    says: ['HELD', 'Nettle v3 (old).pdf is a full report too'],
    hides: ['Baby Nettle'],
  },
  'two reports in one folder': {
    upload: 'bramble',
    rounds: [
      {
        'bramble/one.pdf': smallReport('Baby Bramble'),
        'bramble/two.pdf': smallReport('Child Teasel', 'Tom Reed'),
      },
    ],
    says: ['HELD', 'One folder holds one review'],
    hides: ['Baby Bramble', 'Child Teasel'],
  },
  'a translation without the name': {
    upload: 'tarragon',
    rounds: [
      {
        'tarragon/report.pdf': smallReport('Baby Tarragon'),
        'tarragon/cymraeg.pdf': welshTranslation('Plentyn Bach'),
      },
    ],
    says: ['HELD', 'cymraeg.pdf (Welsh) is a translation', 'companions: ["cymraeg.pdf"]'],
    hides: ['Baby Tarragon'],
  },
  'another file in the place of a listed companion': {
    upload: 'oakmoss',
    rounds: [
      {
        'oakmoss/review.yaml': 'companions: notes.pdf',
        'oakmoss/report.pdf': smallReport('Baby Oakmoss'),
        'oakmoss/notes.pdf': briefing,
      },
      { 'oakmoss/notes.pdf': smallReport('Child Zephyr', 'Tom Reed') },
    ],
    says: ['HELD', 'notes.pdf is a full report too', 'is still public'],
    lists: ['Baby Oakmoss'],
    hides: ['Child Zephyr'],
  },
  'a companion that is named wrongly': {
    upload: 'dill',
    rounds: [
      {
        'dill/review.yaml': 'companions: breifing.pdf',
        'dill/report.pdf': smallReport('Baby Dill'),
        'dill/briefing.pdf': briefing,
      },
    ],
    says: [
      'NOT PUBLISHED',
      'Line 1: "companions" names breifing.pdf, which is not there. Did you mean briefing.pdf?',
    ],
    hides: ['Baby Dill'],
  },
  'a report that is to stay after its retirement': {
    upload: 'hyssop',
    rounds: [
      { 'hyssop.yaml': 'keep after retirement: hyssop.pdf', 'hyssop.pdf': smallReport('Baby Hyssop') },
    ],
    says: ['NOT PUBLISHED', 'names hyssop.pdf, which is the report itself'],
    hides: ['Baby Hyssop'],
  },
  'a companion that is removed, and that the note names': {
    upload: 'fennel',
    rounds: [
      {
        'fennel/review.yaml': 'companions: briefing.pdf',
        'fennel/report.pdf': smallReport('Baby Fennel'),
        'fennel/briefing.pdf': briefing,
      },
      { 'fennel/briefing.pdf': null },
    ],
    says: ['PUBLISHED', 'names briefing.pdf, which is not there'],
    lists: ['Baby Fennel'],
    answers: { '/reviews/2024/baby-fennel/briefing.pdf': 404, '/reviews/2024/baby-fennel/report.pdf': 200 },
  },
  'a new version of a retired report': {
    upload: 'sage',
    rounds: [
      { 'sage.pdf': smallReport('Baby Sage') },
      { 'sage.yaml': note('retire on: 1 January 2026', 'accept: unlikely-date, retires-early') },
      { 'sage.pdf': smallReport('Baby Sage', 'Tom Reed') },
    ],
    says: ['RETIRED', 'write “retire on: never” or a later day'],
    lists: ['Baby Sage'],
    answers: { '/reviews/2024/baby-sage/report.pdf': 404 },
  },
  'more files than a review has': {
    upload: 'mint',
    rounds: [Object.fromEntries(Array.from({ length: 51 }, (_, place) => [`mint/${place}.pdf`, '']))],
    says: ['NOT PUBLISHED', 'mint has 51 files, and a review has at most 50'],
  },
  'a removed PDF, and a note that says so': {
    upload: 'clover',
    rounds: [
      { 'clover.pdf': smallReport('Baby Clover') },
      {
        'clover.pdf': null,
        'clover.yaml': note(
          'status: not published',
          'reason: A court said so.',
          'title: Baby Clover',
          'type: lcspr',
        ),
      },
    ],
    says: ['PUBLISHED without a report, as “not published”'],
    lists: ['Baby Clover'],
    answers: { '/reviews/2024/baby-clover/report.pdf': 404 },
  },
  'a report, and a note that says there is none': {
    upload: 'walnut',
    rounds: [
      { 'walnut.yaml': note('status: delayed', 'reason: A trial.', 'title: Baby Walnut', 'type: lcspr') },
      { 'walnut.pdf': smallReport('Baby Walnut') },
    ],
    says: ['HELD', 'The review note says “status: delayed”, and the report is here'],
    lists: ['Baby Walnut'],
  },
  'another child by the same reviewer under a used name': {
    upload: 'Report for the board',
    rounds: [
      { 'Report for the board.pdf': smallReport('Baby Daisy') },
      { 'Report for the board.pdf': smallReport('Child Elmwood', undefined, '9 May 2023') },
    ],
    says: ['HELD', 'is called "Child Elmwood"'],
    lists: ['Baby Daisy'],
    hides: ['Child Elmwood'],
  },
  'the same PDF under two names': {
    upload: 'tulip',
    rounds: [{ 'lily.pdf': smallReport('Baby Lily') }, { 'tulip.pdf': smallReport('Baby Lily') }],
    says: ['HELD', 'tulip.pdf is the same PDF as lily.pdf'],
    lists: ['Baby Lily'],
  },
  'a note in UTF-16 with a number for a title': {
    upload: 'cherry',
    rounds: [
      {
        'cherry.yaml': Buffer.from('\ufefftitle: 007\r\nreviewers: Jane Smith and Bob Jones', 'utf16le'),
        'cherry.pdf': smallReport('Baby Cherry'),
      },
    ],
    says: ['PUBLISHED', 'Reviewers: Jane Smith, Bob Jones'],
    lists: ['007'],
  },
  'a theme in capitals': {
    upload: 'willow',
    rounds: [{ 'willow.yaml': 'themes: NEGLECT', 'willow.pdf': smallReport('Baby Willow') }],
    says: ['PUBLISHED', 'Themes: NEGLECT'],
    lists: ['Baby Willow'],
  },
};

/** A note with one mistake, alone: what stands in it, and words of the receipt. */
const MISTAKES: Readonly<Record<string, readonly [note: string, words: string]>> = {
  'a time at which the clocks change': ['publish at: 29 March 2026 01:30', 'in which the clocks change'],
  'code of a web page': ['title: Baby&nbsp;Eva', 'which is code of a web page'],
  'a line as an e-mail quotes it': [
    '> publish at: 1 June 2028 09:00',
    'Write this line as "publish at: ..."',
  ],
  'a field with another name': ['embargo until: 1 June 2028 09:00', 'Did you mean "publish at"'],
  'an embargo behind a #': ['#publish at: 1 June 2028 09:00', 'begins with # and does not count'],
  'a placeholder': ['summary: [your summary]', 'is a placeholder'],
  'a day that no calendar has': ['publish at: 31 June 2028 09:00', 'names a day that is not in the calendar'],
  'a mistyped code': ['accept: [date of birth, nhs]', 'did you mean nhs-number?'],
  'two fields in one line': [
    'title: Eva, publish at: 1 June 2028 09:00',
    '"publish at:" is in the middle of this line',
  ],
  'a status that there is not': [
    note('status: withdrawn', 'reason: A slip.'),
    'to take it down, remove the PDF',
  ],
  'a retirement before the publication': [
    note(EMBARGO, 'retire on: 1 May 2028'),
    'it would not be public at all',
  ],
};
for (const [place, [kind, [text, words]]] of Object.entries(MISTAKES).entries())
  Object.assign(KINDS, {
    [kind]: { upload: `n${place}`, rounds: [{ [`n${place}.yaml`]: text }], says: ['NOT PUBLISHED', words] },
  });

const Listing = z.object({ items: z.array(z.object({ title: z.string() })) });

let stack: StackUnderTest;
let titles: string[];
let receipts: string[];
/** When the feed says that it changed, after each round. */
const feedUpdates: string[] = [];

beforeAll(async () => {
  stack = await startStack();
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
