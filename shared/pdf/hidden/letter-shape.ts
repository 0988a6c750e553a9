import type { Box } from '../page-model.ts';
import type { PageImage } from '../pdfium/render-page.ts';

/** What a glyph draws: its ink in a grid that is stretched over it, and where the ink lies. */
export interface LetterShape {
  /** Rows of the grid; the mean is 0 and the length 1. */
  readonly grid: Float32Array;
  /** Of the ink, in font sizes: its width, and its edges above the baseline. */
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** Cells to a side of the grid. */
const CELLS = 16;
/** Of 255: a darker pixel is ink. */
const INK = 100;

/** The shape of the black ink inside a box of pixels, for a font of so many pixels; none without ink. */
export function shapeIn(
  image: PageImage,
  box: Box,
  baseline: number,
  fontSize: number,
): LetterShape | undefined {
  const ink = inkIn(image, box);
  if (ink === undefined) return undefined;
  const { left, top, right, bottom } = ink;
  return {
    grid: normalised(blurred(gridOf(image, ink))),
    width: (right - left) / fontSize,
    top: (baseline - top) / fontSize,
    bottom: (baseline - bottom) / fontSize,
  };
}

/**
 * How much two shapes differ: about 0.1 for a letter of two fonts, 0.5 to 2 for two letters. Form counts
 * most, then height over the baseline, then proportion.
 */
export function shapeDistance(one: LetterShape, other: LetterShape): number {
  const place = Math.abs(one.top - other.top) + Math.abs(one.bottom - other.bottom);
  const proportion = Math.abs(Math.log(proportionOf(one) / proportionOf(other)));
  return 1 - likeness(one, other) + 0.8 * place + 0.3 * Math.min(1.5, proportion);
}

/** Shapes whose grids are so much alike, at the same height, are drawn by one glyph, wider or narrower. */
const [SAME, SAME_PLACE] = [0.99, 0.05];

export function isSameForm(one: LetterShape, other: LetterShape): boolean {
  const place = Math.abs(one.top - other.top) + Math.abs(one.bottom - other.bottom);
  return place < SAME_PLACE && likeness(one, other) > SAME;
}

function likeness(one: LetterShape, other: LetterShape): number {
  let alike = 0;
  for (let cell = 0; cell < one.grid.length; cell += 1)
    alike += (one.grid[cell] ?? 0) * (other.grid[cell] ?? 0);
  return alike;
}

const proportionOf = ({ width, top, bottom }: LetterShape): number => width / (top - bottom);

interface Pixels {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function inkIn({ pixels, stride, width, height }: PageImage, box: Box): Pixels | undefined {
  const [fromX, fromY] = [Math.max(0, Math.floor(box[0])), Math.max(0, Math.floor(box[1]))];
  const [toX, toY] = [Math.min(width, Math.ceil(box[2])), Math.min(height, Math.ceil(box[3]))];
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      if (255 - (pixels[y * stride + x * 4 + 1] ?? 255) < INK) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right > 0 ? { left, top, right, bottom } : undefined;
}

/** The darkness of the pixels in each cell. */
function gridOf({ pixels, stride }: PageImage, { left, top, right, bottom }: Pixels): Float32Array {
  const grid = new Float32Array(CELLS * CELLS);
  const [across, down] = [(right - left) / CELLS, (bottom - top) / CELLS];
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      let [sum, count] = [0, 0];
      const [fromX, toX] = [Math.floor(left + column * across), Math.ceil(left + (column + 1) * across)];
      const toY = Math.ceil(top + (row + 1) * down);
      for (let y = Math.floor(top + row * down); y < toY; y += 1) {
        for (let x = fromX; x < toX; x += 1) {
          sum += 255 - (pixels[y * stride + x * 4 + 1] ?? 255);
          count += 1;
        }
      }
      grid[row * CELLS + column] = sum / count;
    }
  }
  return grid;
}

/** Each cell with its neighbours, so that strokes of other weights and slants still meet. */
function blurred(grid: Float32Array): Float32Array {
  return blurredAlong(blurredAlong(grid, 1, CELLS), CELLS, 1);
}

/** Adds to each cell half of the two beside it, in lines whose cells lie `step` apart. */
function blurredAlong(grid: Float32Array, step: number, lines: number): Float32Array {
  const sums = new Float32Array(grid.length);
  for (let line = 0; line < CELLS; line += 1) {
    for (let cell = 0; cell < CELLS; cell += 1) {
      const at = line * lines + cell * step;
      const before = cell === 0 ? 0 : (grid[at - step] ?? 0);
      const after = cell === CELLS - 1 ? 0 : (grid[at + step] ?? 0);
      sums[at] = (grid[at] ?? 0) + (before + after) / 2;
    }
  }
  return sums;
}

function normalised(grid: Float32Array): Float32Array {
  let [sum, squares] = [0, 0];
  for (let cell = 0; cell < grid.length; cell += 1) sum += grid[cell] ?? 0;
  const mean = sum / grid.length;
  for (let cell = 0; cell < grid.length; cell += 1) squares += ((grid[cell] ?? 0) - mean) ** 2;
  const length = Math.sqrt(squares) || 1;
  for (let cell = 0; cell < grid.length; cell += 1) grid[cell] = ((grid[cell] ?? 0) - mean) / length;
  return grid;
}
