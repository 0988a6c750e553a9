import type { Fact } from '#shared/domain/review/fact.ts';

/** A place in the report: a line, or a page with the words on it that say the fact. */
interface Place {
  readonly page: number;
  readonly text: string;
}

/** A fact that the report says. */
export const factOf = <T>(value: T, confidence: number, { page, text }: Place): Fact<T> => ({
  value,
  confidence,
  provenance: { source: 'report', page, words: text },
});
