import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { readObjects } from '#shared/pdf/document/objects.ts';
import { withPdfium } from '#shared/pdf/pdfium/open-document.ts';
import { everythingIn } from '../support/everything-in.ts';
import { HELVETICA, line, onePage } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'A report', language: 'en-GB', publisher: 'Northshire Partnership' };

async function copyOf(parts: Parameters<typeof onePage>[0]): Promise<string> {
  const result = await cleanPdf(onePage(parts), PROPERTIES);
  if ('refused' in result) throw new Error(result.refused);
  return everythingIn(result.pdf);
}

const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]';
const PATTERN = '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9';

describe('a name that somebody chose', () => {
  it.each<[string, Parameters<typeof onePage>[0]]>([
    [
      'font',
      {
        content: 'BT /SecretFont 12 Tf 72 700 Td (Words) Tj ET',
        resources: `/Font <</SecretFont ${HELVETICA}>>`,
      },
    ],
    [
      'form',
      {
        content: '/Secret#46orm Do',
        resources: '/XObject <</SecretForm 20 0 R>>',
        objects: { 20: { entries: FORM, stream: '0 0 9 9 re f' } },
      },
    ],
    [
      'graphics state',
      { content: '/SecretState gs 0 0 9 9 re f', resources: '/ExtGState <</SecretState <</ca 1>>>>' },
    ],
    [
      'colour space',
      {
        content: '/SecretSpace cs 1 sc 0 0 9 9 re f',
        resources: '/ColorSpace <</SecretSpace [/CalGray <</WhitePoint [1 1 1]>>]>>',
      },
    ],
    [
      'pattern',
      {
        content: '/Pattern cs /SecretPattern scn 0 0 9 9 re f',
        resources: '/Pattern <</SecretPattern 20 0 R>>',
        objects: { 20: { entries: `${PATTERN} /Resources <<>>`, stream: '0 0 5 5 re f' } },
      },
    ],
    ['tag', { content: `/SecretTag BMC ${line('Words')} EMC /SecretPoint MP` }],
    [
      'property list',
      {
        content: `/Span /SecretList BDC ${line('Words')} EMC`,
        resources: '/Properties <</SecretList <</Title (SecretTitle) /Contents (SecretContents) /MCID 0>>>>',
      },
    ],
    [
      'property',
      { content: `/Span <</MCID 0 /Own /SecretValue /Deep <</SecretKey 1>>>> BDC ${line('Words')} EMC` },
    ],
    ['operator', { content: `(SecretOperand) SecretOperator ${line('Words')}` }],
  ])('for a %s is not in the copy', async (_, parts) => {
    expect(await copyOf(parts)).not.toContain('Secret');
  });
});

describe('what nothing on a page uses', () => {
  it('is not in the copy: a pattern with words, a glyph that is not shown', async () => {
    const copy = await copyOf({
      content: `${line('Words')} BT /T3 12 Tf 72 600 Td (a) Tj ET`,
      resources: '/Pattern <</Unused 20 0 R>> /Font <</F1 5 0 R /T3 21 0 R>>',
      objects: {
        20: { entries: `${PATTERN} /Resources <</Font <</F1 5 0 R>>>>`, stream: line('SecretPattern') },
        21: '<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 97 /LastChar 98 /Widths [9 9] /Encoding <</Differences [97 /a /b]>> /CharProcs <</a 22 0 R /b 23 0 R>> /Resources <</Font <</F1 5 0 R>>>>>>',
        22: { entries: '', stream: '9 0 d0 0 0 5 5 re f' },
        23: { entries: '', stream: `9 0 d0 ${line('SecretGlyph')}` },
      },
    });
    expect(copy).not.toContain('Secret');
    expect(copy).toContain('9 0 d0');
  });
});

describe('an inline image', () => {
  it('becomes an object that is cleaned as any other', async () => {
    const copy = await copyOf({
      content: `q 9 0 0 9 72 600 cm BI /W 1 /H 1 /CS /G /BPC 8 /Own (SecretEntry) ID ${'\x7f'} EI Q`,
    });
    expect(copy).not.toContain('Secret');
    expect(copy).toMatch(/\/Subtype \/Image/);
  });
});

describe('what only people read in a stream', () => {
  it('is not in the copy: comments in functions and maps, names of inks, output intents, trailing bytes', async () => {
    const deflated = deflateSync(Buffer.from('{ dup % SecretComment\n pop }'));
    const copy = await copyOf({
      content: `/Ink cs 1 scn 0 0 9 9 re f ${line('Words')}`,
      catalogue: '/OutputIntents [<</S /GTS_PDFA1 /Info (SecretIntent)>>]',
      resources: `/ColorSpace <</Ink [/Separation /SecretInk /DeviceGray 20 0 R]>> /Font <</F1 ${HELVETICA.replace('>>', '/ToUnicode 21 0 R>>')}>>`,
      objects: {
        20: {
          entries: '/FunctionType 4 /Domain [0 1] /Range [0 1] /Filter /FlateDecode',
          stream: Buffer.concat([deflated, Buffer.from('SecretTrailer')]),
        },
        21: {
          entries: '',
          stream:
            '% SecretMap\n/CMapName /SecretName def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <57> <0057> endbfchar',
        },
      },
    });
    expect(copy).not.toContain('Secret');
    expect(copy).toContain('1 beginbfchar\n<57> <0057>\nendbfchar');
  });
});

describe('the tags of a copy', () => {
  it('have types of the standard, and numbers for IDs and classes', async () => {
    const copy = await copyOf({
      content: `/P <</MCID 0>> BDC ${line('Words')} EMC`,
      catalogue: '/StructTreeRoot 20 0 R /MarkInfo <</Marked true>>',
      page: '/StructParents 0',
      objects: {
        20: '<</Type /StructTreeRoot /K 21 0 R /RoleMap <</SecretStyle /H1 /Other /SecretStyle>> /ClassMap <</SecretClass <</O /Layout /Placement /Block>>>> /IDTree <</Names [(SecretId) 21 0 R]>> /ParentTree <</Nums [0 [21 0 R]]>>>>',
        21: '<</Type /StructElem /S /Other /P 20 0 R /Pg 3 0 R /K 0 /ID (SecretId) /C /SecretClass /A <</O /Table /Headers [(SecretId)]>>>>',
      },
    });
    expect(copy).not.toContain('Secret');
    expect(copy).toMatch(/\/S \/H1/);
    expect(copy).toMatch(/\/C \[ ?\/C1/);
  });
});

describe('an object that no reader paints', () => {
  it.each(['', '/Subtype /PS'])('is not in the copy: a form with %j for its kind', async (kind) => {
    const copy = await cleanPdf(
      onePage({
        content: `${line('Words')} /Fm1 Do`,
        resources: '/XObject <</Fm1 20 0 R>>',
        objects: {
          20: { entries: `/Type /XObject ${kind} /BBox [0 0 595 842]`, stream: line('Secret', 600) },
        },
      }),
      { title: 'A report', language: 'en-GB', publisher: 'A publisher' },
    );
    if ('refused' in copy) throw new Error(copy.refused);
    expect(everythingIn(copy.pdf)).toContain('Words');
    expect(everythingIn(copy.pdf)).not.toContain('Secret');
  });
});

describe('the texts that a copy carries', () => {
  it('are found in direct and indirect strings, in packed content and in links', async () => {
    const pdf = onePage({
      content: `/Span <</ActualText (Said instead)>> BDC ${line('Words')} EMC`,
      page: '/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (A link) /A <</S /URI /URI (https://example.org/?child=Mia)>>>>]',
      catalogue: '/StructTreeRoot 20 0 R',
      objects: {
        20: '<</Type /StructTreeRoot /K <</S /Figure /Alt 21 0 R>>>>',
        21: '(A picture of Mia)',
      },
    });
    const texts = (await withPdfium(pdf, readObjects))?.carried.map(({ text }) => text);
    expect(texts?.toSorted()).toEqual([
      'A link',
      'A picture of Mia',
      'Said instead',
      'https://example.org/?child=Mia',
    ]);
  });
});
