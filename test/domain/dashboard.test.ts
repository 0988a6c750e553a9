import { describe, expect, test } from 'vitest';
import {
  type DashboardObject,
  type DashboardSources,
  dashboardOf,
} from '#shared/domain/dashboard/dashboard.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import type { Facts } from '#shared/domain/review/fact.ts';
import { FINDINGS, type Finding } from '#shared/domain/review/finding.ts';
import type { Publication } from '#shared/domain/review/review.ts';
import { aReview } from '../support/a-review.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry } from '../support/an-entry.ts';

const NOW = '2026-06-24T08:31:00.000Z';
const settings = aSettings();

const facts: Facts = {
  title: { value: 'Baby Eva', confidence: 0.9, provenance: { source: 'report', page: 1, words: 'Baby Eva' } },
  summary: { value: 'Eva was four months old.', confidence: 1, provenance: { source: 'note' } },
  pages: 40,
  candidates: {},
};
const publication: Publication = {
  facts,
  themes: ['Neglect'],
  documents: [aDocument()],
  reportKey: 'baby-eva.pdf',
  changes: [],
  alertAgain: false,
};
const entry = anEntry({ upload: 'baby-eva' });
const published = {
  outcome: 'approved',
  outcomeAt: '2026-06-01T09:00:00.000Z',
  firstListedAt: '2026-06-01T09:00:05.000Z',
  permalink: { year: 2024, slug: 'baby-eva' },
  publication,
} as const;
const pdf = (changes: Partial<DashboardObject> = {}): DashboardObject => ({
  key: 'baby-eva.pdf',
  etag: 'one',
  modifiedAt: '2026-06-01T08:59:00.000Z',
  ...changes,
});
const seen = { 'baby-eva.pdf': { etag: 'one', since: '2026-06-01T08:59:00.000Z' } };
const box: Finding = {
  code: 'hidden-text-under-box',
  page: 3,
  box: [10, 20, 30, 40],
  message: 'Words stand under a black box.',
};

function theDashboard(sources: Partial<DashboardSources>) {
  return dashboardOf({ reviews: [], entries: [], objects: [], now: NOW, ...sources }, settings).reviews;
}
function theReview(sources: Partial<DashboardSources>) {
  const [review, ...others] = theDashboard(sources);
  if (review === undefined || others.length > 0) throw new Error('There is not just one review.');
  return review;
}

describe('the dashboard shows what has become of an upload', () => {
  test('published: since when, where, what subscribers heard, and a text to send on', () => {
    const alert = {
      id: 'a',
      event: 'new',
      number: 1,
      state: 'sent',
      sentAt: '2026-06-01T09:01:00.000Z',
    } as const;
    const review = theReview({
      reviews: [aReview({ ...published, seen, alert })],
      entries: [entry],
      objects: [pdf()],
    });
    expect(review).toMatchObject({
      state: 'published',
      title: 'Baby Eva',
      address: 'https://reviews.example.org/reviews/2024/baby-eva/',
      sentences: ['Public since 1 June 2026, 10:00.', 'Subscribers were told on 1 June 2026, 10:01.'],
    });
    expect(review.ready).toContain('Eva was four months old.\n');
    expect(review.ready).toContain('Keywords: Neglect');
    expect(review.readyNote).toBe('Where it says so, add words from the report.');
    expect(review.ready).toContain(review.address);
    expect(review.waitsFor).toBeUndefined();
  });

  test('published: learning and recommendations stand in the text, to be checked where they were copied from', () => {
    const point = {
      items: ['Plans should say what will be different'],
      more: 0,
      firstPage: 11,
      lastPage: 14,
    };
    const passages = {
      learning: { ...point, more: 3 },
      recommendations: { ...point, items: ['Audit it', 'Tell\u202e us'], lastPage: 11 },
    };
    const { ready, readyNote } = theReview({
      reviews: [aReview({ ...published, publication: { ...publication, facts: { ...facts, passages } } })],
      entries: [entry],
    });
    expect(ready).toContain(
      'Learning includes: Plans should say what will be different; and 3 more in the report.\nRecommendations include: Audit it; Tell us.\nKeywords: Neglect',
    );
    expect(readyNote).toBe(
      'Copied from the report: learning from pages 11 to 14, recommendations from page 11. Check them before you send it.',
    );
  });

  test('scheduled: until when; what is public meanwhile stays linked', () => {
    const scheduled = { ...publication, publishAt: '2026-07-01T08:00:00.000Z' };
    const fresh = theReview({ reviews: [aReview({ outcome: 'approved', scheduled })], objects: [pdf()] });
    expect(fresh).toMatchObject({ state: 'scheduled' });
    expect(fresh.sentences[0]).toBe('Becomes public on 1 July 2026, 09:00, by itself.');
    expect(fresh.address).toBeUndefined();
    expect(fresh.ready).toBeUndefined();
    const next = theReview({ reviews: [aReview({ ...published, scheduled })], entries: [entry] });
    expect(next.sentences).toContain('What was published before is still public, unchanged.');
    expect(next.address).toBeDefined();
  });

  test.each<[string, Finding[], string]>([
    ['the report, when only its note is there', [], 'an officer, for the report: baby-eva.pdf'],
    [
      'an officer, when something was found',
      [box],
      'an officer, to fix the PDF or to answer in the review note',
    ],
    [
      'a second person, when nothing else is left',
      [{ code: 'second-person', message: 'It waits.' }],
      'a second person, to look at it and drop baby-eva.approved',
    ],
  ])('held: it waits for %s', (_, findings, waitsFor) => {
    expect(theReview({ reviews: [aReview({ outcome: 'held', findings })] })).toMatchObject({
      state: 'held',
      waitsFor,
    });
  });

  test('rejected: why, each line of it by itself', () => {
    const reason = 'baby-eva.yaml cannot be used.\nLine 2: colour is not known.';
    const review = theReview({ reviews: [aReview({ outcome: 'rejected', reason })] });
    expect(review.state).toBe('rejected');
    expect(review.sentences).toEqual(reason.split('\n'));
  });

  test('withdrawn: whether it had been public', () => {
    const { year, slug, part, upload, revision } = entry;
    const gone = {
      status: 'withdrawn' as const,
      year,
      slug,
      part,
      upload,
      revision,
      listedUnder: [],
      everBeside: [],
      withdrawnOn: '2026-06-02',
    };
    const reviews = [aReview({ outcome: 'withdrawn' })];
    expect(theReview({ reviews }).sentences).toEqual(['It had not been public.']);
    const was = theReview({ reviews, entries: [gone] });
    expect(was.sentences).toEqual(['Its address says only that a review was withdrawn.']);
    expect(was.address).toBeDefined();
  });

  test('retired: on which day', () => {
    const retiredAt = '2026-06-20T23:00:00.000Z';
    const ended = { ...published, publication: { ...publication, retireOn: '2026-06-21' }, retiredAt };
    const review = theReview({ reviews: [aReview(ended)], entries: [entry] });
    expect(review.state).toBe('retired');
    expect(review.sentences[0]).toContain('taken down on 21 June 2026');
  });

  test('unexamined: also what no record tells of yet, but no file that an officer’s computer left behind', () => {
    expect(theDashboard({ objects: [pdf(), pdf({ key: '.DS_Store' })] })).toMatchObject([
      { name: 'baby-eva', state: 'unexamined' },
    ]);
  });

  test('not published: a file that is neither PDF nor note', () => {
    const review = theReview({ objects: [pdf({ key: 'baby-eva.docx' })] });
    expect(review.state).toBe('rejected');
    expect(review.sentences[0]).toContain('baby-eva.docx cannot be published');
  });

  test('that a newer file is not examined yet', () => {
    const sentencesOf = (etag: string) =>
      theReview({ reviews: [aReview({ ...published, seen })], objects: [pdf({ etag })] }).sentences;
    expect(sentencesOf('two')).toContain('Not examined yet: baby-eva.pdf.');
    expect(sentencesOf('one')).not.toContain('Not examined yet: baby-eva.pdf.');
  });

  test('nothing, when it was removed before anything came of it', () => {
    expect(theDashboard({ reviews: [aReview()] })).toEqual([]);
  });

  test('no public address while the permalink is only reserved, or where another upload has it', () => {
    const { year, slug, part, upload, revision } = entry;
    const reserved = { status: 'reserved', year, slug, part, upload, revision } as const;
    for (const one of [reserved, anEntry({ upload: 'another' })])
      expect(theReview({ reviews: [aReview(published)], entries: [one] }).address).toBeUndefined();
  });

  test('the newest first', () => {
    const at = (name: string, outcomeAt: string) => aReview({ name, outcome: 'rejected', outcomeAt });
    const reviews = [
      at('old', '2025-01-01T00:00:00.000Z'),
      at('new', '2026-05-01T00:00:00.000Z'),
      at('dropped-again', '2024-01-01T00:00:00.000Z'),
    ];
    const objects = [pdf({ key: 'dropped-again.pdf', modifiedAt: '2026-06-01T00:00:00Z' })];
    expect(theDashboard({ reviews, objects }).map(({ name }) => name)).toEqual([
      'dropped-again',
      'new',
      'old',
    ]);
  });

  test('who dropped the bytes that are there, and nobody who dropped others', () => {
    const drops = { 'baby-eva.pdf': { sequencer: '1', principal: 'AWS:ann', removed: false, etag: 'one' } };
    const files = (etag: string) =>
      theReview({ reviews: [aReview({ ...published, drops })], objects: [pdf({ etag })] }).files;
    expect(files('one')[0]?.by).toBe('AWS:ann');
    expect(files('two')[0]?.by).toBeUndefined();
  });
});

describe('the dashboard tells how to answer what was found', () => {
  const held = (findings: Finding[], candidates: Facts['candidates'] = {}) =>
    theReview({
      reviews: [aReview({ outcome: 'held', seen, findings, facts: { pages: 40, candidates } })],
      objects: [pdf()],
    });

  test('every place of a kind together, what stops before what does not', () => {
    const { findings } = held([{ code: 'untagged', message: 'No tags.' }, box, { ...box, page: 9 }]);
    expect(findings.map(({ code, stops }) => [code, stops])).toEqual([
      ['hidden-text-under-box', true],
      ['untagged', false],
    ]);
    expect(findings[0]?.places.map(({ page }) => page)).toEqual([3, 9]);
    expect(findings[0]?.remedy).toBe(FINDINGS['hidden-text-under-box'].remedy);
  });

  test('with the very lines for the note, and no acceptance of what cannot be accepted', () => {
    const untitled: Finding = { code: 'title-missing', message: 'No title was found.' };
    const { answer } = held([untitled, box, { code: 'postcode', message: 'A postcode.' }], {
      title: ['Child: "T"'],
    });
    expect(answer).toEqual({
      note: 'baby-eva.yaml',
      lines: ['title: "Child: \\"T\\""', 'accept: [hidden-text-under-box, postcode]'],
    });
    expect(held([{ code: 'second-person', message: 'It waits.' }]).answer).toBeUndefined();
  });

  test('in the note that is there, wherever it is', () => {
    const reviews = [aReview({ outcome: 'held', findings: [box] })];
    const noteOf = (...keys: string[]) =>
      theReview({ reviews, objects: keys.map((key) => pdf({ key })) }).answer?.note;
    expect(noteOf('baby-eva/report.pdf')).toBe('baby-eva/review.yaml');
    expect(noteOf('baby-eva.pdf', 'baby-eva.yml')).toBe('baby-eva.yml');
  });

  test('with the facts that were read of what is held, and where they stood', () => {
    const review = theReview({ reviews: [aReview({ outcome: 'held', findings: [box], facts })] });
    expect(review.title).toBe('Baby Eva');
    expect(review.facts).toContainEqual({ label: 'Title', value: 'Baby Eva', from: 'page 1: "Baby Eva"' });
    expect(review.facts).toContainEqual({ label: 'Reviewers' });
  });
});

describe('the pictures of the dashboard', () => {
  const picturesOf = (findings: Finding[], files = seen) =>
    theReview({ reviews: [aReview({ outcome: 'held', seen: files, findings })] });

  test('show each page with a place once, from the bytes that were examined', () => {
    const { pictures } = picturesOf([
      { ...box, page: 9 },
      box,
      { ...box, box: [1, 2, 3, 4] },
      { code: 'postcode', message: 'A postcode.' },
    ]);
    expect(pictures.map(({ page, marks, pdf: from }) => [page, marks.length, from.etag])).toEqual([
      [3, 2, 'one'],
      [9, 1, 'one'],
    ]);
    expect(pictures[0]?.alt).toBe('Page 3 of baby-eva.pdf, outlined: 1 Text under a box');
  });

  test('have addresses that tell nothing and change with what they show', () => {
    const [first] = picturesOf([box]).pictures;
    const [moved] = picturesOf([{ ...box, box: [10, 20, 30, 41] }]).pictures;
    const [replaced] = picturesOf([box], {
      'baby-eva.pdf': { ...seen['baby-eva.pdf'], etag: 'two' },
    }).pictures;
    expect(first?.path).toMatch(/^pictures\/[0-9a-f]{24}\.png$/);
    expect(new Set([first?.path, moved?.path, replaced?.path]).size).toBe(3);
  });

  test('are of the document that the finding names, among several', () => {
    const { since } = seen['baby-eva.pdf'];
    const several = { 'eva/report.pdf': { etag: 'r', since }, 'eva/briefing.pdf': { etag: 'b', since } };
    const message = `briefing.pdf: ${box.message}`;
    const review = theReview({
      reviews: [aReview({ name: 'eva', outcome: 'held', seen: several, findings: [{ ...box, message }] })],
    });
    expect(review.pictures.map(({ pdf: from }) => from.key)).toEqual(['eva/briefing.pdf']);
  });

  test('are not without number, and the rest is counted', () => {
    const { pictures, morePages } = picturesOf(
      Array.from({ length: 40 }, (_, at) => ({ ...box, page: at + 1 })),
    );
    expect([pictures.length, morePages]).toEqual([24, 16]);
  });
});

test('an upload on the dashboard has the reference that its receipts and log lines have', () => {
  expect(theReview({ reviews: [aReview(published)] }).ref).toBe(logReference('baby-eva'));
});
