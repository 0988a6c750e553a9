/** Ligature characters that stand for letters; a reader of the page sees the letters. */
export const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

/** Symbol fonts put bullets and ticks in the private use area: a sign on the page, but no lost letter. */
const SYMBOL_FONT = /symbol|wingdings|webdings|dingbats|awesome|icon|emoji|marlett/i;

/**
 * Whether a glyph's font does not say which character it is: pdf.js then gives a control, private use,
 * replacement or non-character.
 */
export function isUnmapped(text: string, font: string): boolean {
  const code = text.charCodeAt(0);
  if (Number.isNaN(code) || code === 0 || (code >= 0x20 && code < 0x7f)) return false;
  const whitespace = code >= 0x09 && code <= 0x0d;
  const control = (code < 0x20 && !whitespace) || (code >= 0x7f && code < 0xa0);
  const noCharacter = (code >= 0xe000 && code <= 0xf8ff) || code >= 0xfffd;
  return (control || noCharacter) && !SYMBOL_FONT.test(font);
}

/** Private code points that fonts without a Unicode map give to ligatures. */
const PRIVATE_LIGATURES: Readonly<Record<string, string>> = {
  '\uf000': 'ff',
  '\uf001': 'fi',
  '\uf002': 'fl',
  '\uf003': 'ffi',
  '\uf004': 'ffl',
};

/**
 * The character as it is read: ligatures taken apart, odd spaces plain, formatting characters dropped, and
 * U+FFFD for a glyph of which the font does not say the character.
 */
export function readableText(text: string): string {
  const code = text.charCodeAt(0);
  if ((code > 0x20 && code < 0x7f) || text === ' ') return text;
  const letters = LIGATURES[text] ?? PRIVATE_LIGATURES[text];
  if (letters !== undefined) return letters;
  if (/^\s$/.test(text)) return ' ';
  if (code >= 0xf0a0 && code <= 0xf0ff) return '•';
  return text
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\p{Cn}]/gu, '')
    .replace(/\p{Co}/gu, '\ufffd');
}
