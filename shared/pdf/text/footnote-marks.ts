import type { Fragment, PlacedGlyphs } from './spans.ts';

/** Smaller than the letter beside it by this factor, or more. */
const LARGEST_MARK = 0.82;
/** How far its baseline is raised, in sizes of the letter beside it. */
const LEAST_RAISE = 0.15;
const MOST_RAISE = 0.7;
/** Characters: "12", "4,5", "[13]". More is a raised text. */
const LONGEST_MARK = 5;

const MARKS: ReadonlySet<string> = new Set('0123456789,*†‡§¶()[]');
const SUPERSCRIPT_DIGITS: ReadonlySet<string> = new Set('⁰¹²³⁴⁵⁶⁷⁸⁹');
/** "30 m²", "km²": an exponent belongs to its unit. */
const UNIT = /(?:^|[\d\s])[ck]?m$/;

/**
 * Takes the superscript footnote marks out of the fragments: "aged 4¹ months" is read as "aged 4 months" and
 * "1". Raised letters ("19th"), exponents of units and fractions stay where they are.
 */
export function separateFootnoteMarks(all: readonly Fragment[]): {
  readonly fragments: readonly Fragment[];
  readonly marks: readonly Fragment[];
} {
  const marks: Fragment[] = [];
  const fragments = all.map((fragment) => {
    const found = marksIn(fragment);
    if (found.length === 0) return fragment;
    marks.push(...found.map((glyphs) => markOf(fragment, glyphs)));
    const text = fragment.on.text.slice();
    // Its place stays taken, or a full stop behind it would look like a word of its own.
    for (const glyph of found.flat()) text[glyph] = '';
    return { ...fragment, on: { ...fragment.on, text } };
  });
  return { fragments, marks };
}

function marksIn({ on, glyphs }: Fragment): number[][] {
  const found: number[][] = [];
  for (let first = 0; first < glyphs.length; first += 1) {
    if (!mayBeMark(on, glyphs[first] ?? -1)) continue;
    const beside = letterBeside(on, glyphs, first);
    if (beside === undefined) continue;
    let end = first;
    while (end < glyphs.length && isMarkBeside(on, glyphs[end] ?? -1, beside)) end += 1;
    if (end === first) continue;
    const mark = glyphs.slice(first, end);
    const before = glyphs
      .slice(Math.max(0, first - 3), first)
      .map((glyph) => on.text[glyph])
      .join('');
    const next = on.text[glyphs[end] ?? -1] ?? '';
    const isLong = mark.length > LONGEST_MARK;
    if (!isLong && !UNIT.test(before) && !/^[⁄/]$/.test(next) && mark.length < glyphs.length)
      found.push(mark);
    first = end;
  }
  return found;
}

const mayBeMark = (on: PlacedGlyphs, glyph: number): boolean => {
  const text = on.text[glyph] ?? '';
  return MARKS.has(text) || SUPERSCRIPT_DIGITS.has(text);
};

/** The letter before a mark; for a mark that begins a line, the first letter behind it. */
function letterBeside(on: PlacedGlyphs, glyphs: readonly number[], first: number): number | undefined {
  for (let index = first - 1; index >= 0; index -= 1)
    if (on.text[glyphs[index] ?? -1] !== ' ') return glyphs[index];
  return glyphs.slice(first).find((glyph) => !mayBeMark(on, glyph) && on.text[glyph] !== ' ');
}

function isMarkBeside(on: PlacedGlyphs, glyph: number, beside: number): boolean {
  const text = on.text[glyph] ?? '';
  if (SUPERSCRIPT_DIGITS.has(text)) return true;
  const size = on.run[beside]?.size ?? 0;
  const raise = (on.baseline[beside] ?? 0) - (on.baseline[glyph] ?? 0);
  return (
    MARKS.has(text) &&
    (on.run[glyph]?.size ?? size) <= LARGEST_MARK * size &&
    raise >= LEAST_RAISE * size &&
    raise <= MOST_RAISE * size
  );
}

function markOf({ on, angle, order }: Fragment, glyphs: number[]): Fragment {
  const [first = -1] = glyphs;
  return {
    on,
    glyphs,
    angle,
    start: on.start[first] ?? 0,
    end: on.end[glyphs.at(-1) ?? first] ?? 0,
    baseline: on.baseline[first] ?? 0,
    size: on.run[first]?.size ?? 0,
    order,
  };
}
