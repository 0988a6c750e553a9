import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { everythingIn } from '../support/everything-in.ts';
import { line, onePage } from '../support/raw-pdf.ts';
import { structureOf } from '../support/structure-of.ts';

/** A page with a paragraph, a link, a note and a filled field, each tagged. */
const TAGGED = onePage({
  content: `/H1 <</MCID 0>> BDC ${line('Heading')} EMC /Link <</MCID 1>> BDC ${line('A link', 650)} EMC`,
  catalogue:
    '/MarkInfo <</Marked true>> /StructTreeRoot 30 0 R /Names <</Dests <</Names [(here) [3 0 R /Fit]]>>>>',
  page: '/StructParents 0 /Annots [20 0 R 21 0 R 22 0 R]',
  objects: {
    20: '<</Type /Annot /Subtype /Link /Rect [72 640 200 660] /StructParent 1 /Contents (A link) /A <</S /GoTo /D (here)>>>>',
    21: '<</Type /Annot /Subtype /Text /Rect [10 10 30 30] /StructParent 2 /Contents (SecretNote)>>',
    22: '<</Type /Annot /Subtype /Widget /FT /Tx /T (SecretField) /Rect [72 500 200 520] /StructParent 3>>',
    30: `<</Type /StructTreeRoot /K 31 0 R /ParentTree 40 0 R
      /IDTree <</Kids [<</Names [(kept) 32 0 R (note) 34 0 R] /Limits [(kept) (note)]>>]>> /ClassMap <</Plain <</O /UserProperties /P [<</N (SecretOwner)>>]>>>> /SecretKey (SecretKey)>>`,
    31: '<</Type /StructElem /S /Document /P 30 0 R /K [32 0 R 33 0 R 34 0 R 35 0 R]>>',
    32: '<</Type /StructElem /S /H1 /P 31 0 R /Pg 3 0 R /K [0] /ID (kept) /T (SecretTitle) /Ref [34 0 R]>>',
    33: '<</Type /StructElem /S /Link /P 31 0 R /Pg 3 0 R /ActualText (cid:secret@mail) /Alt (To the start) /K [1 <</Type /OBJR /Obj 20 0 R>>]>>',
    34: '<</Type /StructElem /S /Annot /P 31 0 R /Pg 3 0 R /ID (note) /Alt (SecretAlt) /K [<</Type /OBJR /Obj 21 0 R>>]>>',
    35: '<</Type /StructElem /S /Sect /P 31 0 R /K [36 0 R]>>',
    36: '<</Type /StructElem /S /Form /P 35 0 R /Pg 3 0 R /Alt (SecretAlt) /A [<</O /UserProperties /P [<</N (SecretOwner)>>]>>] /K <</Type /OBJR /Obj 22 0 R>>>>',
    40: '<</Nums [0 [32 0 R 33 0 R] 1 33 0 R 2 34 0 R 3 36 0 R]>>',
  },
});

async function cleaned(pdf: Uint8Array): Promise<Uint8Array> {
  const result = await cleanPdf(pdf, {
    title: 'Tagged',
    language: 'cy',
    publisher: 'Northshire Partnership',
  });
  if ('refused' in result) throw new Error(result.refused);
  return result.pdf;
}

describe('the tags of a clean copy', () => {
  it('lose what stood for notes and fields, up to sections that held nothing else', async () => {
    expect(await structureOf(TAGGED)).toHaveLength(6);
    expect(await structureOf(await cleaned(TAGGED))).toEqual([
      '/Document    0',
      '/H1    1',
      '/Link (To the start)   1',
    ]);
  });

  it('say nothing of what is gone: no word, no identifier, no reference', async () => {
    const everything = everythingIn(await cleaned(TAGGED));
    expect(everything).not.toMatch(/Secret|cid:|\(note\)|\/Ref |UserProperties|\(kept\)/);
    expect(everything).toContain('(id1)');
  });

  it('still tie a link to its words, and it leads to its place without a name', async () => {
    const everything = everythingIn(await cleaned(TAGGED));
    expect(everything).toMatch(/\/StructParent 1/);
    expect(everything).toMatch(/\/Type \/OBJR/);
    expect(everything).toMatch(/\/D \[ \d+ 0 R \/Fit \]\s*\/S \/GoTo/);
    expect(everything).not.toContain('here');
    expect(everything).toMatch(/\/Contents \(A link\)/);
  });

  it('are not there where there were none', async () => {
    const everything = everythingIn(await cleaned(onePage({ content: line('Words') })));
    expect(everything).not.toMatch(/StructTreeRoot|MarkInfo/);
    expect(everything).toContain('/Lang (cy)');
  });
});
