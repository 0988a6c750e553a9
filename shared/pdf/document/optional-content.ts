import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Names of the optional content groups that a reader does not see, by the document's configuration. */
export async function hiddenLayers(document: PDFDocumentProxy): Promise<string[]> {
  const config = await document.getOptionalContentConfig({ intent: 'display' });
  const names: string[] = [];
  for (const [id, group] of config) {
    const name: unknown = Reflect.get(Object(group), 'name');
    if (!config.isVisible({ type: 'OCG', id }))
      names.push(typeof name === 'string' && name !== '' ? name : 'a layer without a name');
  }
  return names;
}
