import { colourOf, difference } from '../geometry/colour.ts';
import { ShapeIndex } from '../geometry/spatial-index.ts';
import type { Box } from '../page-model.ts';
import type { PaintedPage, Run, Shape } from '../painted-page.ts';

/** Of 255, between the strongest and the weakest part of a colour that nobody takes for black or grey. */
const COLOURED = 60;
/** Above the baseline, in font sizes, where a line goes through letters. */
const [LOWEST, HIGHEST] = [0.14, 0.45];

/** Lines of tables are many. */
const MOST_LINES = 2000;

/**
 * Words with a line through them in their own colour, as tracked changes show what was deleted. A black line
 * is somebody's own.
 */
export function struckWords({ shapes, runs, height }: PaintedPage): Box[] {
  const lines = shapes.filter(isLine).slice(0, MOST_LINES).filter(isColouredLine);
  if (lines.length === 0) return [];
  const texts = new ShapeIndex(runs, height);
  return lines.filter((line) => strikes(line, texts.touching(line.box))).map(({ box }) => box);
}

function isColouredLine({ kind, colour, isBox }: Shape): boolean {
  const channels = colourOf(colour ?? '#000000');
  const isColoured = Math.max(...channels) - Math.min(...channels) >= COLOURED;
  return isColoured && (kind === 'stroke' || isBox);
}

const isLine = ({ kind, box: [left, top, right, bottom] }: Shape): boolean => {
  const [width, height] = [right - left, bottom - top];
  return (kind === 'stroke' || kind === 'fill') && width >= 6 && height <= 3 && width >= 3 * height;
};

/** From the first to the last of the words on it, and hardly further. */
function strikes({ box, colour }: Shape, runs: readonly Run[]): boolean {
  const through = runs.filter((run) => isOfColour(run, colour) && isThrough(box, run));
  if (through.length === 0) return false;
  const size = Math.max(...through.map((run) => run.size));
  const [left, right] = [
    Math.min(...through.map(({ origins }) => origins[0])),
    Math.max(...through.map(({ box: of }) => of[2])),
  ];
  return box[0] > left - 0.6 * size && box[2] < right + 0.6 * size;
}

const isOfColour = (run: Run, colour: string | undefined): boolean =>
  run.colour !== undefined && colour !== undefined && difference(colourOf(run.colour), colourOf(colour)) < 16;

function isThrough(line: Box, run: Run): boolean {
  if (run.along[0] < 0.99) return false;
  const above = run.origins[3] - (line[1] + line[3]) / 2;
  return above > LOWEST * run.size && above < HIGHEST * run.size;
}
