import type { Inline } from '#shared/domain/listing/edition.ts';
import { between, type ContentPiece } from './content-pieces.ts';

/** Words of one marked content, and what the elements around them say of them. */
export interface MarkedWords {
  readonly piece: ContentPiece;
  readonly page: number;
  /** Where it is not that of the document. */
  readonly language?: string | undefined;
  readonly href?: string | undefined;
}

/** The words of one paragraph: neighbours that are alike become one stretch. */
export function inlineWords(marked: readonly MarkedWords[]): Inline[] {
  const stretches: { text: string; like: MarkedWords }[] = [];
  let before: MarkedWords | undefined;
  for (const one of marked) {
    const blank = before ? between(before.piece, one.piece) : '';
    const last = stretches.at(-1);
    if (last && isAlike(last.like, one)) last.text += blank + one.piece.text;
    else if (last && one.href !== undefined && last.like.href === undefined) {
      // No blank is part of a link.
      last.text += blank;
      stretches.push({ text: one.piece.text, like: one });
    } else stretches.push({ text: blank + one.piece.text, like: one });
    before = one;
  }
  const inlines = stretches.map(({ text, like: { page, language, href, piece } }) => ({
    text: tidy(text),
    page,
    ...(language !== undefined && { language }),
    ...(href !== undefined && { href }),
    ...(piece.bold && { bold: true }),
    ...(piece.raised && { raised: true }),
  }));
  return withBullet(trimmed(inlines));
}

/** A glyph that its font does not name is a bullet where it stands by itself before words. */
const withBullet = ([first, ...rest]: readonly Inline[]): Inline[] =>
  first === undefined ? [] : [{ ...first, text: first.text.replace(/^\ufffd(?=\s|$)/, '•') }, ...rest];

const isAlike = (one: MarkedWords, other: MarkedWords): boolean =>
  one.page === other.page &&
  one.language === other.language &&
  one.href === other.href &&
  one.piece.bold === other.piece.bold &&
  one.piece.raised === other.piece.raised;

/** Dots that lead to a page number in a table of contents. */
const LEADER = /(?:[.…·_] ?){4,}/g;

const tidy = (text: string): string =>
  text
    .replace(/\u00ad/g, '')
    .replace(LEADER, ' ')
    .replace(/\s+/g, ' ');

/** Without blanks at either end, nor twice between two stretches. */
function trimmed(inlines: readonly Inline[]): Inline[] {
  const kept: Inline[] = [];
  for (const inline of inlines) {
    const follows = kept.at(-1)?.text.endsWith(' ') ?? true;
    const text = follows ? inline.text.trimStart() : inline.text;
    if (text !== '') kept.push({ ...inline, text });
  }
  const last = kept.pop();
  if (last === undefined) return [];
  const text = last.text.trimEnd();
  return text === '' ? trimmed(kept) : [...kept, { ...last, text }];
}
