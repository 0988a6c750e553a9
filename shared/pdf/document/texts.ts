import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { contentStreams } from '../bytes/content-streams.ts';
import type { RawFile } from '../bytes/object-scan.ts';
import { stringAt } from '../bytes/pdf-string.ts';
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

/**
 * Alternative texts, actual texts, expansions of abbreviations and summaries of tables, in the structure tree
 * and in what pages are painted with: what a screen reader says and what is copied in place of what is seen.
 */
export async function alternativeTexts(
  document: PDFDocumentProxy,
  bytes: Uint8Array,
  raw: RawFile,
  encrypted: boolean,
): Promise<string[]> {
  if (encrypted) return await textsOfTrees(document);
  const texts = new Set<string>();
  for (const source of [raw.objects, ...contentStreams(bytes, raw)])
    for (const text of stringsAfter(source, /\/(?:Alt|ActualText|E|Summary)\s*(?=[(<](?!<))/g))
      texts.add(text);
  return [...texts];
}

function stringsAfter(source: string, key: RegExp): string[] {
  return [...source.matchAll(key)].flatMap(({ index, 0: { length } }) => {
    const text = stringAt(source, index + length)?.trim();
    return text ? [text] : [];
  });
}

/**
 * Titles of tags, names and tooltips of form fields, and names of the places that links and bookmarks lead
 * to.
 */
export async function documentLabels(
  document: PDFDocumentProxy,
  raw: RawFile,
  annotations: readonly RawAnnotation[],
  encrypted: boolean,
): Promise<Label[]> {
  const labels = new Map<string, Label>();
  const add = (of: Label['of'], text: string) => labels.set(`${of} ${text}`, { of, text });
  if (!encrypted && TITLE_OF_TAG.test(raw.objects)) {
    for (const object of raw.objects.split('endobj')) {
      // Notes have a /T too: their author.
      if (!/\/S\s*\//.test(object) || /\/Subtype\b/.test(object)) continue;
      for (const text of stringsAfter(object, new RegExp(TITLE_OF_TAG, 'g'))) add('tag', text);
    }
  }
  for (const { fieldNames } of annotations) for (const text of fieldNames) add('form field', text);
  const targets: unknown = await document.getDestinations();
  if (typeof targets === 'object' && targets !== null)
    for (const text of Object.keys(targets).slice(0, MOST_TARGETS)) add('link target', text);
  return [...labels.values()];
}

const TITLE_OF_TAG = /\/T\s*(?=[(<](?!<))/;
/** More than the headings, notes and tables of a long report. */
const MOST_TARGETS = 5000;

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
