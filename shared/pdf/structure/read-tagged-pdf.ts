import type { ReportModel } from '../page-model.ts';
import { readPdf } from '../read-pdf.ts';
import { type BuiltBlocks, buildBlocks } from './build-blocks.ts';
import { contentCollector, type TaggedPage } from './content-pieces.ts';
import { structureTree } from './structure-elements.ts';

/** A tagged PDF: its blocks by the tags, and beside them what the reader of pages gives. */
export interface TaggedReport extends BuiltBlocks {
  readonly report: ReportModel;
  readonly pages: readonly TaggedPage[];
}

/**
 * Reads a clean copy by its tags; `undefined` where it has none. `language` is that of the document. Throws
 * `UnreadablePdf` like `readPdf`.
 */
export async function readTaggedPdf(pdf: Uint8Array, language: string): Promise<TaggedReport | undefined> {
  const tree = await structureTree(pdf);
  if (tree === undefined || tree.length === 0) return undefined;
  const { pages, collect } = contentCollector();
  const report = await readPdf(pdf, collect);
  return report.tagged ? { report, pages, ...buildBlocks(tree, pages, language) } : undefined;
}
