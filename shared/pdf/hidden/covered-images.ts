import { areaOf, boxesOverlap, contains, encloses } from '../geometry/box.ts';
import { colourOf } from '../geometry/colour.ts';
import { insideRings } from '../geometry/rings.ts';
import type { Box } from '../page-model.ts';
import type { Glyphs, PaintedPage, Run, Shape } from '../painted-page.ts';

/** Points: a name on a scan is no smaller, and what is higher is a panel. */
const [LEAST_HEIGHT, MOST_HEIGHT, LEAST_WIDTH] = [6, 60, 12];
/** Of a picture: more is a panel or a frame on it. */
const MOST_OF_PICTURE = 0.25;
/** Points: a band that reaches an edge of the picture is decoration. */
const MARGIN = 1;
/** Of the page. */
const BACKGROUND = 0.5;
/** Words on a picture that make it a background. */
const MOST_WORDS_ON_PICTURE = 3;

/**
 * Boxes inside a picture with nothing written on them, as somebody covers a name in a scan, a letter or a
 * screenshot: the picture beneath is still whole. Labels, bands, panels and boxes on a background are none.
 */
export function boxesOnPictures<S extends Shape>({
  shapes,
  runs,
  glyphs,
  width,
  height,
}: Omit<PaintedPage, 'shapes'> & { readonly shapes: readonly S[] }): S[] {
  const pictures = shapes
    .filter(({ kind, box }) => kind === 'image' && areaOf(box) >= LEAST_PICTURE)
    .slice(0, MOST)
    .map(({ order, shown }) => ({ order, box: shown }));
  if (pictures.length === 0) return [];
  const covers = shapes
    .filter(isOfSize)
    .slice(0, MOST_CANDIDATES)
    .filter(isCover)
    .slice(0, MOST)
    .filter((cover) => !shapes.some((shape) => isPaintedOn(shape, cover)));
  if (covers.length === 0) return [];
  const written = runs.filter(({ mode }) => mode !== 3 && mode !== 7);
  return pictures.flatMap((picture) => {
    const isBackground = areaOf(picture.box) > BACKGROUND * width * height;
    const later = covers.filter(
      (cover) =>
        cover.order > picture.order &&
        isWithin(cover.box, picture.box) &&
        // On a picture that fills the page coloured boxes are decoration.
        (!isBackground || isGrey(cover)),
    );
    if (later.length === 0) return [];
    const words = written.filter(
      ({ order, origins }) =>
        order > picture.order && contains(picture.box, middle(origins)[0], middle(origins)[1]),
    );
    if (words.length > MOST_WORDS_ON_PICTURE) return [];
    const labels = words.filter((run) => !SAYS_SO.test(textOf(run, glyphs)));
    return later.filter((cover) => !labels.some(({ box }) => boxesOverlap(box, cover.box)));
  });
}

/** The label of a redaction. */
const SAYS_SO = /redact|removed|withheld/i;

const textOf = ({ first, end }: Run, { text }: Glyphs): string => text.slice(first, end).join('');

/** A box with something drawn on it is a panel; an outline round it is not on it. */
const isPaintedOn = (shape: Shape, cover: Shape): boolean =>
  shape.order > cover.order &&
  boxesOverlap(shape.box, cover.box) &&
  !(shape.kind === 'stroke' && encloses(shape.box, cover.box));

/** Pictures, and boxes on them, that are looked at: more than a page of a report has. */
const MOST = 100;
/** Boxes of the size of a word of which the colour is asked. */
const MOST_CANDIDATES = 2000;

/** Square points: about three centimetres by two. */
const LEAST_PICTURE = 5000;

const middle = ([left, top, right, bottom]: Box): [number, number] => [
  (left + right) / 2,
  (top + bottom) / 2,
];

function isOfSize({ kind, box: [left, top, right, bottom] }: Shape): boolean {
  const height = bottom - top;
  return kind === 'fill' && height >= LEAST_HEIGHT && height <= MOST_HEIGHT && right - left >= LEAST_WIDTH;
}

/** Nothing says how a shape with other effects than a little transparency looks. */
const isCover = (shape: Shape): boolean =>
  shape.alpha >= 0.9 && (shape.alpha < 1 || !shape.hasEffects) && fillsItsBox(shape);

/** A rectangle, also one with round corners. */
function fillsItsBox(shape: Shape): boolean {
  const [left, top, right, bottom] = shape.shown;
  return CORNERS.every(([along, down]) =>
    insideRings(shape.outline, left + (right - left) * along, top + (bottom - top) * down, shape.isEvenOdd),
  );
}

const CORNERS = [
  [0.12, 0.12],
  [0.88, 0.12],
  [0.5, 0.5],
  [0.12, 0.88],
  [0.88, 0.88],
] as const;

const isGrey = ({ colour = '#000000' }: Shape): boolean => {
  const channels = colourOf(colour);
  return Math.max(...channels) - Math.min(...channels) < 16;
};

const isWithin = (cover: Box, picture: Box): boolean =>
  encloses([picture[0] + MARGIN, picture[1] + MARGIN, picture[2] - MARGIN, picture[3] - MARGIN], cover) &&
  areaOf(cover) <= MOST_OF_PICTURE * areaOf(picture);
