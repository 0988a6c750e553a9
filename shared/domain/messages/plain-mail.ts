/** Plain text e-mail: paragraphs wrapped for any reader, addresses never broken. */

const COLUMNS = 78;

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff01-\uff60]/u;
const NARROW = /\p{Mark}/u;
/** Fast path: each character is one column wide. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Width of a text in a fixed-width font. Combining marks take no column, East Asian characters and
 * pictographs two.
 */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/**
 * Wraps text at white space to lines of at most `most` columns. Longer words are cut, except addresses.
 * Existing line breaks stay. `indent` precedes each line.
 */
export function wrap(text: string, most: number = COLUMNS, indent = ''): string {
  return text
    .split('\n')
    .map((paragraph) =>
      wrapParagraph(paragraph, most - columnsOf(indent))
        .map((line) => indent + line)
        .join('\n'),
    )
    .join('\n');
}

function wrapParagraph(paragraph: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of paragraph
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part) => pieces(part, most))) {
    const width = columnsOf(word);
    if (line !== '' && columns + 1 + width > most) {
      lines.push(line);
      line = word;
      columns = width;
    } else {
      columns += line === '' ? width : 1 + width;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, most: number): string[] {
  if (columnsOf(word) <= most || /^https?:\/\//.test(word)) return [word];
  const cut: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columnsOf(piece + character) > most) {
      cut.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...cut, piece];
}

/** Fills the `{placeholders}` of a message. Values are not expanded again. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
