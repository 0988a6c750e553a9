import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PaintedPage } from './display-list/display-list.ts';
import { textFontOf } from './display-list/font.ts';
import { GlyphBuffer } from './display-list/glyph-run.ts';
import type { TextFont } from './display-list/graphics-state.ts';
import { paintPage } from './display-list/operators.ts';
import type { RawAnnotation } from './document/annotations.ts';
import type { Layers } from './document/optional-content.ts';
import { contains, transformBox } from './geometry/box.ts';
import { matrixOf } from './geometry/matrix.ts';
import { boxesOnPictures } from './hidden/covered-images.ts';
import { hiddenTexts } from './hidden/hidden-words.ts';
import { lookAtPage } from './hidden/look-at-page.ts';
import { struckWords } from './hidden/strikethrough.ts';
import { textVisibility } from './hidden/text-visibility.ts';
import { drawnWords } from './hidden/vector-watermark.ts';
import type { Box, Noticed, Page } from './page-model.ts';
import type { OpenPdf } from './pdfium/open-document.ts';
import { duplicateGlyphs } from './text/duplicate-glyphs.ts';
import { isUnmapped } from './text/glyph-text.ts';
import { pageLines } from './text/lines.ts';

/** What pages of one document share while they are read, one after the other. */
export class Reading {
  readonly layers: Layers;
  readonly fonts = new Map<string, TextFont>();
  readonly glyphs = new GlyphBuffer();
  /** The same document, for its pixels; absent where nobody asks what is seen. */
  readonly pdfium: OpenPdf | undefined;
  readonly onPainted: OnPainted | undefined;

  constructor(layers: Layers, pdfium?: OpenPdf, onPainted?: OnPainted) {
    this.layers = layers;
    this.pdfium = pdfium;
    this.onPainted = onPainted;
  }
}

/** Told of each page (1-based) while its glyphs are there, and of those that nobody sees. */
export type OnPainted = (number: number, painted: PaintedPage, unseen: ReadonlySet<number>) => void;

/** Reads one page in one pass over its operators. */
export async function readPage(
  proxy: PDFPageProxy,
  { layers, fonts, glyphs, pdfium, onPainted }: Reading,
  annotations: readonly RawAnnotation[],
): Promise<Page> {
  const viewport = proxy.getViewport({ scale: 1 });
  const base = matrixOf(viewport.transform);
  const boxOf = ({ rect: [left, bottom, right, top] }: RawAnnotation): Box =>
    transformBox(base, left ?? 0, bottom ?? 0, right ?? 0, top ?? 0);
  const { fnArray, argsArray } = await proxy.getOperatorList();
  const painted = paintPage({
    codes: fnArray,
    arguments: argsArray,
    width: viewport.width,
    height: viewport.height,
    base,
    glyphs,
    font(id) {
      const known = fonts.get(id);
      if (known || !proxy.commonObjs.has(id)) return known;
      const font = textFontOf(proxy.commonObjs.get(id));
      if (font) fonts.set(id, font);
      return font;
    },
    hiddenBy: layers.hiddenBy,
  });
  const byGeometry = textVisibility(painted, {
    redactions: annotations.filter(({ subtype }) => subtype === 'Redact').map(boxOf),
    fieldGrounds: annotations.filter(({ ground }) => ground !== undefined).map(boxOf),
  });
  const look = pdfium && lookAtPage(pdfium, proxy.pageNumber, painted);
  const hidden = new Map([...(look?.hidden ?? []), ...byGeometry]);
  const duplicates = duplicateGlyphs(painted, hidden);
  const unseen = new Set([...hidden.keys(), ...duplicates]);
  const { lines, footnoteMarks } = pageLines(painted, unseen);
  onPainted?.(proxy.pageNumber, painted, unseen);
  return {
    number: proxy.pageNumber,
    width: viewport.width,
    height: viewport.height,
    lines,
    footnoteMarks,
    hidden: [...hiddenTexts(painted, hidden, duplicates), ...(look?.unread ?? [])],
    noticed: noticedOn(painted),
    notRead: painted.isCutShort ? [0, 0, viewport.width, viewport.height] : look?.notRead,
    edges: look?.edges,
    annotations: annotations.map((annotation) => ({
      subtype: annotation.subtype,
      ...(annotation.contents !== undefined && { contents: annotation.contents }),
      ...(annotation.author !== undefined && { author: annotation.author }),
      ...(annotation.value !== undefined && { value: annotation.value }),
      ...(annotation.url !== undefined && { url: annotation.url }),
      box: boxOf(annotation),
    })),
    imageCover: imageCover(painted),
    unmappedGlyphs: unmappedGlyphs(painted),
  };
}

/** What a person who looks at the page would stop at, and no text tells. */
const noticedOn = (page: PaintedPage): Noticed[] => [
  ...boxesOnPictures(page).map((box) => ({ what: 'box-on-picture' as const, box })),
  ...drawnWords(page).map((box) => ({ what: 'drawn-word' as const, box })),
  ...struckWords(page).map((box) => ({ what: 'struck-words' as const, box })),
];

const MOST_PICTURES = 1000;

/** Share of the page that its pictures fill; overlapping ones count once, by rows of 64 samples. */
function imageCover({ width, height, shapes }: PaintedPage): number {
  const pictures = shapes
    .filter(({ kind }) => kind === 'image' || kind === 'stencil')
    .slice(0, MOST_PICTURES);
  if (pictures.length === 0) return 0;
  let covered = 0;
  for (let row = 0.5; row < 64; row += 1) {
    for (let column = 0.5; column < 64; column += 1) {
      const [x, y] = [(column / 64) * width, (row / 64) * height];
      if (pictures.some(({ box }) => contains(box, x, y))) covered += 1;
    }
  }
  return covered / (64 * 64);
}

function unmappedGlyphs({ glyphs, runs }: PaintedPage): number {
  let count = 0;
  for (const { first, end, font } of runs)
    for (let glyph = first; glyph < end; glyph += 1)
      if (isUnmapped(glyphs.text[glyph] ?? '', font.name)) count += 1;
  return count;
}
