import { boxAround, intersectBoxes, transformBox } from '../geometry/box.ts';
import { type Matrix, multiply } from '../geometry/matrix.ts';
import { boxOfRing, isUprightBox, type Rings } from '../geometry/rings.ts';
import type { Box } from '../page-model.ts';
import type { Shape } from '../painted-page.ts';
import { Answers } from './memory.ts';
import type { OpenPdf } from './open-document.ts';

const [PATH, IMAGE] = [2, 3];
const [LINE_TO, BEZIER_TO, MOVE_TO] = [0, 1, 2];
const [NO_FILL, EVEN_ODD] = [0, 1];
/** Segments of a rectangle, with an edge that closes it twice. */
const MOST_OF_BOX = 6;
/** Edges for one curve. */
const CURVE_STEPS = 8;
/** More edges than anyone draws over a word; the rest of a longer path is left out. */
const MOST_EDGES = 20_000;

/** How a path is painted; a pattern has no colour. */
interface Painting {
  /** `#rrggbb`. */
  readonly colour: string | undefined;
  /** 0 to 1. */
  readonly alpha: number;
}

const NO_COLOUR: Painting = { colour: undefined, alpha: 1 };

/** Reads what PDFium knows of paths, pictures and shadings, each when it is asked for. */
export class ShapeReader {
  readonly open: OpenPdf;
  readonly answers: Answers;

  constructor(open: OpenPdf) {
    this.open = open;
    this.answers = new Answers(open, 32);
  }

  /** The box round an object, under a matrix. */
  bounds(handle: number, matrix: Matrix): Box {
    const { at } = this.answers;
    this.open.pdfium.FPDFPageObj_GetBounds(handle, at, at + 4, at + 8, at + 12);
    const { answers } = this;
    return transformBox(matrix, answers.float(0), answers.float(4), answers.float(8), answers.float(12));
  }

  /** An object's own matrix. */
  matrix(handle: number): Matrix {
    this.open.pdfium.FPDFPageObj_GetMatrix(handle, this.answers.at);
    const at = (index: number): number => this.answers.float(index * 4);
    return [at(0), at(1), at(2), at(3), at(4), at(5)];
  }

  /** How a path is filled: not at all, or by one of the two rules. */
  fillMode(handle: number): number {
    const { at } = this.answers;
    return this.open.pdfium.FPDFPath_GetDrawMode(handle, at, at + 4) ? this.answers.integer(0) : NO_FILL;
  }

  colour(handle: number, isStroke: boolean): Painting | undefined {
    const { at } = this.answers;
    const { FPDFPageObj_GetStrokeColor: strokeOf, FPDFPageObj_GetFillColor: fillOf } = this.open.pdfium;
    if (!(isStroke ? strokeOf : fillOf)(handle, at, at + 4, at + 8, at + 12)) return undefined;
    return { colour: this.answers.colour(), alpha: this.answers.integer(12) / 255 };
  }

  /** What the clip of an object leaves at most, under a matrix; `undefined` where nothing clips it. */
  clipBox(handle: number, matrix: Matrix): Box | undefined {
    const { pdfium } = this.open;
    const clip = pdfium.FPDFPageObj_GetClipPath(handle);
    const count = clip === 0 ? 0 : pdfium.FPDFClipPath_CountPaths(clip);
    let box: Box | undefined;
    for (let path = 0; path < count; path += 1) {
      const segments = pdfium.FPDFClipPath_CountPathSegments(clip, path);
      const segmentOf = (index: number) => pdfium.FPDFClipPath_GetPathSegment(clip, path, index);
      const rings = this.rings(segments, segmentOf, matrix).map(boxOfRing);
      const own = rings.length === 0 ? NOTHING : rings.reduce(boxAround);
      box = box ? intersectBoxes(box, own) : own;
    }
    return box;
  }

  outline(handle: number, matrix: Matrix): Rings {
    const { pdfium } = this.open;
    const segmentOf = (index: number) => pdfium.FPDFPath_GetPathSegment(handle, index);
    return this.rings(pdfium.FPDFPath_CountSegments(handle), segmentOf, matrix);
  }

  /** Straight-edged rings: curves become eight edges. */
  rings(count: number, segmentOf: (index: number) => number, [a, b, c, d, e, f]: Matrix): Rings {
    const { pdfium } = this.open;
    const { at } = this.answers;
    const rings: number[][] = [];
    let ring: number[] = [];
    let curve: number[] = [];
    for (let index = 0; index < Math.min(count, MOST_EDGES); index += 1) {
      const segment = segmentOf(index);
      const type = pdfium.FPDFPathSegment_GetType(segment);
      pdfium.FPDFPathSegment_GetPoint(segment, at, at + 4);
      const [ownX, ownY] = [this.answers.float(0), this.answers.float(4)];
      const [x, y] = [a * ownX + c * ownY + e, b * ownX + d * ownY + f];
      if (type === MOVE_TO) {
        ring = [];
        rings.push(ring);
      }
      if (type === BEZIER_TO) {
        curve.push(x, y);
        if (curve.length === 6) {
          addCurve(ring, curve);
          curve = [];
        }
      } else if (type === LINE_TO || type === MOVE_TO) ring.push(x, y);
      const [startX, startY] = ring;
      if (pdfium.FPDFPathSegment_GetClose(segment) && startX !== undefined && startY !== undefined)
        ring.push(startX, startY);
    }
    return rings;
  }
}

/** An empty clipping path leaves nothing. */
const NOTHING: Box = [0, 0, 0, 0];

function addCurve(ring: number[], curve: readonly number[]): void {
  const [x = 0, y = 0] = [ring.at(-2), ring.at(-1)];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = curve;
  for (let step = 1; step <= CURVE_STEPS; step += 1) {
    const t = step / CURVE_STEPS;
    const s = 1 - t;
    ring.push(
      s * s * s * x + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3,
      s * s * s * y + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3,
    );
  }
}

/** An object of a loaded page that is no text. */
export class PageShape implements Shape {
  readonly handle: number;
  readonly order: number;
  readonly box: Box;
  readonly kind: Shape['kind'];
  readonly #reader: ShapeReader;
  readonly #matrix: Matrix;
  readonly isEvenOdd: boolean;
  #outline: Rings | undefined;
  #paint: Painting | undefined;

  /** `matrix` takes the object's coordinates to the page as displayed. */
  constructor(reader: ShapeReader, handle: number, order: number, type: number, matrix: Matrix) {
    this.handle = handle;
    this.order = order;
    this.#reader = reader;
    this.#matrix = matrix;
    this.box = reader.bounds(handle, matrix);
    const mode = type === PATH ? reader.fillMode(handle) : NO_FILL;
    this.isEvenOdd = mode === EVEN_ODD;
    if (type === IMAGE) this.kind = 'image';
    else if (type !== PATH) this.kind = 'shading';
    else this.kind = mode === NO_FILL ? 'stroke' : 'fill';
  }

  get shown(): Box {
    const clip = this.#reader.clipBox(this.handle, this.#matrix);
    return clip ? intersectBoxes(this.box, clip) : this.box;
  }

  get colour(): string | undefined {
    return this.#painting().colour;
  }

  get alpha(): number {
    return this.#painting().alpha;
  }

  #painting(): Painting {
    this.#paint ??= this.#reader.colour(this.handle, this.kind === 'stroke') ?? NO_COLOUR;
    return this.#paint;
  }

  get hasEffects(): boolean {
    return this.#reader.open.pdfium.FPDFPageObj_HasTransparency(this.handle);
  }

  get isBox(): boolean {
    if (this.kind === 'image' || this.kind === 'shading') return false;
    const segments = this.#reader.open.pdfium.FPDFPath_CountSegments(this.handle);
    return segments <= MOST_OF_BOX && isUprightBox(this.outline);
  }

  get outline(): Rings {
    if (this.kind === 'image' || this.kind === 'shading') return [];
    const own = multiply(this.#matrix, this.#reader.matrix(this.handle));
    this.#outline ??= this.#reader.outline(this.handle, own);
    return this.#outline;
  }
}
