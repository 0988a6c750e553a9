import { boxAround } from '../geometry/box.ts';
import type { Box, HiddenText } from '../page-model.ts';
import type { PaintedPage } from '../painted-page.ts';
import { textOf } from '../text/span-text.ts';
import { type Fragment, fragmentsOf } from '../text/spans.ts';

/** The hidden glyphs as words, one for each stretch of a line that is hidden in the same way. */
export function hiddenTexts(
  page: PaintedPage,
  hidden: ReadonlyMap<number, HiddenText['how']>,
  passed: ReadonlySet<number>,
): HiddenText[] {
  const texts: HiddenText[] = [];
  for (const how of new Set(hidden.values())) {
    const fragments = fragmentsOf(page, (glyph) => hidden.get(glyph) === how && !passed.has(glyph));
    for (const fragment of fragments) {
      const text = textOf(fragment.on, fragment.glyphs).trim();
      // A stray bullet or dot tells nobody anything; under a box a single initial does.
      const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      if (letters >= (how === 'under-box' ? 1 : 2)) texts.push({ how, text, box: boxOf(fragment) });
    }
  }
  return texts;
}

function boxOf({ on, glyphs }: Fragment): Box {
  const { x: xs, y: ys, endX, endY } = on.glyphs;
  let box: Box | undefined;
  for (const glyph of glyphs) {
    const { size = 0, up = [0, 0] } = on.run[glyph] ?? {};
    for (const [x = 0, y = 0] of [
      [xs[glyph], ys[glyph]],
      [endX[glyph], endY[glyph]],
    ]) {
      const [upX, upY] = [x + up[0] * size * 0.8, y + up[1] * size * 0.8];
      const corner: Box = [Math.min(x, upX), Math.min(y, upY), Math.max(x, upX), Math.max(y, upY)];
      box = box ? boxAround(box, corner) : corner;
    }
  }
  return box ?? [0, 0, 0, 0];
}
