import type { Box } from '../page-model.ts';
import { boxAround } from './box.ts';

/** Straight-edged rings of a path, as displayed: x and y in turn. */
export type Rings = readonly (readonly number[])[];

/** Whether a point is inside rings, by the even-odd or the nonzero winding rule. */
export function insideRings(rings: Rings, x: number, y: number, evenOdd: boolean): boolean {
  let winding = 0;
  let crossings = 0;
  for (const ring of rings) {
    let x0 = ring.at(-2) ?? 0;
    let y0 = ring.at(-1) ?? 0;
    for (let index = 0; index < ring.length; index += 2) {
      const x1 = ring[index] ?? 0;
      const y1 = ring[index + 1] ?? 0;
      if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) {
        crossings += 1;
        winding += y1 > y0 ? 1 : -1;
      }
      [x0, y0] = [x1, y1];
    }
  }
  return evenOdd ? crossings % 2 === 1 : winding !== 0;
}

/** The box round a ring. */
export function boxOfRing(ring: readonly number[]): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < ring.length; at += 2) {
    const [x, y] = [ring[at] ?? 0, ring[at + 1] ?? 0];
    box = boxAround(box, [x, y, x, y]);
  }
  return box;
}

/** Whether rings are one upright rectangle. */
export function isUprightBox(rings: Rings): boolean {
  const [ring] = rings.filter(({ length }) => length > 2);
  if (ring === undefined || rings.filter(({ length }) => length > 2).length > 1) return false;
  const [left, top, right, bottom] = boxOfRing(ring);
  const isCorner = (at: number) =>
    [left, right].some((x) => Math.abs((ring[at] ?? 0) - x) < NEARLY) &&
    [top, bottom].some((y) => Math.abs((ring[at + 1] ?? 0) - y) < NEARLY);
  const corners = ring.filter((_, at) => at % 2 === 0 && isCorner(at)).length;
  return corners * 2 === ring.length && (corners === 4 || corners === 5 || corners === 6);
}

/** Points. */
const NEARLY = 0.01;
