import { contains } from '../geometry/box.ts';
import { ShapeIndex } from '../geometry/spatial-index.ts';
import type { Box } from '../page-model.ts';
import type { PageCharacter } from '../pdfium/characters.ts';
import { type LoadedPage, loadFlattened } from '../pdfium/loaded-page.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { type PageObjects, pageObjects, type TextObject } from '../pdfium/page-objects.ts';
import { type PageImage, paintPage } from '../pdfium/render-page.ts';
import { UnreadablePdf } from '../unreadable-pdf.ts';

/** Of 255: how dark a pixel of the black text must be to count as ink. */
const INK = 100;
/** Of 255: how much a pixel must change with the text to count as seen. */
const CHANGE = 20;
/** Of a character's ink: with less to be seen nobody reads it. */
const LEAST_SEEN = 0.55;
/** Of 255: the least difference of colour between text and its ground that is read. */
const LEAST_CONTRAST = 40;
/**
 * Of 255: the same for dark text under something else: hatching lets a part of the light through everywhere.
 */
const LEAST_CONTRAST_UNDER_COVERS = 110;
/** Of 255: both for letters so large that also pale ones are read, as those of watermarks are. */
const CHANGE_OF_LARGE = 5;
/** Points high, as displayed. */
const LARGE = 16;
/** Of 255: a pixel that changes so much belongs to a letter that is read, where nothing lies over it. */
const CLEAR = 70;
/** Pixels for each point: of the second look, at what the first one, at one, did not see. */
const FINER_SCALE = 2.5;
/** Points: a thinner line over a letter leaves it to be read; several may be hatching. */
const THICK = 1.5;
const FEWEST_HATCHES = 2;

/** A page as it is, without its text, and its text alone in black. */
interface Renderings {
  readonly scale: number;
  readonly asItIs: PageImage;
  readonly withoutText: PageImage | undefined;
  textAlone(): PageImage;
}

/** What the ink test says of a page. */
export interface InkTest {
  /** The page as it is, at one pixel a point. */
  readonly image: PageImage;
  /** Letters and digits that leave no trace, too little of one or too faint a one, by their indexes. */
  readonly unseen: ReadonlySet<number>;
  readonly objects: PageObjects;
  /** The text object of a character. */
  textOf(character: PageCharacter): TextObject;
}

const UNKNOWN: TextObject = {
  order: Number.POSITIVE_INFINITY,
  mode: 0,
  isPainted: true,
  isDark: false,
  isInLayer: false,
  content: undefined,
};

/**
 * The ink test: renders a page as it is, without its text, and its text alone, and compares the pixels of
 * each character. What hides a character does not matter. The text alone is rendered only where the first two
 * leave a doubt, and what seems unseen is looked at again, larger. Throws where there is no memory for a
 * rendering.
 */
export function inkTest(
  open: OpenPdf,
  number: number,
  { page, objects, annotations, asItIs }: LoadedPage,
  characters: readonly PageCharacter[],
): InkTest {
  const renderings = renderingsOf(open, page, objects, asItIs(), FIRST_PLACE);
  const textOf = ({ object }: PageCharacter) => objects.texts.get(object) ?? UNKNOWN;
  const coversOver = coverFinder(objects, renderings.asItIs.height);
  const [under, labelled] = [new Set<PageCharacter>(), new Set<PageCharacter>()];
  const isLabelled = labelFinder(characters, textOf, renderings.asItIs.height);
  const doubtful = characters.filter((character) => {
    if (isHair(character.box)) return true;
    const over = coversOver(character.box, textOf(character).order);
    if (over.length > 0) under.add(character);
    if (over.length > 0 && isLabelled(character, over)) labelled.add(character);
    return over.length > 0 || !isClear(renderings, character.box);
  });
  const leastFor = (letter: PageCharacter) =>
    under.has(letter) && textOf(letter).isDark ? LEAST_CONTRAST_UNDER_COVERS : LEAST_CONTRAST;
  const once = doubtful.filter(
    (letter) => !labelled.has(letter) && isUnseen(renderings, letter.box, leastFor(letter)),
  );
  const twice = once.length === 0 ? [] : lookAgain(open, number, annotations, once, leastFor);
  const unseen = new Set([...labelled, ...twice].map(({ index: at }) => at));
  const isDoubled = doubleFinder(characters, textOf, renderings.asItIs.height);
  for (const letter of [...labelled, ...twice]) if (isDoubled(letter, unseen)) unseen.delete(letter.index);
  return { image: renderings.asItIs, unseen, objects, textOf };
}

/** Of a letter's height: two letters of one text that was painted twice are so near to each other. */
const SAME_PLACE = 0.3;

/**
 * Whether the same letter is painted again at the same place and seen there: what lies under it says nothing
 * more.
 */
function doubleFinder(
  characters: readonly PageCharacter[],
  textOf: (character: PageCharacter) => TextObject,
  height: number,
): (character: PageCharacter, unseen: ReadonlySet<number>) => boolean {
  let index: ShapeIndex<Painted & { readonly letter: PageCharacter }> | undefined;
  return ({ box, text, index: own }, unseen) => {
    index ??= new ShapeIndex(
      characters.map((letter) => ({ box: letter.box, order: textOf(letter).order, letter })),
      height,
    );
    return index
      .touching(box)
      .some(
        ({ letter }) =>
          letter.index !== own &&
          letter.text === text &&
          !unseen.has(letter.index) &&
          letter.box.every((edge, at) => Math.abs(edge - (box[at] ?? 0)) < SAME_PLACE * (box[3] - box[1])),
      );
  };
}

/** The first of three places of the canvas: what the first look keeps outlasts the second. */
const [FIRST_PLACE, SECOND_PLACE] = [1, 4];

/** `place` is that of the page as it is. Changes which objects are painted. */
function renderingsOf(
  open: OpenPdf,
  page: number,
  objects: PageObjects,
  asItIs: PageImage,
  place: number,
): Renderings {
  const { texts, shapes, annotations } = objects;
  const setActive = open.pdfium.FPDFPageObj_SetIsActive;
  const { scale } = asItIs;
  for (const handle of texts.keys()) setActive(handle, false);
  const isPlain = shapes.length === 0 && annotations.length === 0;
  const withoutText = isPlain ? undefined : rendering(open, page, scale, { place: place + 1 });
  let alone: PageImage | undefined;
  return {
    scale,
    asItIs,
    withoutText,
    textAlone() {
      if (alone !== undefined) return alone;
      makeTextBlack(open, objects);
      alone = rendering(open, page, scale, { annotations: false, place: place + 2 });
      return alone;
    },
  };
}

function makeTextBlack(open: OpenPdf, { texts, shapes }: PageObjects): void {
  const { pdfium } = open;
  const setActive = open.pdfium.FPDFPageObj_SetIsActive;
  for (const { handle } of shapes) setActive(handle, false);
  for (const handle of texts.keys()) {
    setActive(handle, true);
    pdfium.FPDFPageObj_SetFillColor(handle, 0, 0, 0, 255);
    pdfium.FPDFPageObj_SetBlendMode(handle, 'Normal');
    pdfium.FPDFTextObj_SetTextRenderMode(handle, 0);
  }
}

function rendering(
  open: OpenPdf,
  page: number,
  scale: number,
  how: { readonly annotations?: boolean; readonly place: number },
): PageImage {
  const image = paintPage(open, page, scale, undefined, how);
  if (image === undefined) throw new UnreadablePdf('too-much-memory');
  return image;
}

/**
 * Whether something thick enough, or hatching, is painted over a box later than at a place in the order of
 * painting.
 */
function coverFinder(
  { texts, shapes, annotations }: PageObjects,
  height: number,
): (box: Box, order: number) => readonly Painted[] {
  let firstText = Number.POSITIVE_INFINITY;
  for (const { order } of texts.values()) firstText = Math.min(firstText, order);
  const covers = new ShapeIndex(
    [
      ...shapes.filter(({ order }) => order > firstText),
      ...annotations.map((box) => ({ box, order: Number.POSITIVE_INFINITY })),
    ],
    height,
  );
  return (box, order) => {
    const over: readonly Painted[] = covers.touching(box).filter((cover) => cover.order > order);
    return over.length >= FEWEST_HATCHES || over.some(isThick) ? over : [];
  };
}

/** Whether other text stands on a cover of a character: a label, of which alone the pixels tell. */
function labelFinder(
  characters: readonly PageCharacter[],
  textOf: (character: PageCharacter) => TextObject,
  height: number,
): (character: PageCharacter, covers: readonly Painted[]) => boolean {
  let index: ShapeIndex<Painted> | undefined;
  return ({ box }, covers) => {
    index ??= new ShapeIndex(
      characters.map((other) => ({ box: other.box, order: textOf(other).order })),
      height,
    );
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const over = covers.filter((cover) => Number.isFinite(cover.order) && contains(cover.box, x, y));
    const first = Math.min(...over.map(({ order }) => order));
    return (
      over.length > 0 &&
      index.touching(box).some((other) => Number.isFinite(other.order) && other.order > first)
    );
  };
}

interface Painted {
  readonly order: number;
  readonly box: Box;
}

const isThick = ({ box: [left, top, right, bottom] }: { readonly box: Box }): boolean =>
  Math.min(right - left, bottom - top) >= THICK;

/**
 * The characters that the same test at a larger scale does not see either: the thin letters of small type are
 * seen then.
 */
function lookAgain(
  open: OpenPdf,
  number: number,
  annotations: ReadonlySet<number>,
  characters: readonly PageCharacter[],
  leastFor: (character: PageCharacter) => number,
): PageCharacter[] {
  const look = (document: OpenPdf) => {
    const page = loadFlattened(document, number, annotations);
    const objects = pageObjects(document, page);
    const asItIs = rendering(document, page, FINER_SCALE, { place: SECOND_PLACE });
    const renderings = renderingsOf(document, page, objects, asItIs, SECOND_PLACE);
    const found = characters.filter((character) => isUnseen(renderings, character.box, leastFor(character)));
    open.pdfium.FPDF_ClosePage(page);
    return found;
  };
  return annotations.size > 0 ? open.again(look) : look(open);
}

/** Of its height, the width of a letter that is squeezed to nothing: an l is twice as wide. */
const HAIR = 0.04;

function isHair([left, top, right, bottom]: Box): boolean {
  const [width, height] = [right - left, bottom - top];
  return Math.min(width, height) < HAIR * Math.max(width, height);
}

/** Whether the page changes strongly with its text inside a box. */
function isClear({ scale, asItIs, withoutText }: Renderings, box: Box): boolean {
  const { left, top, right, bottom } = pixelsOf(asItIs, scale, box);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      if (changeAt(asItIs, withoutText, y * asItIs.stride + x * 4) >= CLEAR) return true;
  return false;
}

function isUnseen(renderings: Renderings, box: Box, contrast: number): boolean {
  const { scale, asItIs, withoutText } = renderings;
  const alone = renderings.textAlone();
  const isLarge = box[3] - box[1] >= LARGE;
  const [leastChange, leastContrast] = isLarge ? [CHANGE_OF_LARGE, CHANGE_OF_LARGE] : [CHANGE, contrast];
  if (isHair(box)) return true;
  const { left, top, right, bottom } = pixelsOf(asItIs, scale, box);
  let [ink, seen, changes, darkness, most] = [0, 0, 0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * asItIs.stride + x * 4;
      const dark = 255 - (alone.pixels[at] ?? 255);
      const change = changeAt(asItIs, withoutText, at);
      most = Math.max(most, change);
      if (dark < INK) continue;
      ink += 1;
      darkness += dark / 255;
      changes += change;
      if (change > leastChange) seen += 1;
    }
  }
  // Glyphs in colours of their own leave no black ink.
  if (ink === 0) return most < CLEAR;
  return seen / ink < LEAST_SEEN || changes / darkness < leastContrast;
}

/** Shares of red, green and blue in the light that an eye sees (ITU-R BT.601). */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114];
/** Of the difference between red and light, as the same standard scales it. */
const RED_FROM_GREEN = 0.713;

/**
 * How much light a pixel gains or loses, or how much redder or greener it gets: nobody reads yellow on white
 * or navy on black. The page without text is white where it was not rendered.
 */
function changeAt({ pixels }: PageImage, without: PageImage | undefined, at: number): number {
  const ground = without?.pixels;
  const blue = (pixels[at] ?? 0) - (ground ? (ground[at] ?? 0) : 255);
  const green = (pixels[at + 1] ?? 0) - (ground ? (ground[at + 1] ?? 0) : 255);
  const red = (pixels[at + 2] ?? 0) - (ground ? (ground[at + 2] ?? 0) : 255);
  const light = RED * red + GREEN * green + BLUE * blue;
  return Math.max(Math.abs(light), Math.abs(RED_FROM_GREEN * (red - light)));
}

const pixelsOf = ({ width, height }: PageImage, scale: number, box: Box) => ({
  left: Math.max(0, Math.floor(box[0] * scale)),
  top: Math.max(0, Math.floor(box[1] * scale)),
  right: Math.min(width, Math.ceil(box[2] * scale)),
  bottom: Math.min(height, Math.ceil(box[3] * scale)),
});
