import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { stringAt } from './pdf-string.ts';
import type { RawFile } from './raw-file.ts';

/** Titles of the bookmarks, flattened. */
export async function outlineTitles(document: PDFDocumentProxy): Promise<string[]> {
  const titles: string[] = [];
  const collect = (
    items: readonly { readonly title: string; readonly items: readonly unknown[] }[],
    depth: number,
  ) => {
    for (const item of items) {
      titles.push(item.title.trim());
      if (depth < 12) collect(item.items.filter(isOutlineItem), depth + 1);
    }
  };
  const outline: unknown = await document.getOutline();
  if (Array.isArray(outline)) collect(outline.filter(isOutlineItem), 0);
  return titles.filter((title) => title !== '');
}

const isOutlineItem = (item: unknown): item is { title: string; items: unknown[] } =>
  typeof item === 'object' &&
  item !== null &&
  'title' in item &&
  typeof item.title === 'string' &&
  'items' in item &&
  Array.isArray(item.items);

/** Alternative and actual texts of the structure tree: what a screen reader says in place of a picture. */
export async function alternativeTexts(
  document: PDFDocumentProxy,
  raw: RawFile,
  encrypted: boolean,
): Promise<string[]> {
  if (encrypted) return await textsOfTrees(document);
  const texts = new Set<string>();
  for (const { index, 0: key } of raw.objects.matchAll(/\/(?:Alt|ActualText)\s*(?=[(<])/g)) {
    const text = stringAt(raw.objects, index + key.length)?.trim();
    if (text) texts.add(text);
  }
  return [...texts];
}

/** The strings of an encrypted file can only be read through pdf.js, page by page. */
async function textsOfTrees(document: PDFDocumentProxy): Promise<string[]> {
  const texts = new Set<string>();
  const collect = (node: unknown, depth: number) => {
    if (typeof node !== 'object' || node === null || depth > 64) return;
    if ('alt' in node && typeof node.alt === 'string' && node.alt.trim() !== '') texts.add(node.alt.trim());
    if ('children' in node && Array.isArray(node.children))
      for (const child of node.children) collect(child, depth + 1);
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    collect(await (await document.getPage(number)).getStructTree(), 0);
  }
  return [...texts];
}

/** Names of the files inside the file. */
export async function attachedFiles(
  document: PDFDocumentProxy,
  raw: RawFile,
  ofAnnotations: readonly (string | undefined)[],
): Promise<string[]> {
  const names = new Set<string>();
  const attachments: unknown = await document.getAttachments();
  if (typeof attachments === 'object' && attachments !== null) {
    for (const [key, file] of Object.entries(attachments)) {
      const name = typeof file === 'object' && file !== null ? Reflect.get(file, 'filename') : undefined;
      names.add(typeof name === 'string' && name !== '' ? name : key);
    }
  }
  for (const name of ofAnnotations) if (name !== undefined) names.add(name);
  // Files that only a page, a picture or nothing refers to.
  const embedded = raw.objects.match(/\/Type\s*\/EmbeddedFile\b|\/EF\s*<</g);
  if (names.size === 0 && embedded) names.add('an embedded file');
  return [...names];
}
