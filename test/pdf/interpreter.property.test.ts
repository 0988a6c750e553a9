import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintPage } from '#shared/pdf/display-list/operators.ts';
import { hiddenTexts } from '#shared/pdf/hidden/hidden-words.ts';
import { textVisibility } from '#shared/pdf/hidden/text-visibility.ts';
import { OPERATORS, PATH_CODES } from '#shared/pdf/pdfjs/operator-codes.ts';
import { duplicateGlyphs } from '#shared/pdf/text/duplicate-glyphs.ts';
import { pageLines } from '#shared/pdf/text/lines.ts';

const font = {
  name: 'Any',
  bold: false,
  italic: false,
  scaleX: 0.001,
  scaleY: 0.001,
  vertical: false,
  verticalMetrics: [-1000, 500, 880],
} as const;

const base = [1, 0, 0, -1, 0, 842] as const;

const read = (codes: readonly number[], args: readonly unknown[], vertical = false) => {
  const painted = paintPage({
    codes,
    arguments: args,
    width: 595,
    height: 842,
    base,
    font: () => ({ ...font, vertical }),
    hiddenBy: (group) => (group === 'off' ? 'a layer' : undefined),
  });
  const hidden = textVisibility(painted);
  const fakes = duplicateGlyphs(painted, hidden);
  const { lines } = pageLines(painted, new Set([...hidden.keys(), ...fakes]));
  return { lines, hidden: hiddenTexts(painted, hidden, fakes), runs: painted.runs };
};

const oddNumber = fc.oneof(
  fc.double({ min: -700, max: 900 }),
  fc.constantFrom(0, -0, 1, Number.NaN, Infinity, -Infinity, 1e308, -1e9, 1e-9),
);
const glyph = fc.record({ unicode: fc.string({ maxLength: 2 }), width: oddNumber, isSpace: fc.boolean() });
const path = fc
  .array(fc.oneof(oddNumber, fc.constantFrom(...Object.values(PATH_CODES))), { maxLength: 40 })
  .map((numbers) => new Float32Array(numbers));
const operand: fc.Arbitrary<unknown> = fc.oneof(
  oddNumber,
  fc.constantFrom('#ff0000', '#ffffff', 'TilingPattern', 'OC', 'off', null, undefined, true),
  fc.array(fc.oneof(glyph, oddNumber), { maxLength: 6 }),
  fc.array(oddNumber, { minLength: 6, maxLength: 6 }),
  path.map((buffer) => [buffer]),
  fc.array(
    fc.tuple(fc.constantFrom('ca', 'CA', 'BM', 'SMask', 'LW'), fc.oneof(oddNumber, fc.constant('multiply'))),
    { maxLength: 3 },
  ),
);
const operator = fc.tuple(
  fc.oneof(fc.constantFrom(...Object.values(OPERATORS)), fc.nat(120)),
  fc.oneof(fc.array(operand, { maxLength: 6 }), fc.constant(null)),
);

const word = fc.stringMatching(/^[a-z]{3,9}$/);

/** A word at a place, letter by letter as wide as Courier's. */
const shown = (text: string, x: number, y: number): [number[], unknown[]] => [
  [OPERATORS.setFont, OPERATORS.setTextMatrix, OPERATORS.showText],
  [
    ['f', 10],
    [[1, 0, 0, 1, x, y]],
    [Array.from(text, (unicode) => ({ unicode, width: 600, isSpace: false }))],
  ],
];

const box = (left: number, bottom: number, right: number, top: number): [number[], unknown[]] => {
  const { moveTo, lineTo, closePath } = PATH_CODES;
  const corners = [
    moveTo,
    left,
    bottom,
    lineTo,
    right,
    bottom,
    lineTo,
    right,
    top,
    lineTo,
    left,
    top,
    closePath,
  ];
  return [
    [OPERATORS.constructPath],
    [[OPERATORS.fill, [new Float32Array(corners)], [left, bottom, right, top]]],
  ];
};

const readAll = (...parts: [number[], unknown[]][]) =>
  read(
    parts.flatMap(([codes]) => codes),
    parts.flatMap(([, args]) => args),
  );

test('no list of operators makes reading a page throw, or never end', () => {
  let lines = 0;
  fc.assert(
    fc.property(fc.array(operator, { maxLength: 60 }), fc.boolean(), (operators, vertical) => {
      const [before, after] = [shown('before', 72, 700), shown('after', 72, 600)];
      const codes = [...before[0], ...operators.map(([code]) => code), ...after[0]];
      const page = read(codes, [...before[1], ...operators.map(([, args]) => args), ...after[1]], vertical);
      for (const { text, angle } of page.lines)
        expect([text.trim(), Number.isNaN(angle)]).toEqual([text, false]);
      lines += page.lines.length;
    }),
    { numRuns: 2000 },
  );
  expect(lines).toBeGreaterThan(2000);
});

test('a word is either shown or hidden, never both and never neither', () => {
  const place = fc.integer({ min: -100, max: 900 });
  fc.assert(
    fc.property(
      word,
      place,
      place,
      place,
      place,
      fc.nat(200),
      fc.nat(100),
      (text, x, y, left, bottom, width, height) => {
        const { lines, hidden } = readAll(
          shown(text, x, y),
          box(left, bottom, left + width + 1, bottom + height + 1),
        );
        const letters = [...lines.map((line) => line.text), ...hidden.map((found) => found.text)]
          .join('')
          .replaceAll(' ', '');
        expect([...letters].sort().join('').length).toBeGreaterThanOrEqual(text.length - 1);
        expect(letters.length).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
