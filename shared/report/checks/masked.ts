/**
 * Words that leak, so that an officer can find them and a reader of the message learns nothing: the first letter of
 * each word and the last two digits of a long number stay. At most 60 characters.
 */
export function masked(words: string): string {
  const short = words.replace(/\s+/g, ' ').trim();
  const digits = (short.match(/\d/g) ?? []).length;
  let seen = 0;
  const hidden = short.replace(/\p{L}[\p{L}\p{M}'’]*|\d/gu, (part) => {
    if (/^\d$/.test(part)) {
      seen += 1;
      return digits >= 8 && seen > digits - 2 ? part : '█';
    }
    return part.charAt(0) + '█'.repeat(Math.min(8, Math.max(0, part.length - 1)));
  });
  return hidden.length > 60 ? `${hidden.slice(0, 59).trimEnd()}…` : hidden;
}
