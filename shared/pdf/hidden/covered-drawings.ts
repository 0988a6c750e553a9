import { areaOf, boxAround, encloses } from '../geometry/box.ts';
import { boxOfRing } from '../geometry/rings.ts';
import { ShapeIndex } from '../geometry/spatial-index.ts';
import type { Box, Noticed } from '../page-model.ts';
import type { LoadedPage } from '../pdfium/loaded-page.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { type PageImage, paintPage } from '../pdfium/render-page.ts';
import type { PageShape } from '../pdfium/shape.ts';
import { UnreadablePdf } from '../unreadable-pdf.ts';
import { boxesOnPictures } from './covered-images.ts';
import { hasContrast } from './visible-characters.ts';

/** A place of the canvas that the ink test does not use. */
const WITHOUT = 7;
/** Points: words drawn as outlines are so high. */
const [LEAST_HEIGHT, MOST_HEIGHT] = [4, 60];
/** Outlines of a word have several letters of several forms; of other drawings fewer are under one cover. */
const [FEWEST_LETTERS, FEWEST_FORMS] = [3, 3];
/** Points of an outline that is no box and no triangle. */
const FEWEST_POINTS = 5;
/** How many times larger than a letter its cover is: the letter painted again over itself is none. */
const LARGER = 2;
/** Outlines that are looked at: a map has more, and no word under a box. */
const MOST_OUTLINES = 5000;
/** Pixels along the edge of a cover that do not count: the ink of burned-in black ends there. */
const EDGE = 2;

/** What covers hide that is no text, as pixels tell: pictures, and words drawn as outlines. */
export function coveredDrawings(open: OpenPdf, loaded: LoadedPage): Noticed[] {
  const { painted, objects } = loaded;
  const covers = boxesOnPictures({ ...painted, shapes: objects.shapes });
  const outlines = [...outlinesUnderCovers(objects.shapes, painted.height), ...paleOutlines(objects.shapes)];
  return [
    ...coversOfSomething(open, loaded, covers).map((box) => ({ what: 'box-on-picture' as const, box })),
    ...unseenWords(open, loaded, outlines).map((box) => ({ what: 'covered-outlines' as const, box })),
  ];
}

/** The covers without which something comes to light. A picture that is itself black there hides nothing. */
function coversOfSomething(open: OpenPdf, { page }: LoadedPage, covers: readonly PageShape[]): Box[] {
  if (covers.length === 0) return [];
  const without = paintedWithout(open, page, covers);
  return covers.map(({ box }) => box).filter((box) => hasContrast(without, box, EDGE));
}

/** Filled outlines of the size and form of letters, each with a larger shape over it. */
function outlinesUnderCovers(shapes: readonly PageShape[], height: number): PageShape[] {
  const outlines = shapes.filter((shape) => shape.kind === 'fill' && isOfSize(shape));
  if (outlines.length === 0 || outlines.length > MOST_OUTLINES) return [];
  const covers = new ShapeIndex(
    shapes.filter(({ kind }) => kind !== 'stroke'),
    height,
  );
  return outlines.filter(
    (outline) =>
      covers
        .touching(outline.box)
        .some(
          (cover) =>
            cover.order > outline.order &&
            encloses(cover.box, outline.box) &&
            areaOf(cover.box) > LARGER * areaOf(outline.box),
        ) && outline.outline.some((ring) => ring.length >= 2 * FEWEST_POINTS),
  );
}

const isOfSize = ({ box: [left, top, right, bottom] }: PageShape): boolean =>
  bottom - top >= LEAST_HEIGHT && bottom - top <= MOST_HEIGHT && right > left;

/** A colour that white paper hides. */
const PALE = /^#(?:f[\da-f]){3}$/;
/** Points by which an edge of a letter is neither level nor upright. */
const SLOPE = 0.5;

/** Outlines of letters' size, filled or stroked in white or nearly so; lines of tables have no slopes. */
function paleOutlines(shapes: readonly PageShape[]): PageShape[] {
  const outlines = shapes.filter(
    (shape) =>
      (shape.kind === 'fill' || shape.kind === 'stroke') &&
      isOfSize(shape) &&
      !shape.isBox &&
      PALE.test(shape.colour ?? ''),
  );
  const isFew = outlines.length <= MOST_OUTLINES && outlines.filter(hasSlope).length >= 2;
  return isFew ? outlines : [];
}

/** Rings are coordinates in turn: x, y, x, y. */
const hasSlope = ({ outline }: PageShape): boolean =>
  outline.some((ring) =>
    ring.some(
      (x, at) =>
        at % 2 === 0 &&
        at > 0 &&
        Math.abs(x - (ring[at - 2] ?? x)) > SLOPE &&
        Math.abs((ring[at + 1] ?? 0) - (ring[at - 1] ?? 0)) > SLOPE,
    ),
  );

/** Groups of outlines that look like words and leave no trace on the page. */
function unseenWords(open: OpenPdf, { page, asItIs }: LoadedPage, outlines: readonly PageShape[]): Box[] {
  if (formsOf(outlines) < FEWEST_FORMS) return [];
  const image = asItIs();
  const without = paintedWithout(open, page, outlines);
  const unseen = outlines.filter(({ box }) => !differIn(image, without, box));
  return wordsOf(unseen).flatMap((word) =>
    formsOf(word) >= FEWEST_FORMS && ringsOf(word).length >= FEWEST_LETTERS
      ? [word.map(({ box }) => box).reduce(boxAround)]
      : [],
  );
}

const ringsOf = (outlines: readonly PageShape[]) => outlines.flatMap(({ outline }) => outline);

/** How many forms outlines have, by their numbers of points and their sizes. */
const formsOf = (outlines: readonly PageShape[]): number =>
  new Set(
    ringsOf(outlines).map((ring) => {
      const [left, top, right, bottom] = boxOfRing(ring);
      return `${ring.length} ${Math.round(right - left)} ${Math.round(bottom - top)}`;
    }),
  ).size;

/** Outlines in the order of painting, parted where the next one does not stand beside the one before. */
function wordsOf(outlines: readonly PageShape[]): PageShape[][] {
  const words: PageShape[][] = [];
  for (const outline of outlines) {
    const before = words.at(-1)?.at(-1);
    if (before && isBeside(before.box, outline.box)) words.at(-1)?.push(outline);
    else words.push([outline]);
  }
  return words;
}

function isBeside(one: Box, other: Box): boolean {
  const height = Math.max(one[3] - one[1], other[3] - other[1]);
  const isOnLine = one[1] < other[3] && other[1] < one[3];
  return isOnLine && Math.abs(other[0] - one[2]) < 1.5 * height;
}

function paintedWithout(open: OpenPdf, page: number, shapes: readonly PageShape[]): PageImage {
  const setActive = open.pdfium.FPDFPageObj_SetIsActive;
  for (const { handle } of shapes) setActive(handle, false);
  const image = paintPage(open, page, 1, undefined, { place: WITHOUT });
  for (const { handle } of shapes) setActive(handle, true);
  if (image === undefined) throw new UnreadablePdf('too-much-memory');
  return image;
}

/** Of 255: a fainter difference is seen by nobody. */
const FAINT = 12;

/** Whether two paintings of a page show anything else in a box (points as displayed). */
function differIn(one: PageImage, other: PageImage, box: Box): boolean {
  const [left, top] = [
    Math.max(0, Math.floor(box[0] * one.scale)),
    Math.max(0, Math.floor(box[1] * one.scale)),
  ];
  const right = Math.min(one.width, Math.ceil(box[2] * one.scale));
  const bottom = Math.min(one.height, Math.ceil(box[3] * one.scale));
  for (let y = top; y < bottom; y += 1) {
    const row = y * one.stride;
    const [from, to] = [row + left * 4, row + Math.max(left, right) * 4];
    if (Buffer.compare(one.pixels.subarray(from, to), other.pixels.subarray(from, to)) === 0) continue;
    for (let at = from; at < to; at += 1)
      if (Math.abs((one.pixels[at] ?? 0) - (other.pixels[at] ?? 0)) > FAINT) return true;
  }
  return false;
}
