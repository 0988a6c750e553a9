/** Where the words of a cell stand, in points from the left; `undefined` where it has none. */
export type CellPlace = Words | undefined;

interface Words {
  readonly start: number;
  readonly end: number;
}

/** Rows of a table whose cells fill the same columns. */
export interface TablePart {
  /** Their places among the rows of the table. */
  readonly rows: readonly number[];
  /** For each row, the columns that its cells span; absent where the tags name them. */
  readonly spans?: readonly (readonly number[])[];
}

type Row = readonly CellPlace[];

/** Points. Words of one column begin and end at places that differ by as much. */
const TOLERANCE = 2;

/**
 * Finds the columns that cells span by the places of their words, for tags that name no spans. A row of one
 * cell is a part by itself if `parted`. `undefined` where the cells could fill other columns as well.
 */
export function tableParts(rows: readonly Row[], parted: boolean): TablePart[] | undefined {
  const isSure = rows.every(
    ([only, ...others], at) =>
      others.length > 0 || only === undefined || standsAlone(only, openAbove(rows, at)),
  );
  if (!isSure) return undefined;
  const groups: number[][] = [];
  for (const [at, row] of rows.entries()) {
    const last = groups.at(-1);
    const isApart = parted && (row.length < 2 || (rows[at - 1]?.length ?? 0) < 2);
    if (last === undefined || isApart) groups.push([at]);
    else last.push(at);
  }
  const parts = groups.flatMap((group) => spannedPart(rows, group) ?? []);
  return parts.length === groups.length ? parts : undefined;
}

/** The rows above of which a merged cell may reach down: those since the last row of a single cell. */
function openAbove(rows: readonly Row[], at: number): readonly Row[] {
  const above = rows.slice(0, at);
  const last = above.findLastIndex(([only, ...others]) => others.length === 0 && only !== undefined);
  return above.slice(last + 1).filter((row) => row.length > 1);
}

/** Whether the only cell of a row goes over all columns with words above it, so that none reaches down. */
function standsAlone(place: Words, above: readonly Row[]): boolean {
  const firsts = wordsIn(above.map(([first]) => first));
  const others = wordsIn(above.flatMap(([_, ...others]) => others));
  return (
    (firsts.length === 0 || beginsAmong(place, firsts)) &&
    others.every(({ start }) => place.start < start - TOLERANCE && place.end > start + TOLERANCE)
  );
}

/** Whether words begin where those of a column stand, and not in the gap beside it. */
const beginsAmong = ({ start }: Words, column: readonly Words[]): boolean =>
  start >= Math.min(...column.map((of) => of.start)) - TOLERANCE &&
  start <= Math.max(...column.map((of) => of.end));

const wordsIn = (places: readonly CellPlace[]): Words[] => places.filter((place) => place !== undefined);

/** Rows with the columns that their cells span, by the rows that have a cell in each column. */
function spannedPart(rows: readonly Row[], group: readonly number[]): TablePart | undefined {
  const own = group.map((at) => rows[at] ?? []);
  const width = Math.max(...own.map((row) => row.length));
  const full = own.filter((row) => row.length === width);
  const columns = Array.from({ length: width }, (_, column) => wordsIn(full.map((row) => row[column])));
  const spans: number[][] = [];
  for (const [at, row] of own.entries()) {
    // Nothing reaches down into the first row, or below a single cell.
    const isOpen = (own[at - 1]?.length ?? 0) > 1;
    const found = row.length === width ? row.map(() => 1) : spansOf(row, columns, isOpen);
    if (found === undefined) return undefined;
    spans.push(found);
  }
  return haveEdges(own, spans) ? { rows: group, spans } : undefined;
}

/** The words of each column in rows that have a cell in all of them. */
type Columns = readonly (readonly Words[])[];

/**
 * The columns that each cell of a short row spans. Below another row the words of a merged cell must show it,
 * since a cell from above could fill the column instead. `undefined` where it is not certain.
 */
function spansOf(row: Row, columns: Columns, isOpen: boolean): number[] | undefined {
  if (row.length === 1) return [columns.length];
  const begins = row.map((place) => (place === undefined ? undefined : columnAt(place, columns)));
  if (row.some((place, cell) => place !== undefined && begins[cell] === undefined)) return undefined;
  const known = [
    { cell: 0, column: begins[0] ?? 0 },
    ...begins.flatMap((column, cell) => (column === undefined || cell === 0 ? [] : [{ cell, column }])),
    { cell: row.length, column: columns.length },
  ];
  const spans = known.slice(1).map((next, at) => {
    const { cell, column } = known[at] ?? next;
    const [cells, wide] = [next.cell - cell, next.column - column];
    if (cells === wide) return new Array<number>(cells).fill(1);
    const isShown = !isOpen || reaches(row[cell], columns[next.column - 1] ?? []);
    return cells === 1 && wide > 1 && isShown ? [wide] : undefined;
  });
  return known[0]?.column === 0 && !spans.includes(undefined)
    ? spans.flatMap((span) => span ?? [])
    : undefined;
}

/** The one column in which words begin. A column without words may be where they are left of all others. */
function columnAt(place: Words, columns: Columns): number | undefined {
  const column = columns.findIndex((of) => of.length > 0 && beginsAmong(place, of));
  if (column >= 0) return column;
  const isBeforeAll = columns.flat().every(({ start }) => place.start < start - TOLERANCE);
  return isBeforeAll && columns[0]?.length === 0 && columns[1]?.length !== 0 ? 0 : undefined;
}

const reaches = (place: CellPlace, column: readonly Words[]): boolean =>
  place !== undefined && column.some(({ start }) => place.end > start + TOLERANCE);

/** Whether at every edge of columns all words before end before all words after begin. */
function haveEdges(rows: readonly Row[], spans: readonly (readonly number[])[]): boolean {
  const [ends, starts] = [new Map<number, number>(), new Map<number, number>()];
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const [cell, place] of row.entries()) {
      const next = column + (spans[at]?.[cell] ?? 1);
      if (place !== undefined) {
        starts.set(column, Math.min(starts.get(column) ?? place.start, place.start));
        ends.set(next, Math.max(ends.get(next) ?? place.end, place.end));
      }
      column = next;
    }
  }
  return [...starts].every(([column, start]) => (ends.get(column) ?? start) <= start + TOLERANCE);
}
