import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';

/** The tags of a PDF in reading order: role, alternative and actual text, and how many pieces of content each holds. */
export async function structureOf(pdf: Uint8Array): Promise<string[]> {
  const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const lines: string[] = [];
  const waiting: PDFObject[] = [...kidsOf(catalog.lookup(PDFName.of('StructTreeRoot')))].reverse();
  while (waiting.length > 0) {
    const element = context.lookup(waiting.pop());
    if (!(element instanceof PDFDict) || !element.has(PDFName.of('S'))) continue;
    const kids = kidsOf(element);
    const texts = ['S', 'Alt', 'ActualText', 'Lang'].map((key) =>
      String(element.lookup(PDFName.of(key)) ?? ''),
    );
    const contents = kids.filter((kid) => !(context.lookup(kid) instanceof PDFDict)).length;
    lines.push(`${texts.join(' ')} ${contents}`);
    waiting.push(...kids.reverse());
  }
  return lines;

  function kidsOf(element: PDFObject | undefined): PDFObject[] {
    const kids = element instanceof PDFDict ? element.lookup(PDFName.of('K')) : undefined;
    if (kids instanceof PDFArray) return kids.asArray().slice();
    return kids === undefined || !(element instanceof PDFDict) ? [] : [element.get(PDFName.of('K')) ?? kids];
  }
}
