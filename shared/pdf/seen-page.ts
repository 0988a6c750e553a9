import { hash, randomInt } from 'node:crypto';
import type { PageImage } from './pdfium/render-page.ts';

/**
 * What the examination saw on a page. A page of the copy with the same pixels and the same letters shows the
 * same, so that nothing has to be painted or looked at again.
 */
export interface SeenPage {
  /** Fingerprint of the page as it is, at one pixel a point. */
  readonly pixels: string;
  /** Digest of its text, replaced text left out. */
  readonly letters: string;
  /** A reader of the file is told another text for some of its letters (`ActualText`). */
  readonly hasReplacedText: boolean;
  /** Characters that nobody sees, by their indexes in PDFium's order. */
  readonly unseen: ReadonlySet<number>;
  /** Words at line ends that go on after a soft hyphen. */
  readonly hyphenated: ReadonlySet<string>;
}

export const digestOfText = (text: string): string => hash('sha256', text);

/** Odd numbers that only this thread knows, so that nobody can draw two pages with one fingerprint. */
const [ONE_KEY, OTHER_KEY] = [randomInt(2 ** 32) | 1, randomInt(2 ** 32) | 1];

/** Sixty-four bits of the pixels of a page, by runs of one colour; good in this thread alone. */
export function fingerprintOf({ width, height, pixels }: PageImage): string {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  let [one, other] = [width, height];
  for (let at = 0; at < colours.length; ) {
    const colour = colours[at] ?? 0;
    const first = at;
    while (at < colours.length && colours[at] === colour) at += 1;
    one = Math.imul(one ^ colour, ONE_KEY);
    other = Math.imul(other ^ colour, OTHER_KEY);
    one = Math.imul(one ^ (one >>> 15) ^ (at - first), ONE_KEY);
    other = Math.imul(other ^ (other >>> 15) ^ (at - first), OTHER_KEY);
    one ^= one >>> 13;
    other ^= other >>> 13;
  }
  return `${width} ${height} ${one} ${other}`;
}
