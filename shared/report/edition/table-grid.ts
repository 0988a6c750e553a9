import type { Block, Cell } from '#shared/domain/listing/edition.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** Whether every row of a table fills the same number of columns, with cells over several rows counted. */
export function hasConsistentGrid({ rows }: Table): boolean {
  /** Rows that a cell from above still covers, by column. */
  const covered: number[] = [];
  let width: number | undefined;
  for (const [at, row] of rows.entries()) {
    const filled = fillRow(row, covered);
    if (filled === undefined) return false;
    width ??= filled;
    if (filled !== width) return false;
    const left = rows.length - at - 1;
    if (covered.some((more) => more > left)) return false;
  }
  return true;
}

/** Columns that a row fills; `undefined` where two cells would lie over each other. */
function fillRow(row: readonly Cell[], covered: number[]): number | undefined {
  const next: number[] = [];
  let column = 0;
  for (const { columns, rows } of row) {
    while ((covered[column] ?? 0) > 0) column += 1;
    for (let end = column + columns; column < end; column += 1) {
      if ((covered[column] ?? 0) > 0) return undefined;
      next[column] = rows - 1;
    }
  }
  const width = Math.max(column, covered.findLastIndex((more) => more > 0) + 1);
  for (let at = 0; at < width; at += 1) {
    const above = covered[at] ?? 0;
    if (above === 0 && next[at] === undefined) return undefined;
    covered[at] = above > 0 ? above - 1 : (next[at] ?? 0);
  }
  return width;
}
