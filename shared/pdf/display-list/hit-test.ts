import { PATH_CODES } from '../pdfjs/operator-codes.ts';
import type { Clip, Path, Shape } from './display-list.ts';

/** Straight-edged rings of a path, as displayed: x and y in turn. Curves become eight edges. */
type Rings = readonly (readonly number[])[];

const outlines = new WeakMap<Path, Rings>();

/** More edges than anyone draws over a word; the rest of a longer path is left out. */
const MOST_EDGES = 20_000;
const CURVE_STEPS = 8;

/** Whether a shape lies over a point: inside its path and inside every clip around it. */
export function covers(shape: Shape, x: number, y: number): boolean {
  const { box } = shape;
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  return (
    (shape.path.isBox && shape.path.lineWidth === 0 ? true : onPath(shape.path, x, y)) &&
    inClip(shape.clip, x, y)
  );
}

/** Whether a point is inside a clip and all its parents. */
function inClip(clip: Clip | undefined, x: number, y: number): boolean {
  for (let here = clip; here; here = here.parent) {
    const { box, path } = here;
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
    if (!path.isBox && !onPath(path, x, y)) return false;
  }
  return true;
}

function onPath(path: Path, x: number, y: number): boolean {
  const rings = outlineOf(path);
  return path.lineWidth > 0
    ? nearRings(rings, x, y, path.lineWidth / 2)
    : insideRings(rings, x, y, path.evenOdd);
}

/** The outline of a path; of a very long one its first part. */
export function outlineOf(path: Path): Rings {
  const known = outlines.get(path);
  if (known) return known;
  const rings = ringsOf(path);
  outlines.set(path, rings);
  return rings;
}

function ringsOf(path: Path): Rings {
  const { buffer, matrix } = path;
  const rings: number[][] = [];
  if (!buffer) return rings;
  const [a, b, c, d, e, f] = matrix;
  let ring: number[] = [];
  let [x, y] = [0, 0];
  let edges = 0;
  const add = (nextX: number, nextY: number) => {
    ring.push(a * nextX + c * nextY + e, b * nextX + d * nextY + f);
    edges += 1;
  };
  for (let index = 0; index < buffer.length && edges < MOST_EDGES; ) {
    const at = (offset: number): number => buffer[index + offset] ?? 0;
    switch (buffer[index]) {
      case PATH_CODES.moveTo:
        ring = [];
        rings.push(ring);
        [x, y] = [at(1), at(2)];
        add(x, y);
        index += 3;
        break;
      case PATH_CODES.lineTo:
        [x, y] = [at(1), at(2)];
        add(x, y);
        index += 3;
        break;
      case PATH_CODES.curveTo: {
        const [x1, y1, x2, y2, x3, y3] = [at(1), at(2), at(3), at(4), at(5), at(6)];
        for (let step = 1; step <= CURVE_STEPS; step += 1) {
          const t = step / CURVE_STEPS;
          const s = 1 - t;
          add(
            s * s * s * x + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3,
            s * s * s * y + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3,
          );
        }
        [x, y] = [x3, y3];
        index += 7;
        break;
      }
      case PATH_CODES.closePath: {
        const [startX, startY] = ring;
        if (startX !== undefined && startY !== undefined) ring.push(startX, startY);
        index += 1;
        break;
      }
      default:
        return rings;
    }
  }
  return rings;
}

function insideRings(rings: Rings, x: number, y: number, evenOdd: boolean): boolean {
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

function nearRings(rings: Rings, x: number, y: number, distance: number): boolean {
  for (const ring of rings) {
    for (let index = 2; index < ring.length; index += 2) {
      const [x0, y0] = [ring[index - 2] ?? 0, ring[index - 1] ?? 0];
      const [dx, dy] = [(ring[index] ?? 0) - x0, (ring[index + 1] ?? 0) - y0];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
      if (Math.hypot(x - x0 - t * dx, y - y0 - t * dy) <= distance) return true;
    }
  }
  return false;
}
