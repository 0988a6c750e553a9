import { PDFArray, type PDFContext, type PDFObject, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';
import { type Matrix, multiply } from '../../geometry/matrix.ts';
import { type OpenPdf, withPdfium } from '../../pdfium/open-document.ts';
import { displayOf, paintPage } from '../../pdfium/render-page.ts';
import { entry, flagOf, numberOf } from '../pdf-objects.ts';
import type { Placement } from './picture-placements.ts';

/** Pixels to a point: half a point is the finest that is told apart. */
const SCALE = 2;
/**
 * Points round what is seen that stay: viewers blend pixels with their neighbours where they scale a picture
 * down.
 */
const MARGIN = 1;
/** Cells to a side of an image's grid at the most. */
const FINEST_GRID = 1024;

/**
 * Which parts of an image somebody can see on any page: a grid of cells over it, top row first, 1 where seen.
 */
export interface SeenGrid {
  readonly columns: number;
  readonly rows: number;
  readonly seen: Uint8Array;
}

/**
 * Finds the hidden parts of images by the pages' own pixels: an image is painted all black and all white, and
 * where the page stays the same nobody sees it, whatever hides it (clip, page edge, cover, mask, layer).
 * Images that are seen in full, and those without a place, are not in the answer.
 */
export async function partlySeenImages(
  context: PDFContext,
  placements: ReadonlyMap<PDFRawStream, readonly Placement[]>,
  serialise: () => Promise<Uint8Array>,
): Promise<Map<PDFRawStream, SeenGrid>> {
  const pictures = picturesOf(context, placements);
  const codes = codesOf(pictures);
  const bits = Math.max(0, ...codes.values().map((code) => 32 - Math.clz32(code)));
  const variants: Uint8Array[] = [];
  for (let bit = 0; bit < bits; bit += 1) {
    const toggled = pictures.filter((picture) => ((codes.get(picture) ?? 0) & (1 << bit)) !== 0);
    const isAlone = toggled.every((picture) => codes.get(picture) === 1 << bit);
    for (const shade of SHADES)
      variants.push(await withShades(context, toggled, { shade, isAlone }, serialise));
  }
  const [first] = variants;
  if (first === undefined) return new Map();
  await withPdfium(first, (open) => {
    const documents = variants.map((pdf) => documentIn(open, pdf));
    const pages = [...new Set(pictures.flatMap(({ places }) => places.map(({ page }) => page)))].sort(
      (one, other) => one - other,
    );
    for (const page of pages) {
      const unsettled = pictures.filter((picture) => picture.unseen > 0 && isOn(picture, page));
      if (unsettled.length > 0) lookAt(documents, page, unsettled, codes);
    }
  });
  return new Map(pictures.filter(({ unseen }) => unseen > 0).map(({ stream, grid }) => [stream, grid]));
}

interface Picture {
  readonly stream: PDFRawStream;
  readonly ref: PDFRef;
  readonly width: number;
  readonly height: number;
  readonly places: readonly Placement[];
  readonly grid: SeenGrid;
  /** Cells that were not seen yet. */
  unseen: number;
}

const isOn = ({ places }: Picture, page: number): boolean => places.some((place) => place.page === page);

function picturesOf(
  context: PDFContext,
  placements: ReadonlyMap<PDFRawStream, readonly Placement[]>,
): Picture[] {
  return [...placements].flatMap(([stream, places]): Picture[] => {
    const ref = context.getObjectRef(stream);
    const width = numberOf(context, entry(stream.dict, 'Width')) ?? 0;
    const height = numberOf(context, entry(stream.dict, 'Height')) ?? 0;
    if (ref === undefined || !(width >= 1 && height >= 1)) return [];
    const [columns, rows] = [Math.min(FINEST_GRID, width), Math.min(FINEST_GRID, height)];
    const grid = { columns, rows, seen: new Uint8Array(columns * rows) };
    return [{ stream, ref, width, height, places, grid, unseen: columns * rows }];
  });
}

/** So few images on a page are told apart by a bit of their own each; more share bits. */
const MOST_OWN_BITS = 4;

/**
 * A code for each image so that no two on one page have the same, nor one all bits of another: images with a
 * bit are painted at once, and a pixel shows an image where it changes with all of its bits.
 */
function codesOf(pictures: readonly Picture[]): Map<Picture, number> {
  const taken = new Map<number, Set<number>>();
  const colours = new Map<Picture, number>();
  for (const picture of pictures) {
    const pages = new Set(picture.places.map(({ page }) => page));
    let colour = 0;
    while ([...pages].some((page) => taken.get(page)?.has(colour))) colour += 1;
    for (const page of pages) taken.set(page, (taken.get(page) ?? new Set()).add(colour));
    colours.set(picture, colour);
  }
  const needed = Math.max(-1, ...colours.values()) + 1;
  const words = needed <= MOST_OWN_BITS ? OWN_BITS : balancedWords(needed);
  return new Map([...colours].map(([picture, colour]) => [picture, words[colour] ?? 0]));
}

const OWN_BITS = Array.from({ length: MOST_OWN_BITS }, (_, bit) => 1 << bit);

/** So many numbers with half of their bits set. */
function balancedWords(count: number): number[] {
  for (let bits = 4; ; bits += 1) {
    const words: number[] = [];
    for (let word = 1; word < 1 << bits && words.length < count; word += 1)
      if (bitsSet(word) === Math.floor(bits / 2)) words.push(word);
    if (words.length === count) return words;
  }
}

function bitsSet(word: number): number {
  let count = 0;
  for (let rest = word; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

const SHADES = ['black', 'white'] as const;
type Shade = (typeof SHADES)[number];

/**
 * The document with these images in one shade, their own masks kept. A stencil paints all of its square, or
 * nothing.
 */
async function withShades(
  context: PDFContext,
  pictures: readonly Picture[],
  { shade, isAlone }: { readonly shade: Shade; readonly isAlone: boolean },
  serialise: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const shadedAs = isAlone ? shadedOrAbsent : shaded;
  for (const { ref, stream } of pictures) context.assign(ref, shadedAs(context, stream, shade));
  try {
    return await serialise();
  } finally {
    for (const { ref, stream } of pictures) context.assign(ref, stream);
  }
}

/**
 * A stencil, or a picture with a mask, as it is or gone: a mask may draw in white on white what nobody sees.
 * Only for pictures that are painted in no other shade at the same time.
 */
function shadedOrAbsent(context: PDFContext, stream: PDFRawStream, shade: Shade): PDFRawStream {
  const isMask = (value: PDFObject | undefined) => context.lookup(value) instanceof PDFRawStream;
  const isStencil = flagOf(context, entry(stream.dict, 'ImageMask'));
  if (!isStencil && !isMask(entry(stream.dict, 'SMask')) && !isMask(entry(stream.dict, 'Mask')))
    return shaded(context, stream, shade);
  if (shade === 'black') return stream;
  const nothing = { Type: 'XObject', Subtype: 'Image', ImageMask: true, Width: 1, Height: 1 };
  return PDFRawStream.of(context.obj({ ...nothing, BitsPerComponent: 1 }), Uint8Array.of(255));
}

function shaded(context: PDFContext, { dict }: PDFRawStream, shade: Shade): PDFRawStream {
  const isStencil = flagOf(context, entry(dict, 'ImageMask'));
  const [softMask, mask] = [entry(dict, 'SMask'), entry(dict, 'Mask')];
  const value = shade === 'black' ? 0 : 255;
  const own = isStencil
    ? { ImageMask: true, BitsPerComponent: 1 }
    : {
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 8,
        ...(softMask !== undefined && { SMask: softMask }),
        ...(mask !== undefined && !(context.lookup(mask) instanceof PDFArray) && { Mask: mask }),
      };
  const literal = { Type: 'XObject', Subtype: 'Image', Width: 1, Height: 1, ...own };
  return PDFRawStream.of(context.obj(literal), Uint8Array.of(value));
}

function documentIn(open: OpenPdf, pdf: Uint8Array): OpenPdf {
  const { malloc } = open.pdfium.pdfium.wasmExports;
  const at = malloc(pdf.length);
  open.pdfium.pdfium.HEAPU8.set(pdf, at);
  const handle = open.pdfium.FPDF_LoadMemDocument(at, pdf.length, '');
  if (handle === 0) throw new Error('PDFium cannot open a document that it has just written.');
  return { ...open, handle };
}

/** Marks in the grids of these images what this page shows of them. */
function lookAt(
  documents: readonly OpenPdf[],
  number: number,
  pictures: readonly Picture[],
  codes: ReadonlyMap<Picture, number>,
): void {
  const bits = pictures.reduce((all, picture) => all | (codes.get(picture) ?? 0), 0);
  const planes = new Map<number, Uint8Array>();
  let view: View | undefined;
  for (let bit = 0; bits >> bit > 0; bit += 1) {
    if ((bits & (1 << bit)) === 0) continue;
    const [black, white] = [documents[2 * bit], documents[2 * bit + 1]];
    if (black === undefined || white === undefined) continue;
    const [one, other] = [painted(black, number), painted(white, number)];
    view = one.view;
    planes.set(1 << bit, changed(one.pixels, other.pixels));
  }
  if (view === undefined) return;
  const known = new Map<number, Summed>();
  for (const picture of pictures) {
    const code = codes.get(picture) ?? 0;
    const shown = known.get(code) ?? summed(together(planes, code), view);
    known.set(code, shown);
    for (const place of picture.places)
      if (place.page === number && hasSize(place.matrix)) mark(picture, place.matrix, view, shown);
  }
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** From the page's own coordinates to pixels. */
  readonly matrix: Matrix;
}

function painted(open: OpenPdf, number: number): { pixels: Uint8Array; view: View } {
  const page = open.pdfium.FPDF_LoadPage(open.handle, number - 1);
  try {
    const image = paintPage(open, page, SCALE);
    if (image === undefined) throw new Error('There is no memory to paint a page.');
    const { width, height, scale } = image;
    const toDisplay = displayOf(open, page);
    const [x0, y0] = toDisplay(0, 0, 0, 0);
    const [x1, y1] = toDisplay(100, 0, 100, 0);
    const [x2, y2] = toDisplay(0, 100, 0, 100);
    const matrix: Matrix = [
      ((x1 - x0) / 100) * scale,
      ((y1 - y0) / 100) * scale,
      ((x2 - x0) / 100) * scale,
      ((y2 - y0) / 100) * scale,
      x0 * scale,
      y0 * scale,
    ];
    return { pixels: image.pixels.slice(), view: { width, height, scale, matrix } };
  } finally {
    open.pdfium.FPDF_ClosePage(page);
  }
}

/** One byte a pixel: 1 where two paintings (four bytes a pixel) differ. */
function changed(one: Uint8Array, other: Uint8Array): Uint8Array {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const plane = new Uint8Array(first.length);
  for (let at = 0; at < plane.length; at += 1) if (first[at] !== second[at]) plane[at] = 1;
  return plane;
}

const wordsOf = (pixels: Uint8Array): Uint32Array =>
  new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength >> 2);

function together(planes: ReadonlyMap<number, Uint8Array>, code: number): Uint8Array {
  const [first, ...others] = [...planes].filter(([bit]) => (code & bit) !== 0).map(([, plane]) => plane);
  if (first === undefined) return new Uint8Array(0);
  if (others.length === 0) return first;
  return first.map((value, at) => (others.every((plane) => plane[at] === 1) ? value : 0));
}

/** Sums of all pixels above and to the left, so that a window costs four look-ups. */
type Summed = Uint32Array;

function summed(plane: Uint8Array, { width, height }: View): Summed {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    const at = (y + 1) * (width + 1) + 1;
    for (let x = 0; x < width; x += 1) {
      row += plane[y * width + x] ?? 0;
      sums[at + x] = (sums[at + x - width - 1] ?? 0) + row;
    }
  }
  return sums;
}

/** Marks every cell with a changed pixel in it or near it. */
function mark(picture: Picture, matrix: Matrix, view: View, shown: Summed): void {
  const { grid, width: across, height: down } = picture;
  const [a, b, c, d, e, f] = multiply(view.matrix, matrix);
  const { columns, rows, seen } = grid;
  // Half a cell, one pixel of the image where it is drawn larger, and the margin.
  const near = MARGIN * view.scale;
  const reachX = near + Math.abs(a) * (0.5 / columns + 1 / across) + Math.abs(c) * (0.5 / rows + 1 / down);
  const reachY = near + Math.abs(b) * (0.5 / columns + 1 / across) + Math.abs(d) * (0.5 / rows + 1 / down);
  const stride = view.width + 1;
  for (let row = 0; row < rows; row += 1) {
    const v = 1 - (row + 0.5) / rows;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      if (seen[at] === 1) continue;
      const u = (column + 0.5) / columns;
      const [x, y] = [a * u + c * v + e, b * u + d * v + f];
      const left = within(Math.floor(x - reachX), view.width);
      const right = within(Math.ceil(x + reachX), view.width);
      const top = within(Math.floor(y - reachY), view.height);
      const bottom = within(Math.ceil(y + reachY), view.height);
      const count =
        (shown[bottom * stride + right] ?? 0) -
        (shown[top * stride + right] ?? 0) -
        (shown[bottom * stride + left] ?? 0) +
        (shown[top * stride + left] ?? 0);
      if (count === 0) continue;
      seen[at] = 1;
      picture.unseen -= 1;
    }
  }
}

/** Points: nobody sees a picture of this size, or of this width or height, at any zoom. */
const [NO_SIZE, NO_SIDE] = [0.5, 0.02];

function hasSize([a, b, c, d]: Matrix): boolean {
  const sides = [Math.hypot(a, b), Math.hypot(c, d)];
  return Math.max(...sides) > NO_SIZE && Math.min(...sides) > NO_SIDE;
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
