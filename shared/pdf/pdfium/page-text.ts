import { type Matrix, multiply } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';
import type { Glyphs, Run, RunFont } from '../painted-page.ts';
import type { PageCharacter } from './characters.ts';
import { Answers } from './memory.ts';
import type { OpenPdf } from './open-document.ts';
import type { PageObjects, TextObject } from './page-objects.ts';

/** The characters of a page in the order of painting, as glyphs and runs. */
export interface PageText {
  readonly glyphs: Glyphs & { readonly text: string[] };
  readonly runs: readonly Run[];
  /** The place of a character's glyph. */
  glyphOf(character: Pick<PageCharacter, 'index'>): number | undefined;
}

/** What the glyphs of one text object share. */
type Style = Omit<Run, 'order' | 'content' | 'first' | 'end' | 'box' | 'origins'> & {
  readonly object: TextObject;
  readonly fontHandle: number;
  /** The advance of a glyph, as displayed. */
  advanceOf(character: PageCharacter): readonly [number, number];
};

/**
 * Puts PDFium's characters, which it sorts along their lines, back into the order in which they are painted:
 * text object by text object.
 */
export function pageText(
  open: OpenPdf,
  text: number,
  display: Matrix,
  { texts }: PageObjects,
  characters: readonly PageCharacter[],
): PageText {
  const groups = new Map<TextObject, PageCharacter[]>();
  let [handle, object] = [0, texts.get(0)];
  let group: PageCharacter[] | undefined;
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at];
    if (character === undefined) continue;
    // Most characters follow one of the same object.
    if (character.object !== handle) {
      handle = character.object;
      object = texts.get(handle);
      group = object && groups.get(object);
    }
    if (object === undefined || (character.isSynthetic && !isInside(characters, at))) continue;
    if (group) group.push(character);
    else {
      group = [character];
      groups.set(object, group);
    }
  }
  const column = new GlyphColumns(characters.length);
  const styleOf = styleReader(open, text, display);
  const builder = new RunBuilder(column);
  for (const [object, group] of [...groups].sort(([one], [other]) => one.order - other.order)) {
    const [first] = group;
    if (first) builder.add(group, styleOf(first, object));
  }
  return {
    glyphs: column,
    runs: builder.finished(),
    glyphOf: ({ index }) => at(column.places[index]),
  };
}

/** A space that PDFium puts between letters of one text object, often in place of one that is painted. */
const isInside = (characters: readonly PageCharacter[], at: number): boolean => {
  const [before, here, after] = [characters[at - 1], characters[at], characters[at + 1]];
  return (
    here?.text === ' ' &&
    before?.object === here.object &&
    after?.object === here.object &&
    !after.isSynthetic
  );
};

/** A character without a glyph. */
const NOWHERE = -1;

const at = (place: number | undefined): number | undefined => (place === NOWHERE ? undefined : place);

class GlyphColumns implements Glyphs {
  count = 0;
  readonly text: string[] = [];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly endX: Float64Array;
  readonly endY: Float64Array;
  /** Of glyphs, by the indexes of their characters. */
  readonly places: Int32Array;
  #last: PageCharacter | undefined;

  constructor(most: number) {
    this.x = new Float64Array(most);
    this.y = new Float64Array(most);
    this.endX = new Float64Array(most);
    this.endY = new Float64Array(most);
    this.places = new Int32Array(most).fill(NOWHERE);
  }

  /** Places a character; one more letter of a ligature joins its glyph. */
  place(character: PageCharacter, style: Style): void {
    const joins = this.#last !== undefined && isSameGlyph(this.#last, character);
    const glyph = joins ? this.count - 1 : this.count;
    this.#last = character;
    this.places[character.index] = glyph;
    if (joins) {
      this.text[glyph] += character.text;
      this.#stretch(glyph, reachOf(character, style.along), style.along);
      return;
    }
    this.count += 1;
    this.text[glyph] = character.text;
    const [x, y] = character.isSynthetic
      ? [this.endX[glyph - 1] ?? 0, this.endY[glyph - 1] ?? 0]
      : character.origin;
    const [advanceX, advanceY] = character.isSynthetic ? [0, 0] : style.advanceOf(character);
    this.x[glyph] = x;
    this.y[glyph] = y;
    this.endX[glyph] = x + advanceX;
    this.endY[glyph] = y + advanceY;
  }

  #stretch(glyph: number, reach: number, [alongX, alongY]: Run['along']): void {
    const [x, y] = [this.x[glyph] ?? 0, this.y[glyph] ?? 0];
    const now = ((this.endX[glyph] ?? x) - x) * alongX + ((this.endY[glyph] ?? y) - y) * alongY;
    this.endX[glyph] = x + alongX * Math.max(reach, now);
    this.endY[glyph] = y + alongY * Math.max(reach, now);
  }
}

/** How far a character's box reaches from its origin. */
const reachOf = ({ box, origin }: PageCharacter, [alongX, alongY]: Run['along']): number =>
  ((alongX < 0 ? box[0] : box[2]) - origin[0]) * alongX +
  ((alongY < 0 ? box[1] : box[3]) - origin[1]) * alongY;

/** Letters that a ligature may have twice. */
const DOUBLED = /^[ft]$/;

/** The letters of a ligature are characters of their own in one place. */
const isSameGlyph = (one: PageCharacter, other: PageCharacter): boolean =>
  !other.isSynthetic &&
  one.object === other.object &&
  one.origin[0] === other.origin[0] &&
  one.origin[1] === other.origin[1] &&
  (one.text !== other.text || DOUBLED.test(one.text));

/** In font sizes: what is further apart is another run. */
const MOST_GAP = 1.5;

/** Makes runs of text objects; one that goes on along the line of the one before joins its run. */
class RunBuilder {
  readonly #runs: Run[] = [];
  readonly #glyphs: GlyphColumns;
  /** The run that may go on: its place in the order of painting, its first glyph, its last object's style. */
  #open: { readonly order: number; readonly first: number; readonly style: Style } | undefined;

  constructor(glyphs: GlyphColumns) {
    this.#glyphs = glyphs;
  }

  add(group: readonly PageCharacter[], given: Style): void {
    const way = directionOf(group, given);
    const style = { ...given, along: way.along };
    const first = this.#glyphs.count;
    for (const character of way.isBackwards ? group.toReversed() : group)
      this.#glyphs.place(character, style);
    const before = this.#open;
    if (before && this.#goesOn(before.first, before.style, style, first)) this.#open = { ...before, style };
    else {
      this.#finish(first);
      this.#open = { order: style.object.order, first, style };
    }
  }

  /** All runs. */
  finished(): readonly Run[] {
    this.#finish(this.#glyphs.count);
    this.#open = undefined;
    return this.#runs;
  }

  #finish(end: number): void {
    if (this.#open === undefined) return;
    const { order, first, style } = this.#open;
    const { font, size, along, up, colour, mode, object } = style;
    const look = { font, size, along, up, colour, mode };
    const boxes = boxesOf(this.#glyphs, first, end, style);
    this.#runs.push({ order, ...look, content: object.content, first, end, ...boxes });
  }

  /** Some programs show every letter by itself. */
  #goesOn(start: number, last: Style, next: Style, first: number): boolean {
    const { x, y, endX, endY } = this.#glyphs;
    const [alongX, alongY] = next.along;
    const before = first - 1;
    const gap =
      ((x[first] ?? 0) - (endX[before] ?? 0)) * alongX + ((y[first] ?? 0) - (endY[before] ?? 0)) * alongY;
    const baseline = (glyph: number) => (y[glyph] ?? 0) * alongX - (x[glyph] ?? 0) * alongY;
    return (
      next.object.order === last.object.order + 1 &&
      next.object.isInLayer === last.object.isInLayer &&
      next.object.content === last.object.content &&
      next.fontHandle === last.fontHandle &&
      next.colour === last.colour &&
      next.mode === last.mode &&
      Math.abs(next.size - last.size) < 0.01 &&
      Math.abs(gap) < MOST_GAP * next.size &&
      Math.abs(alongX - last.along[0]) + Math.abs(alongY - last.along[1]) < 1e-6 &&
      Math.abs(baseline(first) - baseline(start)) < 0.001
    );
  }
}

/** Which way the characters of an object go: some fonts are written downwards, some words from the right. */
function directionOf(
  group: readonly PageCharacter[],
  { along, up, size }: Style,
): { readonly along: Run['along']; readonly isBackwards: boolean } {
  const [from, to] = [group[0]?.origin ?? [0, 0], group.at(-1)?.origin ?? [0, 0]];
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const forth = x * along[0] + y * along[1];
  const down = -(x * up[0] + y * up[1]);
  if (down > 2 * Math.abs(forth) && down > 0.3 * size) return { along: [-up[0], -up[1]], isBackwards: false };
  return { along, isBackwards: forth < 0 };
}

/** The boxes round the origins of glyphs, and round the glyphs. */
function boxesOf(
  { x, y, endX, endY }: Glyphs,
  first: number,
  end: number,
  { size, up }: Style,
): { readonly box: Box; readonly origins: Box } {
  const around = (columns: readonly (readonly [Float64Array, Float64Array])[]): Box => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [across, down] of columns) {
      for (let glyph = first; glyph < end; glyph += 1) {
        left = Math.min(left, across[glyph] ?? 0);
        top = Math.min(top, down[glyph] ?? 0);
        right = Math.max(right, across[glyph] ?? 0);
        bottom = Math.max(bottom, down[glyph] ?? 0);
      }
    }
    return [left, top, right, bottom];
  };
  const [left, top, right, bottom] = around([
    [x, y],
    [endX, endY],
  ]);
  const [padX, padY] = [size * (0.15 + Math.abs(up[0]) * 0.4), size * (0.15 + Math.abs(up[1]) * 0.4)];
  const [midX, midY] = [up[0] * size * 0.3, up[1] * size * 0.3];
  return {
    origins: around([[x, y]]),
    box: [left + midX - padX, top + midY - padY, right + midX + padX, bottom + midY + padY],
  };
}

/** Less of a matrix's slope is none. */
const LEVEL = 1e-4;

function styleReader(open: OpenPdf, text: number, display: Matrix) {
  const answers = new Answers(open, 32);
  const { at } = answers;
  const getMatrix = open.pdfium.FPDFText_GetMatrix;
  const getSize = open.pdfium.FPDFTextObj_GetFontSize;
  const getFill = open.pdfium.FPDFPageObj_GetFillColor;
  const getStroke = open.pdfium.FPDFPageObj_GetStrokeColor;
  const getFont = open.pdfium.FPDFTextObj_GetFont;
  const getWidth = open.pdfium.FPDFFont_GetGlyphWidth;
  const widths = new Map<string, number>();
  const fontOf = fontReader(open);
  return (first: PageCharacter, object: TextObject): Style => {
    getMatrix(text, first.index, at);
    const [a, b, c, d] = [answers.float(0), answers.float(4), answers.float(8), answers.float(12)];
    getSize(first.object, at);
    const size = answers.float(0);
    const getColour = OUTLINED.has(object.mode) ? getStroke : getFill;
    const hasColour = getColour(first.object, at, at + 4, at + 8, at + 12);
    const colour = hasColour ? answers.colour() : undefined;
    const fontHandle = getFont(first.object);
    const [alongX, alongY, upX, upY] = multiply(display, [a, b, c, d, 0, 0]);
    const [lengthAlong, lengthUp] = [Math.hypot(alongX, alongY) || 1, Math.hypot(upX, upY) || 1];
    const sign = Math.sign(size) || 1;
    return {
      object,
      font: fontOf(fontHandle),
      fontHandle,
      size: Math.abs(size) * lengthUp,
      along: [(sign * alongX) / lengthAlong, (sign * alongY) / lengthAlong],
      up: [(sign * upX) / lengthUp, (sign * upY) / lengthUp],
      colour,
      mode: object.mode,
      advanceOf(character) {
        const isUpright = Math.abs(b) < LEVEL && Math.abs(a) > LEVEL;
        const cell = isUpright ? character.cellWidth / a : 0;
        const advance =
          cell > 0 && !character.overhangs ? cell : glyphWidth(fontHandle, character.text, size, cell);
        return [advance * alongX, advance * alongY];
      },
    };
  };

  /** What its font says of a glyph; the width of its cell where it says nothing, or more. */
  function glyphWidth(font: number, letter: string, size: number, cell: number): number {
    const key = `${font} ${size} ${letter}`;
    let width = widths.get(key);
    if (width === undefined) {
      width = measured(font, letter, size);
      widths.set(key, width);
    }
    return cell > 0 && !(width > 0 && width < cell) ? cell : width;
  }

  function measured(font: number, letter: string, size: number): number {
    return getWidth(font, letter.codePointAt(0) ?? 0, size, at) ? answers.float(0) : 0;
  }
}

/** Rendering modes that paint the outlines of letters alone. */
const OUTLINED: ReadonlySet<number> = new Set([1, 5]);

/** Flags of a font descriptor (ISO 32000-2, table 121). */
const [ITALIC, FORCE_BOLD] = [1 << 6, 1 << 18];
/** Bytes; no font needs more. */
const LONGEST_NAME = 256;

function fontReader(open: OpenPdf): (handle: number) => RunFont {
  const { pdfium } = open;
  const answers = new Answers(open, LONGEST_NAME);
  const fonts = new Map<number, RunFont>();
  return (handle) => {
    const known = fonts.get(handle);
    if (known) return known;
    const length = pdfium.FPDFFont_GetBaseFontName(handle, answers.at, LONGEST_NAME);
    // Subsets are named ABCDEF+Name.
    const name = length > LONGEST_NAME ? '' : answers.text(length, 'utf8').replace(/^[A-Z]{6}\+/, '');
    const flags = Math.max(0, pdfium.FPDFFont_GetFlags(handle));
    const font = {
      name,
      bold: (flags & FORCE_BOLD) !== 0 || /bold|black|heavy|demi(?!r)/i.test(name),
      italic: (flags & ITALIC) !== 0 || /italic|oblique/i.test(name),
    };
    fonts.set(handle, font);
    return font;
  };
}
