/** Maximum compared length of a word. */
const LONGEST = 80;

/** Damerau-Levenshtein distance: letters to add, remove, replace or swap. */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one.slice(0, LONGEST)], [...other.slice(0, LONGEST)]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (const [row, letter] of a.entries()) {
    const next = [row + 1];
    for (const [column, against] of b.entries()) {
      const replaced = (last[column] ?? 0) + (letter === against ? 0 : 1);
      const cheapest = Math.min(replaced, (last[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1);
      const swapped = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === against;
      next.push(swapped ? Math.min(cheapest, (beforeLast[column - 1] ?? 0) + 1) : cheapest);
    }
    beforeLast = last;
    last = next;
  }
  return last.at(-1) ?? 0;
}

/**
 * The word of a list that was probably meant: one with all written words, else the closest within a few
 * letters.
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const tokens = written.split(/[\s-]+/).filter((token) => token.length > 1);
  const holds = (word: string) =>
    tokens.length > 0 && tokens.every((token) => word.split(/[\s-]+/).some((part) => part.startsWith(token)));
  const held = words.filter(holds);
  const ranked = (held.length > 0 ? held : words)
    .map((word) => ({ word, distance: editDistance(written, word) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best === undefined) return undefined;
  return held.length > 0 || best.distance <= Math.max(2, best.word.length / 3) ? best.word : undefined;
}
