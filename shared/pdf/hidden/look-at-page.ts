import type { PaintedPage, Run } from '../display-list/display-list.ts';
import { boxAround, contains } from '../geometry/box.ts';
import type { Box, HiddenText } from '../page-model.ts';
import { type PageCharacter, pageCharacters } from '../pdfium/characters.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import type { PageImage } from '../pdfium/render-page.ts';
import { GlyphFinder, sameForm } from '../text/glyph-finder.ts';
import { type InkTest, inkTest } from './ink-test.ts';
import { hasContrast } from './visible-characters.ts';

/** What PDFium's pixels say of a page that pdf.js has read. */
export interface PageLook {
  /** Glyphs that nobody sees, by their places in the page's columns, and why. */
  readonly hidden: ReadonlyMap<number, HiddenText['how']>;
  /** Words that nobody sees, and that pdf.js did not read. */
  readonly unread: readonly HiddenText[];
  /** Where letters are seen that pdf.js did not read, or the other way round. */
  readonly notRead: Box | undefined;
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

/** Looks at a page (1-based). Throws where PDFium cannot load or paint it. */
export function lookAtPage(open: OpenPdf, number: number, painted: PaintedPage): PageLook {
  const { pdfium } = open;
  const page = pdfium.FPDF_LoadPage(open.handle, number - 1);
  if (page === 0) throw new Error(`PDFium cannot load page ${number}`);
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    const scale = painted.width / Math.max(1, pdfium.FPDF_GetPageWidthF(page));
    const all = pageCharacters(open, page, text);
    const letters = all.filter((letter) => !letter.isSynthetic && LETTER_OR_DIGIT.test(letter.text));
    const test = inkTest(open, number - 1, page, text, letters);
    const words = wordsOf(all).map((word) => unseenIn(word, test, open, text));
    return compare(words, test, painted, scale);
  } finally {
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
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
  if (isLayer && !isBlank && isShownByPicture(letters, test.image)) return { letters, unseen: [] };
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

/** Whether the middle of a box is lighter than half. */
function isLight(
  { pixels, stride, scale, width, height }: PageImage,
  [left, top, right, bottom]: Box,
): boolean {
  const x = Math.min(width - 1, Math.max(0, Math.floor(((left + right) / 2) * scale)));
  const y = Math.min(height - 1, Math.max(0, Math.floor(((top + bottom) / 2) * scale)));
  return (pixels[y * stride + x * 4 + 1] ?? 0) > 127;
}

/** Lays what PDFium shows over what pdf.js read. */
function compare(words: readonly Word[], test: InkTest, painted: PaintedPage, scale: number): PageLook {
  const finder = new GlyphFinder(painted);
  const found: Found = { matched: new Set(), hidden: new Map(), unread: [], different: [] };
  for (const word of words) compareWord(word, test, finder, scale, found);
  hideWholeWords(found.hidden, painted);
  const boxes = [
    ...withoutCounterparts(found, painted).map(({ box }) => scaled(box, scale)),
    ...glyphsNotShown(painted, found.matched, test.image, scale),
  ];
  const count = words.reduce((sum, { letters }) => sum + letters.length, 0);
  return {
    hidden: found.hidden,
    unread: found.unread,
    notRead: boxes.length >= LEAST_DIFFERENCE ? boxes.reduce(boxAround) : undefined,
    edges: count < FEW_LETTERS ? edgesOf(test.image) : undefined,
  };
}

/** What a comparison has found so far. */
interface Found {
  /** Glyphs that both readers read alike. */
  readonly matched: Set<number>;
  readonly hidden: Map<number, HiddenText['how']>;
  readonly unread: HiddenText[];
  /** Letters that are seen, and that pdf.js does not read where they stand. */
  readonly different: PageCharacter[];
}

function compareWord(
  { letters, unseen }: Word,
  test: InkTest,
  finder: GlyphFinder,
  scale: number,
  { matched, hidden, unread, different }: Found,
): void {
  const lost: PageCharacter[] = [];
  for (const letter of letters) {
    const { glyphs, isSame } = finder.at(letter.origin[0] * scale, letter.origin[1] * scale, letter.text);
    if (isSame) for (const glyph of glyphs) matched.add(glyph);
    if (!unseen.includes(letter)) {
      if (!isSame) different.push(letter);
      continue;
    }
    const how = howHidden(letter, test);
    for (const glyph of glyphs) hidden.set(glyph, how);
    if (glyphs.length === 0) lost.push(letter);
  }
  const [first] = lost;
  if (first === undefined) return;
  unread.push({
    how: howHidden(first, test),
    text: lost.map(({ text }) => text).join(''),
    box: scaled(lost.map(({ box }) => box).reduce(boxAround), scale),
  });
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
 * Letters that pdf.js did not read anywhere on the page: the two may place vertical or replaced text
 * differently.
 */
function withoutCounterparts({ different, matched }: Found, { glyphs, runs }: PaintedPage): PageCharacter[] {
  if (different.length === 0) return [];
  const others = new Map<string, number>();
  for (const { first, end } of runs)
    for (let glyph = first; glyph < end; glyph += 1)
      if (!matched.has(glyph))
        for (const letter of sameForm(glyphs.text[glyph] ?? ''))
          others.set(letter, (others.get(letter) ?? 0) + 1);
  return different.filter(({ text }) => {
    const letter = sameForm(text);
    const left = others.get(letter) ?? 0;
    if (left > 0) others.set(letter, left - 1);
    return left === 0;
  });
}

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

const scaled = ([left, top, right, bottom]: Box, scale: number): Box => [
  left * scale,
  top * scale,
  right * scale,
  bottom * scale,
];

function howHidden(letter: PageCharacter, { image, objects, textOf }: InkTest): HiddenText['how'] {
  const [x, y] = [(letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2];
  if (!contains([0, 0, image.width / image.scale, image.height / image.scale], x, y)) return 'off-page';
  const { order } = textOf(letter);
  const isCovered =
    objects.annotations.some((box) => contains(box, x, y)) ||
    objects.others.some((other) => other.order > order && contains(other.box, x, y));
  return isCovered ? 'under-box' : 'invisible';
}

/** Letters that pdf.js read, PDFium did not, and where nothing is to be seen. */
function glyphsNotShown(
  { glyphs, runs }: PaintedPage,
  matched: ReadonlySet<number>,
  image: PageImage,
  scale: number,
): Box[] {
  const found: Box[] = [];
  for (const run of runs) {
    if (!isPainted(run)) continue;
    for (let glyph = run.first; glyph < run.end; glyph += 1) {
      if (matched.has(glyph) || !LETTER_OR_DIGIT.test(glyphs.text[glyph] ?? '')) continue;
      const [x, y] = [glyphs.x[glyph] ?? 0, glyphs.y[glyph] ?? 0];
      const [endX, endY] = [glyphs.endX[glyph] ?? 0, glyphs.endY[glyph] ?? 0];
      const [upX, upY] = [run.up[0] * run.size * 0.5, run.up[1] * run.size * 0.5];
      const box = boxAround(boxAt(x, y, endX, endY), boxAt(x + upX, y + upY, endX + upX, endY + upY));
      if (!hasContrast(image, scaled(box, 1 / scale))) found.push(box);
    }
  }
  return found;
}

const [INVISIBLE, CLIPPING] = [3, 7];

const isPainted = ({ mode, hiddenLayer, annotation }: Run): boolean =>
  mode !== INVISIBLE && mode !== CLIPPING && hiddenLayer === undefined && annotation === undefined;

const boxAt = (x: number, y: number, endX: number, endY: number): Box => [
  Math.min(x, endX),
  Math.min(y, endY),
  Math.max(x, endX),
  Math.max(y, endY),
];
