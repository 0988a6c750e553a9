import { NOTHING_BESIDES, type Page, type ReportModel } from '../page-model.ts';
import { withPage } from '../pdfium/loaded-page.ts';
import { textIn, withPdfium } from '../pdfium/open-document.ts';
import { tellHyphens } from '../read-page.ts';
import { readPdf } from '../read-pdf.ts';
import { digestOfText, type SeenPage } from '../seen-page.ts';
import { pageLines } from '../text/lines.ts';
import { UnreadablePdf } from '../unreadable-pdf.ts';
import { type BuiltBlocks, buildBlocks } from './build-blocks.ts';
import { type TaggedPage, taggedPage } from './content-pieces.ts';
import { structureTree } from './structure-elements.ts';

/** A tagged PDF: its blocks by the tags, and beside them the words of its pages as the reader gives them. */
export interface TaggedReport extends BuiltBlocks {
  readonly report: ReportModel;
  readonly pages: readonly TaggedPage[];
}

/**
 * Reads a clean copy by its tags; `undefined` where it has none. `language` is that of the document. `seen`:
 * what the examination saw on pages with the same pixels, which are not looked at again. Throws
 * `UnreadablePdf` like `readPdf`.
 */
export async function readTaggedPdf(
  pdf: Uint8Array,
  language: string,
  seen?: readonly SeenPage[],
): Promise<TaggedReport | undefined> {
  const tree = await structureTree(pdf);
  if (tree === undefined || tree.length === 0) return undefined;
  const read = (seen && (await readSeen(pdf, seen))) ?? (await readSeen(pdf, await seenOf(pdf)));
  if (read === undefined) throw new UnreadablePdf('damaged', { cause: 'Two readings differ' });
  const pages = read.map(({ tagged }) => tagged);
  const report = {
    ...NOTHING_BESIDES,
    properties: { other: [] },
    tagged: true,
    language,
    pages: read.map(({ page }) => page),
  };
  return { report, pages, ...buildBlocks(tree, pages, language) };
}

const seenOf = async (pdf: Uint8Array): Promise<readonly SeenPage[]> =>
  (await readPdf(pdf)).pages.flatMap(({ seen }) => seen ?? []);

interface Read {
  readonly page: Page;
  readonly tagged: TaggedPage;
}

/** Reads the words of pages that were looked at; `undefined` where a page has other letters than then. */
async function readSeen(pdf: Uint8Array, seen: readonly SeenPage[]): Promise<Read[] | undefined> {
  return await withPdfium(pdf, (open) => {
    if (open.pageCount !== seen.length) return undefined;
    const read: Read[] = [];
    for (const [index, { letters, unseen: characters, hyphenated }] of seen.entries()) {
      const here = withPage(open, index + 1, NONE, ({ text, placed, painted }) => {
        if (digestOfText(textIn(open, text)) !== letters) return undefined;
        tellHyphens(painted, hyphenated);
        const unseen = new Set([...characters].flatMap((at) => placed.glyphOf({ index: at }) ?? []));
        const { width, height } = painted;
        const { lines, footnoteMarks } = pageLines(painted, unseen);
        return {
          page: { ...NOTHING_SEEN, number: index + 1, width, height, lines, footnoteMarks },
          tagged: taggedPage(index + 1, painted, unseen),
        };
      });
      if (here === undefined) return undefined;
      read.push(here);
    }
    return read;
  });
}

const NONE: ReadonlySet<number> = new Set();

/** What the examination found besides the words of pages: the edition has no part in it. */
const NOTHING_SEEN = { hidden: [], annotations: [], imageCover: 0, unmappedGlyphs: 0 };
