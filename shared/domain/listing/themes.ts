import { oneLine } from '../escape.ts';

/** What two spellings of one theme share: "NEGLECT" and "neglect" are the same theme. */
export const themeKey = (theme: string): string => oneLine(theme).toLowerCase();

/** Each theme once, in the spelling that is used most; of equally many, in the one that comes first. */
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
