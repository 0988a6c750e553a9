import { Answers, textInMemory } from '../pdfium/memory.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { paintPage } from '../pdfium/render-page.ts';
import { type LetterShape, shapeDistance, shapeIn } from './letter-shape.ts';

/** Shapes of characters in common fonts. */
type References = ReadonlyMap<string, readonly LetterShape[]>;

/** Pixels: the font size; the cell of a character, its left margin and its baseline. */
const [SIZE, CELL, MARGIN, BASELINE] = [24, 36, 6, 25];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~‘’“”–—•·°×£€©®';
/** Fonts that every reader of PDFs brings along. */
const LINES = [
  ...['Helvetica', 'Helvetica-Bold', 'Times-Roman', 'Times-Italic', 'Courier'].map((font) => ({
    font,
    characters: LETTERS,
  })),
  ...['Helvetica', 'Times-Roman'].map((font) => ({ font, characters: SIGNS })),
];
/**
 * Characters that some fonts draw alike, as an o with a stem for an a; capitals and small letters always
 * count as alike.
 */
const ALIKE = ['0oa°•·', 'gqy', '1il|!', 'x×*', 'c(', '-–—_'];
/** Letters of most other scripts look like a Latin one somewhere: alef like an l, heh like an o. */
/** What a reader of the text sees nothing of. */
const SAYS_NOTHING = /^[\s\p{Cf}\u115f\u1160\u2800\u3164]+$/u;
/** Letters that fonts draw as one glyph: "ti" looks like a d then, "fi" like an h. */
const LIGATURE = /^(?:Th|[bcfhijklst]{2,3})$/;
/** A glyph draws another letter that is this near, if the said one is so much further. */
const [NEAR, FARTHER] = [0.3, 0.3];

let painted: References | undefined;

/** The letter or digit that a shape clearly is, where that is none of the characters that it stands for. */
export function otherLetter(open: OpenPdf, shape: LetterShape, said: string): string | undefined {
  if (LIGATURE.test(said.normalize('NFKD'))) return undefined;
  painted ??= paintReferences(open);
  const references = painted;
  const own = lookalikesOf(said);
  if (isPrivate(said)) return nearestOf(references, own, shape, NEAR)?.letter;
  const isKnown = SAYS_NOTHING.test(said) || own.some((character) => references.has(character));
  const distance = Math.min(...own.map((character) => distanceTo(references, character, shape)));
  if (!isKnown || distance <= FARTHER) return undefined;
  return nearestOf(references, own, shape, Math.min(NEAR, distance - FARTHER))?.letter;
}

/** Whether no standard says which character this is. */
export const isPrivate = (said: string): boolean => /^\p{Co}/u.test(said);

/** The letter or digit, none of the given ones, that a shape is nearest to, and nearer than a distance. */
function nearestOf(
  references: References,
  own: readonly string[],
  shape: LetterShape,
  most: number,
): { readonly letter: string } | undefined {
  const nearest = [...LETTERS]
    .filter((letter) => !own.includes(letter))
    .map((letter) => ({ letter, least: distanceTo(references, letter, shape) }))
    .reduce((one, other) => (other.least < one.least ? other : one));
  return nearest.least < most ? nearest : undefined;
}

/** Whether two letters may be drawn alike. */
export const areAlike = (one: string, other: string): boolean => lookalikesOf(one).includes(other);

function lookalikesOf(said: string): readonly string[] {
  const bases = [...said.normalize('NFKD')].flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]);
  const alike = ALIKE.filter((group) => bases.some((one) => group.includes(one))).join('');
  return [...bases, ...alike, ...alike.toUpperCase()];
}

const distanceTo = (references: References, character: string, shape: LetterShape): number =>
  Math.min(...(references.get(character) ?? []).map((reference) => shapeDistance(shape, reference)));

/** Paints the references in a document of their own, a line for each font. */
function paintReferences(open: OpenPdf): References {
  const { pdfium } = open;
  const document = pdfium.FPDF_CreateNewDocument();
  const page = pdfium.FPDFPage_New(document, 0, LETTERS.length * CELL, LINES.length * CELL);
  const [create, write] = [open.pdfium.FPDFPageObj_CreateTextObj, open.pdfium.FPDFText_SetText];
  const [move, insert] = [open.pdfium.FPDFPageObj_SetMatrix, open.pdfium.FPDFPage_InsertObject];
  const matrix = new Answers(open, 24);
  for (const [line, { font: name, characters }] of LINES.entries()) {
    const font = pdfium.FPDFText_LoadStandardFont(document, name);
    for (const [column, character] of [...characters].entries()) {
      const object = create(document, font, SIZE);
      write(object, textInMemory(open, character, 'utf16le'));
      const place = [1, 0, 0, 1, column * CELL + MARGIN, (LINES.length - line) * CELL - BASELINE];
      for (const [at, value] of place.entries()) matrix.now.setFloat32(matrix.at + 4 * at, value, true);
      move(object, matrix.at);
      insert(page, object);
    }
  }
  const image = paintPage(open, page, 1);
  const references = new Map<string, LetterShape[]>();
  for (const [line, { characters }] of LINES.entries()) {
    for (const [column, character] of [...characters].entries()) {
      const [left, top] = [column * CELL, line * CELL];
      const shape = image && shapeIn(image, [left, top, left + CELL, top + CELL], top + BASELINE, SIZE);
      if (shape) references.set(character, [...(references.get(character) ?? []), shape]);
    }
  }
  pdfium.FPDF_ClosePage(page);
  pdfium.FPDF_CloseDocument(document);
  return references;
}
