import type { Truth } from './reading-truth.ts';

/** Quality of a summary against a human one. Shares from 0 to 1. */
export interface SummaryScore {
  readonly facts: number;
  readonly rouge1: number;
  readonly rougeL: number;
  readonly words: number;
  readonly lacks: readonly string[];
}

export function summaryScore(truth: Truth, summary: string): SummaryScore {
  const lower = summary.toLowerCase();
  const lacks = truth.summaryFacts.filter(
    ({ any }) => !any.some((word) => lower.includes(word.toLowerCase())),
  );
  const reference = tokens(truth.summaryReference ?? '');
  const words = tokens(summary);
  return {
    facts: truth.summaryFacts.length === 0 ? 1 : 1 - lacks.length / truth.summaryFacts.length,
    rouge1: f1(inCommon(reference, words), reference.length, words.length),
    rougeL: f1(longestCommon(reference, words), reference.length, words.length),
    words: summary.split(/\s+/).filter(Boolean).length,
    lacks: lacks.map(({ fact, any }) => `${fact} (${any.join(', ')})`),
  };
}

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const f1 = (common: number, a: number, b: number): number => (common === 0 ? 0 : (2 * common) / (a + b));

function inCommon(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left > 0) common++;
    counts.set(word, left - 1);
  }
  return common;
}

/** Length of the longest common subsequence of words. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row: number[] = new Array(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Letters and digits only, so that line breaks do not matter. */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a text contains these words. */
export function standsIn(sentence: string, texts: readonly string[]): boolean {
  const letters = lettersOf(sentence);
  return texts.some((text) => text.includes(letters));
}
