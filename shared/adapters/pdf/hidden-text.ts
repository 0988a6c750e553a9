import type { Box, HiddenText } from '../../report/page-model.ts';
import { boxAround } from './box.ts';
import { type Fragment, fragmentsOf } from './fragment.ts';
import { textOf } from './fragment-text.ts';
import type { Glyph, PaintedPage } from './painted-page.ts';

/** The hidden glyphs as words, one for each stretch of a line that is hidden in the same way. */
export function hiddenTexts(
  page: PaintedPage,
  hidden: ReadonlyMap<Glyph, HiddenText['how']>,
  passed: ReadonlySet<Glyph>,
): HiddenText[] {
  const texts: HiddenText[] = [];
  for (const how of new Set(hidden.values())) {
    const fragments = fragmentsOf(page.runs, (_, glyph) => hidden.get(glyph) === how && !passed.has(glyph));
    for (const fragment of fragments) {
      const text = textOf(fragment.glyphs).trim();
      // A stray bullet or dot tells nobody anything; under a box a single initial does.
      const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      if (letters >= (how === 'under-box' ? 1 : 2)) texts.push({ how, text, box: boxOf(fragment) });
    }
  }
  return texts;
}

function boxOf(fragment: Fragment): Box {
  let box: Box | undefined;
  for (const { glyph, run } of fragment.glyphs) {
    for (const [x, y] of [
      [glyph.x, glyph.y],
      [glyph.endX, glyph.endY],
    ] as const) {
      const [upX, upY] = [x + run.up[0] * run.size * 0.8, y + run.up[1] * run.size * 0.8];
      const corner: Box = [Math.min(x, upX), Math.min(y, upY), Math.max(x, upX), Math.max(y, upY)];
      box = box ? boxAround(box, corner) : corner;
    }
  }
  return box ?? [0, 0, 0, 0];
}
