import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asciiLine,
  escapeHtml,
  escapeXml,
  isolate,
  jsonInScript,
  oneLine,
  plainText,
  safeAddress,
} from '#shared/domain/escape.ts';
import { hostileText } from '../support/hostile-text.ts';

const RUNS = { numRuns: 10_000 };

const unescaped = (html: string) =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

describe('escape', () => {
  test('10,000 hostile texts never leave HTML text or a quoted attribute, and read as they were', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        expect(html).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
        expect(unescaped(html)).toBe(plainText(text));
      }),
      RUNS,
    );
  });

  test('10,000 hostile texts are XML 1.0 characters only', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = escapeXml(text);
        expect(xml).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(xml).not.toMatch(/[<>"']/);
      }),
      RUNS,
    );
  });

  test('10,000 hostile texts never end a script element and come back whole', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = jsonInScript({ text });
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual({ text });
      }),
      RUNS,
    );
  });

  test('10,000 hostile texts make one printable ASCII header line within its length', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 10, max: 99 }), (text, most) => {
        const line = asciiLine(text, most);
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(line.length).toBeLessThanOrEqual(most);
        expect(line).toBe(line.trim());
      }),
      RUNS,
    );
  });

  test('10,000 hostile texts keep no control, override or isolate', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const plain = plainText(text);
        expect(plain.isWellFormed()).toBe(true);
        expect(plain).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]/);
        expect(plain.replace(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u);
        expect(plainText(plain)).toBe(plain);
        expect(oneLine(text)).not.toMatch(/\n|^\s|\s$| {2}/);
      }),
      RUNS,
    );
  });

  test('ordinary text stays as it is', () => {
    const texts = ['Baby Eva', 'Siân & Tŷ Gŵyn', 'ילד א׳', 'طفل', '👩‍👧', 'a\tb\nc', 'می‌خواهم'];
    expect(texts.map(plainText)).toEqual(texts);
  });

  test('a line break becomes a space on one line', () => {
    expect(oneLine(' Child\r\nQ\u2028 again ')).toBe('Child Q again');
  });

  test('a header keeps letters without their accents and cuts at a word', () => {
    expect(asciiLine('Bwrdd Diogelu Gŵyr – ‘Tŷ’', 99)).toBe("Bwrdd Diogelu Gwyr - 'Ty'");
    expect(asciiLine('one two three four', 12)).toBe('one two...');
  });

  test('a right-to-left text is isolated from its neighbours, another is not', () => {
    expect(isolate('ילד א')).toBe('\u2068ילד א\u2069');
    expect(isolate('Child A')).toBe('Child A');
  });

  test('only web and mail addresses may be linked', () => {
    expect(safeAddress('https://example.org/a?b=c')).toBe('https://example.org/a?b=c');
    expect(safeAddress('mailto:a@example.org')).toBe('mailto:a@example.org');
    expect(
      ['javascript:alert(1)', 'data:text/html,x', 'https://user@example.org', '/relative', ''].map(
        safeAddress,
      ),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
