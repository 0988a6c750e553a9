import { describe, expect, test } from 'vitest';
import { stripCompactFont } from '#shared/pdf/clean/compact-font.ts';
import { stripIccProfile } from '#shared/pdf/clean/icc-profile.ts';
import { stripType1 } from '#shared/pdf/clean/type-1.ts';

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

/** A list of a compact font with these items. */
function indexOf(...items: string[]): Buffer {
  const header = Buffer.alloc(3 + items.length + 1);
  header.writeUInt16BE(items.length, 0);
  header[2] = 1;
  let offset = 1;
  for (const [at, item] of [...items, ''].entries()) {
    header[3 + at] = offset;
    offset += item.length;
  }
  return Buffer.concat([header, Buffer.from(items.join(''), 'latin1')]);
}

const compact = (name: string, ...strings: string[]): Uint8Array =>
  Buffer.concat([
    Buffer.from([1, 0, 4, 1]),
    indexOf(name),
    indexOf('dict'),
    indexOf(...strings),
    Buffer.from('draws'),
  ]);

describe('a compact font', () => {
  test('loses its name, its notices and names of glyphs that are words', () => {
    const stripped = textOf(stripCompactFont(compact('Thornbury', 'by Thornbury', 'Thornbury'), () => false));
    expect(stripped).not.toContain('Thornbury');
    expect(stripped).toContain('draws');
  });

  test('keeps names of glyphs that say what they draw or that an encoding uses', () => {
    const font = compact('Odd', 'eacute', 'Identity', 'oddglyph');
    const stripped = textOf(stripCompactFont(font, (glyph) => glyph === 'oddglyph'));
    for (const kept of ['eacute', 'Identity', 'oddglyph']) expect(stripped).toContain(kept);
  });

  test.each(['', 'OTTO', '\x01\0\x04\x01\0\x09'])('that cannot be read is none: %j', (bytes) => {
    expect(stripCompactFont(Buffer.from(bytes, 'latin1'), () => false)).toBeUndefined();
  });
});

describe('a Type 1 program', () => {
  const zeros = `${'0'.repeat(64)}\n`.repeat(8);
  const font = Buffer.from(
    `%!PS-AdobeFont-1.0: Thornbury 1.0\n%% by Thornbury\n/FontInfo 2 dict dup begin\n/Notice (Thornbury (c) \\) Thornbury) def\nend\n/FontName /Thornbury def\n/Encoding 256 array dup 65 /A put\ncurrentfile eexec\nDRAWS\n${zeros}cleartomark\n% Thornbury`,
    'latin1',
  );

  test('loses its names, notices, comments and what follows its end', () => {
    const stripped = stripType1(font);
    const text = textOf(stripped?.program);
    expect(text).not.toContain('Thornbury');
    expect(text).toContain('/Notice () def');
    expect(text).toContain('dup 65 /A put\ncurrentfile eexec\nDRAWS\n0000');
    expect(stripped?.lengths.reduce((sum, length) => sum + length)).toBe(stripped?.program.length);
  });

  test('that is stripped stays as it is', () => {
    const once = stripType1(font)?.program ?? new Uint8Array();
    expect(stripType1(once)?.program).toEqual(once);
  });

  test('that has no encrypted part cannot be read', () => {
    expect(stripType1(Buffer.from('%!PS-AdobeFont-1.0: Thornbury'))).toBeUndefined();
  });
});

test('a colour profile loses what stands in the reserved part of its header', () => {
  const profile = Buffer.alloc(132);
  profile.write('Thornbury', 100, 'latin1');
  expect(textOf(stripIccProfile(profile))).not.toContain('Thornbury');
});
