import { isLabel } from './span-text.ts';
import type { Fragment } from './spans.ts';

/** In font sizes: what is read as a space. */
const LEAST_BLANK = 0.17;
/** Points by which edges of cells of one column differ at most. */
const ALIGNED = 1;

/**
 * Parts cells of a narrow table that were taken for words of one line. Their blank has no space painted in
 * it, on a page that paints its spaces, and another row begins or ends a piece at the same place.
 */
export function partCells(fragments: readonly Fragment[]): Fragment[] {
  if (!paintsSpaces(fragments)) return [...fragments];
  const cut = fragments.map((fragment) => ({ fragment, at: fragment.angle === 0 ? blanksOf(fragment) : [] }));
  if (cut.every(({ at }) => at.length === 0)) return [...fragments];
  const edges = new Map<number, Set<number>>();
  for (const { fragment, at } of cut) {
    for (const edge of edgesOf(fragment, at)) {
      const place = Math.round(edge / ALIGNED);
      edges.set(place, (edges.get(place) ?? new Set()).add(Math.round(fragment.baseline)));
    }
  }
  const isColumn = (edge: number, baseline: number): boolean => {
    const place = Math.round(edge / ALIGNED);
    return [place - 1, place, place + 1].some((near) =>
      [...(edges.get(near) ?? [])].some((other) => Math.abs(other - baseline) > 3),
    );
  };
  return cut.flatMap(({ fragment, at }) => {
    const { on } = fragment;
    const columns = at.filter((index, place) => {
      const [first, last] = [
        fragment.glyphs[index],
        fragment.glyphs[(at[place + 1] ?? fragment.glyphs.length) - 1],
      ];
      return (
        first !== undefined &&
        last !== undefined &&
        (isColumn(on.start[first] ?? 0, fragment.baseline) || isColumn(on.end[last] ?? 0, fragment.baseline))
      );
    });
    return columns.length === 0 ? [fragment] : partsOf(fragment, columns);
  });
}

/** Most blanks on this page are spaces that are painted. */
function paintsSpaces(fragments: readonly Fragment[]): boolean {
  let [painted, blank] = [0, 0];
  for (const { on, glyphs, size } of fragments) {
    let afterSpace = true;
    let end = 0;
    for (let index = 0; index < glyphs.length; index += 1) {
      const glyph = glyphs[index] ?? -1;
      const isSpace = on.text[glyph] === ' ';
      if (isSpace) painted += 1;
      else if (!afterSpace && (on.start[glyph] ?? 0) - end > 0.17 * size) blank += 1;
      afterSpace = isSpace;
      end = on.end[glyph] ?? 0;
    }
  }
  return painted > blank;
}

/** Leaders and colons are followed by what belongs to them. */
const LEADS_ON = /^[.…_:•·–—-]$/;

/** The glyphs before which a blank is that no space fills and that is wider than the one before it. */
function blanksOf({ on, glyphs, size }: Fragment): number[] {
  const found: number[] = [];
  let distance = 0;
  let before = ' ';
  let end = 0;
  for (let index = 0; index < glyphs.length; index += 1) {
    const glyph = glyphs[index] ?? -1;
    const here = on.text[glyph] ?? '';
    if (before === ' ' || here === ' ') distance = 0;
    else {
      const gap = (on.start[glyph] ?? 0) - end;
      const isBlank = gap >= LEAST_BLANK * size && gap > 2 * distance && index > 1;
      if (isBlank && !LEADS_ON.test(before) && !LEADS_ON.test(here) && !isLabel(on, glyphs.slice(0, index)))
        found.push(index);
      distance = isBlank ? 0 : gap;
    }
    before = here;
    end = on.end[glyph] ?? 0;
  }
  return found;
}

function edgesOf({ on, glyphs, start, end }: Fragment, blanks: readonly number[]): number[] {
  return [
    start,
    end,
    ...blanks.flatMap((index) => [
      on.start[glyphs[index] ?? -1] ?? start,
      on.end[glyphs[index - 1] ?? -1] ?? end,
    ]),
  ];
}

function partsOf(fragment: Fragment, columns: readonly number[]): Fragment[] {
  const { on } = fragment;
  return [0, ...columns].map((from, part) => {
    const glyphs = fragment.glyphs.slice(from, columns[part]);
    return {
      ...fragment,
      glyphs,
      start: on.start[glyphs[0] ?? -1] ?? fragment.start,
      end: on.end[glyphs.findLast((glyph) => on.text[glyph] !== ' ') ?? -1] ?? fragment.end,
    };
  });
}
