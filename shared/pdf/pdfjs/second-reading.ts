// First, as in open-document.ts.
import './dom-polyfill.ts';

import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of a page as pdf.js paints it, to compare with what PDFium reads. */
export interface SecondReading {
  /** The text of each text object (between `BT` and `ET`), in the order of painting. */
  readonly texts: readonly string[];
  /** The text of the appearances of annotations, which PDFium may leave out. */
  readonly ofAnnotations: readonly string[];
  /** A pattern, or a glyph of a Type 3 font, shows text, or characters without ink may be a code for it. */
  readonly hasUnreadText: boolean;
  readonly userUnit: number;
}

/** pdf.js stops painting at a mistake in the code of a page, so it paints the page here. */
export async function secondReading(page: PDFPageProxy): Promise<SecondReading> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const texts = [''];
  const ofAnnotations: string[] = [];
  let hasUnreadText = false;
  let isAnnotation = false;
  for (const [index, code] of fnArray.entries()) {
    const given: unknown = argsArray[index];
    const operands: readonly unknown[] = Array.isArray(given) ? given : [];
    if (code === OPS.showText) {
      if (isAnnotation) ofAnnotations.push(shownText(operands[0]));
      else texts.push((texts.pop() ?? '') + shownText(operands[0]));
    } else if (code === OPS.beginText) texts.push('');
    else if (code === OPS.beginAnnotation) isAnnotation = true;
    else if (code === OPS.endAnnotation) isAnnotation = false;
    else if (code === OPS.setFillColorN || code === OPS.setStrokeColorN)
      hasUnreadText ||= operands.some(showsText);
    else if (code === OPS.setFont) hasUnreadText ||= glyphsShowText(page, operands[0]);
  }
  hasUnreadText ||= texts.some(hasBlankCode);
  return { texts, ofAnnotations, hasUnreadText, userUnit: page.userUnit };
}

/** Characters without ink: formatting, thin spaces, selectors of variants, tags. */
const BLANKS = /(?:[\p{Cf}\u2000-\u200a\u3000]|\p{Variation_Selector}){16,}/gu;

/** Whether characters without ink stand in a row, more than one kind of them, as the bits of a code do. */
const hasBlankCode = (text: string): boolean =>
  (text.match(BLANKS) ?? []).some((blanks) => new Set(blanks).size > 1);

/** pdf.js lists glyphs, and gaps between them as numbers. */
function shownText(shown: unknown): string {
  if (!Array.isArray(shown)) return '';
  return shown
    .map((glyph: unknown) => (typeof glyph === 'object' && glyph ? Reflect.get(glyph, 'unicode') : ''))
    .filter((text) => typeof text === 'string')
    .join('');
}

/** Whether the operators of a pattern or a glyph show text. */
const showsText = (operators: unknown): boolean =>
  typeof operators === 'object' &&
  operators !== null &&
  'fnArray' in operators &&
  Array.isArray(operators.fnArray) &&
  operators.fnArray.includes(OPS.showText);

function glyphsShowText({ commonObjs }: PDFPageProxy, font: unknown): boolean {
  if (typeof font !== 'string' || !commonObjs.has(font)) return false;
  return Object.values(Object(Reflect.get(Object(commonObjs.get(font)), 'charProcOperatorList'))).some(
    showsText,
  );
}
