import type { Line, ReportModel } from '../../pdf/page-model.ts';
import { type FlowText, paragraphsText } from './positioned-text.ts';

/** Points: the lines of one cell begin within so many of each other, or share an axis. */
const SAME_EDGE = 6;
/** Of the font size: the lines of one cell are no further apart. */
const LEADING = 1.7;
/** Lines that may stand between two lines of a cell in reading order. */
const NEIGHBOURS = 12;
/** Lines of a cell that are read together. */
const MOST_LINES = 3;

/**
 * Values that a narrow cell breaks over its lines, with the words of other cells between them in reading
 * order: the lines of such cells, each below the one before. Every cell is a paragraph.
 */
export function columnText(report: ReportModel, omit: ReadonlySet<Line>): FlowText {
  const cells = report.pages.flatMap((page) => {
    const lines = page.lines.filter((line) => !omit.has(line) && Math.abs(line.angle) < 1);
    const below = lines.map((line, at) => lineBelow(lines, at, line));
    return lines.flatMap((line, at) => {
      const next = below[at];
      if (next === undefined || next === at + 1) return [];
      const cell = [line];
      for (
        let down: number | undefined = next;
        down !== undefined && cell.length < MOST_LINES;
        down = below[down]
      )
        cell.push(...lines.slice(down, down + 1));
      return [cell.map((part) => ({ page: page.number, line: part }))];
    });
  });
  return paragraphsText(cells);
}

/** The nearest line of the same column and size, if it stands close enough to go on with a cell. */
function lineBelow(lines: readonly Line[], at: number, line: Line): number | undefined {
  let nearest: number | undefined;
  for (let index = Math.max(0, at - NEIGHBOURS); index <= at + NEIGHBOURS; index += 1) {
    const other = lines[index];
    if (other === undefined || !goesOn(line, other)) continue;
    if (nearest === undefined || other.y < (lines[nearest]?.y ?? 0)) nearest = index;
  }
  return nearest;
}

/** A column of figures is no value in parts. */
const FIGURE = /^[£\d.,]{1,4}%?$/;

function goesOn(line: Line, next: Line): boolean {
  if (FIGURE.test(line.text) && FIGURE.test(next.text)) return false;
  const drop = next.y - line.y;
  if (drop < 0.5 * line.size || drop > LEADING * line.size || Math.abs(next.size - line.size) > 0.5)
    return false;
  const middles = Math.abs(next.x + next.width / 2 - line.x - line.width / 2);
  return Math.abs(next.x - line.x) < SAME_EDGE || middles < SAME_EDGE;
}
