const ENCRYPTED_AFTER = /\beexec[ \r\n\t]{1,2}/;
/** What ends a Type 1 program (Adobe Type 1 Font Format, 2.4). */
const ZEROS = /[\r\n]{0,2}(?:0{64}\s{1,2}){8}cleartomark/;
const ENDING = `\n${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`;

/** A Type 1 program and the lengths of its three parts. */
export interface Type1 {
  readonly program: Uint8Array;
  readonly lengths: readonly [clear: number, encrypted: number, ending: number];
}

/**
 * A Type 1 program without its names, notices, comments and what follows its end; its encrypted part, which
 * draws, stays. `undefined` where it cannot be read.
 */
export function stripType1(bytes: Uint8Array): Type1 | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const start = ENCRYPTED_AFTER.exec(text);
  if (!text.startsWith('%!') || start === null) return undefined;
  const split = start.index + start[0].length;
  const end = ZEROS.exec(text.slice(split));
  const encrypted = end === null ? text.slice(split) : text.slice(split, split + end.index);
  const ending = end === null ? '' : ENDING;
  const clear = `%!PS-AdobeFont-1.0: Font\n${withoutWords(text.slice(0, split))}`;
  return {
    program: new Uint8Array(Buffer.from(clear + encrypted + ending, 'latin1')),
    lengths: [clear.length, encrypted.length, ending.length],
  };
}

/** The part that is not encrypted, without comments, without what its strings say and the font's name. */
function withoutWords(clear: string): string {
  let kept = '';
  for (let at = 0; at < clear.length; ) {
    const next = clear.slice(at).search(/[%(]/);
    if (next < 0) return anonymous(kept + clear.slice(at));
    const start = at + next;
    kept += clear.slice(at, start);
    if (clear[start] === '%') at = start + (/[\r\n]|$/.exec(clear.slice(start))?.index ?? 0);
    else {
      kept += '()';
      at = endOfString(clear, start);
    }
  }
  return anonymous(kept);
}

const anonymous = (clear: string): string =>
  clear.replace(/\/FontName\s{0,9}\/[^\s/]{1,127}/, '/FontName /Font').trimStart();

/** Strings hold strings. */
function endOfString(clear: string, start: number): number {
  let depth = 0;
  for (let at = start; at < clear.length; at += 1) {
    if (clear[at] === '\\') at += 1;
    else if (clear[at] === '(') depth += 1;
    else if (clear[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return clear.length;
}
