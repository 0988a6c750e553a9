import type { RawAnnotation } from './document/annotations.ts';
import { contains, transformBox } from './geometry/box.ts';
import { coveredDrawings } from './hidden/covered-drawings.ts';
import { hiddenTexts } from './hidden/hidden-words.ts';
import { type Comparison, lookAtPage } from './hidden/look-at-page.ts';
import { struckWords } from './hidden/strikethrough.ts';
import { textVisibility } from './hidden/text-visibility.ts';
import { drawnWords } from './hidden/vector-watermark.ts';
import type { Box, Noticed, Page } from './page-model.ts';
import type { PaintedPage } from './painted-page.ts';
import type { PageCharacter } from './pdfium/characters.ts';
import { type LoadedPage, withPage } from './pdfium/loaded-page.ts';
import { type OpenPdf, textIn } from './pdfium/open-document.ts';
import { displayMatrix } from './pdfium/render-page.ts';
import type { SecondReading } from './pdfjs/second-reading.ts';
import { digestOfText, fingerprintOf, type SeenPage } from './seen-page.ts';
import { duplicateGlyphs } from './text/duplicate-glyphs.ts';
import { isUnmapped } from './text/glyph-text.ts';
import { pageLines } from './text/lines.ts';

/**
 * Reads a page (1-based) with PDFium, and compares it; `comparison` is absent where nobody asks what is seen.
 */
export function readPage(
  open: OpenPdf,
  number: number,
  annotations: readonly RawAnnotation[],
  comparison: Comparison | undefined,
): Page {
  const withAppearance = new Set(
    annotations.filter(({ hasAppearance }) => hasAppearance).map(({ id }) => Number.parseInt(id, 10)),
  );
  const read = comparison?.read;
  return withPage(open, number, withAppearance, (loaded) => {
    const { page, painted } = loaded;
    const display = displayMatrix(open, page);
    const boxOf = ({ rect: [left, bottom, right, top] }: RawAnnotation): Box =>
      transformBox(display, left ?? 0, bottom ?? 0, right ?? 0, top ?? 0);
    const byGeometry = textVisibility(painted, {
      redactions: annotations.filter(({ subtype }) => subtype === 'Redact').map(boxOf),
      fieldGrounds: annotations.filter(({ ground }) => ground !== undefined).map(boxOf),
      userUnit: read?.userUnit ?? 1,
    });
    const hyphenated = hyphenatedWords(read);
    tellHyphens(painted, hyphenated);
    const noticed = [...(read ? coveredDrawings(open, loaded) : []), ...noticedOn(painted)];
    const covered = imageCover(painted);
    const look = comparison && lookAtPage(open, number, loaded, comparison);
    const hidden = new Map([...(look?.hidden ?? []), ...byGeometry]);
    const duplicates = duplicateGlyphs(painted, hidden);
    const unseen = new Set([...hidden.keys(), ...duplicates]);
    const { lines, footnoteMarks } = pageLines(painted, unseen);
    return {
      number,
      width: painted.width,
      height: painted.height,
      lines,
      footnoteMarks,
      hidden: hiddenTexts(painted, hidden, duplicates),
      noticed,
      notRead: look?.notRead,
      drawn: look?.drawn,
      edges: look?.edges,
      annotations: annotations.map((annotation) => ({
        subtype: annotation.subtype,
        ...(annotation.contents !== undefined && { contents: annotation.contents }),
        ...(annotation.author !== undefined && { author: annotation.author }),
        ...(annotation.value !== undefined && { value: annotation.value }),
        ...(annotation.url !== undefined && { url: annotation.url }),
        box: boxOf(annotation),
      })),
      imageCover: covered,
      unmappedGlyphs: unmappedGlyphs(painted),
      ...(comparison && { seen: seenOf(open, loaded, unseen, hyphenated) }),
    };
  });
}

function seenOf(
  open: OpenPdf,
  { text, objects, characters, placed, asItIs }: LoadedPage,
  unseen: ReadonlySet<number>,
  hyphenated: ReadonlySet<string>,
): SeenPage {
  const isUnseen = (character: PageCharacter): boolean => {
    const glyph = placed.glyphOf(character);
    return glyph !== undefined && unseen.has(glyph);
  };
  return {
    pixels: fingerprintOf(asItIs()),
    letters: digestOfText(textIn(open, text)),
    hasReplacedText: objects.hasReplacedText,
    unseen: new Set(unseen.size === 0 ? [] : characters.filter(isUnseen).map(({ index }) => index)),
    hyphenated,
  };
}

/** Words that go on after a soft hyphen, as pdf.js reads them. */
const hyphenatedWords = (read: SecondReading | undefined): ReadonlySet<string> =>
  new Set(
    (read?.texts ?? [])
      .filter((text) => text.includes('\u00ad'))
      .flatMap((text) => [...text.matchAll(/(\p{L}+)\u00ad/gu)].map(([, word = '']) => word)),
  );

/**
 * PDFium says of a hyphen at the end of a line that it is one, and not whether it is a soft one. One that is
 * painted inside a line is a hyphen, though a font with one glyph for both calls it soft: "Ofori-Lyle".
 */
export function tellHyphens(
  { glyphs: { text, x, y, endX, endY }, runs }: LoadedPage['painted'],
  hyphenated: ReadonlySet<string>,
): void {
  const isSpread = (glyph: number): boolean => x[glyph] !== endX[glyph] || y[glyph] !== endY[glyph];
  for (const { first, end } of runs) {
    for (let glyph = first; glyph < end; glyph += 1) {
      const mark = text[glyph];
      if (mark !== '-' && mark !== '\u00ad') continue;
      const isInside = glyph + 1 < end && /[\p{L}\d]/u.test(text[glyph + 1] ?? '');
      if (isInside && isSpread(glyph)) text[glyph] = '-';
      const before = isInside ? undefined : /\p{L}+$/u.exec(text.slice(first, glyph).join(''))?.[0];
      if (before !== undefined && hyphenated.has(before)) text[glyph] = '\u00ad';
    }
  }
}

/** What a person who looks at the page would stop at, and no text tells. */
const noticedOn = (page: PaintedPage): Noticed[] => [
  ...drawnWords(page).map((box) => ({ what: 'drawn-word' as const, box })),
  ...struckWords(page).map((box) => ({ what: 'struck-words' as const, box })),
];

const MOST_PICTURES = 1000;

/** Share of the page that its pictures fill; overlapping ones count once, by rows of 64 samples. */
function imageCover({ width, height, shapes }: PaintedPage): number {
  const pictures = shapes
    .filter(({ kind }) => kind === 'image')
    .slice(0, MOST_PICTURES)
    .map(({ shown }) => shown);
  if (pictures.length === 0) return 0;
  let covered = 0;
  for (let row = 0.5; row < 64; row += 1) {
    const y = (row / 64) * height;
    const here = pictures.filter((box) => y >= box[1] && y <= box[3]);
    if (here.length === 0) continue;
    for (let column = 0.5; column < 64; column += 1) {
      const x = (column / 64) * width;
      if (here.some((box) => contains(box, x, y))) covered += 1;
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
