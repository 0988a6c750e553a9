import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stripCompactFont } from '#shared/pdf/clean/fonts/compact-font.ts';
import { stripType1 } from '#shared/pdf/clean/fonts/type-1.ts';
import { stripIccProfile } from '#shared/pdf/clean/pictures/icc-profile.ts';
import { spelledIn } from '#shared/pdf/clean/spelled-words.ts';

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
const numbered = (glyph: string): string => `q${'1'.padStart(glyph.length - 1, '0')}`;

describe('a compact font', () => {
  /** Three triangles, one of them called Thornbury, as is the font. */
  const font = Buffer.from(
    [
      'AQAEAQABAQEKVGhvcm5idXJ5AAEBARb4HAH4HQLvi/iI+VIF8A+L9y8S9REAAwEBCh8xVGhvcm5idXJ5YnkgS2F5bGVpZ2gg',
      'VGhvcm5idXJ5S2F5bGVpZ2ggVGhvcm5idXJ5AAAAACIBhwADAQEPHSv47O8W91z5UPdc/VAFDvjs7xb3XPlR91z9UQUO+Ozv',
      'Fvdc+VL3XP1SBQ4=',
    ].join(''),
    'base64',
  );

  test('loses its name and its notices', () => {
    const stripped = stripCompactFont(font, numbered);
    expect(textOf(font)).toContain('Kayleigh');
    expect(textOf(stripped)).not.toMatch(/Kayleigh|Thornbury/);
    expect(stripped?.length).toBe(font.length);
  });

  test('gives glyphs that are called by words the names that its encoding has', () => {
    expect(textOf(stripCompactFont(font, numbered))).toContain('q00000001');
  });

  test('loses what follows its last table', () => {
    const longer = Buffer.concat([font, Buffer.from('Kayleigh Thornbury')]);
    expect(stripCompactFont(longer, numbered)).toEqual(stripCompactFont(font, numbered));
  });

  test('that spells words where it draws has no clean copy', () => {
    const glyph = textOf(font).lastIndexOf('\x0e');
    const spelling = Buffer.from(font);
    spelling.write('Thornbury', glyph - 9, 'latin1');
    expect(() => stripCompactFont(spelling, numbered)).toThrow(/holds words/);
  });

  test.each(['', 'OTTO', '\x01\0\x04\x01\0\x09'])('that cannot be read is none: %j', (bytes) => {
    expect(stripCompactFont(Buffer.from(bytes, 'latin1'), numbered)).toBeUndefined();
  });
});

/** Encrypts as Type 1 programs do, with four noughts before the text. */
function encrypted(plain: string, start: number): string {
  let key = start;
  return [...`\0\0\0\0${plain}`]
    .map((letter) => {
      const byte = letter.charCodeAt(0) ^ (key >> 8);
      key = ((byte + key) * 52_845 + 22_719) & 0xffff;
      return String.fromCharCode(byte);
    })
    .join('');
}

function decrypted(cipher: string, start: number): string {
  let key = start;
  const letters = [...cipher].map((letter) => {
    const byte = letter.charCodeAt(0);
    const plain = String.fromCharCode(byte ^ (key >> 8));
    key = ((byte + key) * 52_845 + 22_719) & 0xffff;
    return plain;
  });
  return letters.slice(4).join('');
}

describe('a Type 1 program', () => {
  const PROGRAM = 55_665;
  const zeros = `${'0'.repeat(64)}\n`.repeat(8);
  /** hsbw and endchar. */
  const glyph = (more = '') => encrypted(`\x8b\xf9\x00\x0d\x0e${more}`, 4330);
  const inside = [
    'dup /Private 9 dict dup begin /RD {string currentfile exch readstring pop} executeonly def',
    '/ND {noaccess def} executeonly def /NP {noaccess put} executeonly def',
    '/OtherSubrs [{} % Copyright Kayleigh Thornbury',
    '{} {}] ND /BlueValues [-10 0] ND /password 5839 def',
    `2 index /CharStrings 2 dict dup begin /A ${glyph().length} RD ${glyph()} ND`,
    `/Thornbury ${glyph('Kayleigh').length} RD ${glyph('Kayleigh')} ND end end readonly put`,
    'dup /FontName get exch definefont pop mark currentfile closefile ',
  ].join('\n');
  const font = Buffer.from(
    `%!PS-AdobeFont-1.0: Thornbury 1.0\n%% by Thornbury\n/FontInfo 2 dict dup begin\n/Notice (Thornbury (c) \\) Thornbury) def\nend\n/FontName /Thornbury def\n/FontMatrix [0.001 0 0 0.001 0 0] def\n/Encoding 256 array dup 65 /A put dup 66 /Thornbury put def\ncurrentfile eexec\n${encrypted(inside, PROGRAM)}${zeros}cleartomark\n% Thornbury`,
    'latin1',
  );
  const stripped = stripType1(font, numbered);
  const text = textOf(stripped?.program);
  const split = text.indexOf('eexec\n') + 'eexec\n'.length;

  test('loses its names, notices, comments and what follows its end', () => {
    expect(text).not.toContain('Thornbury');
    expect(text).toContain('dup 65 /A put\ndup 66 /q00000001 put');
    expect(stripped?.lengths.reduce((sum, length) => sum + length)).toBe(stripped?.program.length);
  });

  test('loses the same in its encrypted part, and keeps its hints', () => {
    const drawing = decrypted(text.slice(split, split + (stripped?.lengths[1] ?? 0)), PROGRAM);
    expect(drawing).not.toMatch(/Thornbury|Kayleigh/);
    expect(drawing).toContain('/BlueValues [-10 0] def');
    expect(drawing).toContain('/q00000001 9 RD ');
  });

  test('loses what follows the end of a glyph', () => {
    const drawing = decrypted(text.slice(split, split + (stripped?.lengths[1] ?? 0)), PROGRAM);
    const at = drawing.indexOf('/q00000001 9 RD ') + '/q00000001 9 RD '.length;
    expect(decrypted(drawing.slice(at, at + 9), 4330)).toBe('\x8b\xf9\x00\x0d\x0e');
  });

  test('that is stripped stays as it is', () => {
    const once = stripped?.program ?? new Uint8Array();
    expect(stripType1(once)?.program).toEqual(once);
  });

  test('that has no encrypted part cannot be read', () => {
    expect(stripType1(Buffer.from('%!PS-AdobeFont-1.0: Thornbury'))).toBeUndefined();
  });
});

test('the standard sRGB profile stays as it is, since readers know it by its bytes', () => {
  const profile = readFileSync('test/fixtures/clean/srgb-iec61966-2-1.icc');
  expect(stripIccProfile(profile)).toEqual(profile);
});

test('a colour profile loses what stands in the reserved part of its header', () => {
  const profile = Buffer.alloc(132);
  profile.write('Thornbury', 100, 'latin1');
  expect(textOf(stripIccProfile(profile))).not.toContain('Thornbury');
});

test.each([
  'Kayleigh Thornbury',
  '\x01Thornbury\x02',
  'yrubnrohT hgielyaK',
  '\0K\0a\0y\0l\0e\0i\0g\0h',
  '943 476 5919',
  '9434765919',
])('bytes spell %j', (words) => {
  expect(spelledIn(Buffer.from(`\xff\x10${words}\xe0`, 'latin1'))).toBeDefined();
});

test.each(['0123456789', 'Nbeilosu', 'lunnonuj', 'rvqwusxoxp', 'UKUTUBUGUPU'])(
  'bytes such as fonts have spell nothing: %j',
  (bytes) => {
    expect(spelledIn(Buffer.from(bytes))).toBeUndefined();
  },
);
