import { ShapeIndex } from '../display-list/spatial-index.ts';
import type { Box } from '../page-model.ts';
import type { PageCharacter } from '../pdfium/characters.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { type PageObjects, pageObjects, type TextObject } from '../pdfium/page-objects.ts';
import { type PageImage, paintPage } from '../pdfium/render-page.ts';
import { UnreadablePdf } from '../unreadable-pdf.ts';

/** Of 255: how dark a pixel of the black text must be to count as ink. */
const INK = 100;
/** Of 255: how much a pixel must change with the text to count as seen. */
const CHANGE = 20;
/** Of a character's ink: with less to be seen nobody reads it. */
const LEAST_SEEN = 0.35;
/** Of 255: the least difference of colour between text and its ground that is read. */
const LEAST_CONTRAST = 40;
/** Of 255: both for letters so large that also pale ones are read, as those of watermarks are. */
const CHANGE_OF_LARGE = 5;
/** Points high, as displayed. */
const LARGE = 16;
/** Of 255: a pixel that changes so much belongs to a letter that is read, where nothing lies over it. */
const CLEAR = 70;
/** Pixels for each point: the first look, and the second one at what the first did not see. */
const [SCALE, FINER_SCALE] = [1, 2.5];
/** Points: a thinner line over a letter leaves it to be read. */
const THICK = 1.5;

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

const UNKNOWN: TextObject = { order: Number.POSITIVE_INFINITY, isPainted: true };

/**
 * The ink test: renders a page as it is, without its text, and its text alone, and compares the pixels of each character.
 * What hides a character does not matter. The text alone is rendered only where the first two leave a doubt, and what seems
 * unseen is looked at again, larger. Throws where there is no memory for a rendering.
 */
export function inkTest(
  open: OpenPdf,
  index: number,
  page: number,
  text: number,
  characters: readonly PageCharacter[],
): InkTest {
  const objects = pageObjects(open, page);
  const renderings = renderingsOf(open, page, objects, SCALE);
  const objectOf = open.quick('FPDFText_GetTextObject');
  const textOf = ({ index: at }: PageCharacter) => objects.texts.get(objectOf(text, at)) ?? UNKNOWN;
  const isUnder = coverFinder(objects, renderings.asItIs.height);
  const doubtful = characters.filter(
    (character) => isUnder(character.box, textOf(character).order) || !isClear(renderings, character.box),
  );
  const once = doubtful.filter(({ box }) => isUnseen(renderings, box));
  const twice = once.length === 0 ? [] : lookAgain(open, index, once);
  return {
    image: renderings.asItIs,
    unseen: new Set(twice.map(({ index: at }) => at)),
    objects,
    textOf,
  };
}

function renderingsOf(open: OpenPdf, page: number, objects: PageObjects, scale: number): Renderings {
  const { texts, others, annotations } = objects;
  const setActive = open.quick('FPDFPageObj_SetIsActive');
  const asItIs = rendering(open, page, scale);
  for (const handle of texts.keys()) setActive(handle, 0);
  const isPlain = others.length === 0 && annotations.length === 0;
  const withoutText = isPlain ? undefined : rendering(open, page, scale);
  let alone: PageImage | undefined;
  return {
    scale: asItIs.scale,
    asItIs,
    withoutText,
    textAlone() {
      alone ??= blackText(open, page, objects, scale);
      return alone;
    },
  };
}

function blackText(open: OpenPdf, page: number, { texts, others }: PageObjects, scale: number): PageImage {
  const { pdfium } = open;
  const setActive = open.quick('FPDFPageObj_SetIsActive');
  for (const { handle } of others) setActive(handle, 0);
  for (const handle of texts.keys()) {
    setActive(handle, 1);
    pdfium.FPDFPageObj_SetFillColor(handle, 0, 0, 0, 255);
    pdfium.FPDFPageObj_SetBlendMode(handle, 'Normal');
    pdfium.FPDFTextObj_SetTextRenderMode(handle, 0);
  }
  return rendering(open, page, scale, false);
}

function rendering(open: OpenPdf, page: number, scale: number, annotations = true): PageImage {
  const image = paintPage(open, page, scale, undefined, annotations);
  if (image === undefined) throw new UnreadablePdf('too-much-memory');
  return { ...image, pixels: image.pixels.slice() };
}

/** Whether something thick enough is painted over a box later than at a place in the order of painting. */
function coverFinder(
  { texts, others, annotations }: PageObjects,
  height: number,
): (box: Box, order: number) => boolean {
  let firstText = Number.POSITIVE_INFINITY;
  for (const { order } of texts.values()) firstText = Math.min(firstText, order);
  const covers = new ShapeIndex(
    [
      ...others.filter(
        ({ order, box }) => order > firstText && Math.min(box[2] - box[0], box[3] - box[1]) >= THICK,
      ),
      ...annotations.map((box) => ({ box, order: Number.POSITIVE_INFINITY })),
    ],
    height,
  );
  return (box, order) => covers.touching(box).some((cover) => cover.order > order);
}

/** The characters that the same test at a larger scale does not see either: the thin letters of small type are seen then. */
function lookAgain(open: OpenPdf, index: number, characters: readonly PageCharacter[]): PageCharacter[] {
  const page = open.pdfium.FPDF_LoadPage(open.handle, index);
  try {
    const renderings = renderingsOf(open, page, pageObjects(open, page), FINER_SCALE);
    return characters.filter(({ box }) => isUnseen(renderings, box));
  } finally {
    open.pdfium.FPDF_ClosePage(page);
  }
}

/** Whether the page changes strongly with its text inside a box. */
function isClear({ scale, asItIs, withoutText }: Renderings, box: Box): boolean {
  const { left, top, right, bottom } = pixelsOf(asItIs, scale, box);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      if (changeAt(asItIs, withoutText, y * asItIs.stride + x * 4) >= CLEAR) return true;
  return false;
}

function isUnseen(renderings: Renderings, box: Box): boolean {
  const { scale, asItIs, withoutText } = renderings;
  const alone = renderings.textAlone();
  const isLarge = box[3] - box[1] >= LARGE;
  const [leastChange, leastContrast] = isLarge
    ? [CHANGE_OF_LARGE, CHANGE_OF_LARGE]
    : [CHANGE, LEAST_CONTRAST];
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

/** The greatest difference in any channel; the page without text is white where it was not rendered. */
function changeAt({ pixels }: PageImage, without: PageImage | undefined, at: number): number {
  const ground = without?.pixels;
  const blue = Math.abs((pixels[at] ?? 0) - (ground ? (ground[at] ?? 0) : 255));
  const green = Math.abs((pixels[at + 1] ?? 0) - (ground ? (ground[at + 1] ?? 0) : 255));
  const red = Math.abs((pixels[at + 2] ?? 0) - (ground ? (ground[at + 2] ?? 0) : 255));
  return Math.max(blue, green, red);
}

const pixelsOf = ({ width, height }: PageImage, scale: number, box: Box) => ({
  left: Math.max(0, Math.floor(box[0] * scale)),
  top: Math.max(0, Math.floor(box[1] * scale)),
  right: Math.min(width, Math.ceil(box[2] * scale)),
  bottom: Math.min(height, Math.ceil(box[3] * scale)),
});
