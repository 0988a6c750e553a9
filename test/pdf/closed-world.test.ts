import { type PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it, test } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { strangerIn } from '#shared/pdf/clean/closed-world.ts';
import { GeneratedFontNames, isFontName } from '#shared/pdf/clean/fonts/font-names.ts';
import { isGlyphName } from '#shared/pdf/clean/fonts/glyph-names.ts';
import { everythingIn } from '../support/everything-in.ts';
import { HELVETICA, line, onePage } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'A review', language: 'en-GB', publisher: 'Northshire Partnership' };
const SECRET = 'Thornbury';

/** Everything in the clean copy, or the sentence that refuses it. */
async function copyOf(parts: Parameters<typeof onePage>[0]): Promise<string> {
  const result = await cleanPdf(onePage(parts), PROPERTIES);
  return 'refused' in result ? result.refused : everythingIn(result.pdf);
}

const shading = (entries = ''): string =>
  `<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function <</FunctionType 2 /Domain [0 1] /N 1>> ${entries}>>`;

const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 9 9]';

describe('a name that is hidden where no list thought of', () => {
  it.each<[string, Parameters<typeof onePage>[0]]>([
    ['an operand too many', { content: `q (${SECRET}) 1 0 0 rg Q ${line('Words')}` }],
    ['a name too many', { content: `q /${SECRET} 1 0 0 rg Q ${line('Words')}` }],
    ['operands at the end of the content', { content: `${line('Words')} (${SECRET})` }],
    ['a comment inside an array', { content: `BT /F1 12 Tf 72 700 Td [(Wo) % ${SECRET}\n (rds)] TJ ET` }],
    ['a dash pattern', { content: `[(${SECRET})] 0 d ${line('Words')}` }],
    ['a key with a name as its value', { content: line('Words'), page: `/Tabs /${SECRET}` }],
    ['a free key', { content: line('Words'), page: `/Group <</S /Transparency /${SECRET} 1>>` }],
    ['a free value', { content: line('Words'), page: `/Group <</S /Transparency /CS /${SECRET}>>` }],
    [
      'a state of graphics',
      { content: `/G gs ${line('Words')}`, resources: `/ExtGState <</G <</ca 1 /${SECRET} /${SECRET}>>>>` },
    ],
    [
      'a halftone',
      {
        content: `/G gs ${line('Words')}`,
        resources: `/ExtGState <</G <</HT <</HalftoneType 1 /HalftoneName (${SECRET})>>>>>>`,
      },
    ],
    [
      'a font',
      {
        content: line('Words'),
        objects: { 5: HELVETICA.replace('>>', `/Name /${SECRET} /${SECRET} /${SECRET}>>`) },
      },
    ],
    [
      'the name of a font',
      { content: line('Words'), objects: { 5: HELVETICA.replace('/Helvetica', `/Sofia-${SECRET}-Bold`) } },
    ],
    [
      'a glyph of an encoding',
      {
        content: line('Words'),
        objects: { 5: HELVETICA.replace('/WinAnsiEncoding', `<</Differences [200 /${SECRET}]>>`) },
      },
    ],
    [
      'a form',
      {
        content: `/X Do ${line('Words')}`,
        resources: '/XObject <</X 20 0 R>>',
        objects: { 20: { entries: `${FORM} /Group <</${SECRET} /S>>`, stream: `(${SECRET}) 0 g` } },
      },
    ],
    [
      'a language',
      {
        content: line('Words'),
        catalogue: '/StructTreeRoot 20 0 R',
        objects: {
          20: '<</Type /StructTreeRoot /K 21 0 R>>',
          21: `<</Type /StructElem /S /P /P 20 0 R /Lang (en-x-${SECRET}) /K 0 /Pg 3 0 R /A [<</O /CSS-2 /${SECRET} /x>> <</O /Layout /${SECRET} (x)>>]>>`,
        },
      },
    ],
    [
      'a namespace',
      {
        content: line('Words'),
        catalogue: '/StructTreeRoot 20 0 R',
        objects: {
          20: '<</Type /StructTreeRoot /K 21 0 R /Namespaces [22 0 R]>>',
          21: '<</Type /StructElem /S /P /P 20 0 R /NS 22 0 R /K 0 /Pg 3 0 R>>',
          22: `<</Type /Namespace /NS (http://www.w3.org/${SECRET})>>`,
        },
      },
    ],
    [
      'a function',
      {
        content: `/S cs 1 scn 0 0 9 9 re f ${line('Words')}`,
        resources: '/ColorSpace <</S [/Separation /Black /DeviceGray 20 0 R]>>',
        objects: {
          20: { entries: '/FunctionType 4 /Domain [0 1] /Range [0 1]', stream: `{ pop (${SECRET}) pop 0 }` },
        },
      },
    ],
    [
      'colours of a palette',
      {
        content: `/S cs 0 scn 0 0 9 9 re f ${line('Words')}`,
        resources: `/ColorSpace <</S [/Indexed /DeviceGray 0 (${'\\000'.repeat(60)}${SECRET})]>>`,
      },
    ],
    [
      'colours that nothing uses',
      {
        content: `/S cs 0 scn 0 0 9 9 re f ${line('Words')}`,
        resources: `/ColorSpace <</S [/Indexed /DeviceGray 255 (\\000${SECRET})]>>`,
      },
    ],
    [
      'the shading of a pattern',
      {
        content: `/Pattern cs /P scn 0 0 9 9 re f ${line('Words')}`,
        resources: `/Pattern <</P <</PatternType 2 /Shading ${shading(`/${SECRET} 1`)}>>>>`,
      },
    ],
    [
      'the language of a passage',
      { content: `/Span <</MCID 0 /Lang (en-${SECRET})>> BDC ${line('Words')} EMC` },
    ],
    [
      'a code that no text shows',
      {
        content: line('Words'),
        objects: {
          5: HELVETICA.replace('>>', '/ToUnicode 20 0 R>>'),
          20: {
            entries: '',
            stream: `1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <01> <${Buffer.from(SECRET.repeat(2), 'utf16le').swap16().toString('hex')}> endbfchar`,
          },
        },
      },
    ],
    ['a page label', { content: line('Words'), catalogue: `/PageLabels <</Nums [0 <</P (${SECRET})>>]>>` }],
  ])('is in no copy: %s', async (_, parts) => {
    expect((await copyOf(parts)).replaceAll('\0', '')).not.toContain(SECRET);
  });

  it('keeps the shading of a pattern', async () => {
    const copy = await copyOf({
      content: `/Pattern cs /P scn 0 0 9 9 re f ${line('Words')}`,
      resources: `/Pattern <</P <</PatternType 2 /Shading ${shading()}>>>>`,
    });
    expect(copy).toContain('/ShadingType 2');
  });

  it('leaves an honest document as it is', async () => {
    expect(await copyOf({ content: `q 1 0 0 rg [2 1] 0 d Q ${line('Words')}` })).toContain('(Words) Tj');
  });
});

describe('a finished copy', () => {
  async function changed(
    change: (document: PDFDocument, page: PDFDict) => void,
  ): Promise<string | undefined> {
    const copy = await cleanPdf(onePage({ content: line('Words') }), PROPERTIES);
    if ('refused' in copy) throw new Error(copy.refused);
    const document = await PDFDocument.load(copy.pdf, { updateMetadata: false });
    change(document, document.getPage(0).node);
    return await strangerIn(await document.save({ addDefaultPage: false, updateFieldAppearances: false }), {
      texts: [{ text: 'Known', place: 'a bookmark' }],
      properties: PROPERTIES,
    });
  }
  const put = (dict: PDFDict, key: string, value: string) => dict.set(PDFName.of(key), PDFString.of(value));

  test('holds nothing but what was checked, generated or is of the vocabulary', async () => {
    expect(await changed(() => undefined)).toBeUndefined();
    expect(await changed((_, page) => put(page, 'Alt', 'Known'))).toBeUndefined();
  });

  test.each<[string, (document: PDFDocument, page: PDFDict) => void]>([
    ['a text that was not checked', (_, page) => put(page, 'Alt', SECRET)],
    ['a key', (_, page) => put(page, SECRET, 'Known')],
    ['a name', (_, page) => page.set(PDFName.of('Tabs'), PDFName.of(SECRET))],
    [
      'a stream',
      ({ context }, page) => page.set(PDFName.of('Group'), context.register(context.stream(SECRET))),
    ],
    ['an object that nothing refers to', ({ context }) => context.register(PDFString.of(SECRET))],
    ['another title', (document) => document.setTitle(SECRET)],
    ['another author', (document) => document.setAuthor(SECRET)],
    [
      'other XMP',
      ({ context, catalog }) => catalog.set(PDFName.of('Metadata'), context.register(context.stream(SECRET))),
    ],
    [
      'a comment in content',
      ({ context }, page) =>
        page.set(PDFName.of('Contents'), context.register(context.stream(`% ${SECRET}\nq Q`))),
    ],
    [
      'an annotation',
      ({ context }, page) =>
        page.set(PDFName.of('Annots'), context.obj([{ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9] }])),
    ],
  ])('is refused for %s', async (_, change) => {
    expect(await changed(change)).toBeDefined();
  });
});

test.each(['A', 'eacute', 'uni0041', 'f_i', 'one.oldstyle', 'g12', 'cid23', 'a.sc', '.notdef', 'ff'])(
  'the name of a glyph: %s',
  (name) => expect(isGlyphName(name)).toBe(true),
);
test.each(['Kayleigh', 'Thornbury', 'a.kayleigh', 'mia_thornbury'])('the name of none: %s', (name) =>
  expect(isGlyphName(name)).toBe(false),
);

test.each<[string, Parameters<typeof onePage>[0]]>([
  ['a colour', { content: `q 0.9434765919 0 0 rg Q ${line('Words')}` }],
  ['a width of lines', { content: `q 9434765919 w Q ${line('Words')}` }],
  ['a gap', { content: 'BT /F1 12 Tf 72 700 Td [(Wo) 0.9434765919 (rds)] TJ ET' }],
  ['marked content', { content: `/P <</MCID 9434765919>> BDC ${line('Words')} EMC` }],
  ['a page', { content: line('Words'), page: '/StructParents 9434765919' }],
  [
    'a function',
    {
      content: `/S cs 1 scn 0 0 9 9 re f ${line('Words')}`,
      resources: '/ColorSpace <</S [/Separation /Black /DeviceGray 20 0 R]>>',
      objects: {
        20: { entries: '/FunctionType 4 /Domain [0 1] /Range [0 1]', stream: '{ 0.9434765919 pop }' },
      },
    },
  ],
])('no number has more digits than mean anything: %s', async (_, parts) => {
  const copy = await copyOf(parts);
  expect(copy).toMatch(/%PDF/);
  expect(copy).not.toContain('9434765919');
});

test.each([
  ['ABCDEF+TimesNewRomanPS-BoldItalicMT', 'AAAAAB+TimesNewRomanPS-BoldItalicMT'],
  ['ABCDEF+Thornbury-Bold', 'AAAAAB+Font1-Bold'],
  ['Thornbury-Identity-H', 'Font1-Identity-H'],
  ['CIDFont+F3', 'Font1'],
  ['KAYLEI+Arial', 'AAAAAB+Arial'],
])('a font is called by words that fonts are called by: %s', (name, expected) => {
  const generated = new GeneratedFontNames().of(name);
  expect(generated).toBe(expected);
  expect([isFontName(generated), isFontName('Thornbury'), isFontName('Font1Thornbury')]).toEqual([
    true,
    false,
    false,
  ]);
});
