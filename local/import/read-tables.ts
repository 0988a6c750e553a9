import type { HTMLElement } from 'node-html-parser';

/** What a column says of a review. */
type Column = 'title' | 'summary' | 'date' | 'status';

/** By the words of its heading, the first that fits. */
const COLUMNS: readonly (readonly [column: Column, heading: RegExp])[] = [
  ['date', /\b(?:date|published|publication|year|month)\b/i],
  ['status', /\bstatus\b/i],
  ['summary', /\b(?:summary|description|about|overview|synopsis|details)\b/i],
  ['title', /\b(?:name|title|child|family|case|subject|review)\b/i],
];

/** A row of a table of reviews. */
export interface TableRow {
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  /** Links to PDFs in any of its cells. */
  readonly links: readonly string[];
}

/** The rows of every table whose headings name a title and something else of a review. */
export function readTables(root: HTMLElement): readonly TableRow[] {
  return root.querySelectorAll('table').flatMap(rowsOf);
}

function rowsOf(table: HTMLElement): readonly TableRow[] {
  const [first, ...rows] = table.querySelectorAll('tr');
  if (first === undefined || first.querySelector('th') === null) return [];
  const columns = columnsOf(cellsOf(first).map(textOf));
  if (!columns.includes('title') || columns.filter((column) => column !== undefined).length < 2) return [];
  return rows.flatMap((row) => {
    const cells: Partial<Record<Column, string>> = {};
    for (const [at, cell] of cellsOf(row).entries()) {
      const column = columns[at];
      if (column !== undefined) cells[column] = textOf(cell);
    }
    return cells.title === undefined || cells.title === '' ? [] : [{ cells, links: pdfLinks(row) }];
  });
}

/** Each kind of column once: a table has "Name" and then "Type of review". */
function columnsOf(headings: readonly string[]): readonly (Column | undefined)[] {
  const taken = new Set<Column>();
  return headings.map((heading) => {
    const [column] = COLUMNS.find(([kind, words]) => !taken.has(kind) && words.test(heading)) ?? [];
    if (column !== undefined) taken.add(column);
    return column;
  });
}

const cellsOf = (row: HTMLElement): readonly HTMLElement[] => row.querySelectorAll('th, td');

const textOf = (element: HTMLElement): string => element.textContent.replace(/\s+/g, ' ').trim();

/** Addresses of the PDFs that an element links to. */
function pdfLinks(element: HTMLElement): string[] {
  return element
    .querySelectorAll('a')
    .map((link) => link.getAttribute('href') ?? '')
    .filter(isPdf);
}

export const isPdf = (address: string): boolean => /\.pdf(?:[?#]|$)/i.test(address);
