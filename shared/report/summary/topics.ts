import { wordList } from '../words/word-list.ts';
import type { Section } from './sections.ts';

/** Letters by which words are one: "exploited" and "exploitation". */
const STEM = 6;
/** A topic stands so often in a report; from the most on, more says nothing more. */
const LEAST_OFTEN = 3;
const MOST_OFTEN = 24;

/** The words of a text that do not stand in any review, each by its beginning, in small letters. */
export const ownWords = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      .filter((word) => !wordList('review-words').has(word))
      .map((word) => word.slice(0, STEM)),
  );

/** What a report is about: how often it has the words that are its own. A summary has the most frequent. */
export class Topics {
  readonly #counts = new Map<string, number>();

  constructor(sections: readonly Section[], names: readonly string[]) {
    const ofNames = ownWords(names.join(' '));
    for (const { paragraphs } of sections)
      for (const { text } of paragraphs)
        for (const word of ownWords(text))
          if (!ofNames.has(word)) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  /** 0 to 1: how much of a topic a word is. */
  weightOf(word: string): number {
    const count = Math.min(this.#counts.get(word) ?? 0, MOST_OFTEN);
    return count < LEAST_OFTEN ? 0 : Math.log(count) / Math.log(MOST_OFTEN);
  }
}
