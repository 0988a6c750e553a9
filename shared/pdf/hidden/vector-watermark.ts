import { boxAround, contains } from '../geometry/box.ts';
import { boxOfRing } from '../geometry/rings.ts';
import type { Box } from '../page-model.ts';
import type { PaintedPage, Shape } from '../painted-page.ts';

/** Of the page's width, the shortest word that lies across it. */
const LEAST_LENGTH = 0.35;
const FEWEST_LETTERS = 4;
/** Shapes of one colour in a row that may be letters; drawings have more. */
const MOST_SHAPES = 60;
const MOST_RINGS = 400;
const MOST_GROUPS = 40;

/**
 * Words that are drawn across the middle of a page, letter by letter as outlines, as word processors write
 * watermarks into a PDF: at a slant, or with the text of the page over them. Nothing says which words: only
 * that there is one can be told.
 */
export function drawnWords(page: PaintedPage): Box[] {
  return groupsOf(page).flatMap((shapes) => {
    const letters = outerRings(shapes);
    const box = letters.map(({ box: of }) => of).reduce(boxAround, letters[0]?.box ?? [0, 0, 0, 0]);
    const isAcross =
      box[2] - box[0] >= LEAST_LENGTH * page.width && contains(box, page.width / 2, page.height / 2);
    return isAcross && isWord(letters, isUnderText(page, box)) ? [box] : [];
  });
}

/** A heading in outlines has no text over it. */
const isUnderText = ({ runs }: PaintedPage, box: Box): boolean =>
  runs.filter(({ origins }) => contains(box, ...middle(origins))).length >= FEWEST_RUNS;

const FEWEST_RUNS = 3;

/** Runs of filled shapes of one colour that are no upright boxes. */
function groupsOf({ shapes, width }: PaintedPage): Shape[][] {
  const groups: Shape[][] = [];
  let before: Shape | undefined;
  for (const shape of shapes) {
    if (shape.kind !== 'fill' || shape.isBox) {
      before = undefined;
      continue;
    }
    if (before?.colour === shape.colour && before?.alpha === shape.alpha) groups.at(-1)?.push(shape);
    else groups.push([shape]);
    before = shape;
  }
  return groups.filter((group) => group.length <= MOST_SHAPES && isWide(group, width)).slice(0, MOST_GROUPS);
}

const isWide = (group: readonly Shape[], width: number): boolean =>
  Math.max(...group.map(({ box }) => box[2])) - Math.min(...group.map(({ box }) => box[0])) >=
  LEAST_LENGTH * width;

interface Letter {
  readonly points: readonly number[];
  readonly box: Box;
}

/** The outlines that stand in no other: letters without their holes. */
function outerRings(shapes: readonly Shape[]): Letter[] {
  const rings: Letter[] = [];
  for (const { outline } of shapes)
    for (const points of outline) if (points.length >= 8) rings.push({ points, box: boxOfRing(points) });
  if (rings.length > MOST_RINGS) return [];
  return rings.filter(({ box }) => !rings.some((other) => other.box !== box && isInside(box, other.box)));
}

const isInside = (one: Box, other: Box): boolean =>
  one[0] > other[0] && one[1] > other[1] && one[2] < other[2] && one[3] < other[3];

/** Points as displayed, of a letter's height. */
const LEAST_HEIGHT = 30;
const [LEAST_SLANT, MOST_SLANT] = [15, 75];

/**
 * Whether outlines stand on one line, slanted or not, one after the other, of the height of letters and of
 * several forms.
 */
function isWord(letters: readonly Letter[], mayBeUpright: boolean): boolean {
  const first = letters[0];
  const last = letters.at(-1);
  if (!first || !last || letters.length < FEWEST_LETTERS) return false;
  const [x0, y0] = middle(first.box);
  const [x1, y1] = middle(last.box);
  const turned = Math.abs((Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI);
  const slant = Math.min(turned, 180 - turned);
  if (!mayBeUpright && (slant < LEAST_SLANT || slant > MOST_SLANT)) return false;
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [alongX, alongY] = [(x1 - x0) / length, (y1 - y0) / length];
  const extents = letters.map(({ points }) => extentAlong(points, alongX, alongY));
  const heights = extents.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b);
  const height = heights[heights.length >> 1] ?? 0;
  if (height < LEAST_HEIGHT || length < 2 * height) return false;
  const standing = extents.filter(
    ({ top, bottom }) => bottom - top > 0.5 * height && bottom - top < 1.6 * height,
  );
  const feet = standing.map(({ bottom }) => bottom).sort((a, b) => a - b);
  const foot = feet[feet.length >> 1] ?? 0;
  const inLine = standing.filter(({ bottom }) => Math.abs(bottom - foot) < 0.15 * height);
  const inOrder = inLine.every(
    ({ start }, at) => at === 0 || Math.abs(start - (inLine[at - 1]?.end ?? 0)) < 1.2 * height,
  );
  const forms = new Set(letters.map(({ points }) => points.length));
  return inLine.length >= Math.max(FEWEST_LETTERS, 0.8 * letters.length) && inOrder && forms.size >= 3;
}

const middle = ([left, top, right, bottom]: Box): [number, number] => [
  (left + right) / 2,
  (top + bottom) / 2,
];

/** Where an outline begins and ends along a direction, and its top and bottom across it. */
function extentAlong(points: readonly number[], alongX: number, alongY: number) {
  let [start, end, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0];
    const [along, across] = [x * alongX + y * alongY, y * alongX - x * alongY];
    start = Math.min(start, along);
    end = Math.max(end, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  return { start, end, top, bottom };
}
