import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportModel } from '#shared/pdf/page-model.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { FIRST_OBJECT, pdfOf, streamOf, textAt, updated } from '../support/pdf/pdf-of.ts';
import { line, onePage } from '../support/raw-pdf.ts';
import { readSample } from '../support/read-sample.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures');
const SAMPLES = path.join(import.meta.dirname, '../../samples');
const SAMPLE = path.join(SAMPLES, 'ben-lscpr-final.pdf');
const bytesOf = async (file: string) => new Uint8Array(await readFile(file));
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

const carriedBy = ({ carried }: ReportModel) => carried.map(({ text }) => text);

const plainPage = textAt(72, 700, 'Nothing to see');

describe('what the file holds besides its pages', () => {
  test('properties, custom ones and words in XMP anywhere', async () => {
    const xmp =
      '<x:xmpmeta><rdf:li xml:lang="x-default">Courtney&apos;s file</rdf:li><a pdf:Author="Ann Other"/><xmp:CreateDate>2024-01-02</xmp:CreateDate></x:xmpmeta>';
    const report = await readPdf(
      pdfOf({
        pages: [plainPage],
        trailer: '/Info 20 0 R',
        objects: [
          '<< /Title (Microsoft Word - v9.docx) /Author <FEFF00C9007600E1> /Reviewer (J Bloggs) >>',
          { dictionary: '/Type /Metadata /Subtype /XML', stream: xmp },
        ],
      }),
    );
    expect(report.properties).toEqual({
      title: 'Microsoft Word - v9.docx',
      author: 'Évá',
      other: ['J Bloggs', "Courtney's file", 'Ann Other'],
    });
  });

  describe('a packed metadata stream', () => {
    const packet = (name: string) =>
      `<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description dc:creator='${name}'/></rdf:RDF></x:xmpmeta>`;
    const metadata = (stream: string | Uint8Array, deflate = true) => ({
      entries: '/Type /Metadata /Subtype /XML',
      stream,
      deflate,
    });
    const others = async (parts: Parameters<typeof onePage>[0]) =>
      (await readPdf(onePage(parts))).properties.other;

    test('of the document, of a page, of a picture and of nothing that is shown', async () => {
      const other = await others({
        content: line('Nothing to see'),
        catalogue: '/Metadata 20 0 R',
        page: '/Metadata 21 0 R',
        objects: {
          20: metadata(packet('Katherine Bromwell')),
          21: metadata(packet('Paula Winstanley')),
          // Metadata by its reference only.
          22: '<</Metadata 23 0 R>>',
          23: { entries: '', stream: packet('Jo Larkspur'), deflate: true },
          24: metadata(packet('Sam Thorne')),
        },
      });
      expect(other.toSorted()).toEqual([
        'Jo Larkspur',
        'Katherine Bromwell',
        'Paula Winstanley',
        'Sam Thorne',
      ]);
    });

    test('in two bytes a letter', async () => {
      const wide = Buffer.from(`\ufeff${packet('Katherine Bromwell')}`, 'utf16le');
      for (const deflate of [true, false]) {
        const objects = { 20: metadata(wide, deflate) };
        expect(await others({ content: line('Nothing'), page: '/Metadata 20 0 R', objects })).toEqual([
          'Katherine Bromwell',
        ]);
      }
    });

    test('that is a bomb or broken is passed over', async () => {
      const objects = {
        20: metadata(packet('x'.repeat(40_000_000))),
        21: { entries: '/Type /Metadata /Filter /FlateDecode', stream: 'no such thing' },
        22: metadata(packet('Katherine Bromwell')),
      };
      expect(await others({ content: line('Nothing'), objects })).toEqual(['Katherine Bromwell']);
    });
  });

  test('language, tags, outline and alternative texts', async () => {
    const report = await readPdf(
      pdfOf({
        pages: [plainPage],
        catalogue: '/Lang (cy) /MarkInfo << /Marked true >> /Outlines 20 0 R /StructTreeRoot 25 0 R',
        objects: [
          '<< /Type /Outlines /First 21 0 R /Last 21 0 R /Count 2 >>',
          '<< /Title (Chapter) /Parent 20 0 R /First 22 0 R /Last 22 0 R /Count 1 >>',
          '<< /Title (Section) /Parent 21 0 R >>',
          '<< /Type /StructElem /S /Figure /Alt (A photograph of \\(Chloe\\)) >>',
          '<< /Type /StructElem /S /Span /ActualText <FEFF00480069> >>',
          '<< /Type /StructTreeRoot /K [23 0 R 24 0 R] >>',
        ],
      }),
    );
    expect(report).toMatchObject({
      language: 'cy',
      tagged: true,
      outline: ['Chapter', 'Section'],
    });
    expect(carriedBy(report)).toEqual(['Chapter', 'Section', 'A photograph of (Chloe)', 'Hi']);
  });

  test('a replacement of a figure describes it, and one of a passage stands for its words', async () => {
    const { carried } = await readPdf(
      pdfOf({
        pages: [plainPage],
        catalogue: '/StructTreeRoot 22 0 R',
        objects: [
          '<< /Type /StructElem /S /Figure /ActualText (World map) >>',
          '<< /Type /StructElem /S /Span /ActualText (Other words) >>',
          '<< /Type /StructTreeRoot /K [20 0 R 21 0 R] >>',
        ],
      }),
    );
    expect(carried.map(({ text, replaces = false }) => [text, replaces])).toEqual([
      ['World map', false],
      ['Other words', true],
    ]);
  });

  test('expansions, titles of tags, and texts that stand for what a page shows', async () => {
    const report = await readPdf(
      onePage({
        content: `/Span <</ActualText (Katherine)>> BDC ${line('K')} EMC /Fm Do`,
        resources: '/XObject <</Fm 24 0 R>>',
        catalogue: '/StructTreeRoot 20 0 R',
        objects: {
          20: '<</Type /StructTreeRoot /K [21 0 R 22 0 R]>>',
          21: '<</Type /StructElem /S /Sect /P 20 0 R /T (Paula at home)>>',
          22: '<</Type /StructElem /S /Span /P 20 0 R /E (Jo Larkspur)>>',
          23: '<</Type /Annot /Subtype /Text /T (An author) /AP <</S /Nothing>>>>',
          24: {
            entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]',
            stream: '/Span <</Alt (Sam)>> BDC EMC',
            deflate: true,
          },
        },
      }),
    );
    expect(carriedBy(report).toSorted()).toEqual(['Jo Larkspur', 'Katherine', 'Sam']);
    expect(report.labels).toEqual([{ of: 'tag', text: 'Paula at home' }]);
  });

  test.each([
    ['a code that PDFDocEncoding leaves undefined', '(Ka\\255therine)', 'Ka\u00adtherine'],
    ['a sign of PDFDocEncoding alone', '(Katherine\\220s)', 'Katherine’s'],
    ['UTF-8', '(\\357\\273\\277Zo\\303\\253)', 'Zoë'],
    ['little-endian UTF-16', '<FFFE480069>', 'H\ufffd'],
    ['UTF-16 with half a letter at its end', '<FEFF0048006900>', 'Hi\ufffd'],
    ['UTF-16 with half a pair in it', '<FEFFD83D00480069>', '\ufffdHi'],
    ['a text longer than a function has arguments', `(Katherine ${'a'.repeat(200_000)})`, /^Katherine a/],
  ])('a description in %s', async (_, written, text) => {
    const report = await readPdf(
      onePage({
        content: line('Nothing to see'),
        catalogue: '/StructTreeRoot 20 0 R',
        objects: {
          20: '<</Type /StructTreeRoot /K 21 0 R>>',
          21: `<</Type /StructElem /S /Figure /P 20 0 R /Alt ${written}>>`,
        },
      }),
    );
    expect(carriedBy(report)).toEqual([expect.stringMatching(text)]);
  });

  test('names of form fields, what is said of them, and places that bookmarks lead to', async () => {
    const report = await readPdf(
      onePage({
        content: line('Nothing to see'),
        page: '/Annots [20 0 R 21 0 R]',
        catalogue:
          '/AcroForm <</Fields [20 0 R]>> /Names <</Dests <</Names [(KatherineBromwell) [3 0 R /Fit]]>>>>',
        objects: {
          20: '<</Type /Annot /Subtype /Widget /FT /Tx /T (mother) /TU (Paula Winstanley) /Rect [0 0 9 9]>>',
          21: '<</Type /Annot /Subtype /Link /Contents (Home of Jo Larkspur) /Rect [0 0 9 9] /Dest (KatherineBromwell)>>',
        },
      }),
    );
    expect(report.labels).toEqual([
      { of: 'form field', text: 'mother' },
      { of: 'form field', text: 'Paula Winstanley' },
      { of: 'link target', text: 'KatherineBromwell' },
    ]);
    expect(report.pages[0]?.annotations[1]).toMatchObject({
      subtype: 'Link',
      contents: 'Home of Jo Larkspur',
    });
  });

  test('comments, also hidden ones, fields and links', async () => {
    const annotation = (rest: string) => `<< /Type /Annot /Rect [72 700 172 720] ${rest} >>`;
    const report = await readPdf(
      pdfOf({
        pages: [plainPage],
        page: '/Annots [20 0 R 21 0 R 22 0 R]',
        catalogue: '/AcroForm << /Fields [21 0 R] >>',
        objects: [
          annotation('/Subtype /Text /Contents (Is this her school?) /T (S D) /F 2'),
          annotation('/Subtype /Widget /FT /Tx /T (name) /V (Jo)'),
          annotation('/Subtype /Link /A << /S /URI /URI (https://example.org/) >>'),
        ],
      }),
    );
    expect(report.pages[0]?.annotations).toEqual([
      { subtype: 'Text', contents: 'Is this her school?', author: 'S D', box: [72, 122, 94, 144] },
      { subtype: 'Widget', value: 'Jo', box: [72, 122, 172, 142] },
      { subtype: 'Link', url: 'https://example.org/', box: [72, 122, 172, 142] },
    ]);
    expect(report.externalActions).toEqual([]);
  });

  test('files, also those that nothing refers to', async () => {
    const file = { dictionary: '/Type /EmbeddedFile', stream: 'secret' };
    const named = await readPdf(
      pdfOf({
        pages: [plainPage],
        catalogue: '/Names << /EmbeddedFiles << /Names [(notes) 21 0 R] >> >>',
        objects: [file, '<< /Type /Filespec /F (notes.docx) /EF << /F 20 0 R >> >>'],
      }),
    );
    const orphan = await readPdf(pdfOf({ pages: [plainPage], objects: ['<< >>', file] }));
    expect(named.attachments).toEqual(['notes.docx']);
    expect(orphan.attachments).toEqual(['an embedded file']);
  });

  test.each([
    ['a document script', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>', '', []],
    [
      'a script behind a link, its names disguised',
      '',
      '/Annots [20 0 R]',
      [
        '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 21 0 R >>',
        '<< /S /Java#53cript /J#53 (app.alert\\(1\\)) >>',
      ],
    ],
  ])('%s', async (_, catalogue, page, objects) => {
    const { scripts } = await readPdf(pdfOf({ pages: [plainPage], catalogue, page, objects }));
    expect(scripts).toEqual([page === '' ? { where: 'document: OpenAction' } : { page: 1, where: 'page 1' }]);
  });

  test.each(['Launch', 'SubmitForm', 'ImportData', 'GoToR'])(
    'an action that reaches outside: %s',
    async (action) => {
      const objects = [
        `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /${action} /F (other.pdf) >> >>`,
      ];
      const { externalActions } = await readPdf(
        pdfOf({ pages: [plainPage], page: '/Annots [20 0 R]', objects }),
      );
      expect(externalActions).toEqual([{ page: 1, where: expect.any(String) }]);
    },
  );

  test('an address that is no web page', async () => {
    const objects = [
      '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file:///share/notes.docx) >> >>',
    ];
    const { externalActions } = await readPdf(
      pdfOf({ pages: [plainPage], page: '/Annots [20 0 R]', objects }),
    );
    expect(externalActions).toHaveLength(1);
  });

  test('hidden layers by name', async () => {
    const { hiddenLayers } = await readPdf(
      pdfOf({
        pages: [`/OC /L BDC ${plainPage} EMC`],
        objects: ['<< /Type /OCG /Name (Working notes) >>'],
        catalogue: `/OCProperties << /OCGs [${FIRST_OBJECT} 0 R] /D << /OFF [${FIRST_OBJECT} 0 R] >> >>`,
        resources: `/Properties << /L ${FIRST_OBJECT} 0 R >>`,
      }),
    );
    expect(hiddenLayers).toEqual(['Working notes']);
  });

  test.each(['Zoom <</min 4>>', 'User <</Type /Ind /Name (Kim)>>', 'Language <</Lang (cy)>>'])(
    'layers that not every reader sees: %s',
    async (usage) => {
      const { hiddenLayers } = await readPdf(
        pdfOf({
          pages: [`/OC /L BDC ${plainPage} EMC`],
          objects: [`<< /Type /OCG /Name (Working notes) /Usage << /${usage} >> >>`],
          catalogue: `/OCProperties << /OCGs [${FIRST_OBJECT} 0 R] /D << >> >>`,
          resources: `/Properties << /L ${FIRST_OBJECT} 0 R >>`,
        }),
      );
      expect(hiddenLayers).toEqual(['Working notes']);
    },
  );
});

describe('earlier revisions', () => {
  const first = pdfOf({
    pages: [textAt(72, 700, 'Her name was Paula Winstanley') + textAt(72, 680, 'This stays')],
  });

  test('words that an update took away are found', async () => {
    const content = textAt(72, 700, 'Her name was withheld') + textAt(72, 680, 'This stays');
    const report = await readPdf(updated(first, new Map([[101, streamOf('', content)]])));
    expect(report.earlierRevisions).toEqual([{ page: 1, text: 'Her name was Paula Winstanley' }]);
    expect(report.pages[0]?.lines[0]?.text).toBe('Her name was withheld');
  });

  test('an update that shows the same leaves nothing', async () => {
    const report = await readPdf(updated(first, new Map([[50, '<< /Title (x) >>']])));
    expect(report.earlierRevisions).toEqual([]);
  });

  test('a second end without objects, as Word writes one, and the tip of a link leave nothing', async () => {
    const link =
      '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (Read more here) /A << /S /URI /URI (https://example.org) >> >>';
    const linked = pdfOf({ pages: [plainPage], page: '/Annots [20 0 R]', objects: [link] });
    const text = Buffer.from(linked).toString('latin1');
    const [, trailer, offset] = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)/.exec(text) ?? [];
    const second = `xref\n0 0\ntrailer\n<<${trailer} /Prev ${offset}>>\nstartxref\n${text.length}\n%%EOF\n`;
    expect((await readPdf(latin1(text + second))).earlierRevisions).toEqual([]);
    expect((await readPdf(updated(linked, new Map([[50, '<< /Title (x) >>']])))).earlierRevisions).toEqual(
      [],
    );
  });
});

describe('whole files that are not as they should be', () => {
  const END = /startxref\s+(\d+)\s+%%EOF\s*$/;
  const moved = (text: string, by: number) =>
    text.replace(END, (_, offset) => `startxref\n${Number(offset) + by}\n%%EOF\n`);
  const noise = Array.from({ length: 2000 }, (_, at) => String.fromCharCode((at * 7919) % 251)).join('');

  test.each<[string, (text: string) => string]>([
    ['new lines after the end', (text) => text + '\r\n'.repeat(900)],
    ['zeros after the end', (text) => text + '\0'.repeat(2048)],
    ['noise after the end', (text) => text + noise],
    ['no new line at the end', (text) => text.trimEnd()],
    ['an offset that is a little too large', (text) => moved(text, 3)],
    ['an offset that is a little too small, and zeros', (text) => moved(text, -7) + '\0'.repeat(99)],
    ['no offset at all', (text) => text.replace(END, 'startxref\n0\n%%EOF\n')],
    ['other bytes before the header', (text) => `${'x'.repeat(200)}\n${text}`],
  ])('%s', async (_, change) => {
    for (const file of ['ben-lscpr-final.pdf', 'Chloe LCSPR Full Report - published Oct 23.pdf']) {
      const sample = await bytesOf(path.join(SAMPLES, file));
      const { pages } = await readPdf(latin1(change(Buffer.from(sample).toString('latin1'))));
      expect(pages.map(({ lines }) => lines)).toEqual(
        (await readSample(file)).pages.map(({ lines }) => lines),
      );
    }
  });
});

describe('files that cannot be read', () => {
  const whole = Buffer.from(pdfOf({ pages: [plainPage, plainPage] })).toString('latin1');

  test.each([
    ['nothing', '', 'empty'],
    ['a web page', '<!doctype html><html><body>Not found</body></html>', 'not-a-pdf'],
    ['random bytes', 'PK\x03\x04 and so on', 'not-a-pdf'],
    ['half a file', whole.slice(0, whole.length / 2), 'damaged'],
    ['a file without its last bytes', whole.slice(0, -9), 'damaged'],
    ['a file with a page missing', whole.replace('/Count 2', '/Count 3'), 'damaged'],
    ['a file whose content is gone', whole.replace('101 0 obj', '901 0 obj'), 'damaged'],
    [
      'a file whose end points nowhere, for its cross-reference is gone',
      whole.replace(/xref\n0 1[\s\S]*trailer/, 'trailer'),
      'damaged',
    ],
    [
      'a file whose end points nowhere, with a page missing',
      whole.replace(/startxref\n\d+/, 'startxref\n7').replace('/Count 2', '/Count 3'),
      'damaged',
    ],
    ['an update that was cut short', `${whole}101 0 obj\n<< /Length 9 >>\nstream\nBT`, 'damaged'],
    ['a header and nothing else', '%PDF-1.7\n%%EOF\n', 'damaged'],
  ])('%s', async (_, text, code) => {
    await expect(readPdf(latin1(text))).rejects.toMatchObject({
      name: 'UnreadablePdf',
      code,
      message: expect.stringMatching(/[Uu]pload/),
    });
  });

  test('a sample that was cut short anywhere is damaged', async () => {
    const samples = await Promise.all(
      (await readdir(SAMPLES))
        .filter((file) => file.endsWith('.pdf'))
        .map((file) => bytesOf(path.join(SAMPLES, file))),
    );
    const cut = async (sample: Uint8Array, share: number) => {
      const rejection = readPdf(sample.subarray(0, Math.floor(sample.length * share)));
      await expect(rejection).rejects.toMatchObject({ code: 'damaged' });
    };
    for (const sample of samples)
      for (const share of [0.1, 0.3, 0.5, 0.8, 0.95, 0.99, 0.9999]) await cut(sample, share);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), fc.double({ min: 0.02, max: 0.9999, noNaN: true }), cut),
      { numRuns: 60, interruptAfterTimeLimit: 10_000 },
    );
  });

  test('an upload that broke off', async () => {
    const bytes = await bytesOf(path.join(FIXTURES, 'hostile/truncated-half.pdf'));
    await expect(readPdf(bytes)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('but a page tree that lies about their number leaves the pages to be read', async () => {
    const { pages } = await readPdf(await bytesOf(path.join(FIXTURES, 'hostile/count-1e8.pdf')));
    expect(pages).toHaveLength(1);
  });

  test('more than 100 MB', async () => {
    await expect(readPdf(new Uint8Array(100 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'too-large' });
  });

  test('more than 2,000 pages', async () => {
    const bytes = pdfOf({ pages: Array.from({ length: 2001 }, () => '') });
    await expect(readPdf(bytes)).rejects.toMatchObject({ code: 'too-many-pages' });
  });
});

test('reading leaves the bytes as they are', async () => {
  const bytes = await bytesOf(SAMPLE);
  const before = Buffer.from(bytes).toString('base64');
  await readPdf(bytes);
  expect(Buffer.from(bytes).toString('base64')).toBe(before);
});
