import type { Box } from '#shared/pdf/page-model.ts';
import { withPdfium } from '../pdfium/open-document.ts';
import { hasContrast, type InkedCharacter, type PageInk, pageInk } from './visible-characters.ts';

export interface TextWithoutPixels {
  /** 1-based. */
  readonly page: number;
  readonly text: string;
  /** Left, top, right, bottom: points as displayed, y downwards. */
  readonly box: Box;
}

/**
 * Text of the given pages that leaves nothing to be seen where it stands, with the words it belongs to. A text layer under a
 * scan counts as seen where the scan shows something. Misses what is covered by a pattern, and single characters.
 * Empty where the PDF cannot be opened: that is for the reader to say. Throws where a page cannot be painted.
 */
export async function textWithoutPixels(
  pdf: Uint8Array,
  pages: readonly number[],
): Promise<TextWithoutPixels[]> {
  const found = await withPdfium(pdf, (open) =>
    pages.flatMap((page) => {
      if (page > open.pageCount) return [];
      const ink = pageInk(open, page);
      // A page that was not looked at must not pass for one on which everything is seen.
      if (ink === undefined) throw new Error(`Out of memory for page ${page}`);
      return phrasesOf(ink).map((phrase) => ({ page, ...phrase }));
    }),
  );
  return found ?? [];
}

interface Word {
  readonly characters: readonly InkedCharacter[];
  /** How many of them leave no ink; 0 where most do. */
  readonly unseen: number;
}

/** Neighbouring words with two or more characters that leave no ink, as one. */
function phrasesOf(ink: PageInk): { text: string; box: Box }[] {
  const phrases: Word[][] = [];
  let current: Word[] = [];
  for (const word of wordsOf(ink)) {
    if (word.unseen > 0) current.push(word);
    else if (current.length > 0) {
      phrases.push(current);
      current = [];
    }
  }
  phrases.push(current);
  return phrases
    .filter((words) => words.reduce((sum, { unseen }) => sum + unseen, 0) >= 2)
    .map((words) => ({
      text: words.map(({ characters }) => characters.map(({ text }) => text).join('')).join(' '),
      box: around(words.flatMap(({ characters }) => characters)),
    }));
}

function wordsOf(ink: PageInk): Word[] {
  const words: Word[] = [];
  let current: InkedCharacter[] = [];
  for (const character of [...ink.characters, undefined]) {
    if (character !== undefined && !character.isSynthetic && character.text.trim() !== '') {
      current.push(character);
    } else if (current.length > 0) {
      words.push({ characters: current, unseen: unseenIn(current, ink) });
      current = [];
    }
  }
  return words;
}

/** Letters from which a word without ink, or a part of one, is worth telling. */
const ENOUGH = 3;

/** Fewest pixels across the inside of a word that can tell whether it is painted. */
const LEAST_INSIDE = 3;

function unseenIn(word: readonly InkedCharacter[], { image }: PageInk): number {
  const letters = word.filter(({ isLetterOrDigit }) => isLetterOrDigit);
  const unseen = letters.filter(({ isVisible }) => !isVisible).length;
  if (letters.length >= ENOUGH && unseen < letters.length) {
    // A box drawn close to the letters shows its edge among their own pixels: then the inside of the whole word decides.
    const [left, top, right, bottom] = around(letters);
    const inside = Math.min(right - left, bottom - top) * image.scale - 2;
    if (inside >= LEAST_INSIDE && !hasContrast(image, [left, top, right, bottom], 1)) return letters.length;
  }
  if (unseen < letters.length && letters.some(({ isOcrLayer }) => isOcrLayer)) return 0;
  return unseen >= ENOUGH || unseen * 2 >= letters.length ? unseen : 0;
}

function around(characters: readonly InkedCharacter[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of characters) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}
