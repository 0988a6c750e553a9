import type { Box } from '../page-model.ts';
import type { PageImage } from '../pdfium/render-page.ts';

/** Of the difference between paper and ink: tones nearer to either are part of a stroke or its ground. */
const MIDDLE = 0.15;
/** Of the same difference: neighbouring pixels of one block, or of a blur, differ by no more. */
const FLAT = 0.06;
/** Of 255: with a smaller difference nothing is drawn. */
const LEAST_RANGE = 30;
/** Pixels: smaller boxes cannot tell. */
const LEAST_HEIGHT = 6;
/** Of the pixels that are not paper: letters have few flat ones of a middle tone, blocks hardly others. */
const MOST_FLAT = 0.45;

/**
 * Whether what a picture shows in a box (points as displayed) is blocks or a blur rather than letters: flat
 * stretches of tones between those of the paper and of the ink.
 */
export function isPixelated(image: PageImage, [left, top, right, bottom]: Box): boolean {
  const { pixels, stride, scale } = image;
  const [fromX, fromY] = [Math.max(0, Math.floor(left * scale)), Math.max(0, Math.floor(top * scale))];
  const toX = Math.min(image.width - 1, Math.ceil(right * scale));
  const toY = Math.min(image.height - 1, Math.ceil(bottom * scale));
  if (toY - fromY < LEAST_HEIGHT) return false;
  const toneAt = (x: number, y: number) => pixels[y * stride + x * 4 + 1] ?? 0;
  const counts = new Uint32Array(256);
  for (let y = fromY; y < toY; y += 1)
    for (let x = fromX; x < toX; x += 1) counts[toneAt(x, y)] = (counts[toneAt(x, y)] ?? 0) + 1;
  const tones = [...counts.keys()].filter((tone) => (counts[tone] ?? 0) > 0);
  const [darkest, lightest] = [tones[0] ?? 0, tones.at(-1) ?? 0];
  const range = lightest - darkest;
  if (range < LEAST_RANGE) return false;
  const isMiddle = (tone: number) => tone > darkest + MIDDLE * range && tone < lightest - MIDDLE * range;
  let [drawn, flat] = [0, 0];
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      const tone = toneAt(x, y);
      if (tone >= lightest - MIDDLE * range) continue;
      drawn += 1;
      const step = Math.max(Math.abs(toneAt(x + 1, y) - tone), Math.abs(toneAt(x, y + 1) - tone));
      if (isMiddle(tone) && step <= FLAT * range) flat += 1;
    }
  }
  return drawn > 0 && flat > MOST_FLAT * drawn;
}
