/** Text of a review note, or a sentence for the officer. */
export type NoteText = { readonly text: string } | { readonly problem: string };

const SAVE_AS_TEXT = 'Write the note in a plain editor such as Notepad, and save it as plain text (UTF-8).';

/** How files of word processors begin. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what such files begin with.
const WORD_PROCESSOR = /^(?:PK\u0003\u0004|\{\\rtf|\u00d0\u00cf\u0011\u00e0|%PDF-)/;

/** UTF-8 misread as Windows-1252. */
const MIXED = /\u00c3[\u0080-\u00bf]|\u00e2\u20ac/;

/**
 * Decodes a note: UTF-8, UTF-16 or Windows-1252, with any line ends. Spaces of every width become plain
 * spaces, zero-width characters are removed, letters are composed (NFC).
 */
export function decodeNote(bytes: Uint8Array): NoteText {
  const latin = new TextDecoder('windows-1252').decode(bytes.subarray(0, 16));
  if (WORD_PROCESSOR.test(latin))
    return { problem: `This is a document of a word processor. ${SAVE_AS_TEXT}` };
  const text = decoded(bytes);
  if (text === undefined)
    return {
      problem: `Some of its characters are saved in one encoding and some in another. ${SAVE_AS_TEXT}`,
    };
  return {
    text: text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(/[\p{Zs}\t]/gu, ' ')
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .normalize('NFC'),
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: Windows "ANSI".
    const text = new TextDecoder('windows-1252').decode(bytes);
    return MIXED.test(text) ? undefined : text;
  }
}

/** Detects UTF-16 by its byte order mark or by zero bytes at every other position. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 200);
  const zeros = (odd: number) => start.filter((byte, place) => place % 2 === odd && byte === 0).length;
  if (zeros(1) > start.length / 4) return 'utf-16le';
  return zeros(0) > start.length / 4 ? 'utf-16be' : undefined;
}
