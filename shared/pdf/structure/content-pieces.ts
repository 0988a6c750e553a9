import type { Line } from '../page-model.ts';
import type { PaintedPage, Run } from '../painted-page.ts';
import { pageLines } from '../text/lines.ts';
import { textOf } from '../text/span-text.ts';
import { type Fragment, fragmentsOf, onOneBaseline } from '../text/spans.ts';

/** Visible words on one baseline that stand in one marked content. */
export interface ContentPiece {
  readonly text: string;
  /** Place along the writing direction, and of the baseline across it, in points. */
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
  readonly size: number;
  readonly angle: number;
  readonly bold: boolean;
  /** A superscript mark. */
  readonly raised: boolean;
}

/** The visible words of a page by their marked content, and as the reader of pages gives them. */
export interface TaggedPage {
  readonly number: number;
  /** By the content's number (MCID), in the order of the file. */
  readonly pieces: ReadonlyMap<number, readonly ContentPiece[]>;
  /** Words that some tag may hold, in reading order. */
  readonly lines: readonly Line[];
  readonly footnoteMarks: readonly Line[];
  /** Words that are marked as decoration, or not at all, so that no reader of the tags is told them. */
  readonly decoration: readonly Line[];
}

/** The marked content of a page (1-based), without glyphs that nobody sees. */
export function taggedPage(number: number, painted: PaintedPage, unseen: ReadonlySet<number>): TaggedPage {
  const runs = new Array<Run>(painted.glyphs.count);
  for (const run of painted.runs) for (let at = run.first; at < run.end; at += 1) runs[at] = run;
  const contentAt = (glyph: number) => runs[glyph]?.content;
  const [decoration, body] = [new Set(unseen), new Set(unseen)];
  for (let glyph = 0; glyph < painted.glyphs.count; glyph += 1)
    (typeof contentAt(glyph) === 'number' ? decoration : body).add(glyph);
  const { lines, footnoteMarks, raised } = pageLines(painted, body);
  const fragments = fragmentsOf(
    painted,
    (glyph) => !body.has(glyph),
    (one, other) =>
      contentAt(one) !== contentAt(other) ||
      raised.has(one) !== raised.has(other) ||
      isBold(runs[one]) !== isBold(runs[other]),
  );
  const pieces = new Map<number, ContentPiece[]>();
  for (const fragment of fragments) {
    const [first = -1] = fragment.glyphs;
    const content = contentAt(first);
    if (typeof content !== 'number') continue;
    const of = pieces.get(content) ?? [];
    of.push(pieceOf(fragment, isBold(runs[first]), raised.has(first)));
    pieces.set(content, of);
  }
  return { number, pieces, lines, footnoteMarks, decoration: pageLines(painted, decoration).lines };
}

/** Bold by its font, or by an outline round its letters. */
const isBold = (run: Run | undefined): boolean => run !== undefined && (run.font.bold || run.mode === 2);

function pieceOf(fragment: Fragment, bold: boolean, raised: boolean): ContentPiece {
  const { on, glyphs, start, end, baseline, size, angle } = fragment;
  return { text: textOf(on, glyphs), start, end, baseline, size, angle, bold, raised };
}

/** Of the font size: a wider gap is a space. */
const LEAST_BLANK = 0.17;

/** What stands between two pieces of one paragraph: nothing inside a word, else a space. */
export function between(before: ContentPiece, next: ContentPiece): '' | ' ' {
  if (/\s$/.test(before.text) || /^\s/.test(next.text)) return '';
  const size = Math.max(before.size, next.size);
  const gap = next.start - before.end;
  const isSameLine =
    before.angle === next.angle &&
    gap > -0.5 * size &&
    onOneBaseline(before.baseline, before.size, next.baseline, next.size);
  if (isSameLine) return gap > LEAST_BLANK * size ? ' ' : '';
  return acrossLines(before.text);
}

/** A word that is broken over two lines keeps its hyphen: whether it is part of the word, nobody can tell. */
export const acrossLines = (before: string): '' | ' ' =>
  /[\p{L}\p{N}][-\u00ad\u2010]$/u.test(before) ? '' : ' ';
