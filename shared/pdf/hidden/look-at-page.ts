import { boxAround, contains } from '../geometry/box.ts';
import type { Box, HiddenText } from '../page-model.ts';
import type { PaintedPage } from '../painted-page.ts';
import type { PageCharacter } from '../pdfium/characters.ts';
import type { LoadedPage } from '../pdfium/loaded-page.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import type { PageImage } from '../pdfium/render-page.ts';
import type { SecondReading } from '../pdfjs/second-reading.ts';
import { type InkTest, inkTest } from './ink-test.ts';
import type { MisdrawnLetters } from './misdrawn-letters.ts';
import { isPixelated } from './pixelated.ts';
import { hasContrast } from './visible-characters.ts';

/** What the pixels of a page and a second reader say of it. */
export interface PageLook {
  /** Glyphs that nobody sees, by their places in the page's columns, and why. */
  readonly hidden: ReadonlyMap<number, HiddenText['how']>;
  /** Where letters are seen that pdf.js did not read, or the other way round. */
  readonly notRead: Box | undefined;
  /** Words with the letters that their glyphs draw, where the file says others. */
  readonly drawn: readonly string[];
  /** Share of the page that is edges of something drawn, 0 to 1; measured where there are few letters. */
  readonly edges: number | undefined;
}

/** So many letters make a difference between the two readers that somebody sees. */
const LEAST_DIFFERENCE = 3;
/** Of a word, so many letters that nobody sees hide it. */
const ENOUGH = 3;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** The last character of Latin Extended-B: PDFium brings fonts for Latin text only. */
const LAST_LATIN = 0x24f;

/** What a page is compared with. */
export interface Comparison {
  /** What pdf.js reads on it. */
  readonly read: SecondReading;
  readonly misdrawn: MisdrawnLetters;
}

/** Looks at a page (1-based), and compares it with what pdf.js reads. Throws where PDFium cannot paint it. */
export function lookAtPage(
  open: OpenPdf,
  number: number,
  loaded: LoadedPage,
  { read, misdrawn }: Comparison,
): PageLook {
  const { text, characters, placed, painted } = loaded;
  const letters = characters.filter((letter) => !letter.isSynthetic && LETTER_OR_DIGIT.test(letter.text));
  const test = inkTest(open, number, loaded, letters);
  const words = wordsOf(characters).map((word) => unseenIn(word, test, open, text));
  const hidden = new Map<number, HiddenText['how']>();
  for (const letter of words.flatMap(({ unseen }) => unseen)) {
    const glyph = placed.glyphOf(letter);
    if (glyph !== undefined) hidden.set(glyph, howHidden(letter, test));
  }
  hideWholeWords(hidden, painted);
  const drawn = misdrawn.on(loaded);
  return {
    hidden,
    notRead: notRead(words, painted, read) ?? drawn.notRead,
    drawn: drawn.words,
    edges: letters.length < FEW_LETTERS ? edgesOf(test.image) : undefined,
  };
}

/** The letters and digits of a word, and those of them that nobody sees. */
interface Word {
  readonly letters: readonly PageCharacter[];
  readonly unseen: readonly PageCharacter[];
}

function wordsOf(characters: readonly PageCharacter[]): PageCharacter[][] {
  const words: PageCharacter[][] = [];
  let word: PageCharacter[] = [];
  for (const character of characters) {
    if (!character.isSynthetic && character.text.trim() !== '') {
      if (LETTER_OR_DIGIT.test(character.text)) word.push(character);
    } else if (word.length > 0) {
      words.push(word);
      word = [];
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

function unseenIn(letters: readonly PageCharacter[], test: InkTest, open: OpenPdf, text: number): Word {
  const isBlank = letters.length >= ENOUGH && isUniform(letters, test.image);
  const marked = isBlank ? letters : letters.filter(({ index }) => test.unseen.has(index));
  if (marked.length === 0) return { letters, unseen: [] };
  const unseen = marked.filter((letter) => !isOfMissingFont(open, text, letter));
  const isLayer = unseen.some((letter) => !test.textOf(letter).isPainted);
  if (isLayer && !isBlank && isShownByPicture(letters, test.image))
    return { letters, unseen: isPixelatedWord(letters, test.image) ? letters : [] };
  if (unseen.length * 2 >= letters.length) return { letters, unseen: letters };
  return { letters, unseen: unseen.length >= ENOUGH ? unseen : [] };
}

/**
 * Chinese, Arabic or the like in a font that is not in the file: a reader's own computer has it, PDFium
 * paints nothing.
 */
function isOfMissingFont({ pdfium }: OpenPdf, text: number, character: PageCharacter): boolean {
  if ((character.text.codePointAt(0) ?? 0) <= LAST_LATIN) return false;
  const font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, character.index));
  return pdfium.FPDFFont_GetIsEmbedded(font) === 0;
}

/** Fewest pixels across the inside of a word that can tell whether anything is painted there. */
const LEAST_INSIDE = 3;

/**
 * Whether the inside of a word is of one colour, whatever lies over it: a box drawn close to the letters
 * shows its edge among their own pixels, and text may lie over text.
 */
function isUniform(letters: readonly PageCharacter[], image: PageImage): boolean {
  const box = letters.map((letter) => letter.box).reduce(boxAround);
  const inside = Math.min(box[2] - box[0], box[3] - box[1]) * image.scale - 2;
  return inside >= LEAST_INSIDE && !hasContrast(image, box, 1);
}

/**
 * Whether a picture shows something at each letter of a word that is not painted; a scanner guesses the
 * places on light paper.
 */
function isShownByPicture(letters: readonly PageCharacter[], image: PageImage): boolean {
  const empty = letters.filter(({ box }) => !hasContrast(image, box));
  if (empty.length === letters.length) return false;
  return empty.length * 2 < letters.length || empty.some(({ box }) => isLight(image, box));
}

const isPixelatedWord = (letters: readonly PageCharacter[], image: PageImage): boolean =>
  letters.length >= ENOUGH && isPixelated(image, letters.map(({ box }) => box).reduce(boxAround));

/** Whether the middle of a box is lighter than half. */
function isLight(
  { pixels, stride, scale, width, height }: PageImage,
  [left, top, right, bottom]: Box,
): boolean {
  const x = Math.min(width - 1, Math.max(0, Math.floor(((left + right) / 2) * scale)));
  const y = Math.min(height - 1, Math.max(0, Math.floor(((top + bottom) / 2) * scale)));
  return (pixels[y * stride + x * 4 + 1] ?? 0) > 127;
}

/**
 * Hides the rest of words most of which nobody sees: a label on a box may stand where one of their letters
 * was.
 */
function hideWholeWords(hidden: Map<number, HiddenText['how']>, { glyphs, runs }: PaintedPage): void {
  if (hidden.size === 0) return;
  for (const { first, end } of runs) {
    for (let start = first; start < end; ) {
      let after = start;
      while (after < end && glyphs.text[after] !== ' ') after += 1;
      const word = Array.from({ length: after - start }, (_, at) => start + at);
      const unseen = word.flatMap((glyph) => hidden.get(glyph) ?? []);
      const [how] = unseen;
      if (how !== undefined && unseen.length * 2 > word.length)
        for (const glyph of word) hidden.set(glyph, how);
      start = after + 1;
    }
  }
}

/** A page with fewer may be drawn in outlines. */
const FEW_LETTERS = 60;

/**
 * Where the two readers differ: letters that are seen and that pdf.js does not read anywhere on the page, or
 * texts that it reads and that do not stand in what PDFium reads.
 */
function notRead(
  words: readonly Word[],
  { width, height, glyphs }: PaintedPage,
  { texts, ofAnnotations, hasUnreadText }: SecondReading,
): Box | undefined {
  const whole: Box = [0, 0, width, height];
  if (hasUnreadText) return whole;
  const left = new LetterCounts();
  for (const text of [...texts, ...ofAnnotations]) left.add(text);
  const boxes = words.flatMap(({ letters, unseen }) =>
    letters.filter(({ text }) => !left.take(text) && unseen.length === 0).map(({ box }) => box),
  );
  if (boxes.length >= LEAST_DIFFERENCE) return boxes.reduce(boxAround);
  const shown = onceEach(lettersOf(glyphs.text.join('')));
  const isLost = [...texts, ...ofAnnotations]
    .filter((text) => left.hasOneOf(text))
    .map(lettersOf)
    .some((letters) => letters.length >= LEAST_DIFFERENCE && !shown.includes(onceEach(letters)));
  return isLost ? whole : undefined;
}

/** How often each letter and digit is left of what one reader read. */
class LetterCounts {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    for (const letter of lettersOf(text)) this.#counts.set(letter, this.#of(letter) + 1);
  }

  /** Takes the letters of a text away; whether all of them were left. */
  take(text: string): boolean {
    const letters = lettersOf(text);
    if (letters.length === 1) {
      const count = this.#of(letters);
      this.#counts.set(letters, Math.max(0, count - 1));
      return count > 0;
    }
    return this.#takeAll([...letters]);
  }

  #takeAll(letters: readonly string[]): boolean {
    const areLeft = letters.every((letter) => this.#of(letter) > 0);
    for (const letter of letters) this.#counts.set(letter, Math.max(0, this.#of(letter) - 1));
    return areLeft;
  }

  hasOneOf(text: string): boolean {
    return [...lettersOf(text)].some((letter) => this.#of(letter) > 0);
  }

  #of(letter: string): number {
    return this.#counts.get(letter) ?? 0;
  }
}

/** The letters and digits of a text, in the form in which two readers agree on them. */
function lettersOf(text: string): string {
  const known = OF_CHARACTERS.get(text);
  if (known !== undefined) return known;
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (text.length === 1) OF_CHARACTERS.set(text, letters);
  return letters;
}

/** PDFium takes the second of two narrow letters, as in "ff", for the first in bold. */
const onceEach = (letters: string): string => letters.replace(/(\p{L})\1+/gu, '$1');

/** Those of single characters that were asked for. */
const OF_CHARACTERS = new Map<string, string>();

/** Of 255: a step from one pixel to the next that is an edge of something drawn. */
const EDGE = 60;

/** Share of a page's pixels that are edges, in every third row: text has many, a ground or a band has few. */
function edgesOf({ pixels, width, height, stride }: PageImage): number {
  let [edges, all] = [0, 0];
  for (let y = 0; y < height; y += 3) {
    for (let x = 1; x < width; x += 1) {
      const at = y * stride + x * 4 + 1;
      all += 1;
      if (Math.abs((pixels[at] ?? 255) - (pixels[at - 4] ?? 255)) > EDGE) edges += 1;
    }
  }
  return all === 0 ? 0 : edges / all;
}

function howHidden(letter: PageCharacter, { image, objects, textOf }: InkTest): HiddenText['how'] {
  const [x, y] = [(letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2];
  if (!contains([0, 0, image.width / image.scale, image.height / image.scale], x, y)) return 'off-page';
  const { order, isInLayer } = textOf(letter);
  if (isInLayer) return 'hidden-layer';
  const isCovered =
    objects.annotations.some((box) => contains(box, x, y)) ||
    objects.shapes.some((other) => other.order > order && contains(other.box, x, y));
  return isCovered ? 'under-box' : 'invisible';
}
