import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';

/**
 * The tags of a PDF in reading order: standard role, alternative and actual text, and the number of its
 * pieces of content. A role of the document's own counts as the standard role that its role map names.
 */
export async function structureOf(pdf: Uint8Array): Promise<string[]> {
  const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const root = catalog.lookup(PDFName.of('StructTreeRoot'));
  const roles = root instanceof PDFDict ? root.lookup(PDFName.of('RoleMap')) : undefined;
  const standardRole = (role: PDFObject | undefined, depth = 0): string => {
    const mapped = roles instanceof PDFDict && role instanceof PDFName ? roles.lookup(role) : undefined;
    return mapped === undefined || depth > 9 ? String(role ?? '') : standardRole(mapped, depth + 1);
  };
  const lines: string[] = [];
  const waiting: PDFObject[] = [...kidsOf(root)].reverse();
  while (waiting.length > 0) {
    const element = context.lookup(waiting.pop());
    if (!(element instanceof PDFDict) || !element.has(PDFName.of('S'))) continue;
    const kids = kidsOf(element);
    const role = standardRole(element.lookup(PDFName.of('S')));
    const texts = ['Alt', 'ActualText', 'Lang'].map((key) => String(element.lookup(PDFName.of(key)) ?? ''));
    const contents = kids.filter((kid) => !(context.lookup(kid) instanceof PDFDict)).length;
    lines.push(`${[role, ...texts].join(' ')} ${contents}`);
    waiting.push(...kids.reverse());
  }
  return lines;

  function kidsOf(element: PDFObject | undefined): PDFObject[] {
    const kids = element instanceof PDFDict ? element.lookup(PDFName.of('K')) : undefined;
    if (kids instanceof PDFArray) return kids.asArray().slice();
    return kids === undefined || !(element instanceof PDFDict) ? [] : [element.get(PDFName.of('K')) ?? kids];
  }
}
