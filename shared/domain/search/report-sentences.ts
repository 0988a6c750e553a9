import * as z from 'zod';
import { oneLine } from '../escape.ts';
import type { Block, Edition, Inline } from '../listing/edition.ts';
import type { PublishedEntry } from '../listing/entry.ts';
import { stemsOf } from './stems.ts';

/** The words of an edition for the search, beside it. */
export const ReportSentences = z.object({
  /** Which edition they are of: see `editionKey`. */
  edition: z.string(),
  title: z.string(),
  language: z.string(),
  /** Each with the page of the PDF on which it begins, in order. */
  sentences: z.array(z.tuple([z.number(), z.string()])),
});
export type ReportSentences = z.infer<typeof ReportSentences>;

/** The SHA-256 of the edition of a review's report. */
export const editionOf = ({ documents: [report] }: PublishedEntry): string | undefined => report?.edition;

/** Tells one edition of a report from another: 48 bits, of which the index holds a hundred in each file. */
export const editionKey = (entry: PublishedEntry): string => (editionOf(entry) ?? '').slice(0, 12);

/**
 * What the search knows of a report: the words that its edition shows, and nothing else. Alternative texts of
 * pictures stay out, because the pages of the PDF do not show them.
 */
export function sentencesOf(entry: PublishedEntry, edition: Edition): ReportSentences {
  return {
    edition: editionKey(entry),
    title: oneLine(entry.title),
    language: edition.language,
    sentences: textsOf(edition.blocks).flatMap((words) => sentencesIn(words, edition.language)),
  };
}

/** The distinct stems of a report, sorted. */
export const stemsIn = ({ sentences }: ReportSentences): string[] =>
  stemsOf(sentences.map(([, text]) => text));

/** The words of each heading, paragraph, label and caption. */
function textsOf(blocks: readonly Block[]): (readonly Inline[])[] {
  return blocks.flatMap((block): (readonly Inline[])[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return [block.words];
      case 'list':
        return block.items.flatMap((item) => [item.label, ...textsOf(item.blocks)]);
      case 'table':
        return [block.caption, ...block.rows.flat().flatMap((cell) => textsOf(cell.blocks))];
      default:
        return textsOf(block.blocks);
    }
  });
}

function sentencesIn(words: readonly Inline[], language: string): [page: number, text: string][] {
  const text = words.map((one) => one.text).join('');
  const sentences: [number, string][] = [];
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const shown = oneLine(segment);
    if (/[\p{L}\p{N}]/u.test(shown)) sentences.push([pageAt(words, index), shown]);
  }
  return sentences;
}

/** The page of the words at this place of their text. */
function pageAt(words: readonly Inline[], index: number): number {
  let end = 0;
  for (const { text, page } of words) {
    end += text.length;
    if (index < end) return page;
  }
  return words.at(-1)?.page ?? 1;
}
