import type { Fragment, PlacedGlyph } from './fragment.ts';
import { isLabel } from './fragment-text.ts';

/** In font sizes: what is read as a space. */
const LEAST_BLANK = 0.17;
/** Points by which edges of cells of one column differ at most. */
const ALIGNED = 1;

/**
 * Parts cells of a narrow table that were taken for words of one line. Their blank has no space painted in it, on a page
 * that paints its spaces, and another row begins or ends a piece at the same place.
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
    const columns = at.filter((index, place) => {
      const [first, last] = [
        fragment.glyphs[index],
        fragment.glyphs[(at[place + 1] ?? fragment.glyphs.length) - 1],
      ];
      return (
        first !== undefined &&
        last !== undefined &&
        (isColumn(first.start, fragment.baseline) || isColumn(last.end, fragment.baseline))
      );
    });
    return columns.length === 0 ? [fragment] : partsOf(fragment, columns);
  });
}

/** Most blanks on this page are spaces that are painted. */
function paintsSpaces(fragments: readonly Fragment[]): boolean {
  let [painted, blank] = [0, 0];
  for (const { glyphs, size } of fragments) {
    let before: PlacedGlyph | undefined;
    for (const glyph of glyphs) {
      if (glyph.text === ' ') painted += 1;
      else if (before && before.text !== ' ' && glyph.start - before.end > 0.17 * size) blank += 1;
      before = glyph;
    }
  }
  return painted > blank;
}

/** Leaders and colons are followed by what belongs to them. */
const LEADS_ON = /^[.…_:•·–—-]$/;

/** The glyphs before which a blank is that no space fills and that is wider than the one before it. */
function blanksOf({ glyphs, size }: Fragment): number[] {
  const found: number[] = [];
  let distance = 0;
  for (let index = 1; index < glyphs.length; index += 1) {
    const [before, here] = [glyphs[index - 1], glyphs[index]];
    if (!before || !here || before.text === ' ' || here.text === ' ') {
      distance = 0;
      continue;
    }
    const gap = here.start - before.end;
    const isBlank = gap >= LEAST_BLANK * size && gap > 2 * distance && index > 1;
    if (
      isBlank &&
      !LEADS_ON.test(before.text) &&
      !LEADS_ON.test(here.text) &&
      !isLabel(glyphs.slice(0, index))
    )
      found.push(index);
    distance = isBlank ? 0 : gap;
  }
  return found;
}

function edgesOf({ glyphs, start, end }: Fragment, blanks: readonly number[]): number[] {
  return [
    start,
    end,
    ...blanks.flatMap((index) => [glyphs[index]?.start ?? start, glyphs[index - 1]?.end ?? end]),
  ];
}

function partsOf(fragment: Fragment, columns: readonly number[]): Fragment[] {
  return [0, ...columns].map((from, part) => {
    const glyphs = fragment.glyphs.slice(from, columns[part]);
    return {
      ...fragment,
      glyphs,
      start: glyphs[0]?.start ?? fragment.start,
      end: glyphs.findLast(({ text }) => text !== ' ')?.end ?? fragment.end,
    };
  });
}
