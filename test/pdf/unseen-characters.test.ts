import { PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { readableText } from '#shared/pdf/clean/pdf-objects.ts';
import { line, onePage } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'A review', language: 'en-GB', publisher: 'Northshire Partnership' };
const tags = [...'Thornbury'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const selectors = [...'Thornbury']
  .map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0)))
  .join('');

/** The alternative texts in the copy of a page with a tagged heading. */
async function descriptionIn(alt: string, actualText = alt): Promise<string | undefined> {
  const result = await cleanPdf(
    onePage({
      content: `/H1 <</MCID 0>> BDC ${line('Heading')} EMC /Span <</ActualText ${actualText}>> BDC ${line('Words', 650)} EMC`,
      catalogue: '/MarkInfo <</Marked true>> /StructTreeRoot 30 0 R',
      page: '/StructParents 0',
      objects: {
        30: '<</Type /StructTreeRoot /K 31 0 R /ParentTree <</Nums [0 [31 0 R]]>>>>',
        31: `<</Type /StructElem /S /H1 /P 30 0 R /Pg 3 0 R /K [0] /Alt ${alt}>>`,
      },
    }),
    PROPERTIES,
  );
  if ('refused' in result) throw new Error(result.refused);
  const copy = await PDFDocument.load(result.pdf, { updateMetadata: false });
  for (const [, object] of copy.context.enumerateIndirectObjects()) {
    const text = object instanceof PDFDict ? object.get(PDFName.of('Alt')) : undefined;
    if (text !== undefined) return String(text);
  }
  return undefined;
}

const HEADING = String(PDFHexString.fromText('A heading'));

describe('characters of a description that nobody sees or hears', () => {
  it.each([
    ['tag characters', String(PDFHexString.fromText(`A heading${tags}`))],
    ['variation selectors', String(PDFHexString.fromText(`A heading${selectors}`))],
    ['a change of language', String(PDFHexString.fromText('A \u001benGB\u001bheading'))],
  ])('are not in the copy: %s', async (_, alt) => {
    expect(await descriptionIn(alt)).toBe(HEADING);
  });

  it('are not what an undecodable code says', async () => {
    // Half a surrogate pair.
    expect(await descriptionIn('<FEFF0041D854>', '(Words)')).toBe(String(PDFHexString.fromText('A\ufffd')));
  });

  it('leave accents, dashes and soft hyphens', () => {
    expect(readableText('Siân’s – well\u00adbeing')).toBe('Siân’s – well\u00adbeing');
  });
});
