import type { Box, Line } from '../page-model.ts';
import type { Matrix } from './matrix.ts';

/** The upright box round a transformed one. */
export function transformBox(
  [a, b, c, d, e, f]: Matrix,
  left: number,
  top: number,
  right: number,
  bottom: number,
): Box {
  const [ax, bx, ay, by] = [a * left, a * right, c * top, c * bottom];
  const [cx, dx, cy, dy] = [b * left, b * right, d * top, d * bottom];
  return [
    Math.min(ax, bx) + Math.min(ay, by) + e,
    Math.min(cx, dx) + Math.min(cy, dy) + f,
    Math.max(ax, bx) + Math.max(ay, by) + e,
    Math.max(cx, dx) + Math.max(cy, dy) + f,
  ];
}

export const intersectBoxes = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];

export const boxesOverlap = (one: Box, other: Box): boolean =>
  one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

export const boxAround = (one: Box, other: Box): Box => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];

/** Font sizes below the baseline that letters reach. */
const DESCENT = 0.3;

/** The box of a level line's letters. */
export const boxOfLine = ({ x, y, width, size }: Pick<Line, 'x' | 'y' | 'width' | 'size'>): Box => [
  x,
  y - size,
  x + width,
  y + size * DESCENT,
];

export const areaOf = (box: Box): number => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);

export const contains = (box: Box, x: number, y: number): boolean =>
  x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

export const encloses = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
