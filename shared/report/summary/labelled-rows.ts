import type { TidyLine, TidyPage } from '../normalize-lines.ts';
import { promisesStory } from './headings.ts';

/** A row of a table of two columns: the label at the left says what the cell beside it tells. */
export interface LabelledRow {
  readonly label: string;
  readonly first: TidyLine;
}

/** Share of the page; a label is no wider. */
const LABEL_WIDTH = 0.3;
/** Points. */
const SAME_ROW = 2;
const SAME_COLUMN = 3;
/** Font sizes from one line of a label to the next. */
const LABEL_LEADING = 1.75;

/**
 * The lines of the labels of a page, each with its row, of tables in which a label promises the story ("What
 * happened | Willa was admitted ..."). Other tables are none: a chronology, versions, three columns.
 */
export function labelledRows(page: TidyPage): ReadonlyMap<TidyLine, LabelledRow> {
  const rows = new Map<TidyLine, LabelledRow>();
  for (const column of labelColumns(page)) {
    const labels: TidyLine[][] = [];
    for (const line of column) {
      const last = labels.at(-1)?.at(-1);
      const goesOn = last && line.y - last.y < line.size * LABEL_LEADING && /^[\p{Ll}(]/u.test(line.text);
      if (goesOn) labels.at(-1)?.push(line);
      else labels.push([line]);
    }
    const found = labels.map((lines) => ({ lines, label: lines.map(({ text }) => text).join(' ') }));
    if (found.length < 2 || !found.some(({ label }) => promisesStory(label))) continue;
    for (const { lines, label } of found)
      for (const line of lines) rows.set(line, { label, first: lines[0] ?? line });
  }
  return rows;
}

/** Lines below each other, each with one cell beside it that begins where the others do. */
function labelColumns(page: TidyPage): TidyLine[][] {
  const columns: TidyLine[][] = [];
  const open: { x: number; cell: number; lines: TidyLine[] }[] = [];
  for (const line of page.lines.toSorted((a, b) => a.y - b.y)) {
    const inRow = page.lines.filter((other) => other !== line && Math.abs(other.y - line.y) < SAME_ROW);
    const at = open.findIndex(({ x }) => Math.abs(x - line.x) < SAME_COLUMN);
    const column = open[at];
    const cell = inRow.length === 1 ? inRow.find((other) => other.x >= line.right) : undefined;
    const isNarrow = line.right - line.x <= page.width * LABEL_WIDTH;
    if (isNarrow && column && cell && Math.abs(column.cell - cell.x) < SAME_COLUMN) column.lines.push(line);
    else if (isNarrow && column && inRow.length === 0 && /^\p{Ll}/u.test(line.text)) column.lines.push(line);
    else {
      // A line of text where the labels stand ends the table.
      if (column) open.splice(at, 1);
      if (!isNarrow || !cell) continue;
      const lines = [line];
      open.push({ x: line.x, cell: cell.x, lines });
      columns.push(lines);
    }
  }
  return columns;
}
