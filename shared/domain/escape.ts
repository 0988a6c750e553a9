/**
 * Escaping, one function per output context. Titles and summaries come from untrusted PDFs and notes, so
 * every renderer uses one of these.
 */

/**
 * Characters that are always removed: C0 and C1 controls, bidirectional overrides and isolates (UAX 9: they
 * can reverse a title), byte order marks, interlinear and tag characters, noncharacters.
 */
const UNPRINTABLE =
  /(?![\n\t])[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\u{e0000}-\u{e007f}]/gu;

/** Fast path: text with nothing to strip, including accents, dashes and curly quotation marks. */
const PLAIN = /^[\x20-\x7e\n\t\u00a0-\u061b\u2010-\u2027\u2030-\u205e]*$/;

/**
 * Well-formed text without control characters and overrides, with `\
 * ` line ends.
 */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(UNPRINTABLE, (character) => (character === '\ufffd' ? character : ''))
    .replace(/\p{Noncharacter_Code_Point}/gu, '');
}

/** `plainText` on one line, white space collapsed. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML text and for attribute values in quotes. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => HTML[character] ?? '');
}

/** For XML 1.0 text and attribute values in quotes: the same five characters. */
export function escapeXml(text: string): string {
  return escapeHtml(text);
}

/** JSON for `<script type="application/ld+json">`. It cannot end the element or open a comment. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const FOLDED: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  ł: 'l',
  Ł: 'L',
};

/**
 * One line of printable ASCII of at most `most` characters, for e-mail headers and SMS. Accents are dropped,
 * other characters removed. Begins with a letter, digit or punctuation mark (required by SNS `Subject`).
 */
export function asciiLine(text: string, most: number): string {
  const line = oneLine(text)
    .replace(/[‘’“”–—…ßøØæÆłŁ]/g, (character) => FOLDED[character] ?? '')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/ +/g, ' ')
    .trim();
  if (line.length <= most) return line;
  return `${line
    .slice(0, Math.max(0, most - 3))
    .replace(/ [^ ]*$/, '')
    .trimEnd()}...`.slice(0, most);
}

/** Wraps right-to-left text in first-strong isolates (UAX 9), so that it does not reorder its neighbours. */
export function isolate(text: string): string {
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
    ? `\u2068${text}\u2069`
    : text;
}

/** A safe link target: http, https or mailto, without credentials. Otherwise `undefined`. */
export function safeAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const linkable = url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === 'mailto:';
  return linkable && url.username === '' && url.password === '' ? url.href : undefined;
}
