import { PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';

/** The PDF without its annotations of subtype FreeText. */
export async function withoutTextBoxes(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  for (const page of document.getPages()) {
    for (const annotation of page.node.Annots()?.asArray() ?? []) {
      const subtype = document.context.lookup(annotation, PDFDict).get(PDFName.of('Subtype'));
      if (String(subtype) === '/FreeText' && annotation instanceof PDFRef) page.node.removeAnnot(annotation);
    }
  }
  return document.save();
}
