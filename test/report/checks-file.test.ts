import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '#shared/domain/review/fact.ts';
import { FINDINGS, isStop } from '#shared/domain/review/finding.ts';
import { externalActions, LOCAL_FILE_LINK } from '#shared/pdf/document/actions.ts';
import type { RawAnnotation } from '#shared/pdf/document/annotations.ts';
import type { ReportModel } from '#shared/pdf/page-model.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { masked } from '#shared/report/checks/mask.ts';
import { aReport, described, type ReportText } from '../support/a-report.ts';
import { growthOfCost } from '../support/growth-of-cost.ts';

const NO_FACTS: Facts = { pages: 1, candidates: {} };
const PAGE =
  'Local Child Safeguarding Practice Review\n\nIsla\n\nReviewer: Dr Selwyn Marsh\n\nEastmere Safeguarding Children Partnership, chaired by Karen Dunsford';

const findings = (report: ReportText) => checkReport(aReport({ pages: [PAGE], ...report }), NO_FACTS);
const codes = (report: ReportText) => findings(report).map(({ code }) => code);

describe('Text that a reader does not see', () => {
  test.each([
    ['under-box', 'hidden-text-under-box'],
    ['unapplied-redaction', 'unapplied-redaction'],
    ['invisible', 'invisible-text'],
    ['off-page', 'off-page-text'],
    ['hidden-layer', 'hidden-layer'],
  ] as const)('%s is told as %s, masked, with page and box', (how, code) => {
    const pages = [
      PAGE,
      { text: PAGE, hidden: [{ how, text: 'Katherine Bromwell', box: [72, 90, 180, 104] as const }] },
    ];
    const [finding, ...others] = findings({ pages });
    expect(finding).toMatchObject({ code, page: 2, box: [72, 90, 180, 104] });
    expect(finding?.message).toContain('“K████████ B███████”');
    expect(others).toEqual([]);
  });
  test('pieces beside each other are one finding, pieces apart are two', () => {
    const hidden = [
      { text: 'Katherine', box: [72, 90, 130, 104] as const },
      { text: 'Bromwell', box: [134, 90, 180, 104] as const },
      { text: 'Larkspur Rise', box: [72, 300, 180, 314] as const },
    ];
    const found = findings({ pages: [{ text: PAGE, hidden }] });
    expect(found.map(({ box }) => box)).toEqual([
      [72, 90, 180, 104],
      [72, 300, 180, 314],
    ]);
  });
  test('spaces and dots alone tell nothing', () => {
    expect(codes({ pages: [{ text: PAGE, hidden: [{ text: ' . ' }] }] })).toEqual([]);
  });
  test('a box on a picture is told, though nobody can say what is under it', () => {
    const report = aReport({ pages: [PAGE] });
    const pages = report.pages.map((page) => ({
      ...page,
      noticed: [{ what: 'box-on-picture' as const, box: [160, 240, 244, 253] as const }],
    }));
    expect(checkReport({ ...report, pages }, NO_FACTS)).toMatchObject([
      { code: 'hidden-text-under-box', page: 1, box: [160, 240, 244, 253] },
    ]);
  });
  test('a redaction mark is told also where nothing was found under it', () => {
    expect(codes({ pages: [{ text: PAGE, annotations: [{ subtype: 'Redact' }] }] })).toEqual([
      'unapplied-redaction',
    ]);
  });
});

describe('Numbers and dates of a person that no page shows', () => {
  test.each([
    ['nhs-number', 'Letter to NHS number 943 476 5919'],
    ['date-of-birth', 'Child A, date of birth 3 March 2019'],
    ['national-insurance', 'National Insurance number AB 12 34 56 C'],
  ])('are told without a page: %s', (code, text) => {
    const found = findings(described(text)).filter((finding) => finding.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty('page');
  });
  test('are told once where a page shows them too, and nothing is said of other numbers', () => {
    const shown = `${PAGE}\n\nHer date of birth was 3 March 2019.`;
    expect(findings({ pages: [shown], ...described('Her date of birth was 3 March 2019.') })).toHaveLength(1);
    expect(
      codes({ ...described('Bar chart: 12 contacts in 2019, 14 in 2020'), outline: ['1.2 Summary'] }),
    ).toEqual([]);
  });
});

describe('What the file carries besides its pages', () => {
  test('comments and mark-up, but no links, and a pop-up only by itself', () => {
    const on = (...subtypes: string[]) =>
      codes({
        pages: [
          {
            text: PAGE,
            annotations: subtypes.map((subtype) => ({ subtype, contents: 'Is this her name?' })),
          },
        ],
      });
    expect(on('Text', 'Popup')).toEqual(['annotation-comment']);
    expect(on('Popup')).toEqual(['annotation-comment']);
    expect(on('Highlight')).toEqual(['annotation-comment']);
    expect(on('Link', 'Widget')).toEqual([]);
  });
  test('filled fields, but no empty ones', () => {
    const field = (value?: string) =>
      codes({
        pages: [{ text: PAGE, annotations: [{ subtype: 'Widget', ...(value !== undefined && { value }) }] }],
      });
    expect(field('Katherine')).toEqual(['form-field']);
    expect([...field(''), ...field('Off'), ...field()]).toEqual([]);
  });
  test('attachments, once, in the file or pinned to a page', () => {
    const pinned = { text: PAGE, annotations: [{ subtype: 'FileAttachment' }] };
    expect(findings({ attachments: ['notes.docx'] })).toMatchObject([{ code: 'attachment' }]);
    expect(findings({ pages: [PAGE, pinned], attachments: ['notes.docx'] })).toMatchObject([
      { code: 'attachment', page: 2 },
    ]);
    expect(codes({ pages: [pinned], attachments: ['notes.docx', 'plan.docx'] })).toEqual(
      ['attachment', 'attachment', 'attachment'].slice(1).concat('attachment').slice(0, 3),
    );
  });
  test('scripts, actions, hidden layers, earlier revisions', () => {
    expect(
      codes({
        scripts: [{ where: 'document' }],
        externalActions: [{ page: 1, where: 'page 1' }],
        hiddenLayers: ['Names'],
        earlierRevisions: [{ page: 1, text: 'Katherine Bromwell' }],
      }).toSorted(),
    ).toEqual(['earlier-revision', 'external-action', 'hidden-layer', 'javascript']);
  });
});

describe('Texts that the clean copy carries', () => {
  const carried = (text: string, replaces?: true) =>
    codes({ carried: [{ text, place: 'the address of a link', ...(replaces && { replaces }) }] });

  test('a link into a store of files or to a private host is held, in a bookmark too', () => {
    expect(carried('https://www.dropbox.com/s/abc123/chronology.docx')).toEqual(['external-action']);
    const link = { subtype: 'Link', url: 'http://intranet/cases' };
    expect(findings({ pages: [{ text: PAGE, annotations: [link] }] })).toMatchObject([
      { code: 'external-action', page: 1 },
    ]);
    expect(carried('https://www.gov.uk/working-together')).toEqual([]);
  });
  test('a name in the path of a public address is held', () => {
    expect(carried('https://www.example.com/news/kayleigh-thornbury-mother-jailed')).toEqual([
      'property-name',
    ]);
    expect(carried('https://www.example.com/news/working-together')).toEqual([]);
  });
  test('text in place of a passage says what the pages show', () => {
    expect(carried('Thornbury', true)).toContain('invisible-text');
    expect(carried('Safe­guarding', true)).toEqual([]);
    expect(carried('to', true)).toEqual([]);
  });
  test('a name of one word is one, by itself too', () => {
    expect(codes({ carried: [{ text: 'Thornbury', place: 'the description of a picture' }] })).toEqual([
      'property-name',
    ]);
    expect(codes({ carried: [{ text: 'Screenshot', place: 'the description of a picture' }] })).toEqual([]);
  });

  test.each([
    ['a drawing that oluwadamilola made for her aunt', ['property-name']],
    ['the letter was written by thorngate in may', ['property-name']],
    ['a drawing that two children made for their grandparents', []],
    ['bar chart of referrals, reassessments and strategy meetings', []],
    ['darlun a wnaeth y plentyn i ddiolch i’r athrawes', []],
  ])('a description in small letters is read for words that nobody uses: “%s”', (text, found) => {
    expect(codes({ carried: [{ text, place: 'the description of a picture' }] })).toEqual(found);
  });
});

describe('A name that links, tags and form fields carry', () => {
  const told = (report: ReportText) => findings(report).map(({ message }) => message);

  test('is told with its place', () => {
    expect(told({ labels: [{ of: 'tag', text: 'The visit to Courtney Ashworth' }] })).toEqual([
      expect.stringContaining('title of a tag'),
    ]);
    expect(told({ labels: [{ of: 'form field', text: 'Courtney Ashworth' }] })).toEqual([
      expect.stringContaining('name of a form field'),
    ]);
    expect(told({ labels: [{ of: 'link target', text: 'CourtneyAshworth' }] })).toEqual([
      expect.stringContaining('place that links lead to'),
    ]);
    const link = { text: 'A letter from Courtney Ashworth', place: 'the description of a link' };
    expect(told({ carried: [link] })).toEqual([expect.stringContaining('description of a link')]);
  });

  test('is not what programs call them', () => {
    const names = [
      '_Toc12345678',
      '_Hlk99',
      '_bookmark12',
      'Chapter 1.indd:Anchor 2:334',
      'topmostSubform[0].Page1[0].TextField1[0]',
      'Check Box3',
      'Signature1',
      'page.7',
      'section*.12',
      'cite.Munro2011',
      'OLE_LINK1',
      'G1046829',
    ];
    const labels = names.flatMap((text) => [
      { of: 'form field' as const, text },
      { of: 'link target' as const, text },
    ]);
    expect(codes({ labels })).toEqual([]);
    const tags = ['Table 1', 'Footnote', 'Body text', 'Recommendation 4'];
    expect(codes({ labels: tags.map((text) => ({ of: 'tag' as const, text })) })).toEqual([]);
    const link = { subtype: 'Link', contents: 'https://www.gov.uk/working-together' };
    expect(codes({ pages: [{ text: PAGE, annotations: [link] }] })).toEqual([]);
  });
});

describe('A name in the file properties', () => {
  const title = (text: string) => codes({ properties: { title: text, other: [] } });

  test.each([
    'Courtney Ashworth LCSPR draft for panel',
    'LCSPR Courtney v3',
    'Courtney_Ashworth_LCSPR_final.docx',
    'CourtneyAshworth-final',
    'COURTNEY ASHWORTH',
    'Microsoft Word - courtney ashworth review.docx',
    'Isla (Courtney) LCSPR',
    'Isla Ashworth LCSPR',
    'Review of Kaelyn Pettigrew’s care',
    'Ashworth, Courtney - overview',
    'Siân Ffoulkes LCSPR',
    'Overview: Zbigniew K',
    'Grace LCSPR',
    'Kaelyn Pettigrew Safeguarding Practice Review',
    'SCR_Tyreece_2019',
    'Photo of Mum and Kaelyn',
    'Re: A-J Okonkwo-Bright overview',
    'C:\\Users\\jsmith\\Cases\\Courtney Ashworth\\Overview.docx',
  ])('in the title “%s”', (text) => {
    expect(title(text)).toContain('property-name');
  });

  test.each([
    'Microsoft Word - Child A LCSPR v7 final.docx',
    'Microsoft Word - Child P SCR 2017 template.doc',
    'Microsoft Word - Overview template Child D 2013',
    'TSAB Adult B FINAL (1)',
    'Isla LCSPR',
    'CPR template',
    'Vulnerable Adolescents Thematic Review',
    'Understanding Neglected Children: Lessons',
    'Eastmere SCP – LCSPR Isla – publication version',
    'Selwyn Marsh report',
    'untitled',
    'Norfolk LSCB SCR template',
    'Northshire LSCB Serious Case Review Toolkit',
    'Devon Safeguarding Adults Board',
    'PowerPoint Presentation',
    'A4 Portrait Brochure.indd',
    'CSCP_LCSPR_Report_AW2',
    'Annual Report 2016-17',
    'Listening to Silent Voices: Too Little, Too Late',
    'OverviewReport_FINAL_v2',
    'Document1',
    'C:\\Users\\jsmith\\Desktop\\SCR\\Overview.docx',
    'NWSCP Overview Report XX 130913 Publication version',
    'Solid growth in American schools',
  ])('not in the title “%s”', (text) => {
    expect(title(text)).not.toContain('property-name');
  });

  test.each([
    ['Baby Rowan', true],
    ['Rowan: summary in Arabic', true],
    ['Baby Linnet', false],
  ])(
    'the name of the review that the file was uploaded with, and its language, are no leak: “%s”',
    (text, isKnown) => {
      const language = { value: 'ar', confidence: 1, provenance: { source: 'clock' } } as const;
      const report = aReport({ pages: ['ملخص مراجعة الطفل روان'], properties: { title: text, other: [] } });
      const found = checkReport(report, { ...NO_FACTS, language }, ['Baby Rowan']).map(({ code }) => code);
      expect(found.includes('property-name')).toBe(!isKnown);
    },
  );

  test.each([
    'S Marsh',
    'smarsh',
    'Dr Selwyn Marsh',
    'Windows User',
    'QA team',
    'Eastmere SCP Business Unit',
    'FB Consulting Ltd',
    'kdunsford',
    'jholloway',
    'Calderfield Council Design Studio',
  ])('not of the author “%s”', (author) => {
    expect(codes({ properties: { title: 'Isla', author, other: [] } })).toEqual([]);
  });
  test('an author whose name no page shows is a note: the copy leaves authors out', () => {
    const found = findings({ properties: { title: 'Isla', author: 'Jessica Holloway', other: [] } });
    expect(found.map(({ code }) => code)).toEqual(['removed-from-copy']);
    expect(found.filter(isStop)).toEqual([]);
  });
  test('earlier staff in XMP are a note, a report with a name in XMP is not', () => {
    const inXmp = (text: string) => codes({ properties: { title: 'Isla', other: [text] } });
    expect(inXmp('Jessica Holloway')).toEqual(['removed-from-copy']);
    expect(inXmp('Jessica Holloway overview report')).toEqual(['property-name']);
  });
  test.each(['W5M0MpCehiHzreSzNTczkc9d', 'aG9sbG93YXkx4Zm9vYmFy7'])('not in the code “%s” of XMP', (text) => {
    expect(codes({ properties: { title: 'Isla', other: [text] } })).toEqual([]);
  });
  test.each([
    'Chart of visits from March to June',
    'Figure 2: referrals, June 2024 to May 2025',
    'Draft report 27 Jan 2014',
  ])('not in the months of “%s”', (text) => {
    expect(codes(described(text))).toEqual([]);
  });
  test.each([
    'Photograph of Ella, sleeping under an umbrella',
    'Oluwadamilola, aged three, at school',
    'Genogram: Jaxx (child), Star (mother), Paris (sister), Kent (father)',
  ])('in the description “%s”', (text) => {
    expect(codes({ pages: [`${PAGE}\n\nUmbrella`], ...described(text) })).toEqual(['property-name']);
  });
  test('not in a word of the page that has a capital inside', () => {
    expect(codes({ pages: [`${PAGE}\n\nGeoServer`], outline: ['Installing GeoServer'] })).toEqual([]);
  });
  test('not in a long word of the page that is misspelt, but in another long word', () => {
    const titled = (text: string) =>
      codes({ pages: [`${PAGE}\n\nThe infrastructure`], properties: { title: text, other: [] } });
    expect(titled('The Infrastructrue')).toEqual([]);
    expect(titled('The Hollingsworth')).toEqual(['property-name']);
  });
  test('not in the folders of a dead link', () => {
    const text = '../AppData/Local/Kirsty%20Mallory/report.pdf';
    expect(codes({ carried: [{ place: 'the address of a link', text }] })).toEqual([]);
  });
  test.each([
    ['../AppData/Local/Temp/report.pdf', LOCAL_FILE_LINK],
    ['reports.example.org', LOCAL_FILE_LINK],
    ['\\\\server\\share\\report.pdf', LOCAL_FILE_LINK],
    ['C:\\Users\\report.pdf', LOCAL_FILE_LINK],
    ['ftp://example.org/report.pdf', 'opens an address that is no web page'],
  ])('the link “%s” %s', (unsafeUrl, where) => {
    expect(externalActions([], [{ pageIndex: 0, unsafeUrl } as RawAnnotation])).toEqual([{ page: 1, where }]);
  });
  test('a dead link to a file of the author is a note, other actions hold', () => {
    const action = (where: string) => codes({ externalActions: [{ page: 1, where }] });
    expect(action(LOCAL_FILE_LINK)).toEqual(['removed-from-copy']);
    expect(action('sends a form')).toEqual(['external-action']);
  });
  test.each([
    'Writer',
    'Adobe InDesign 17.4 (Macintosh)',
    'Microsoft® Word for Microsoft 365',
    'Skia/PDF m120',
    'RICOH MP C3503',
    'Canon iR-ADV C5535',
    'Acrobat PDFMaker 23 for Word',
    'Aspose.PDF for .NET',
    'macOS Version 13.4 Quartz PDFContext',
    'iText® 5.5.13 ©2000-2018 iText Group NV',
  ])('not in the program name “%s”', (program) => {
    expect(codes({ properties: { title: 'Isla', creator: program, producer: program, other: [] } })).toEqual(
      [],
    );
  });

  test('in XMP, bookmarks, picture descriptions and names of attachments', () => {
    expect(codes({ properties: { title: 'Isla', other: ['Bethany Crosswell overview'] } })).toEqual([
      'property-name',
    ]);
    expect(codes({ outline: ['Introduction', 'Bethany Crosswell family'] })).toEqual(['property-name']);
    expect(codes({ outline: ['Introduction', 'llewssorC ynahteB'] })).toEqual(['property-name']);
    expect(codes(described('Genogram of the family of Bethany Crosswell'))).toEqual(['property-name']);
    expect(codes({ attachments: ['Bethany Crosswell chronology.docx'] })).toContain('property-name');
  });
  test('not in what programs write by themselves', () => {
    expect(
      codes({
        outline: ['1. Introduction', 'Executive Summary', 'Eastmere Safeguarding Children Partnership'],
        ...described(
          'Graphical user interface, text, application Description automatically generated',
          'A picture containing text, clipart Description automatically generated',
          'Logo of the Eastmere Safeguarding Children Partnership',
          'Photograph of a child’s drawing. Butterflies over a field.',
        ),
        properties: {
          title: 'Isla',
          other: [
            'uuid:5b1f0f0e-1111-2222-3333-444455556666',
            'application/pdf',
            '2023-02-16T10:00:00Z',
            'Business unit',
            'Minion Pro',
            'Frutiger LT Std',
            'Trebuchet MS',
            'Default Swatch Group',
            'PANTONE 280 C',
            'Adobe PDF Library 17.0',
            'converted from application/x-indesign to application/pdf',
            'Serif Affinity Publisher 2.1',
          ],
        },
      }),
    ).toEqual([]);
  });
  test('the message does not repeat it', () => {
    expect(findings({ outline: ['Bethany Crosswell'] })[0]?.message).toBe(
      'A name that no page shows seems to stand in the list of bookmarks: “B██████ C████████”.',
    );
  });
});

describe('Accessibility', () => {
  test('a scan without text holds the review', () => {
    const pages = Array.from({ length: 8 }, () => ({ imageCover: 1 }));
    expect(findings({ pages })).toMatchObject([{ code: 'no-text', page: 1 }]);
  });
  test('a page inside that is only a picture holds it too, a cover or a blank page does not', () => {
    expect(findings({ pages: [PAGE, { imageCover: 1 }, PAGE, PAGE] })).toMatchObject([
      { code: 'no-text', page: 2 },
    ]);
    expect(codes({ pages: [{ imageCover: 1 }, PAGE, '', PAGE, { imageCover: 1 }] })).toEqual([]);
  });
  test('letters without meaning cannot be checked', () => {
    expect(findings({ pages: [PAGE, { text: PAGE, unmappedGlyphs: 2000 }, PAGE] })).toMatchObject([
      { code: 'no-text', page: 2 },
    ]);
  });
  test('tags, language and title are notes', () => {
    const { language: _, ...silent } = aReport({
      pages: [PAGE],
      tagged: false,
      properties: { title: 'Microsoft Word - x.docx', other: [] },
    });
    const notes = checkReport(silent, NO_FACTS);
    expect(notes.map(({ code }) => code)).toEqual(['untagged', 'no-language', 'no-title']);
    expect(notes.filter(isStop)).toEqual([]);
  });
});

describe('Every check', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      '[',
      '[[[[NAME',
      'DRAFT',
      'born on 1/1/2014',
      '0'.repeat(50),
      'NHS 999 770 5122',
      'a@b.c',
      '\u202e',
      '🙂',
      'x'.repeat(300),
    ),
  );
  const pages = fc.array(
    fc.record({
      text,
      header: text,
      footer: text,
      watermark: text,
      imageCover: fc.double({ noNaN: true, min: 0, max: 1 }),
    }),
    { maxLength: 5 },
  );

  test('never throws, repeats itself, and names a known code and an existing page', () => {
    fc.assert(
      fc.property(pages, fc.array(text, { maxLength: 4 }), (texts, properties) => {
        const report = aReport({
          pages: texts,
          outline: properties,
          ...described(...properties),
          attachments: properties,
        });
        const found = checkReport(report, NO_FACTS);
        expect(checkReport(report, NO_FACTS)).toEqual(found);
        for (const { code, page, box } of found) {
          expect(FINDINGS).toHaveProperty([code]);
          if (page !== undefined) expect(page).toBeLessThanOrEqual(Math.max(1, texts.length));
          if (box) expect(box.every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Four times the text costs four times as much; a check that grows with the square costs sixteen times. */
  const MOST_GROWTH = 9;
  const growth = (reportOf: (times: number) => ReportModel): number => {
    const [small, large] = [reportOf(1), reportOf(4)];
    return growthOfCost(
      () => checkReport(small, NO_FACTS),
      () => checkReport(large, NO_FACTS),
      MOST_GROWTH,
    );
  };

  test('four times the pages cost about four times as much', () => {
    const line =
      'The panel of 12 agencies met on 12 March 2014 and, in the view of the reviewer, asked the right questions.';
    const pages = (times: number) => Array.from({ length: 10 * times }, () => `${line}\n`.repeat(45));
    expect(growth((times) => aReport({ pages: pages(times) }))).toBeLessThan(MOST_GROWTH);
  });

  test.each([
    '1 ',
    '.',
    '_',
    '[',
    '[name ',
    'a@',
    'a.',
    'born on ',
    'NHS number ',
    'case ',
    '+44 ',
    '?',
    'x/',
    'Aa ',
    'o-',
    '- ',
    'one ',
    '0\t',
    'Aa, ',
    'a dot ',
    'birth ',
    '12 Aa ',
    'draft ',
    'not ',
    'and the ',
    '(',
    ' ',
  ])('four times as long a line of nothing but “%s” costs about four times as much', (piece) => {
    const line = (times: number) => piece.repeat((30_000 * times) / piece.length);
    const reportOf = (times: number) =>
      aReport({ pages: [line(times)], outline: [line(times).slice(0, 3000)] });
    expect(growth(reportOf)).toBeLessThan(MOST_GROWTH);
  });

  test('a masked word keeps its first letter and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]{3,12} [A-Z][a-z]{3,12}$/), (name) => {
        const hidden = masked(name);
        expect(hidden.replace(/[█ ]/g, '')).toBe([...name].filter((letter) => /[A-Z]/.test(letter)).join(''));
      }),
    );
  });
});
