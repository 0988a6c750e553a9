import { boxAround } from '../geometry/box.ts';
import type { Matrix } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';
import { PATH_CODES } from '../pdfjs/operator-codes.ts';

/** The path of a rectangle, as pdf.js writes paths. */
export function rectangle(left: number, bottom: number, right: number, top: number): Float32Array {
  const { moveTo, lineTo, closePath } = PATH_CODES;
  const corners = [moveTo, left, bottom, lineTo, right, bottom, lineTo, right, top, lineTo, left, top];
  return new Float32Array([...corners, closePath]);
}

/** What an image fills, in its own space. */
export const UNIT_SQUARE = rectangle(0, 0, 1, 1);

/** Whether a matrix keeps upright boxes upright. */
export const isUpright = ([a, b, c, d]: Matrix): boolean => (b === 0 && c === 0) || (a === 0 && d === 0);

/** Whether a path is one closed upright rectangle in its own space. */
export function isRectangle(buffer: Float32Array | undefined): boolean {
  if (!buffer || buffer.length < 12 || buffer.length > 16) return false;
  const { moveTo, lineTo, closePath } = PATH_CODES;
  if (buffer[0] !== moveTo || buffer[3] !== lineTo || buffer[6] !== lineTo || buffer[9] !== lineTo)
    return false;
  const closes = buffer.length === 12 || buffer[12] === closePath;
  const returns = buffer[12] === lineTo && buffer[13] === buffer[1] && buffer[14] === buffer[2];
  const [, x0, y0, , x1, y1, , x2, y2, , x3, y3] = buffer;
  const around = x0 === x3 && x1 === x2 && y0 === y1 && y2 === y3;
  const across = x0 === x1 && x2 === x3 && y0 === y3 && y1 === y2;
  return (closes || returns) && (around || across);
}

/** The extent that pdf.js gives with a path. */
export function extentOf(minMax: unknown): Box | undefined {
  if (!(minMax instanceof Float32Array) && !Array.isArray(minMax)) return undefined;
  const [left, top, right, bottom] = minMax;
  return [left, top, right, bottom].every((edge) => Number.isFinite(edge))
    ? [left, top, right, bottom]
    : undefined;
}

/** The box round all points of a path. */
export function extentOfPath(buffer: Float32Array | undefined): Box | undefined {
  if (!buffer) return undefined;
  let box: Box | undefined;
  const sizes = [2, 2, 6, 0];
  for (let index = 0; index < buffer.length; ) {
    const count = sizes[buffer[index] ?? 3] ?? 0;
    for (let at = index + 1; at <= index + count; at += 2) {
      const x = buffer[at] ?? 0;
      const y = buffer[at + 1] ?? 0;
      box = box ? boxAround(box, [x, y, x, y]) : [x, y, x, y];
    }
    index += count + 1;
  }
  return box;
}
