import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RawFile } from '../bytes/object-scan.ts';
import type { Label } from '../page-model.ts';
import type { RawAnnotation } from './annotations.ts';

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

/** More than the headings, notes and tables of a long report. */
const MOST_TARGETS = 5000;

/** Names and tooltips of form fields, and names of the places that links and bookmarks lead to. */
export async function documentLabels(
  document: PDFDocumentProxy,
  annotations: readonly RawAnnotation[],
): Promise<Label[]> {
  const targets: unknown = await document.getDestinations();
  const names = typeof targets === 'object' && targets !== null ? Object.keys(targets) : [];
  return [
    ...annotations
      .flatMap(({ fieldNames }) => fieldNames)
      .map((text) => ({ of: 'form field' as const, text })),
    ...names.slice(0, MOST_TARGETS).map((text) => ({ of: 'link target' as const, text })),
  ];
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
