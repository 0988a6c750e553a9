import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'node-html-parser';
import { PDFParse } from 'pdf-parse';
import { describe, expect, test } from 'vitest';
import type { Block, Edition } from '#shared/domain/listing/edition.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import { makeEdition } from '#shared/examination/make-edition.ts';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { hasConsistentGrid } from '#shared/report/edition/table-grid.ts';
import { lettersOf, wordsOfBlocks } from '#shared/report/edition/words-of-blocks.ts';
import { renderEdition } from '#site/edition-page.ts';
import { aSettings } from '../support/a-settings.ts';
import {
  aTaggedPage,
  decoration,
  marked,
  ON_SECOND_PAGE,
  secondPage,
  type Tag,
  tag,
} from '../support/a-tagged-page.ts';
import { anEntry } from '../support/an-entry.ts';
import { HELVETICA, line, onePage } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'Baby Eva', language: 'en-GB', publisher: 'Example' };

/** The edition of a PDF, or the reason why it has none. */
async function editionOf(pdf: Uint8Array): Promise<Edition | string | undefined> {
  const copy = await cleanPdf(pdf, PROPERTIES);
  if ('refused' in copy) throw new Error(copy.refused);
  const made = await makeEdition(copy.pdf, 'en-GB', typesOf({ types: [] }));
  return made && ('edition' in made ? made.edition : made.none);
}

describe('an edition made with what the examination saw', () => {
  test.each([
    ['visible words', ''],
    ['words under a box', ' 0 0 0 rg 60 640 300 40 re f'],
  ])('of %s is the one that is made without', async (_, more) => {
    const content = `${marked(0, 'Seen by all.', 700)} ${marked(1, 'Under the box.', 650)}${more}`;
    const pdf = aTaggedPage(content, [tag('P', [0]), tag('P', [1])]);
    const seen = (await readPdf(pdf)).pages.flatMap((page) => page.seen ?? []);
    const copy = await cleanPdf(pdf, PROPERTIES, seen);
    if ('refused' in copy) throw new Error(copy.refused);
    const types = typesOf({ types: [] });
    const made = await makeEdition(copy.pdf, 'en-GB', types, seen);
    expect(copy.isAsSeen).toBe(true);
    expect(made).toEqual(await makeEdition(copy.pdf, 'en-GB', types));
    expect(JSON.stringify(made).includes('Under')).toBe(more === '');
  });

  test('is made anew where other letters were seen, and a copy with other pixels is not as seen', async () => {
    const [pdf, other] = ['Words.', 'Other words.'].map((words) =>
      aTaggedPage(marked(0, words, 700), [tag('P', [0])]),
    );
    if (pdf === undefined || other === undefined) throw new Error('There are two.');
    const seen = (await readPdf(other)).pages.flatMap((page) => page.seen ?? []);
    const copy = await cleanPdf(pdf, PROPERTIES, seen);
    expect(copy).toMatchObject({ isAsSeen: false });
    const made = 'pdf' in copy && (await makeEdition(copy.pdf, 'en-GB', typesOf({ types: [] }), seen));
    expect(JSON.stringify(made)).toContain('"Words."');
  });
});

async function blocksOf(content: string, tree: readonly Tag[], second?: string): Promise<readonly Block[]> {
  const objects = second === undefined ? {} : secondPage(second);
  const edition = await editionOf(aTaggedPage(content, [tag('Document', tree)], { objects }));
  if (typeof edition !== 'object') throw new Error(edition ?? 'It has no tags.');
  return edition.blocks;
}

/** Blocks in short: kinds and words. */
const shortOf = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) => {
    const words = wordsOfBlocks([block]).map(({ words: { text } }) => text);
    return block.kind === 'heading' ? [`heading ${block.level}`, ...words] : [block.kind, ...words];
  });

describe('the edition of a tagged report', () => {
  test('has headings, paragraphs and lists in the order of the tags', async () => {
    const content = [
      marked(0, 'Baby Eva', 760),
      marked(1, 'What happened', 730),
      marked(2, 'Eva was four months old', 700),
      marked(3, 'when she was brought to hospital.', 686),
      marked(4, '1.', 660),
      `/Span <</MCID 5>> BDC BT /F1 12 Tf 90 660 Td (Share what is known.) Tj ET EMC`,
    ].join('');
    const blocks = await blocksOf(content, [
      tag('H1', [0]),
      tag('H2', [1]),
      tag('P', [2, 3]),
      tag('L', [tag('LI', [tag('Lbl', [4]), tag('LBody', [5])])]),
    ]);
    expect(shortOf(blocks)).toEqual([
      ['heading 1', 'Baby Eva'],
      ['heading 2', 'What happened'],
      ['paragraph', 'Eva was four months old when she was brought to hospital.'],
      ['list', '1.', 'Share what is known.'],
    ]);
  });

  test('joins a word that Word has split between the label and the body of a list item', async () => {
    const piece = (mcid: number, text: string) => `/Span <</MCID ${mcid}>> BDC (${text}) Tj EMC`;
    const content = `BT /F1 12 Tf 72 700 Td ${piece(0, 'Parental c')} ${piece(1, 'onsent is understood.')} ET`;
    const blocks = await blocksOf(content, [tag('L', [tag('LI', [tag('Lbl', [0]), tag('LBody', [1])])])]);
    expect(shortOf(blocks)).toEqual([['list', 'Parental consent is understood.']]);
  });

  test('has heading levels without gaps, whatever levels the tags have', async () => {
    const content = [0, 1, 2, 3].map((at) => marked(at, `Part ${at}`, 700 - 30 * at)).join('');
    const blocks = await blocksOf(content, [tag('H2', [0]), tag('H5', [1]), tag('H3', [2]), tag('H1', [3])]);
    expect(blocks.map((block) => block.kind === 'heading' && block.level)).toEqual([1, 2, 2, 1]);
  });

  test('has tables with header cells, which keep what they stand for', async () => {
    const cell = (mcid: number, text: string, column: number, y: number) =>
      `/Span <</MCID ${mcid}>> BDC BT /F1 12 Tf ${72 + column * 150} ${y} Td (${text}) Tj ET EMC\n`;
    const content =
      cell(0, 'Agency', 0, 700) +
      cell(1, 'Action', 1, 700) +
      cell(2, 'Police', 0, 680) +
      cell(3, 'None', 1, 680);
    const blocks = await blocksOf(content, [
      tag('Table', [
        tag('TR', [tag('TH', [0]), tag('TH', [1])]),
        tag('TR', [tag('TH', [2], '/A <</O /Table /Scope /Row>>'), tag('TD', [3])]),
      ]),
    ]);
    const [table] = blocks;
    const scopes = table?.kind === 'table' ? table.rows.map((row) => row.map(({ scope }) => scope)) : [];
    expect(scopes).toEqual([
      ['col', 'col'],
      ['row', undefined],
    ]);
  });

  test('has the head of a table once, which LibreOffice tags again on the next page', async () => {
    const again = (mcid: number) => `<</Type /MCR /Pg 10 0 R /MCID ${mcid}>>`;
    const row = (mcid: number, y: number, [first, second]: readonly [string, string]) =>
      `${marked(mcid, first, y)}/Span <</MCID ${mcid + 1}>> BDC BT /F1 12 Tf 200 ${y} Td (${second}) Tj ET EMC\n`;
    const head = row(0, 700, ['Agency', 'Contacts']);
    const rows = [
      tag('TR', [tag('TH', [0, again(0)]), tag('TH', [1, again(1)])]),
      tag('TR', [tag('TD', [2]), tag('TD', [3])]),
      tag('TR', [tag('TD', [2], ON_SECOND_PAGE), tag('TD', [3], ON_SECOND_PAGE)]),
    ];
    const blocks = await blocksOf(
      head + row(2, 680, ['Police', 'Two']),
      [tag('Table', rows)],
      head + row(2, 680, ['Health', 'Three']),
    );
    expect(wordsOfBlocks(blocks).map(({ words: { text, page } }) => `${page} ${text}`)).toEqual([
      '1 Agency',
      '1 Contacts',
      '1 Police',
      '1 Two',
      '2 Health',
      '2 Three',
    ]);
  });

  test('leaves out the running header and the page number, which are tagged as decoration', async () => {
    const content = decoration('Example Partnership', 810) + marked(0, 'Words.', 700) + decoration('1', 30);
    expect(shortOf(await blocksOf(content, [tag('P', [0])]))).toEqual([['paragraph', 'Words.']]);
  });

  test('leaves out page numbers and headers that stand further in, before and after all words', async () => {
    const page = (mcid: number) =>
      `${decoration('Example Partnership', 730)}${marked(mcid, 'Words.', 700)}${decoration(`- ${mcid} -`, 110)}`;
    const tree = [tag('P', [0]), tag('P', [1], ON_SECOND_PAGE)];
    expect(shortOf(await blocksOf(page(0), tree, page(1)))).toEqual([
      ['paragraph', 'Words.'],
      ['paragraph', 'Words.'],
    ]);
  });

  test('never shows what the page hides', async () => {
    const hidden = `/Span <</MCID 1>> BDC 3 Tr ${line('Kayleigh', 650)} 0 Tr EMC`;
    const content = `${marked(0, 'Words.', 700)}${hidden}`;
    expect(shortOf(await blocksOf(content, [tag('P', [0, 1])]))).toEqual([['paragraph', 'Words.']]);
  });

  test('puts a footnote that stands inside a paragraph after it', async () => {
    const content = marked(0, 'Words of the report.', 700) + marked(1, 'A note on them.', 120);
    const blocks = await blocksOf(content, [tag('P', [0, tag('Note', [tag('P', [1])])])]);
    expect(shortOf(blocks)).toEqual([
      ['paragraph', 'Words of the report.'],
      ['note', 'A note on them.'],
    ]);
  });

  test('tells pictures by their alternative texts, and passages in their language', async () => {
    const content = marked(0, 'Geiriau.', 700);
    const blocks = await blocksOf(content, [
      tag('P', [0], '/Lang (cy)'),
      tag('Figure', [], '/Alt (A chart of contacts)'),
    ]);
    expect(blocks).toMatchObject([
      { kind: 'paragraph', words: [{ language: 'cy' }] },
      { kind: 'figure', page: 1, alternative: 'A chart of contacts' },
    ]);
  });

  test('has the picture of running headers once, which Word tags for every page before the words', async () => {
    const picture = (entries = '') => tag('Figure', [], `/Alt (Council logo) ${entries}`);
    const tree = [picture(), picture(ON_SECOND_PAGE), tag('P', [0]), tag('P', [0], ON_SECOND_PAGE)];
    const apart = await blocksOf(marked(0, 'First words.', 700), tree, marked(0, 'Second words.', 700));
    expect(apart.map(({ kind }) => kind)).toEqual(['figure', 'paragraph', 'paragraph']);
    const inPlace = tree.toSpliced(1, 2, tag('P', [0]), picture(ON_SECOND_PAGE));
    const kept = await blocksOf(marked(0, 'First words.', 700), inPlace, marked(0, 'Second words.', 700));
    expect(kept.map(({ kind }) => kind)).toEqual(['figure', 'paragraph', 'figure', 'paragraph']);
  });

  test('of a sample, read as a page, has the words of its PDF as another reader of PDFs has them', async () => {
    const pdf = await readFile(
      path.join(import.meta.dirname, '../../samples/CSPR_Jake_Overview_Report_May_2023.pdf'),
    );
    const edition = await editionOf(pdf);
    if (typeof edition !== 'object') throw new Error(edition);
    const page = parse(renderEdition(anEntry({}), edition, aSettings())).querySelector('.edition');
    const rendered = (page?.innerHTML ?? '').split(/<a class="page-anchor"[^>]*>[^<]*<\/a>/).slice(1);
    const { pages } = await new PDFParse({ data: new Uint8Array(pdf) }).getText();
    const runningHead = /^\d+\n(?:Family member\s+Relationship.*\n)?/;
    expect(rendered.map((part) => lettersOf(parse(part).text))).toEqual(
      pages.map(({ text }) => lettersOf(text.replace(runningHead, ''))),
    );
  });
});

describe('there is no edition', () => {
  test('of a PDF without tags', async () => {
    expect(await editionOf(onePage({ content: line('Words.') }))).toBeUndefined();
  });

  test.each([
    ['have no tag', marked(0, 'Words.', 700) + line('Untagged words.', 600), [tag('P', [0])]],
    ['are tagged as decoration', marked(0, 'Words.', 700) + decoration('More words.', 600), [tag('P', [0])]],
    ['are in no element', marked(0, 'Words.', 700) + marked(1, 'More words.', 600), [tag('P', [0])]],
    ['stand in the tags twice', marked(0, 'Words.', 700), [tag('P', [0]), tag('P', [0])]],
    [
      'are tagged in another order',
      marked(0, 'First words.', 700) + marked(1, 'Second words.', 600),
      [tag('P', [1]), tag('P', [0])],
    ],
    [
      'stand in a table whose cells lie under each other',
      [0, 1, 2].map((at) => marked(at, `Cell ${at}.`, 700 - 30 * at)).join(''),
      [tag('Table', [tag('TR', [tag('TD', [0]), tag('TD', [1])]), tag('TR', [tag('TD', [2])])])],
    ],
  ])('where words %s, and it says so with the page and what to do', async (_, content, tree) => {
    expect(await editionOf(aTaggedPage(content, [tag('Document', tree)]))).toMatch(
      /page 1\b.*\. (?:Export|Move|Set|Split) .*\.$/,
    );
  });

  test('where the tags put together what the page keeps apart, and a safety check finds it', async () => {
    const part = (mcid: number, text: string, x: number, y: number) =>
      `/Span <</MCID ${mcid}>> BDC BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET EMC\n`;
    const content = part(0, 'She was born on 12', 72, 700) + part(1, 'March 2019.', 400, 520);
    expect(await editionOf(aTaggedPage(content, [tag('P', [0, 1])]))).toMatch(/safety check.*birth/);
  });
});

describe('the marks of a list', () => {
  /** Items as their labels and words. */
  const itemsOf = (blocks: readonly Block[]): unknown[] =>
    blocks.flatMap((block) =>
      block.kind === 'list'
        ? [
            block.items.map(({ label, blocks: inside }) => [
              label.map(({ text }) => text).join(''),
              ...shortOf(inside).flat().slice(1),
            ]),
          ]
        : [],
    );
  const items = (from: number, to: number, entries = '') =>
    Array.from({ length: to - from }, (_, at) => tag('LI', [tag('LBody', [from + at], entries)]));
  const lines = (...texts: string[]) => texts.map((text, at) => marked(at, text, 700 - 30 * at)).join('');

  test('are its labels also where the tags have them in the text', async () => {
    const content = lines('1. Share what is known.', '2. Ask again.', '\\225 Police', '\\225 Health');
    const blocks = await blocksOf(content, [tag('L', items(0, 2)), tag('P', []), tag('L', items(2, 4))]);
    expect(itemsOf(blocks)).toEqual([
      [
        ['1.', 'Share what is known.'],
        ['2.', 'Ask again.'],
      ],
      [
        ['•', 'Police'],
        ['•', 'Health'],
      ],
    ]);
  });

  test.each([
    [
      ['- Police', '- Health'],
      ['-', '-'],
    ],
    [
      ['a. Police', 'b. Health'],
      ['a.', 'b.'],
    ],
    [
      ['3.1 Police', '3.2 Health'],
      ['3.1', '3.2'],
    ],
    // Words where not every item has such a mark.
    [
      ['Police', '2.5 million contacts'],
      ['', ''],
    ],
    [
      ['Police', '- and Health'],
      ['', ''],
    ],
    [
      ['A. Morgan', 'B. Hughes'],
      ['', ''],
    ],
  ])('of the items %j are %j', async (texts, labels) => {
    const [list] = await blocksOf(lines(...texts), [tag('L', items(0, 2))]);
    expect(list?.kind === 'list' && list.items.map(({ label }) => label[0]?.text ?? '')).toEqual(labels);
  });

  test('are one list where every item is tagged as a list of its own', async () => {
    const content = lines('1. Police', '2. Health', '9. Schools');
    const tree = [0, 1, 2].map((at) => tag('L', items(at, at + 1)));
    expect(itemsOf(await blocksOf(content, tree))).toEqual([
      [
        ['1.', 'Police'],
        ['2.', 'Health'],
      ],
      [['9.', 'Schools']],
    ]);
  });

  test('stand once at an item that goes on over a page, where Word tags its next words as a label', async () => {
    const second = `/Span <</MCID 0>> BDC BT /F1 12 Tf 72 760 Td (in 2019 were) Tj ET EMC
      /Span <</MCID 1>> BDC BT /F1 12 Tf 145 760 Td (not told.) Tj ET EMC ${marked(2, '3. Ask again.', 730)}`;
    const goesOn = tag('LI', [tag('Lbl', [0], ON_SECOND_PAGE), tag('LBody', [1], ON_SECOND_PAGE)]);
    const blocks = await blocksOf(
      lines('1. Share.', '2. Parents who'),
      [tag('L', items(0, 2)), tag('L', [goesOn, ...items(2, 3, ON_SECOND_PAGE)])],
      second,
    );
    expect(itemsOf(blocks)).toEqual([
      [
        ['1.', 'Share.'],
        ['2.', 'Parents who ', 'in 2019 were not told.'],
        ['3.', 'Ask again.'],
      ],
    ]);
  });

  test('come first where Word tags the first line of an item as its label', async () => {
    const content = `/Span <</MCID 0>> BDC BT /F1 12 Tf 90 700 Td (Parents were in touch,) Tj ET EMC
      /Span <</MCID 1>> BDC BT /F1 12 Tf 72 700 Td (\\225) Tj ET
      BT /F1 12 Tf 90 686 Td (and nobody told them.) Tj ET EMC`;
    const item = tag('LI', [tag('Lbl', [0]), tag('LBody', [1])]);
    expect(itemsOf(await blocksOf(content, [tag('L', [item])]))).toEqual([
      [['•', 'Parents were in touch, and nobody told them.']],
    ]);
  });

  test('come first where Word tags a word of the second line as the label of an item', async () => {
    const content = `/Span <</MCID 1>> BDC BT /F1 12 Tf 72 700 Td (\\225) Tj ET
      BT /F1 12 Tf 90 700 Td (Reviews and any later) Tj ET EMC
      /Span <</MCID 0>> BDC BT /F1 12 Tf 90 686 Td (changes) Tj ET EMC
      /Span <</MCID 2>> BDC BT /F1 12 Tf 140 686 Td (to plans.) Tj ET EMC`;
    const item = tag('LI', [tag('Lbl', [0]), tag('LBody', [1, 2])]);
    expect(itemsOf(await blocksOf(content, [tag('L', [item])]))).toEqual([
      [['•', 'Reviews and any later changes to plans.']],
    ]);
  });

  test('that their font does not name are bullets', async () => {
    const toUnicode =
      '/CIDInit /ProcSet findresource begin 9 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <7e> <f06e> endbfchar endcmap end end';
    const objects = {
      5: `${HELVETICA.slice(0, -2)} /ToUnicode 12 0 R>>`,
      12: { entries: '', stream: toUnicode },
    };
    const tree = [tag('L', items(0, 2)), tag('P', [2])];
    const pdf = aTaggedPage(lines('~ Police', '~ Health', '~ Schools'), [tag('Document', tree)], { objects });
    const edition = await editionOf(pdf);
    expect(typeof edition === 'object' && shortOf(edition.blocks)).toEqual([
      ['list', '•', 'Police', '•', 'Health'],
      ['paragraph', '• Schools'],
    ]);
  });
});

/** A table as Word tags it, without spans: each cell is its words and where they begin, in points. */
function aTable(
  rows: readonly (readonly [words: string, x: number][])[],
  headers: 'first row' | 'first cells' | 'none' = 'none',
): Promise<Edition | string | undefined> {
  const content: string[] = [];
  const tags = rows.map((row, at) =>
    tag(
      'TR',
      row.map(([words, x], column) => {
        content.push(
          `/Span <</MCID ${content.length}>> BDC BT /F1 12 Tf ${x} ${700 - 20 * at} Td (${words}) Tj ET EMC\n`,
        );
        const isHeader = headers === 'first row' ? at === 0 : headers === 'first cells' && column === 0;
        return tag(isHeader ? 'TH' : 'TD', [content.length - 1]);
      }),
    ),
  );
  return editionOf(aTaggedPage(content.join(''), [tag('Table', tags)]));
}

/** Tables as the words of their cells with the columns they span, and other blocks as their words. */
const gridOf = (edition: Edition | string | undefined): unknown =>
  typeof edition !== 'object'
    ? edition
    : edition.blocks.map((block) =>
        block.kind === 'table'
          ? block.rows.map((row) =>
              row.map(({ columns, blocks }) => [columns, ...shortOf(blocks).flat().slice(1)]),
            )
          : shortOf([block]).flat(),
      );

const [A, B, C] = [72, 200, 350];

describe('merged cells that Word does not mark', () => {
  test('span the columns over which their words stand', async () => {
    const table = aTable(
      [
        [
          ['Agency', A],
          ['When', B],
          ['Result', C],
        ],
        [
          ['Police and the ambulance service', A],
          ['None', C],
        ],
        [
          ['Health', A],
          ['In May 2020 and then again in June', B],
        ],
      ],
      'first row',
    );
    expect(gridOf(await table)).toEqual([
      [
        [
          [1, 'Agency'],
          [1, 'When'],
          [1, 'Result'],
        ],
        [
          [2, 'Police and the ambulance service'],
          [1, 'None'],
        ],
        [
          [1, 'Health'],
          [2, 'In May 2020 and then again in June'],
        ],
      ],
    ]);
  });

  test('of a header span the columns up to the next cell', async () => {
    const table = aTable(
      [
        [
          ['Agency', A],
          ['Contacts', B],
        ],
        [
          ['Police', A],
          ['Two', B],
          ['Three', C],
        ],
      ],
      'first row',
    );
    expect(gridOf(await table)).toEqual([
      [
        [
          [1, 'Agency'],
          [2, 'Contacts'],
        ],
        [
          [1, 'Police'],
          [1, 'Two'],
          [1, 'Three'],
        ],
      ],
    ]);
  });

  test.each([
    ['without headers', 'none'],
    ['whose headers all begin rows', 'first cells'],
  ] as const)('that are the only one of a row part a table %s', async (_, headers) => {
    const long = 'The effectiveness of the partnership is good in many ways';
    const table = aTable(
      [
        [['Summary', A]],
        [
          ['Police', A],
          ['Good', C],
        ],
        [[long, A]],
        [
          ['Health', A],
          ['Poor', B],
        ],
      ],
      headers,
    );
    expect(gridOf(await table)).toEqual([
      ['paragraph', 'Summary'],
      [
        [
          [1, 'Police'],
          [1, 'Good'],
        ],
      ],
      ['paragraph', long],
      [
        [
          [1, 'Health'],
          [1, 'Poor'],
        ],
      ],
    ]);
  });

  test.each([
    [
      'a cell from above may reach down on the right',
      [
        [
          ['Police', A],
          ['Good', C],
        ],
        [['Health', A]],
      ],
    ],
    [
      'a cell from above reaches down on the left',
      [
        [
          ['Police', A],
          ['Good', C],
        ],
        [['Poor', C]],
      ],
    ],
    [
      'a cell from above may reach down between',
      [
        [
          ['Agency', A],
          ['When', B],
          ['Result', C],
        ],
        [
          ['Police', A],
          ['None', C],
        ],
      ],
    ],
    [
      'words begin between two columns',
      [
        [
          ['Agency', A],
          ['Contacts', C - 60],
        ],
        [
          ['Police', A],
          ['Two', B],
          ['Three', C],
        ],
      ],
    ],
    [
      'words of one column stand below those of the next',
      [
        [
          ['Agency', A],
          ['When', B],
        ],
        [
          ['Police and the ambulance service', A],
          ['None', C],
        ],
      ],
    ],
  ] satisfies [string, [string, number][][]][])('leave no edition where %s', async (_, rows) => {
    expect(await aTable(rows)).toMatch(/table on page 1 has merged cells/);
  });
});

describe('the grid of a table', () => {
  const cell = (columns = 1, rows = 1) => ({ columns, rows, blocks: [] });
  const table = (...rows: ReturnType<typeof cell>[][]) => ({ kind: 'table' as const, caption: [], rows });

  test('counts cells over several columns and rows', () => {
    expect(hasConsistentGrid(table([cell(2)], [cell(), cell()]))).toBe(true);
    expect(hasConsistentGrid(table([cell(1, 2), cell()], [cell()]))).toBe(true);
    expect(hasConsistentGrid(table([cell(), cell(1, 2)], [cell()]))).toBe(true);
  });

  test('is broken by a short row, a long row, and a cell that goes beyond the last', () => {
    expect(hasConsistentGrid(table([cell(), cell()], [cell()]))).toBe(false);
    expect(hasConsistentGrid(table([cell()], [cell(), cell()]))).toBe(false);
    expect(hasConsistentGrid(table([cell(1, 2), cell()], [cell(), cell()]))).toBe(false);
    expect(hasConsistentGrid(table([cell(1, 3), cell()], [cell()]))).toBe(false);
  });
});
