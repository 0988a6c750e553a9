import type { Block } from '#shared/domain/listing/edition.ts';
import type { Facts } from '#shared/domain/review/fact.ts';
import { FINDINGS } from '#shared/domain/review/finding.ts';
import type { Line, Page, ReportModel } from '../../pdf/page-model.ts';
import { checkReport } from '../checks/check-report.ts';
import { textOfBlocks, wordsOfBlocks } from './words-of-blocks.ts';

/**
 * Runs every safety check on the words of blocks, and says in a sentence what they show that the pages by
 * themselves do not: words that a page break parted, for instance.
 */
export function findingInWords(
  report: ReportModel,
  blocks: readonly Block[],
  facts: Facts,
): string | undefined {
  const inBlocks = Map.groupBy(checkReport(asReport(report, blocks), facts), ({ code }) => code);
  if (inBlocks.size === 0) return undefined;
  const onPages = Map.groupBy(checkReport(report, facts), ({ code }) => code);
  for (const [code, findings] of inBlocks) {
    if (findings.length > (onPages.get(code)?.length ?? 0))
      return `By the tags, a safety check finds more than on the pages: ${FINDINGS[code].title}.`;
  }
  return undefined;
}

/** Points. The lines of blocks stand so far apart that each is a paragraph, and away from the edges. */
const [LEADING, SIZE, LEFT, COLUMN, WIDTH] = [40, 11, 72, 400, 300];

/** A report whose pages show blocks, each as one line, and the cells of a row side by side. */
function asReport(report: ReportModel, blocks: readonly Block[]): ReportModel {
  const lines = new Map<number, Line[]>();
  const add = (cell: readonly Block[], column: number, row: number) => {
    const [first] = wordsOfBlocks(cell);
    if (first === undefined) return;
    const of = lines.get(first.words.page) ?? [];
    of.push({ ...LINE, text: textOfBlocks(cell), x: LEFT + column * COLUMN, y: row * LEADING });
    lines.set(first.words.page, of);
  };
  const rows = blocks.flatMap(rowsOf);
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) add(cell, column, row);
  const height = 3 * rows.length * LEADING;
  const pages = report.pages.map(
    (page): Page => ({
      ...page,
      height,
      lines: (lines.get(page.number) ?? []).map((line) => ({ ...line, y: line.y + height / 3 })),
    }),
  );
  return { ...report, pages };
}

const LINE: Omit<Line, 'text' | 'x' | 'y'> = {
  width: WIDTH,
  size: SIZE,
  bold: false,
  italic: false,
  font: '',
  colour: '#000000',
  angle: 0,
};

/** A block as rows of passages that stand side by side. */
function rowsOf(block: Block): (readonly Block[])[][] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap(({ label, blocks: [first, ...rest] }) => [
        [[{ kind: 'paragraph' as const, words: label }, ...(first ? [first] : [])]],
        ...rest.flatMap(rowsOf),
      ]);
    case 'table':
      return [
        [[{ kind: 'paragraph', words: block.caption }]],
        ...block.rows.map((row) => row.map((cell) => cell.blocks)),
      ];
    case 'heading':
    case 'paragraph':
      return [[[block]]];
    default:
      return block.blocks.flatMap(rowsOf);
  }
}
