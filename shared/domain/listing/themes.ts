import { oneLine } from '../escape.ts';

/** Normalized form of a theme: "NEGLECT" and "neglect" are one theme. */
export const themeKey = (theme: string): string => oneLine(theme).toLowerCase();

/** Themes without duplicates, each in its most frequent spelling, on a tie the first one. */
export function distinctThemes(themes: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const theme of themes) uses.set(oneLine(theme), (uses.get(oneLine(theme)) ?? 0) + 1);
  const spellings = new Map<string, string>();
  for (const [spelling, count] of uses) {
    const other = spellings.get(themeKey(spelling));
    if (other === undefined || count > (uses.get(other) ?? 0)) spellings.set(themeKey(spelling), spelling);
  }
  return [...spellings.values()];
}
