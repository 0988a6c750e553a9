import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { line, onePage } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'Baby Eva', language: 'en-GB', publisher: 'Northshire Partnership' };

const small = onePage({
  content: `/P <</MCID 0>> BDC ${line('Visible words')} EMC`,
  catalogue: '/StructTreeRoot 30 0 R /Outlines 27 0 R /OCProperties <</OCGs [26 0 R] /D <</OFF [26 0 R]>>>>',
  page: '/StructParents 0 /Annots [20 0 R 24 0 R]',
  resources: '/Properties <</L1 26 0 R>> /XObject <</Fm 25 0 R>>',
  objects: {
    20: '<</Type /Annot /Subtype /Link /Rect [1 1 9 9] /A <</S /URI /URI (https://example.org)>>>>',
    24: '<</Type /Annot /Subtype /Text /Contents (Note) /Rect [10 10 30 30]>>',
    25: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /OC 26 0 R', stream: '0 0 9 9 re f' },
    26: '<</Type /OCG /Name (Layer)>>',
    27: '<</Type /Outlines /First 28 0 R /Last 28 0 R /Count 1>>',
    28: '<</Title (Introduction) /Parent 27 0 R /Dest [3 0 R /Fit]>>',
    30: '<</Type /StructTreeRoot /K [31 0 R] /ParentTree <</Nums [0 [31 0 R]]>>>>',
    31: '<</Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K 0>>',
  },
});
const report = new Uint8Array(
  readFileSync(new URL('../fixtures/clean/comment-in-tagged-report.pdf', import.meta.url)),
);

const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 12 },
);

async function endsWell(pdf: Uint8Array, changes: readonly { at: number; byte: number }[]): Promise<boolean> {
  const mutated = pdf.slice();
  for (const { at, byte } of changes) mutated[Math.floor(at * mutated.length)] = byte;
  const result = await cleanPdf(mutated, PROPERTIES);
  return 'refused' in result ? /^[A-Z].*\.$/.test(result.refused) : result.pdf.length > 0;
}

describe('a PDF with changed bytes', () => {
  it.each([
    ['made by hand', small, 150],
    ['a tagged report', report, 10],
  ])('is cleaned or refused in a sentence, never anything else: %s', async (_, pdf, numRuns) => {
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => await endsWell(pdf, changes)),
      { seed: 20260201, numRuns },
    );
    expect(await endsWell(pdf, [])).toBe(true);
  });

  it('is cleaned or refused wherever it is cut off', async () => {
    for (let length = 0; length < small.length; length += 197) {
      expect(await endsWell(small.slice(0, length), [])).toBe(true);
    }
  });
});
