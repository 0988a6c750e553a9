import type { Glyphs, PaintedPage, Run, Shape } from '../display-list/display-list.ts';
import { covers, inClip } from '../display-list/hit-test.ts';
import { ShapeIndex } from '../display-list/spatial-index.ts';
import { areaOf, boxesOverlap, contains, encloses } from '../geometry/box.ts';
import { type Colour, colourOf, difference, mix, WHITE } from '../geometry/colour.ts';
import type { Box, HiddenText } from '../page-model.ts';
import { overtyped } from './overstruck-text.ts';

/** A scan is a picture that fills at least this share of its page. */
const PAGE_PICTURE = 0.5;
/** Text in such a picture's text layer is read through it. */
const PICTURE_WITH_TEXT_LAYER = 0.15;
/** Points, as displayed. */
const MICROSCOPIC = 1.3;
/** What is left of the contrast that nobody can see. */
const NO_CONTRAST = 0.1;
/** Of a glyph's nine samples, so many make it hidden. */
const MOST = 7;

const SAMPLES_ALONG = [0.2, 0.5, 0.8] as const;
/** Heights above the baseline in font sizes, within the x-height: where a lower-case word has its ink. */
const SAMPLES_UP = [0.1, 0.25, 0.4] as const;

/** Follows the painting of a page and tells which glyphs are hidden, the way a reader would find out by lifting things off. */
export function textVisibility(
  page: PaintedPage,
  redactions: readonly Box[] = [],
): Map<number, HiddenText['how']> {
  const hidden = new Map<number, HiddenText['how']>();
  const hide = ({ first, end }: Run, how: HiddenText['how']) => {
    for (let glyph = first; glyph < end; glyph += 1) hidden.set(glyph, how);
  };
  const { glyphs } = page;
  const shapes = new ShapeIndex(page.shapes, page.height);
  const texts = new ShapeIndex(page.runs, page.height);
  const pictures = page.shapes.filter((shape) => shape.kind === 'image' && !shape.masked);
  const pageArea = page.width * page.height;
  const textPictures = pictures.filter((picture) => areaOf(picture.box) > PICTURE_WITH_TEXT_LAYER * pageArea);
  const scans = new Set(pictures.filter((picture) => areaOf(picture.box) > PAGE_PICTURE * pageArea));
  const onPage: Box = [0, 0, page.width, page.height];
  for (const run of page.runs) {
    const how = hiddenAsAWhole(run, glyphs, onPage);
    const overPicture = textPictures.some((picture) => boxesOverlap(picture.box, run.box));
    if (how === 'invisible' && isUnpainted(run) && (overPicture || isStencil(run, shapes))) {
      // The text layer of a scan, or letters cut out of what is painted next: what they say only pixels can confirm.
      continue;
    }
    if (how) {
      hide(run, how);
      continue;
    }
    const later = overtyped(run, glyphs, texts);
    const marked = redactions.filter((box) => boxesOverlap(box, run.box));
    const touching = shapes.touching(run.box);
    const above = touching.filter((shape) => shape.order > run.order && !scans.has(shape));
    const below = touching.filter((shape) => shape.order < run.order);
    if (
      marked.length === 0 &&
      above.length === 0 &&
      !later.mayBeCovered &&
      isFree(run, onPage) &&
      below.every((shape) => isGround(shape, run))
    ) {
      // All of the run stands on one ground: one look is enough.
      if (!below.some(isPictorial) && isLostIn(run, below, ...middleOf(run))) hide(run, 'invisible');
      continue;
    }
    for (let glyph = run.first; glyph < run.end; glyph += 1) {
      const text = glyphs.text[glyph];
      if (text === ' ' || text === '') continue;
      const place = placeOf(glyphs, glyph);
      const middle = middleOfGlyph(run, place);
      const seen = marked.some((box) => contains(box, ...middle))
        ? 'unapplied-redaction'
        : later.isStruckOut(...middle)
          ? 'under-box'
          : look(run, place, above, below, onPage);
      if (seen !== 'seen') hidden.set(glyph, seen);
    }
  }
  return hidden;
}

/** Letters that clip what is painted after them (rendering mode 7). */
const isStencil = (run: Run, shapes: ShapeIndex<Shape>): boolean =>
  run.mode === 7 && shapes.touching(run.box).some(({ order }) => order > run.order);

const middleOf = ({ box }: Run): [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];

/** A glyph's origin and the end of its advance. */
interface GlyphPlace {
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
}

const placeOf = ({ x, y, endX, endY }: Glyphs, glyph: number): GlyphPlace => ({
  x: x[glyph] ?? 0,
  y: y[glyph] ?? 0,
  endX: endX[glyph] ?? 0,
  endY: endY[glyph] ?? 0,
});

const middleOfGlyph = (run: Run, glyph: GlyphPlace): [number, number] => [
  (glyph.x + glyph.endX) / 2 + run.up[0] * run.size * 0.25,
  (glyph.y + glyph.endY) / 2 + run.up[1] * run.size * 0.25,
];

/** Wholly on the page and inside its clip. */
const isFree = (run: Run, onPage: Box): boolean =>
  encloses(onPage, run.box) && (!run.clip || (run.clip.isBox && encloses(run.clip.box, run.box)));

/** A box under all of the run. */
const isGround = ({ path, clip, box }: Shape, run: Run): boolean =>
  path.isBox && path.lineWidth === 0 && (!clip || clip.isBox) && encloses(box, run.box);

/** Nobody knows its colour at a point without looking. */
const isPictorial = ({ kind, colour, masked }: Shape): boolean =>
  kind === 'image' || kind === 'stencil' || colour === undefined || masked;

const isUnpainted = (run: Run): boolean => run.mode === 3 || run.mode === 7;

function hiddenAsAWhole(run: Run, glyphs: Glyphs, onPage: Box): HiddenText['how'] | undefined {
  if (run.hiddenLayer !== undefined) return 'hidden-layer';
  if (!boxesOverlap(run.box, onPage)) return 'off-page';
  if (isUnpainted(run) || run.alpha < 0.04) return 'invisible';
  if (run.size < MICROSCOPIC || isSqueezed(run, glyphs)) return 'invisible';
  return undefined;
}

/** Many glyphs in the width of a hair. */
function isSqueezed({ first, end, size }: Run, glyphs: Glyphs): boolean {
  const count = end - first;
  if (count < 4) return false;
  const { x, y } = placeOf(glyphs, first);
  const { endX, endY } = placeOf(glyphs, end - 1);
  return Math.hypot(endX - x, endY - y) < 0.03 * size * count;
}

/** Large letters can be seen where small ones cannot. */
const faintest = (run: Run): number => (run.size < 24 ? 20 : 8);

function look(
  run: Run,
  glyph: GlyphPlace,
  above: readonly Shape[],
  below: readonly Shape[],
  onPage: Box,
): HiddenText['how'] | 'seen' {
  let [outside, clipped, covered, colourless] = [0, 0, 0, 0];
  for (const share of SAMPLES_ALONG) {
    const baseX = glyph.x + (glyph.endX - glyph.x) * share;
    const baseY = glyph.y + (glyph.endY - glyph.y) * share;
    for (const height of SAMPLES_UP) {
      const x = baseX + run.up[0] * height * run.size;
      const y = baseY + run.up[1] * height * run.size;
      if (!contains(onPage, x, y)) {
        outside += 1;
        continue;
      }
      if (!inClip(run.clip, x, y)) {
        clipped += 1;
        continue;
      }
      if (lightThrough(above, x, y) <= NO_CONTRAST) covered += 1;
      else if (isLostIn(run, below, x, y)) colourless += 1;
    }
  }
  if (outside >= MOST) return 'off-page';
  if (outside + clipped >= MOST) return 'invisible';
  if (covered + outside + clipped >= MOST) return 'under-box';
  if (colourless >= MOST) return 'invisible';
  if (covered + colourless >= MOST) return 'under-box';
  return 'seen';
}

/** How much of the contrast beneath comes through what is laid over a point. */
function lightThrough(above: readonly Shape[], x: number, y: number): number {
  let light = 1;
  for (const shape of above) {
    if (covers(shape, x, y)) light *= transmission(shape) ?? 1;
  }
  return light;
}

/** The share of contrast that a shape lets through, or `undefined` where only pixels can say. */
function transmission(shape: Shape): number | undefined {
  if (shape.masked || shape.kind === 'pattern' || shape.kind === 'stencil') return undefined;
  const [red, green, blue] = shape.colour === undefined ? [] : colourOf(shape.colour);
  switch (shape.blend) {
    case 'source-over':
      return 1 - shape.alpha;
    case 'multiply':
    case 'darken':
      if (red === undefined || green === undefined || blue === undefined) return undefined;
      return 1 - shape.alpha * (1 - Math.max(red, green, blue) / 255);
    case 'screen':
    case 'lighten':
      if (red === undefined || green === undefined || blue === undefined) return undefined;
      return 1 - (shape.alpha * Math.min(red, green, blue)) / 255;
    default:
      return undefined;
  }
}

/** Whether ink has the colour of what lies beneath it. */
function isLostIn(run: Run, below: readonly Shape[], x: number, y: number): boolean {
  if (run.colour === undefined || run.masked || run.blend !== 'source-over') return false;
  let ground: Colour | undefined = WHITE;
  for (const shape of below) {
    if (!covers(shape, x, y)) continue;
    if (
      shape.colour !== undefined &&
      shape.blend === 'source-over' &&
      !shape.masked &&
      shape.kind !== 'stencil'
    ) {
      if (shape.alpha >= 0.99) ground = colourOf(shape.colour);
      else if (ground) ground = mix(ground, colourOf(shape.colour), shape.alpha);
    } else ground = undefined;
  }
  if (!ground) return false;
  const lost = (colour: string) =>
    difference(mix(ground, colourOf(colour), run.alpha), ground) <= faintest(run);
  return lost(run.colour) && (run.outline === undefined || lost(run.outline));
}
