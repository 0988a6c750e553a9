import { expect, test } from 'vitest';
import { stripTrueType } from '#shared/pdf/clean/fonts/true-type.ts';

/** A font of these tables. */
function fontOf(tables: Readonly<Record<string, Buffer>>): Uint8Array {
  const entries = Object.entries(tables);
  const directory = Buffer.alloc(12 + 16 * entries.length);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(entries.length, 4);
  let offset = directory.length;
  for (const [index, [tag, data]] of entries.entries()) {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(data.length, 24 + 16 * index);
    offset += data.length;
  }
  return Buffer.concat([directory, ...entries.map(([, data]) => data)]);
}

/** A table of glyph names with these names. */
function namesOf(...names: string[]): Buffer {
  const header = Buffer.alloc(34 + 2 * names.length);
  header.writeUInt32BE(0x00020000, 0);
  header.writeUInt16BE(names.length, 32);
  return Buffer.concat([
    header,
    ...names.map((name) => Buffer.from(String.fromCharCode(name.length) + name)),
  ]);
}

const textOf = (font: Uint8Array): string => Buffer.from(stripTrueType(font) ?? []).toString('latin1');
const GLYPHS = Buffer.from('<outlines>');

test.each([
  ['its table of names', fontOf({ glyf: GLYPHS, name: Buffer.from('Thornbury') })],
  ['a table of its own', fontOf({ glyf: GLYPHS, Mine: Buffer.from('Thornbury') })],
  ['the name of a glyph', fontOf({ glyf: GLYPHS, post: namesOf('eacute', 'Thornbury') })],
  [
    'what follows the names of glyphs',
    fontOf({ glyf: GLYPHS, post: Buffer.concat([namesOf('eacute'), Buffer.from('Thornbury')]) }),
  ],
  ['what follows its tables', Buffer.concat([fontOf({ glyf: GLYPHS }), Buffer.from('Thornbury')])],
])('a font loses %s', (_, font) => {
  expect(textOf(font)).toContain('<outlines>');
  expect(textOf(font)).not.toContain('Thornbury');
});

test('a font keeps names that say what their glyphs draw', () => {
  expect(textOf(fontOf({ glyf: GLYPHS, post: namesOf('eacute', 'uni0041') }))).toContain('eacute');
});

test('a stripped font stays as it is', () => {
  const once = stripTrueType(fontOf({ head: Buffer.alloc(54, 1), post: namesOf('eacute'), name: GLYPHS }));
  expect(once && stripTrueType(once)).toEqual(once);
});
