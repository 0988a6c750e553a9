const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * The text of the PDF string that begins at `index` of Latin-1 source, literal or hexadecimal; `undefined`
 * where there is none.
 */
export function stringAt(source: string, index: number): string | undefined {
  if (source[index] === '<' && source[index + 1] !== '<') {
    const digits = source.slice(index + 1, source.indexOf('>', index)).replace(/\s/g, '');
    return decoded(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1'));
  }
  if (source[index] !== '(') return undefined;
  let text = '';
  let depth = 1;
  for (let at = index + 1; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0];
      if (octal !== undefined) {
        text += String.fromCharCode(Number.parseInt(octal, 8) & 255);
        at += octal.length;
      } else {
        const next = source[at + 1] ?? '';
        if (next !== '\n' && next !== '\r') text += ESCAPES[next] ?? next;
        at += 1;
      }
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return decoded(text);
    text += character;
  }
  return undefined;
}

/**
 * Text strings are UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding, whose letters are Latin-1's.
 */
function decoded(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1');
  if (bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(buffer.subarray(2));
  if (bytes.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(buffer.subarray(2));
  if (bytes.startsWith('\xef\xbb\xbf')) return buffer.subarray(3).toString('utf8');
  return bytes;
}
