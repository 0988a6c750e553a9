import type { TidyLine } from '../normalize-lines.ts';

/** Points of font size by which two lines of one text may differ. */
export const SIZE_TOLERANCE = 0.6;
/** From one baseline of a text to the next, in font sizes. */
export const MOST_LEADING = 1.7;
/** Points by which the lines of one cell may begin apart. */
const SAME_EDGE = 3;

type Placed = Pick<TidyLine, 'x' | 'y' | 'size' | 'page'>;

/** Whether a line is the next of a paragraph by its distance. */
export const isRightBelow = (line: Placed, next: Placed): boolean =>
  next.y > line.y && next.y - line.y < line.size * MOST_LEADING;

/** Whether a line is the next of the same cell. */
export const isNextInCell = (line: Placed, next: Placed): boolean =>
  next.page === line.page && Math.abs(next.x - line.x) < SAME_EDGE && isRightBelow(line, next);
