/** Sections of a character map that map codes (Adobe Technical Note 5014), in the order of the file. */
const SECTION =
  /\bbegin(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)\b([\s\S]*?)\bend\1\b/g;
const USED_MAP = /\/((?:Identity|UniGB|UniCNS|UniJIS|UniKS)[\w-]{0,24})\s+usecmap\b/;
const WRITING_MODE = /\/WMode\s+([01])\b/;
/** Codes in hexadecimal, numbers, and arrays of them. */
const TOKEN = /<[0-9A-Fa-f\s]*>|\d+|[[\]]/g;

/** Hexadecimal digits and brackets of eight UTF-16 units. */
const LONGEST_VALUE = 34;

/** A character map with its codes and nothing else: no comment, no name, no procedure. */
export function cleanCMap(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/%[^\r\n]*/g, ' ');
  const used = USED_MAP.exec(text)?.[1];
  const sections = [...text.matchAll(SECTION)].map(([, kind = '', body = '']) => {
    const tokens = withoutLong(kind, body.match(TOKEN) ?? []);
    const inEach = kind.endsWith('range') && kind !== 'codespacerange' ? 3 : 2;
    return `${Math.floor(valuesIn(tokens) / inEach)} begin${kind}\n${tokens.join(' ')}\nend${kind}`;
  });
  const mode = WRITING_MODE.exec(text)?.[1];
  const written = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /Map def /CMapType 2 def',
    ...(mode === undefined ? [] : [`/WMode ${mode} def`]),
    ...(used === undefined ? [] : [`/${used} usecmap`]),
    ...sections,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
  return new Uint8Array(Buffer.from(written, 'latin1'));
}

/**
 * Single codes without those for more letters than a glyph stands for: where a text shows one, the copy has
 * other words than the page, and is refused.
 */
const withoutLong = (kind: string, tokens: readonly string[]): readonly string[] =>
  kind === 'bfchar'
    ? tokens.filter((_, at) => (tokens[at | 1] ?? '').length <= LONGEST_VALUE)
    : tokens.filter((token) => token.length <= LONGEST_VALUE);

/** An array of values counts as one. */
function valuesIn(tokens: readonly string[]): number {
  let depth = 0;
  let count = 0;
  for (const token of tokens) {
    if (token === ']') depth -= 1;
    if (depth === 0 && token !== '[') count += 1;
    if (token === '[') depth += 1;
  }
  return count;
}
