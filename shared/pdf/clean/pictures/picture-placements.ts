import { type PDFContext, PDFDict, PDFNumber, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { IDENTITY, type Matrix, matrixOf, multiply } from '../../geometry/matrix.ts';
import { bytesOf, type Content, innerContent, pageContent } from '../content/page-content.ts';
import { plainName } from '../content/rewrite-content.ts';
import { operationsOf } from '../content/tokenize-content.ts';
import { inherited, type PdfPage } from '../pages.ts';
import { dictOf, elementsOf, entry, nameOf } from '../pdf-objects.ts';

/** An image drawn on a page: its unit square in the page's coordinates (ISO 32000-2, 8.9.5). */
export interface Placement {
  /** 1-based. */
  readonly page: number;
  readonly matrix: Matrix;
}

/** Forms in forms; PDFium follows no more. */
const MOST_DEPTH = 20;
/** Tiles of one pattern that are looked at: an image in a pattern of more counts as seen. */
const MOST_TILES = 400;
/** Drawings on one page: more than any map has, less than a bomb of nested forms. */
const MOST_DRAWINGS = 50_000;

interface NamedStep {
  readonly kind: 'draw' | 'state' | 'pattern';
  readonly name: string;
}

type Step =
  | NamedStep
  | { readonly kind: 'save' | 'restore' }
  | { readonly kind: 'concat'; readonly matrix: Matrix };

/**
 * Where each image stands on the pages, in forms, tiling patterns and soft masks too. Glyphs' images have no
 * place.
 */
export function placementsOf(
  context: PDFContext,
  pages: readonly PdfPage[],
): Map<PDFRawStream, readonly Placement[]> {
  const found = new Map<PDFRawStream, Placement[]>();
  const programs = new Map<PDFDict, Step[]>();
  for (const page of pages) {
    const box = boxOf(context, inherited(context, page.dict, 'MediaBox'));
    const walk = new PlacementWalk(context, found, programs, box);
    walk.run(pageContent(context, page), page.dict, IDENTITY, 0);
  }
  return found;
}

/** Follows the drawing operators of one page. What forms do is read once for all pages. */
class PlacementWalk {
  readonly #context: PDFContext;
  readonly #found: Map<PDFRawStream, Placement[]>;
  readonly #programs: Map<PDFDict, Step[]>;
  readonly #pageBox: Box;
  #drawings = 0;

  constructor(
    context: PDFContext,
    found: Map<PDFRawStream, Placement[]>,
    programs: Map<PDFDict, Step[]>,
    pageBox: Box,
  ) {
    this.#context = context;
    this.#found = found;
    this.#programs = programs;
    this.#pageBox = pageBox;
  }

  run(content: Content, key: PDFDict, base: Matrix, depth: number): void {
    const program = this.#programs.get(key) ?? stepsOf(content);
    this.#programs.set(key, program);
    const saved: Matrix[] = [];
    let matrix = base;
    for (const step of program) {
      if (step.kind === 'save') saved.push(matrix);
      else if (step.kind === 'restore') matrix = saved.pop() ?? matrix;
      else if (step.kind === 'concat') matrix = multiply(matrix, step.matrix);
      else if ('name' in step) this.#follow(content, step, base, matrix, depth);
    }
  }

  #follow(content: Content, { kind, name }: NamedStep, base: Matrix, matrix: Matrix, depth: number): void {
    const { resources } = content;
    const map = resources && dictOf(this.#context, entry(resources, CATEGORY[kind]));
    const target = map && this.#context.lookup(entry(map, name));
    if (kind === 'pattern') this.#tile(content, target, base, depth);
    else this.#draw(content, kind === 'draw' ? target : this.#maskOf(target), matrix, depth);
  }

  #draw(outer: Content, target: PDFObject | undefined, matrix: Matrix, depth: number): void {
    this.#drawings += 1;
    if (!(target instanceof PDFRawStream) || this.#drawings > MOST_DRAWINGS || depth > MOST_DEPTH) return;
    if (nameOf(this.#context, entry(target.dict, 'Subtype')) === 'Image') {
      const placements = this.#found.get(target) ?? [];
      placements.push({ page: outer.page, matrix });
      this.#found.set(target, placements);
    } else {
      this.run(innerContent(outer, target), target.dict, multiply(matrix, matrixIn(target.dict)), depth + 1);
    }
  }

  /**
   * A pattern's cells begin where those of the content around it do, whatever its matrix is by then
   * (8.7.3.1).
   */
  #tile(outer: Content, target: PDFObject | undefined, base: Matrix, depth: number): void {
    if (!(target instanceof PDFRawStream) || depth > MOST_DEPTH) return;
    const matrix = multiply(base, matrixIn(target.dict));
    const content = innerContent(outer, target);
    for (const [x, y] of tileOrigins(target.dict, matrix, this.#pageBox))
      this.run(content, target.dict, multiply(matrix, [1, 0, 0, 1, x, y]), depth + 1);
  }

  #maskOf(state: PDFObject | undefined): PDFObject | undefined {
    const mask = state instanceof PDFDict ? dictOf(this.#context, entry(state, 'SMask')) : undefined;
    return mask && this.#context.lookup(entry(mask, 'G'));
  }
}

const CATEGORY = {
  draw: 'XObject',
  pattern: 'Pattern',
  state: 'ExtGState',
  save: '',
  restore: '',
  concat: '',
};

/** The operators of a content that move or draw images. */
function stepsOf(content: Content): Step[] {
  const bytes = bytesOf(content);
  const text = ([from, to]: readonly [number, number]) =>
    Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
  const steps: Step[] = [];
  for (const { operator, operands } of operationsOf(bytes)) {
    const last = operands.at(-1);
    if (operator === 'q') steps.push({ kind: 'save' });
    else if (operator === 'Q') steps.push({ kind: 'restore' });
    else if (operator === 'cm')
      steps.push({ kind: 'concat', matrix: matrixOf(operands.slice(-6).map((one) => Number(text(one)))) });
    else if (last !== undefined && NAMED[operator] !== undefined && text(last).startsWith('/'))
      steps.push({ kind: NAMED[operator], name: plainName(text(last)) });
  }
  return steps;
}

const NAMED: Readonly<Record<string, 'draw' | 'state' | 'pattern' | undefined>> = {
  Do: 'draw',
  gs: 'state',
  scn: 'pattern',
  SCN: 'pattern',
};

type Box = readonly [left: number, bottom: number, right: number, top: number];

const EVERYWHERE: Box = [0, 0, 0, 0];

function numbersIn(context: PDFContext, value: PDFObject | undefined): number[] {
  return elementsOf(context, value).map((element) => {
    const number = context.lookup(element);
    return number instanceof PDFNumber ? number.asNumber() : Number.NaN;
  });
}

const matrixIn = (dict: PDFDict): Matrix => matrixOf(numbersIn(dict.context, entry(dict, 'Matrix')));

function boxOf(context: PDFContext, value: PDFObject | undefined): Box {
  const [a = 0, b = 0, c = 0, d = 0] = numbersIn(context, value);
  return [a, b, c, d].every(Number.isFinite)
    ? [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
    : EVERYWHERE;
}

/**
 * Origins of the cells that can touch the page, in the pattern's coordinates; none where they are too many to
 * look at.
 */
function tileOrigins(pattern: PDFDict, matrix: Matrix, page: Box): [number, number][] {
  const { context } = pattern;
  const [stepX = 0, stepY = 0] = numbersIn(
    context,
    context.obj([entry(pattern, 'XStep') ?? 0, entry(pattern, 'YStep') ?? 0]),
  );
  const cell = boxOf(context, entry(pattern, 'BBox'));
  const [a, b, c, d, e, f] = matrix;
  const determinant = a * d - b * c;
  if (!(Math.abs(stepX * stepY * determinant) > 0)) return [];
  const corners = [
    [page[0], page[1]],
    [page[2], page[1]],
    [page[0], page[3]],
    [page[2], page[3]],
  ].map(([x = 0, y = 0]) => [
    (d * (x - e) - c * (y - f)) / determinant,
    (a * (y - f) - b * (x - e)) / determinant,
  ]);
  const range = (axis: 0 | 1, step: number): number[] => {
    const at = corners.map((corner) => corner[axis] ?? 0);
    const from = Math.floor((Math.min(...at) - cell[axis === 0 ? 2 : 3]) / Math.abs(step));
    const to = Math.ceil((Math.max(...at) - cell[axis]) / Math.abs(step));
    return to - from > MOST_TILES
      ? []
      : Array.from({ length: to - from + 1 }, (_, n) => (from + n) * Math.abs(step));
  };
  const [across, down] = [range(0, stepX), range(1, stepY)];
  if (across.length * down.length > MOST_TILES) return [];
  return across.flatMap((x) => down.map((y): [number, number] => [x, y]));
}
