import { boxesOverlap, contains, intersectBoxes } from '../geometry/box.ts';
import type { ShapeIndex } from '../geometry/spatial-index.ts';
import type { Glyphs, Run } from '../painted-page.ts';

/**
 * Whether later text strikes a run out at a point, as people type `XXXXX`, `■■■■` or any other signs over
 * words. Undefined where none does: the same text again is a shadow or faked bold.
 */
export function overtyped(
  run: Run,
  glyphs: Glyphs,
  texts: ShapeIndex<Run>,
): ((x: number, y: number) => boolean) | undefined {
  const words = signsOf(run, glyphs);
  if (words === '') return undefined;
  const rows = texts
    .touching(run.box)
    .filter((other) => liesAlong(other, run) && strikesOut(signsOf(other, glyphs), words));
  return rows.length === 0 ? undefined : (x, y) => rows.some((row) => isOn(row, glyphs, x, y));
}

/** Of the font size: signs in a row stand nearer to each other. */
const GAP = 0.6;

/** Whether a sign of a row stands at a point: cells of a table can be one row with a wide gap. */
function isOn({ first, end, box, along, size }: Run, glyphs: Glyphs, x: number, y: number): boolean {
  if (!contains(box, x, y)) return false;
  const [alongX, alongY] = along;
  for (let sign = first; sign < end; sign += 1) {
    if (glyphs.text[sign]?.trim() === '') continue;
    const [fromX, fromY] = [glyphs.x[sign] ?? 0, glyphs.y[sign] ?? 0];
    const length = ((glyphs.endX[sign] ?? 0) - fromX) * alongX + ((glyphs.endY[sign] ?? 0) - fromY) * alongY;
    const at = (x - fromX) * alongX + (y - fromY) * alongY;
    if (at > -GAP * size && at < length + GAP * size) return true;
  }
  return false;
}

/** Of a row that strikes words out, the share that must be signs that cover. */
const MOSTLY = 0.6;

/** Three or more signs, most of which fill the height of a letter, that do not say the same. */
function strikesOut(signs: string, words: string): boolean {
  const all = [...signs];
  if (all.length < 3 || words.includes(signs) || signs.includes(words)) return false;
  return all.filter((sign) => COVERS.test(sign)).length >= MOSTLY * all.length;
}

const signsOf = ({ first, end }: Run, { text }: Glyphs): string =>
  text.slice(first, end).join('').replace(/\s/g, '');

const liesAlong = (other: Run, run: Run): boolean => {
  if (other.order <= run.order || other.mode === 3 || other.mode === 7) return false;
  if (!boxesOverlap(other.box, run.box)) return false;
  const [left, top, right, bottom] = intersectBoxes(run.box, other.box);
  const size = Math.min(run.size, other.size);
  const [along, across] = run.along[0] === 0 ? [bottom - top, right - left] : [right - left, bottom - top];
  return (
    along > 1.2 * size &&
    across > 0.6 * size &&
    run.along[0] * other.along[0] + run.along[1] * other.along[1] > 0.99
  );
};

/** Signs that fill the height of a letter; leaders, rules and dashes leave it to be read. */
const COVERS = /^[\p{L}\p{N}\p{So}#@%&*/\\]$/u;
