import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { pageTexts, withPdfium } from '#shared/pdf/pdfium/open-document.ts';
import { everythingIn } from '../support/everything-in.ts';
import { HELVETICA, line, onePage, revisedPdf } from '../support/raw-pdf.ts';
import { structureOf } from '../support/structure-of.ts';
import { withoutTextBoxes } from '../support/without-text-boxes.ts';

const PROPERTIES = { title: 'Baby Eva & “Jo” <3', language: 'en-GB', publisher: 'Northshire Partnership' };
const FIXTURES = new URL('../fixtures/clean/', import.meta.url);
const SAMPLES = new URL('../../samples/', import.meta.url);

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));
const sample = (name: string) => new Uint8Array(readFileSync(new URL(encodeURIComponent(name), SAMPLES)));

async function cleaned(pdf: Uint8Array): Promise<Uint8Array> {
  const result = await cleanPdf(pdf, PROPERTIES);
  if ('refused' in result) throw new Error(result.refused);
  return result.pdf;
}

async function refusalOf(pdf: Uint8Array): Promise<string> {
  const result = await cleanPdf(pdf, PROPERTIES);
  return 'refused' in result ? result.refused : 'published';
}

/** Every address a link of the PDF leads to, and how many lead within it. */
async function linksOf(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const text = document.context.enumerateIndirectObjects().map(([, object]) => String(object));
  return text
    .flatMap((object) => [...object.matchAll(/\/URI \((.*?)\)/g)].map(([, address]) => address ?? ''))
    .sort();
}

describe('the clean copy of a report', () => {
  it.each(readdirSync(SAMPLES))('has the words, pages, tags and links of %s', async (name) => {
    const original = sample(name);
    const copy = await cleaned(original);
    expect(await withPdfium(copy, pageTexts)).toEqual(await withPdfium(original, pageTexts));
    expect(await structureOf(copy)).toEqual(await structureOf(original));
    expect(await linksOf(copy)).toEqual(await linksOf(original));
  });

  it('is the same bytes each time, and says their SHA-256', async () => {
    const original = sample('ben-lscpr-final.pdf');
    const [first, second] = [await cleanPdf(original, PROPERTIES), await cleanPdf(original, PROPERTIES)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      sha256: createHash('sha256')
        .update(await cleaned(original))
        .digest('hex'),
    });
  });

  it('leaves the original as it was', async () => {
    const original = sample('ben-lscpr-final.pdf');
    const before = original.slice();
    await cleaned(original);
    expect(original).toEqual(before);
  });

  it('has no properties but title, language and publisher', async () => {
    const copy = await cleaned(fixture('name-in-xmp-of-tagged-report.pdf'));
    const document = await PDFDocument.load(copy, { updateMetadata: false });
    expect(document.getTitle()).toBe(PROPERTIES.title);
    expect([
      document.getAuthor(),
      document.getCreator(),
      document.getProducer(),
      document.getCreationDate(),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect(String(document.catalog.get(PDFName.of('Lang')))).toBe('(en-GB)');
    const everything = everythingIn(copy);
    expect(everything).toContain('Baby Eva &#38; ');
    expect(everything).toContain('<rdf:li>Northshire Partnership</rdf:li>');
    expect(everything).not.toContain('Crosswell');
  });

  it('has neither the notes of a tagged report nor their tags, and keeps the others', async () => {
    const original = await withoutTextBoxes(fixture('comment-in-tagged-report.pdf'));
    const copy = await cleaned(original);
    const everything = everythingIn(copy);
    expect(everythingIn(original)).toContain('Dewhurst');
    expect(everything).not.toContain('Dewhurst');
    expect(everything).not.toContain('Mum disputes');
    expect(await structureOf(copy)).toEqual(await structureOf(original));
    expect(await withPdfium(copy, pageTexts)).toEqual(await withPdfium(original, pageTexts));
  });

  it('has no attached files', async () => {
    const original = fixture('attached-file-in-tagged-report.pdf');
    expect(everythingIn(original)).toContain('working-copy');
    expect(everythingIn(await cleaned(original))).not.toMatch(/working-copy|Filespec|EmbeddedFile/);
  });

  it('opens without a password where only changing it needed one', async () => {
    const document = await PDFDocument.load(sample('ben-lscpr-final.pdf'));
    document.encrypt({
      userPassword: '',
      ownerPassword: 'secret',
      permissions: { printing: 'highResolution' },
    });
    const copy = await cleaned(await document.save());
    expect((await PDFDocument.load(copy)).getPageCount()).toBe(document.getPageCount());
    expect(everythingIn(copy)).not.toContain('/Encrypt');
  });
});

describe('what is not on a page', () => {
  const secrets = [
    'SecretAuthor',
    'SecretXmp',
    'SecretPieceInfo',
    'SecretScript',
    'SecretThumbnail',
    'SecretPrivateKey',
    'SecretNote',
    'SecretField',
    'SecretOrphan',
    'SecretUndrawn',
    'SecretComment',
    'SecretPageAction',
    'SecretImageMetadata',
    'SecretLayerName',
    'SecretFile',
    'SecretFontNote',
    'SecretStateNote',
    'SecretStreamNote',
    'SecretArrayNote',
    'SecretListNote',
    'SecretMark',
    'SecretPageLabel',
  ];
  const CONTENT = `% SecretComment\n${line('Visible words')}/OC /L1 BDC ${line('Seen in a layer', 650)} EMC q 10 0 0 10 0 0 cm /Im Do Q
      /Artifact <</Type /Pagination /Note (Secret\\Mark) /Notes [(a (SecretMark))]>> BDC /G gs EMC /Mark <</Who <</Is <5365637265744d61726b>>>>>> DP /Span /Own BMC EMC`;
  const full = onePage({
    content: '',
    catalogue: `/Metadata 20 0 R /PieceInfo <</Editor <</Private (SecretPieceInfo)>>>> /OpenAction <</S /JavaScript /JS (SecretScript)>>
      /Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (SecretScript)>>]>> /EmbeddedFiles <</Names [(f) <</Type /Filespec /F (SecretFile) /EF <</F 21 0 R>>>>]>>>>
      /AcroForm <</Fields [22 0 R]>> /OCProperties <</OCGs [26 0 R] /D <<>>>> /PageLabels <</Nums [0 <</S /D /P (SecretPageLabel-)>>]>> /SecretPrivateKey (SecretPrivateKey) /URI <</Base (http://SecretFile/)>>`,
    page: '/Thumb 23 0 R /AA <</O <</S /JavaScript /JS (SecretPageAction)>>>> /Company_Owner (SecretPrivateKey) /Annots [22 0 R 24 0 R]',
    resources:
      '/XObject <</Im 25 0 R /Old 27 0 R>> /Properties <</L1 26 0 R /Own <</MCID 0 /Who (SecretListNote)>>>> /ExtGState <</G <</ca 1 /Who (SecretStateNote)>>>>',
    trailer: '/Info 28 0 R',
    objects: {
      20: { entries: '/Type /Metadata /Subtype /XML', stream: '<x>SecretXmp</x>' },
      21: { entries: '/Type /EmbeddedFile', stream: 'SecretFile', deflate: true },
      22: '<</Type /Annot /Subtype /Widget /FT /Tx /T (SecretField) /V (SecretField) /F 2 /Rect [72 500 200 520]>>',
      23: {
        entries: '/Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Note (SecretThumbnail)',
        stream: 'x',
      },
      24: '<</Type /Annot /Subtype /Text /Contents (SecretNote) /T (SecretAuthor) /Rect [10 10 30 30]>>',
      25: {
        entries:
          '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Metadata 20 0 R /Notes (SecretImageMetadata)',
        stream: 'x',
      },
      26: '<</Type /OCG /Name (SecretLayerName)>>',
      27: {
        entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]',
        stream: '(SecretUndrawn) pop',
        deflate: true,
      },
      28: '<</Author (SecretAuthor) /Title (SecretAuthor)>>',
      29: '<</Left (SecretOrphan)>>',
      4: {
        entries: '/Who (SecretStreamNote)',
        stream: CONTENT,
        deflate: true,
      },
      5: HELVETICA.replace('>>', '/Note (SecretFontNote) /Notes [1 (SecretArrayNote)]>>'),
    },
  });

  it.each(secrets)('stands in the original: %s', (secret) => {
    expect(everythingIn(full)).toContain(secret);
  });

  it('stands nowhere in the clean copy, not even in a compressed stream', async () => {
    const copy = await cleaned(full);
    const everything = everythingIn(copy);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
    expect(await withPdfium(copy, pageTexts)).toEqual(await withPdfium(full, pageTexts));
  });

  it('is not the text that the format asks for', async () => {
    const copy = await cleaned(
      onePage({
        content: `/Span <</ActualText (first) /Lang (cy)>> BDC ${line('Visible words')} EMC q 10 0 0 10 0 0 cm /Im Do Q`,
        catalogue: '/PageLabels <</Nums [0 <</S /D /P (A-)>>]>>',
        resources: '/XObject <</Im 20 0 R>>',
        objects: {
          20: {
            entries:
              '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace [/Indexed /DeviceRGB 0 (red)] /BitsPerComponent 8',
            stream: '\0',
          },
        },
      }),
    );
    expect(everythingIn(copy)).toMatch(/ActualText \(first\) \/Lang \(cy\)/);
    expect(everythingIn(copy)).toContain('/DeviceRGB 0 (red)');
    expect(everythingIn(copy)).toContain('/P (A-)');
  });

  it('includes what only an earlier revision showed', async () => {
    const revised = revisedPdf(onePage({ content: line('Katherine Bromwell was three') }), {
      4: { entries: '', stream: line('The child was three'), deflate: true },
    });
    const everything = everythingIn(await cleaned(revised));
    expect(everythingIn(revised)).toContain('Bromwell');
    expect(everything).not.toContain('Bromwell');
    expect(everything).toContain('The child was three');
  });
});

describe('links', () => {
  const link = (action: string) => `<</Type /Annot /Subtype /Link /Rect [72 690 200 710] ${action}>>`;
  const withLinks = onePage({
    content: line('Visible words'),
    page: '/Annots [20 0 R 21 0 R 22 0 R 23 0 R 24 0 R 25 0 R 26 0 R]',
    catalogue: '/Outlines 27 0 R',
    objects: {
      20: link('/A <</S /URI /URI (https://example.org/help) /Next <</S /JavaScript /JS (next)>>>>'),
      21: link('/A <</S /URI /URI (mailto:help@example.org)>>'),
      22: link('/A <</S /URI /URI (file:///S:/Reviews/SecretPath.docx)>>'),
      23: link('/A <</S /Launch /F (SecretPath.exe)>>'),
      24: link('/A <</S /GoToR /F (SecretPath.pdf) /D [0 /Fit]>>'),
      25: link('/Dest [3 0 R /XYZ 0 700 0]'),
      26: link('/A <</S /URI /URI (javascript:SecretPath)>>'),
      27: '<</Type /Outlines /First 28 0 R /Last 29 0 R /Count 2>>',
      28: '<</Title (Introduction) /Parent 27 0 R /Next 29 0 R /Dest [3 0 R /Fit]>>',
      29: '<</Title (Learning) /Parent 27 0 R /Prev 28 0 R /A <</S /Launch /F (SecretPath.exe)>>>>',
    },
  });

  it('to the web, to a mailbox and within the report stay, all others go', async () => {
    const copy = await cleaned(withLinks);
    const everything = everythingIn(copy);
    expect(await linksOf(copy)).toEqual(['https://example.org/help', 'mailto:help@example.org']);
    expect(everything.match(/\/Subtype ?\/Link/g)?.length).toBeGreaterThanOrEqual(3);
    expect(everything).not.toMatch(/SecretPath|Launch|GoToR|JavaScript/);
  });

  it('lead where anybody can follow, without what the sender of a mail would see', async () => {
    const described = '/Contents (https://northshire.sharepoint.com/SecretPath)';
    const copy = await cleaned(
      onePage({
        content: line('Visible words'),
        page: '/Annots [20 0 R 21 0 R 22 0 R 23 0 R]',
        objects: {
          20: link(
            '/A <</S /URI /URI (https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fhelp%3Fa%3Db&data=05%7CSecretPath%40example.org%7C)>>',
          ),
          21: link('/A <</S /URI /URI (https://northshire.sharepoint.com/sites/cases/SecretPath.docx)>>'),
          22: link('/A <</S /URI /URI (mailto:help@example.org?subject=SecretPath)>>'),
          23: link(`${described} /Dest [3 0 R /Fit]`),
        },
      }),
    );
    expect(await linksOf(copy)).toEqual(['https://example.org/help?a=b', 'mailto:help@example.org']);
    expect(everythingIn(copy)).not.toContain('SecretPath');
  });

  it('within the report lead to places, and no name of a place stays', async () => {
    const copy = await cleaned(
      onePage({
        content: line('Visible words'),
        catalogue:
          '/Outlines 27 0 R /Dests <</Secret_old [3 0 R /XYZ 0 500 0]>> /Names <</Dests <</Kids [<</Limits [(Secret1) (Secret2)] /Names [(Secret1) [3 0 R /XYZ 0 600 0] (Secret2) <</D [3 0 R /XYZ 0 650 0]>>]>>]>>>>',
        page: '/Annots [20 0 R 21 0 R 22 0 R 23 0 R]',
        objects: {
          20: link('/A <</S /GoTo /D (Secret1)>>'),
          21: link('/Dest <53656372657432>'),
          22: link('/Dest /Secret_old'),
          23: link('/Dest (SecretNowhere)'),
          27: '<</Type /Outlines /First 28 0 R /Last 28 0 R /Count 1>>',
          28: '<</Title (Introduction) /Parent 27 0 R /Dest (Secret1)>>',
        },
      }),
    );
    const everything = everythingIn(copy);
    expect(everything).not.toContain('Secret');
    expect([...everything.matchAll(/\/XYZ 0 (\d+) 0/g)].map(([, height]) => height).toSorted()).toEqual(
      expect.arrayContaining(['500', '600', '650']),
    );
    expect(everything.match(/\/Subtype ?\/Link/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('of bookmarks go in the same way, and their titles stay', async () => {
    const everything = everythingIn(await cleaned(withLinks));
    expect(everything).toContain('(Introduction)');
    expect(everything).toContain('(Learning)');
  });
});

describe('hidden layers', () => {
  const layered = (content: string) =>
    onePage({
      content,
      catalogue: '/OCProperties <</OCGs [10 0 R 11 0 R] /D <</OFF [10 0 R] /Order [10 0 R 11 0 R]>>>>',
      resources: '/Properties <</Off 10 0 R /On 11 0 R>> /XObject <</InSpan 12 0 R /Whole 13 0 R>>',
      objects: {
        10: '<</Type /OCG /Name (SecretLayer)>>',
        11: '<</Type /OCG /Name (Shown)>>',
        12: {
          entries: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${FONT}`,
          stream: line('SecretForm', 500),
        },
        13: {
          entries: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC 10 0 R ${FONT}`,
          stream: line('SecretWhole', 480),
        },
      },
    });
  const FONT = '/Resources <</Font <</F1 5 0 R>>>>';
  const hidden = `/OC /Off BDC q 1 0 0 rg 10 10 m 90 90 l S ${line('SecretLine', 600)} /InSpan Do Q EMC /Whole Do `;

  it('are gone with their words, and what is visible looks the same', async () => {
    const copy = await cleaned(
      layered(`${line('Visible')} ${hidden} /OC /On BDC ${line('Also visible', 550)} EMC`),
    );
    const everything = everythingIn(copy);
    expect(everything).not.toContain('Secret');
    expect(await withPdfium(copy, pageTexts)).toEqual(['Visible\r\nAlso visible']);
  });

  it('are gone from the tags too', async () => {
    const tagged = onePage({
      content: `/P <</MCID 0>> BDC ${line('Visible')} EMC /OC /Off BDC /P <</MCID 1>> BDC ${line('SecretLine', 600)} EMC EMC`,
      catalogue:
        '/MarkInfo <</Marked true>> /StructTreeRoot 30 0 R /OCProperties <</OCGs [10 0 R] /D <</OFF [10 0 R]>>>>',
      page: '/StructParents 0',
      resources: '/Properties <</Off 10 0 R>>',
      objects: {
        10: '<</Type /OCG /Name (SecretLayer)>>',
        30: '<</Type /StructTreeRoot /K [31 0 R 32 0 R] /ParentTree <</Nums [0 [31 0 R 32 0 R]]>>>>',
        31: '<</Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K 0>>',
        32: '<</Type /StructElem /S /Figure /P 30 0 R /Pg 3 0 R /K 1 /Alt (SecretAlt)>>',
      },
    });
    const copy = await cleaned(tagged);
    expect(await structureOf(copy)).toEqual(['/P    1']);
    expect(everythingIn(copy)).not.toContain('Secret');
  });

  it('that move what follows them are refused', async () => {
    const shifting = layered(
      'BT /F1 12 Tf 72 700 Td (Visible) Tj /OC /Off BDC (SecretLine) Tj EMC (After) Tj ET',
    );
    expect(await refusalOf(shifting)).toMatch(/^Page 1 of the clean copy does not look the same/);
  });

  it('that do not end are refused', async () => {
    expect(await refusalOf(layered(`${line('Visible')} /OC /Off BDC ${line('SecretLine', 600)}`))).toMatch(
      /^What page 1 of this PDF is painted with cannot be read/,
    );
  });
});

describe('what must not be fixed by cleaning', () => {
  const annotated = (annotation: string) =>
    onePage({
      content: line('The mother, Katherine Bromwell, was known'),
      page: '/Annots [20 0 R]',
      objects: {
        20: `<</Type /Annot /Rect [60 690 400 720] ${annotation}>>`,
        21: {
          entries: '/Subtype /Form /BBox [0 0 340 30] /Resources <</Font <</F1 5 0 R>>>>',
          stream: '0.9 g 0 0 340 30 re f 0 g BT /F1 12 Tf 4 9 Td (four months) Tj ET',
        },
      },
    });

  it('is a redaction that was never applied', async () => {
    expect(await refusalOf(annotated('/Subtype /Redact'))).toMatch(
      /^A redaction on page 1 was marked and never applied/,
    );
  });

  it('is a black shape that is an annotation: without it the words would show', async () => {
    const black = annotated('/Subtype /Square /IC [0 0 0] /C [0 0 0]');
    expect(await refusalOf(black)).toMatch(/^On page 1 a note, a drawing or a form field lies over words/);
    const highlight = new URL('../fixtures/redaction/P07-highlight-black.pdf', import.meta.url);
    expect(await refusalOf(new Uint8Array(readFileSync(highlight)))).toMatch(/lies over words/);
  });

  it.each([
    ['a filled form field', '/Subtype /Widget /FT /Tx /T (age) /V (four months)'],
    ['a text box', '/Subtype /FreeText /Contents (four months) /DA (/F1 12 Tf)'],
    ['a stamp', '/Subtype /Stamp /Name /Final'],
  ])('is %s: its words would be gone', async (_, annotation) => {
    expect(await refusalOf(annotated(annotation))).toMatch(
      /^Page 1 shows a form field, a text box or a stamp/,
    );
  });

  it.each([
    ['a form field', '/Subtype /Widget /FT /Tx /T (age) /V (four months) /AP <</N 21 0 R>>'],
    ['a form field without a value', '/Subtype /Widget /FT /Tx /T (age) /AP <</N 21 0 R>>'],
    ['a text box', '/Subtype /FreeText /Contents (SecretNote) /DA (/F1 12 Tf) /AP <</N 21 0 R>>'],
    ['a stamp', '/Subtype /Stamp /AP <</N 21 0 R>>'],
  ])('is not %s that says how it looks: it becomes a part of the page', async (_, annotation) => {
    const copy = await cleaned(annotated(annotation));
    expect((await withPdfium(copy, pageTexts))?.join()).toContain('four months');
    expect(everythingIn(copy)).not.toMatch(/SecretNote|\/(?:Widget|FreeText|Stamp|AcroForm)\b/);
  });

  it('is a field whose looks depend on its state', async () => {
    const states = '/Subtype /Widget /FT /Btn /T (age) /AS /Yes /AP <</N <</Yes 21 0 R>>>>';
    expect(await refusalOf(annotated(states))).toMatch(/^Page 1 shows a form field/);
  });

  it('is not a form field that nobody sees or that is empty', async () => {
    for (const field of ['/V (SecretField) /F 2', '/V ()'])
      expect(everythingIn(await cleaned(annotated(`/Subtype /Widget /FT /Tx ${field}`)))).not.toContain(
        'SecretField',
      );
  });

  it('is a drawing that only some readers paint', async () => {
    const polygon = annotated('/Subtype /Polygon /Vertices [60 690 400 690 400 720 60 720] /IC [0 0 0]');
    expect(await refusalOf(polygon)).toMatch(/^A drawing on page 1 is a comment/);
  });

  it('is not a yellow highlight: it only goes', async () => {
    const yellow = annotated(
      '/Subtype /Highlight /QuadPoints [60 720 400 720 60 690 400 690] /C [1 1 0] /Contents (SecretNote)',
    );
    expect(everythingIn(await cleaned(yellow))).not.toContain('SecretNote');
  });
});

it('a mask and a length that nothing refers to any more go with their picture', async () => {
  const grey =
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8';
  const pdf = onePage({
    content: `${line('Words')}q 100 0 0 100 900 900 cm /I Do Q`,
    resources: '/Font <</F1 5 0 R>> /XObject <</I 20 0 R>>',
    objects: {
      5: HELVETICA,
      20: { entries: `${grey} /SMask 21 0 R`, stream: 'x' },
      21: { entries: grey, stream: 'y' },
    },
  });
  expect(await refusalOf(pdf)).toBe('published');
});

it('keeps the size of a page as it was written, so that no reader shifts a line by a pixel', async () => {
  const copy = await cleaned(onePage({ content: line('Words'), page: '/CropBox [0 0 595.22 841.92]' }));
  const [page] = (await PDFDocument.load(copy)).getPages();
  expect(String(page?.node.CropBox())).toBe('[ 0 0 595.22 841.92 ]');
});

describe('a file that cannot be cleaned', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('Not a PDF')],
    ['half a report', sample('ben-lscpr-final.pdf').slice(0, 30_000)],
  ])('is refused in a sentence: %s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('is one that needs a password', async () => {
    const document = await PDFDocument.load(onePage({ content: line('Words'), objects: { 5: HELVETICA } }));
    document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' });
    expect(await refusalOf(await document.save())).toMatch(/password/);
  });
});
