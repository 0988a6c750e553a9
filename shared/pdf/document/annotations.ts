// First, as in open-pdf.ts.
import '../pdfjs/dom-polyfill.ts';

import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AnnotationType } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An annotation as pdf.js gives it, as far as reading needs it. Rectangles are in default user space. */
export interface RawAnnotation {
  /** 0-based. */
  readonly pageIndex: number;
  /** `12R`: the object it is. */
  readonly id: string;
  readonly subtype: string;
  /** The file says how it looks. */
  readonly hasAppearance: boolean;
  readonly rect: readonly number[];
  readonly contents: string | undefined;
  readonly author: string | undefined;
  readonly value: string | undefined;
  readonly url: string | undefined;
  /** An address that no browser would follow: another file, a program, a script. */
  readonly unsafeUrl: string | undefined;
  readonly fileName: string | undefined;
  /** What a form field is called, and what a screen reader or a mouse is told of it. */
  readonly fieldNames: readonly string[];
  /**
   * Fills a field that has no appearance of its own, `#rrggbb`: browsers paint it, most other readers do not.
   */
  readonly ground: string | undefined;
}

/**
 * All annotations of a document in one call, also hidden ones and those that are never printed, and without
 * the text below links (which costs as much as reading the page again).
 */
export async function documentAnnotations(document: PDFDocumentProxy): Promise<RawAnnotation[]> {
  const kinds = new Set(Object.values(AnnotationType));
  // Before any page is read: afterwards pdf.js leaves out the kinds that it cannot draw.
  const found: unknown = await document.getAnnotationsByType(kinds, new Set());
  return Array.isArray(found) ? found.map(annotationOf) : [];
}

function annotationOf(found: unknown): RawAnnotation {
  const of = reader(found);
  const rect = of('rect');
  return {
    pageIndex: Number(of('pageIndex')),
    id: String(of('id')),
    subtype: words(of('subtype')) ?? '',
    hasAppearance: of('hasAppearance') === true,
    rect: Array.isArray(rect) ? rect.map(Number) : [0, 0, 0, 0],
    contents: words(reader(of('contentsObj'))('str')),
    author: words(reader(of('titleObj'))('str')),
    value: fieldValue(of),
    url: words(of('url')),
    unsafeUrl: words(of('unsafeUrl')),
    fileName: words(reader(of('file'))('filename')),
    ground: groundOf(of),
    fieldNames: [of('fieldName'), of('alternativeText')].flatMap((name) => words(name) ?? []),
  };
}

const reader = (value: unknown) => (key: string) =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** What somebody filled in. Buttons and unticked boxes have no value of their own. */
function fieldValue(of: (key: string) => unknown): string | undefined {
  if (of('pushButton') === true) return undefined;
  const value = of('fieldValue');
  const text = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(', ') : value;
  return text === 'Off' ? undefined : words(text);
}

function groundOf(of: (key: string) => unknown): string | undefined {
  const colour = of('backgroundColor');
  if (of('subtype') !== 'Widget' || of('hasAppearance') === true || of('hidden') === true) return undefined;
  if (!(colour instanceof Uint8ClampedArray)) return undefined;
  return `#${Buffer.from(colour).toString('hex')}`;
}
