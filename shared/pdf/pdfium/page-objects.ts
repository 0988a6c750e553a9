import { type Matrix, multiply } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';
import { Answers, textInMemory } from './memory.ts';
import type { OpenPdf } from './open-document.ts';
import { displayMatrix, displayOf } from './render-page.ts';
import { PageShape, ShapeReader } from './shape.ts';

/**
 * What a loaded page is painted with, in the order of painting. Handles are good as long as the page is
 * loaded.
 */
export interface PageObjects {
  /** Text objects, also those in forms, by their handles. */
  readonly texts: ReadonlyMap<number, TextObject>;
  readonly shapes: readonly PageShape[];
  /** What annotations may paint over the page. */
  readonly annotations: readonly Box[];
  /** A mark gave another text for some of the letters (`ActualText`); it was removed. */
  readonly hasReplacedText: boolean;
}

export interface TextObject {
  /** Place in the order of painting. */
  readonly order: number;
  /** Text rendering mode, 0 to 7 (ISO 32000-2, 9.3.6). */
  readonly mode: number;
  /** The text layer of a scan is not, nor is what clips the next painting: rendering modes 3 and 7. */
  readonly isPainted: boolean;
  /** Each part of its colour is. */
  readonly isDark: boolean;
  /** It stands in optional content. */
  readonly isInLayer: boolean;
  /** The marked content that it stands in: a number of the page (MCID), or decoration. */
  readonly content: number | 'artifact' | undefined;
}

const [INVISIBLE, CLIPPING] = [3, 7];
const TEXT = 1;
const FORM = 5;
/** Forms in forms beyond this depth paint nothing that a report needs. */
const DEEPEST_FORM = 12;
const LINK = 2;
const POPUP = 16;
const NORMAL_APPEARANCE = 0;

/** What the marks of an object say. */
type Marks = Pick<TextObject, 'isInLayer' | 'content'> & { readonly isReplaced: boolean };

interface Around extends Omit<Marks, 'isReplaced'> {
  /** From the coordinates of the form, or of the page, to points as displayed. */
  readonly matrix: Matrix;
  readonly depth: number;
}

/** A form numbers its content by itself, so a number in a form names nothing on the page. */
const NUMBER_OF_A_FORM = -1;

export function pageObjects(open: OpenPdf, page: number): PageObjects {
  const { pdfium } = open;
  const typeOf = open.pdfium.FPDFPageObj_GetType;
  const isDark = darknessReader(open);
  const reader = new ShapeReader(open);
  const marksOf = markReader(open);
  const modeOf = open.pdfium.FPDFTextObj_GetTextRenderMode;
  const texts = new Map<number, TextObject>();
  const shapes: PageShape[] = [];
  let order = 0;
  let hasReplacedText = false;
  const add = (handle: number, around: Around) => {
    const type = typeOf(handle);
    order += 1;
    const marks = marksOf(handle);
    hasReplacedText ||= marks.isReplaced;
    const isInLayer = marks.isInLayer || around.isInLayer;
    const isNumbered = typeof marks.content === 'number' && around.depth > 0;
    const content = isNumbered ? NUMBER_OF_A_FORM : (marks.content ?? around.content);
    if (type === TEXT) {
      const mode = modeOf(handle);
      texts.set(handle, {
        order,
        mode,
        isPainted: mode !== INVISIBLE && mode !== CLIPPING,
        isDark: isDark(handle),
        isInLayer,
        content,
      });
    } else if (type === FORM && around.depth < DEEPEST_FORM) {
      const inside = {
        isInLayer,
        content,
        depth: around.depth + 1,
        matrix: multiply(around.matrix, reader.matrix(handle)),
      };
      const count = pdfium.FPDFFormObj_CountObjects(handle);
      for (let index = 0; index < count; index += 1) add(pdfium.FPDFFormObj_GetObject(handle, index), inside);
    } else shapes.push(new PageShape(reader, handle, order, type, around.matrix));
  };
  const matrix = displayMatrix(open, page);
  const count = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1)
    add(pdfium.FPDFPage_GetObject(page, index), { matrix, depth: 0, isInLayer: false, content: undefined });
  return { texts, shapes, annotations: annotationBoxes(open, page), hasReplacedText };
}

/**
 * Reads the marks of an object, and removes those that have an `/ActualText`: PDFium would read that text in
 * place of the letters that are seen.
 */
function markReader(open: OpenPdf): (object: number) => Marks {
  const answers = new Answers(open, 8 + LONGEST_TAG);
  const { at } = answers;
  const countOf = open.pdfium.FPDFPageObj_CountMarks;
  const markOf = open.pdfium.FPDFPageObj_GetMark;
  const nameOf = open.pdfium.FPDFPageObjMark_GetName;
  const numberOf = open.raw('FPDFPageObjMark_GetParamIntValue');
  const typeOf = open.raw('FPDFPageObjMark_GetParamValueType');
  const [number, replacement] = [textInMemory(open, 'MCID'), textInMemory(open, 'ActualText')];
  // The objects inside a mark have it in common.
  const known = new Map<number, Marks>();
  const read = (mark: number) => {
    const isShort = nameOf(mark, at + 8, LONGEST_TAG, at) && answers.integer(0) <= LONGEST_TAG;
    const tag = isShort ? answers.text(answers.integer(0), 'utf16le', 8) : '';
    const isNumbered = numberOf(mark, number, at) !== 0;
    const content = isNumbered ? answers.integer(0) : tag === 'Artifact' ? 'artifact' : undefined;
    return { isInLayer: tag === 'OC', content, isReplaced: typeOf(mark, replacement) !== 0 } as const;
  };
  return (object) => {
    let [isInLayer, isReplaced] = [false, false];
    let content: Marks['content'];
    // From the innermost outwards.
    for (let index = countOf(object) - 1; index >= 0; index -= 1) {
      const mark = markOf(object, index);
      const said = known.get(mark) ?? read(mark);
      known.set(mark, said);
      isInLayer ||= said.isInLayer;
      content ??= said.content;
      isReplaced ||= said.isReplaced;
      if (said.isReplaced) open.pdfium.FPDFPageObj_RemoveMark(object, mark);
    }
    return { isInLayer, content, isReplaced };
  };
}

/** Bytes; the tags that matter are shorter. */
const LONGEST_TAG = 64;

/** Of 255: each part of a colour that counts as dark. */
const DARK = 100;

function darknessReader(open: OpenPdf): (text: number) => boolean {
  const getColour = open.pdfium.FPDFPageObj_GetFillColor;
  const answers = new Answers(open, 16);
  const { at } = answers;
  return (text) =>
    getColour(text, at, at + 4, at + 8, at + 12) && [0, 4, 8].every((part) => answers.integer(part) < DARK);
}

/** Flags of an annotation that is not shown on a screen: hidden, or not to be viewed. */
const NOT_SHOWN = 2 | 32;

/** Object numbers of a page's annotations of some kinds (PDFium's). */
export function annotationNumbers(
  { pdfium }: OpenPdf,
  page: number,
  kinds: ReadonlySet<number>,
): ReadonlySet<number> {
  const numbers = new Set<number>();
  const count = pdfium.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    if (kinds.has(pdfium.FPDFAnnot_GetSubtype(annotation)))
      numbers.add(pdfium.EPDFAnnot_GetObjectNumber(annotation));
    pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return numbers;
}

/** Makes annotations of a page, given by their object numbers, objects of it, and says how many. */
export function flattenAnnotations(open: OpenPdf, page: number, objects: ReadonlySet<number>): number {
  const { pdfium } = open;
  let index = 0;
  let count = 0;
  for (let left = pdfium.FPDFPage_GetAnnotCount(page); left > 0; left -= 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    const isShown = annotation !== 0 && (pdfium.FPDFAnnot_GetFlags(annotation) & NOT_SHOWN) === 0;
    const isWanted =
      isShown && hasAppearance(open, annotation) && objects.has(pdfium.EPDFAnnot_GetObjectNumber(annotation));
    const isFlat = isWanted && pdfium.EPDFAnnot_Flatten(page, annotation);
    if (isFlat) count += 1;
    else index += 1;
    if (annotation !== 0) pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return count;
}

/** An empty appearance is a terminating zero, two bytes long. */
const hasAppearance = ({ pdfium }: OpenPdf, annotation: number): boolean =>
  pdfium.FPDFAnnot_GetAP(annotation, NORMAL_APPEARANCE, 0, 0) > 2;

/** Links and pop-ups without an appearance paint nothing. */
function annotationBoxes(open: OpenPdf, page: number): Box[] {
  const { pdfium } = open;
  const boxes: Box[] = [];
  const toDisplay = displayOf(open, page);
  const answers = new Answers(open, 16);
  const count = pdfium.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const kind = pdfium.FPDFAnnot_GetSubtype(annotation);
    const isPlain = kind === LINK || kind === POPUP;
    if (!isPlain || hasAppearance(open, annotation)) {
      // A rectangle holds left, top, right and bottom.
      pdfium.FPDFAnnot_GetRect(annotation, answers.at);
      const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => answers.float(offset));
      boxes.push(toDisplay(left ?? 0, bottom ?? 0, right ?? 0, top ?? 0));
    }
    pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return boxes;
}
