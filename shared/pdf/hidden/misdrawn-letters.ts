import { boxAround } from '../geometry/box.ts';
import type { Box } from '../page-model.ts';
import type { PageCharacter } from '../pdfium/characters.ts';
import type { LoadedPage } from '../pdfium/loaded-page.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { paintPart } from '../pdfium/render-page.ts';
import { areAlike, isPrivate, otherLetter } from './letter-references.ts';
import { isSameForm, type LetterShape, shapeIn } from './letter-shape.ts';

/** Pixels for the font size: letters of this size are told apart well. */
const SIZE = 40;
/** Points: smaller text is not compared. */
const SMALLEST = 2;
/** One glyph that draws another letter may be a curious font; two are words that the file does not say. */
const FEWEST = 2;
/** A font of which fewer letters, and a smaller share, look like others is an odd one, as a script. */
const [MANY, LARGE_SHARE] = [3, 0.2];
/** Symbols without a character of their own look like fewer letters than words have. */
const MANY_PRIVATE = 4;
/** More letters than a ligature stands for, and the least room for each, in parts of a font size. */
const [WHOLE_WORD, LEAST_ROOM] = [/[\p{Script=Latin}\d]{5}/u, 0.15];
/** Parts of a font size by which boxes of the same glyph may differ, and by which neighbours may overlap. */
const [STEPS, OVERLAP] = [40, 0.02];
/** Rendering modes of text that is not painted. */
const UNPAINTED: ReadonlySet<number> = new Set([3, 7]);
/** A line whose direction slopes less is level. */
const LEVEL = 1e-3;

interface Glyph {
  /** Place of its character on the page. */
  readonly index: number;
  readonly character: PageCharacter;
  readonly said: string;
  /** Of its font, as displayed. */
  readonly size: number;
  /** The same for each showing of the glyph in one font. */
  readonly key: number;
}

interface Misdrawn {
  readonly glyph: Glyph;
  readonly drawn: string;
}

/** What the glyphs of a page draw that the file does not say. */
export interface DrawnOtherwise {
  /** Where so many do that nobody can say what was read. */
  readonly notRead: Box | undefined;
  /** The words round each such glyph, with the letter that it draws. */
  readonly words: readonly string[];
}

const isUnsaid = ({ glyph }: Misdrawn): boolean => isPrivate(glyph.said);

/** Capitals, accents and sizes of one letter are one kind. */
const kindOf = ({ glyph, drawn }: Misdrawn): string =>
  `${glyph.said.normalize('NFKD').slice(0, 1)} ${drawn}`.toLowerCase();

/**
 * Compares what glyphs draw with what the file says they are: a font's map may say other words than its
 * glyphs draw, and every reader believes the map. Each glyph of a font is painted once for a document.
 */
export class MisdrawnLetters {
  readonly #open: OpenPdf;
  /** The other letters that glyphs draw, by their fonts and keys; empty where one draws what it says. */
  readonly #judged = new Map<number, Map<number, string>>();
  /** What the letters and digits of a font look like. */
  readonly #forms = new Map<Map<number, string>, { said: string; shape: LetterShape }[]>();

  constructor(open: OpenPdf) {
    this.#open = open;
  }

  /** Which glyphs of a page draw other letters than the file says. Changes which objects are painted. */
  on(loaded: LoadedPage): DrawnOtherwise {
    const { characters, placed } = loaded;
    const sizes = sizesOf(loaded);
    const fontOf = this.#open.pdfium.FPDFTextObj_GetFont;
    const wrong: Misdrawn[] = [];
    const crammed: Box[] = [];
    const unjudged = new Map<number, Glyph[]>();
    let [object, before] = [0, -1];
    let judged = new Map<number, string>();
    for (let index = 0; index < characters.length; index += 1) {
      const character = characters[index];
      const place = character && placed.glyphOf(character);
      const size = place === undefined ? 0 : (sizes[place] ?? 0);
      if (character === undefined || place === undefined || size < SMALLEST || place === before) continue;
      before = place;
      if (character.object !== object) {
        object = character.object;
        judged = this.#judgedOf(fontOf(object));
      }
      const said = placed.glyphs.text[place] ?? '';
      if (isCrammed(said, character.box, size)) crammed.push(character.box);
      const key = keyOf(said, character.box, size);
      const drawn = judged.get(key);
      if (drawn === '') continue;
      const glyph = { index, character, said, size, key };
      if (drawn !== undefined) wrong.push({ glyph, drawn });
      else {
        const ofObject = unjudged.get(object) ?? [];
        ofObject.push(glyph);
        unjudged.set(object, ofObject);
      }
    }
    if (unjudged.size > 0) wrong.push(...this.#judge(loaded, unjudged));
    return {
      notRead: around([...crammed, ...this.#boxesOfLies(wrong, fontOf)]),
      words: wordsAround(wrong, characters),
    };
  }

  /** Where letters are drawn otherwise, in fonts of which enough letters are. */
  #boxesOfLies(wrong: readonly Misdrawn[], fontOf: (object: number) => number): Box[] {
    const isEnough = (of: readonly Misdrawn[]): boolean =>
      new Set(of.map(({ drawn }) => drawn.toLowerCase())).size >= MANY_PRIVATE;
    const lies = [...Map.groupBy(wrong, ({ glyph }) => fontOf(glyph.character.object))]
      .map(([font, of]) => {
        const [unsaid, said] = [of.filter(isUnsaid), of.filter((one) => !isUnsaid(one))];
        return [font, isEnough(unsaid) ? of : said] as const;
      })
      .map(([font, of]) => ({ of, kinds: new Set(of.map(kindOf)).size, glyphs: this.#judgedOf(font).size }))
      .filter(({ kinds, glyphs }) => kinds >= MANY || kinds >= LARGE_SHARE * glyphs);
    if (lies.reduce((sum, { kinds }) => sum + kinds, 0) < FEWEST) return [];
    return lies.flatMap(({ of }) => of.map(({ glyph }) => glyph.character.box));
  }

  #judgedOf(font: number): Map<number, string> {
    const known = this.#judged.get(font);
    if (known !== undefined) return known;
    // An object of its own keeps the font in memory, so that no other font gets its handle.
    this.#open.pdfium.FPDFPageObj_CreateTextObj(this.#open.handle, font, 1);
    const judged = new Map<number, string>();
    this.#judged.set(font, judged);
    return judged;
  }

  /** Paints glyphs that are new, text object by text object, and returns those that draw another letter. */
  #judge(
    { page, objects, characters }: LoadedPage,
    unjudged: ReadonlyMap<number, readonly Glyph[]>,
  ): Misdrawn[] {
    const setActive = this.#open.pdfium.FPDFPageObj_SetIsActive;
    let isBare = false;
    const wrong: Misdrawn[] = [];
    for (const [object, glyphs] of unjudged) {
      const judged = this.#judgedOf(this.#open.pdfium.FPDFTextObj_GetFont(object));
      const apart = glyphs.filter((glyph) => !judged.has(glyph.key) && standsApart(glyph, characters));
      const once = new Map(apart.map((glyph) => [glyph.key, glyph]));
      if (once.size > 0) {
        if (!isBare) for (const handle of handlesOf(objects)) setActive(handle, false);
        isBare = true;
        setActive(object, true);
        for (const [glyph, shape] of drawnBy(this.#open, page, object, [...once.values()]))
          judged.set(glyph.key, this.#otherThan(glyph.said, shape, judged));
        setActive(object, false);
      }
      for (const glyph of glyphs) {
        const drawn = judged.get(glyph.key);
        if (drawn) wrong.push({ glyph, drawn });
      }
    }
    return wrong;
  }

  /** The other letter that a glyph draws; or one of its font that is drawn alike, as in a row of bars. */
  #otherThan(said: string, shape: LetterShape | undefined, judged: Map<number, string>): string {
    if (shape === undefined) return '';
    const drawn = otherLetter(this.#open, shape, said);
    if (drawn !== undefined || !LETTER.test(said)) return drawn ?? '';
    const forms = this.#forms.get(judged) ?? [];
    this.#forms.set(judged, forms);
    forms.push({ said, shape });
    return forms.find((other) => !areAlike(other.said, said) && isSameForm(other.shape, shape))?.said ?? '';
  }
}

const LETTER = /^[A-Za-z0-9]$/;
/** Characters to either side of a glyph among which an identifier is looked for. */
const REACH = 40;

function wordsAround(wrong: readonly Misdrawn[], characters: readonly PageCharacter[]): string[] {
  const drawn = new Map(wrong.map(({ glyph, drawn: letter }) => [glyph.index, letter]));
  const texts: string[] = [];
  let end = 0;
  for (const index of [...drawn.keys()].sort((one, other) => one - other)) {
    if (index < end) continue;
    end = index + 2 * REACH;
    const around = characters.slice(Math.max(0, index - REACH), end);
    const first = Math.max(0, index - REACH);
    texts.push(around.map(({ text }, at) => drawn.get(first + at) ?? text).join(''));
  }
  return texts;
}

const around = (boxes: readonly Box[]): Box | undefined =>
  boxes.length === 0 ? undefined : boxes.reduce(boxAround);

function handlesOf({ texts, shapes }: LoadedPage['objects']): number[] {
  return [...texts.keys(), ...shapes.map(({ handle }) => handle)];
}

/** Font sizes of the glyphs of text that is painted and runs from left to right; 0 for others. */
function sizesOf({ placed, painted: { runs } }: LoadedPage): Float64Array {
  const sizes = new Float64Array(placed.glyphs.count);
  for (const { along, mode, first, end, size } of runs)
    if (along[0] > 0 && Math.abs(along[1]) < LEVEL && !UNPAINTED.has(mode)) sizes.fill(size, first, end);
  return sizes;
}

/** Whether a glyph says a whole word, and has no room to draw it. */
const isCrammed = (said: string, [left, , right]: Box, size: number): boolean =>
  WHOLE_WORD.test(said) && right - left < LEAST_ROOM * size * said.length;

function keyOf(said: string, [left, top, right, bottom]: Box, size: number): number {
  const width = Math.min(255, Math.round(((right - left) / size) * STEPS));
  const height = Math.min(255, Math.round(((bottom - top) / size) * STEPS));
  return ((said.codePointAt(0) ?? 0) * 8 + said.length) * 65_536 + width * 256 + height;
}

/** Whether neighbours leave a glyph's box to it. */
function standsApart(
  { index, character: { box, object, origin }, size }: Glyph,
  characters: readonly PageCharacter[],
): boolean {
  const isOut = (other: PageCharacter | undefined): boolean =>
    other === undefined ||
    other.object !== object ||
    other.origin[0] === origin[0] ||
    other.text.trim() === '' ||
    Math.min(other.box[2], box[2]) - Math.max(other.box[0], box[0]) < OVERLAP * size;
  return isOut(characters[index - 1]) && isOut(characters[index + 1]);
}

/** What glyphs of one text object draw. */
function drawnBy(
  open: OpenPdf,
  page: number,
  object: number,
  glyphs: readonly Glyph[],
): readonly (readonly [Glyph, LetterShape | undefined])[] {
  open.pdfium.FPDFPageObj_SetFillColor(object, 0, 0, 0, 255);
  open.pdfium.FPDFPageObj_SetBlendMode(object, 'Normal');
  open.pdfium.FPDFTextObj_SetTextRenderMode(object, 0);
  const scale = SIZE / (glyphs[0]?.size ?? SIZE);
  const around = glyphs.map(({ character }) => character.box).reduce(boxAround);
  const image = paintPart(open, page, around, scale);
  if (image === undefined) return [];
  const [x, y] = around;
  return glyphs.map((glyph) => {
    const { box, origin } = glyph.character;
    const [left, top, right, bottom] = box;
    const inPart: Box = [(left - x) * scale, (top - y) * scale, (right - x) * scale, (bottom - y) * scale];
    return [glyph, shapeIn(image, inPart, (origin[1] - y) * scale, glyph.size * scale)];
  });
}
