import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Facts } from '#shared/domain/review/fact.ts';
import { parseReviewNote } from '#shared/domain/review/note/review-note.ts';
import { compare, comparisonTable } from '../../local/import/compare.ts';
import { matchPdfs } from '../../local/import/match-pdfs.ts';
import { noteText } from '../../local/import/note-text.ts';
import { readListingPage } from '../../local/import/read-listing-page.ts';

const SEED: {
  heading: string;
  introduction: string;
  reviews: { title: string; summary: string; publishedOn: string }[];
} = JSON.parse(readFileSync('test/fixtures/seed-listing.json', 'utf8'));

const inWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(day));

const SUMMARY =
  'A review of the care that a child of three received before a fall, with lessons for four services.';

const facts = (title: string, more: Partial<Facts> = {}): Facts => ({
  title: { value: title, confidence: 1, provenance: { source: 'report', page: 1, words: title } },
  pages: 20,
  candidates: {},
  ...more,
});

describe('an existing listing page', () => {
  test('saved as text gives all seven reviews as they stand there', () => {
    const page = [
      SEED.heading,
      ...SEED.introduction.split('\n\n'),
      ...SEED.reviews.flatMap(({ title, summary, publishedOn }) => [
        title,
        summary,
        inWords(publishedOn),
        'Published',
      ]),
    ].join('\n');
    expect(readListingPage(page)).toEqual(
      SEED.reviews.map(({ title, summary, publishedOn }) => ({
        title,
        summary,
        published: publishedOn,
        date: inWords(publishedOn),
        status: 'Published',
        links: [],
      })),
    );
  });

  test.each([
    [
      'headings with paragraphs and a link',
      `<html><body><nav><a href="/">Home</a></nav><h2>Baby Wren</h2><p>${SUMMARY}</p><p>4 May 2023</p>
       <p><a href="/files/Wren%20final.pdf">Download the report</a></p><h2>Child Ash</h2><p>${SUMMARY}</p><p>1 June 2022</p></body></html>`,
    ],
    [
      'a table with the date first',
      `<table><tr><th>Date</th><th>Name</th><th>About</th></tr>
       <tr><td>4 May 2023</td><td>Baby Wren</td><td>${SUMMARY} <a href="Wren%20final.pdf">PDF</a></td></tr>
       <tr><td>1 June 2022</td><td>Child Ash</td><td>${SUMMARY}</td></tr></table>`,
    ],
    [
      'cards with the date under the title',
      `<div><div><h3>Baby Wren</h3><span>Published: 4 May 2023</span><p>${SUMMARY}</p><a href="Wren%20final.pdf">Read</a></div>
       <div><h3>Child Ash</h3><span>Published: 1 June 2022</span><p>${SUMMARY}</p></div></div>`,
    ],
  ])('as %s gives title, date and summary', (_, page) => {
    const [wren, ash] = readListingPage(page);
    expect(wren).toMatchObject({ title: 'Baby Wren', published: '2023-05-04' });
    expect(wren?.summary).toContain(SUMMARY);
    expect(ash).toMatchObject({ title: 'Child Ash', published: '2022-06-01', links: [] });
  });

  test.each([
    [
      'wordpress-accordion',
      [
        ['Child AB', '2024-03', 2],
        ['Family Q', '2024-01-12', 2],
        ['Young Person Rowan', '2023-11', 1],
      ],
    ],
    [
      'table',
      [
        ['Child Heron', '2024-05-14', 2],
        ['Siblings Larch and Elm', '2019-09-02', 1],
        ['Baby Finch', '2022-11-30', 1],
        ['Child Teal', '2021-07', 1],
      ],
    ],
    [
      'document-list',
      [
        ['Child Sorrel: local child safeguarding practice review', '2025-02-18', 0],
        ['Child Bracken: local child safeguarding practice review', '2023-10-03', 0],
        ['Injuries to babies: thematic review', '2022-03-29', 0],
      ],
    ],
  ])('as a saved %s gives each review with its date, its PDFs and a summary', (name, expected) => {
    const reviews = readListingPage(readFileSync(`test/fixtures/listing-pages/${name}.html`, 'utf8'));
    expect(reviews.map(({ title, published, links }) => [title, published, links.length])).toEqual(expected);
    for (const { summary } of reviews) expect(summary).toMatch(/^[A-Z][^<>]{30,}\.$/s);
  });

  test('with links to PDFs for titles takes no title for a document', () => {
    const page = ['Baby Wren', 'Child Ash report'].map(
      (title) => `<li><a href="${title}.pdf">${title}</a><p>${SUMMARY}</p><p>4 May 2023</p></li>`,
    );
    expect(readListingPage(`<ul>${page.join('')}</ul>`).map(({ title, links }) => [title, links])).toEqual([
      ['Baby Wren', ['Baby Wren.pdf']],
      ['Child Ash report', ['Child Ash report.pdf']],
    ]);
  });

  test('without reviews gives none', () => {
    expect(readListingPage('<p>We have published no review.</p>')).toEqual([]);
  });
});

describe('the PDFs of the page', () => {
  const review = (title: string, links: string[] = []) => ({ title, summary: SUMMARY, links });

  test('are found by the link, by their own title, or by the words of the file name', () => {
    const pdfs = [
      { file: 'doc 7.pdf', facts: facts('Something else') },
      { file: 'scan.pdf', facts: facts('child ash') },
      { file: 'FINAL Family Lark overview.pdf' },
    ];
    const { matches, unused } = matchPdfs(
      [review('Baby Wren', ['/media/doc%207.pdf?download=1']), review('Child Ash'), review('Family Lark')],
      pdfs,
    );
    expect(matches.map(({ pdf }) => pdf?.file)).toEqual([
      'doc 7.pdf',
      'scan.pdf',
      'FINAL Family Lark overview.pdf',
    ]);
    expect(unused).toEqual([]);
  });

  test('belong to nobody where two reviews claim one', () => {
    const { matches, unused } = matchPdfs(
      [review('Child Ash'), review('Child Ash')],
      [{ file: 'Child Ash.pdf' }],
    );
    expect(matches.map(({ pdf }) => pdf)).toEqual([undefined, undefined]);
    expect(unused).toHaveLength(1);
  });

  test('are compared with the page, field by field', () => {
    const published = {
      value: '2023-05-04',
      confidence: 1,
      provenance: { source: 'report', page: 1, words: '' },
    } as const;
    const row = compare({
      review: { title: '‘Baby Wren’', summary: SUMMARY, published: '2023-05-05', links: [] },
      pdf: { file: 'wren.pdf', facts: facts('Baby Wren', { publishedOn: published }) },
    });
    expect(row.fields).toEqual({ title: 'same', summary: 'only on the page', published: 'differs' });
    expect(comparisonTable([row])).toContain('wren.pdf');
  });
});

describe('the review note', () => {
  test('is read by the pipeline as the page says it', () => {
    const summary = `${SUMMARY} It says: "act sooner".`;
    const text = noteText({
      title: 'Baby Wren',
      summary,
      published: '2023-05-04',
      status: 'Published',
      links: [],
    });
    expect(parseReviewNote(text, { types: [], timeZone: 'Europe/London' })).toMatchObject({
      note: { title: 'Baby Wren', summary, published: '2023-05-04' },
    });
  });

  test('tells of a review that the page no longer publishes', () => {
    expect(noteText({ title: 'Child Ash', summary: '', status: 'No longer published', links: [] })).toContain(
      '# The old page says: No longer published.',
    );
  });
});
