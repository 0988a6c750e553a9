import { matrixOf } from '../geometry/matrix.ts';
import type { TextFont } from './graphics-state.ts';
import { showsText } from './operand.ts';

/**
 * What showing text needs of a font that pdf.js has loaded (its properties are getters of pdf.js's class).
 */
export function textFontOf(font: unknown): TextFont | undefined {
  if (typeof font !== 'object' || font === null) return undefined;
  const of = (key: string): unknown => Reflect.get(font, key);
  const given = of('name');
  // Subsets are named ABCDEF+Name.
  const name = typeof given === 'string' ? given.replace(/^[A-Z]{6}\+/, '') : '';
  const given2d = of('fontMatrix');
  const [scaleX, , , scaleY] = isNumbers(given2d) ? matrixOf([...given2d]) : [0.001, 0, 0, 0.001];
  const metrics = of('defaultVMetrics');
  const [down, shiftX, shiftY] = isNumbers(metrics) ? metrics : [-1000, 500, 880];
  return {
    name,
    bold: of('bold') === true || of('black') === true || /bold|black|heavy|demi(?!r)/i.test(name),
    italic: of('italic') === true || /italic|oblique/i.test(name),
    scaleX: scaleX || 0.001,
    scaleY: heightOf(Math.abs(scaleY) || 0.001, of('isType3Font') === true, of('bbox')),
    vertical: of('vertical') === true,
    verticalMetrics: [down ?? -1000, shiftX ?? 500, shiftY ?? 880],
    showsText: Object.values(Object(of('charProcOperatorList'))).some(showsText),
  };
}

/** A Type 3 font may draw its glyphs at any scale: its font box says how high they are. */
function heightOf(scale: number, isType3: boolean, box: unknown): number {
  if (!isType3 || !isNumbers(box)) return scale;
  const height = Math.abs((box[3] ?? 0) - (box[1] ?? 0));
  return height > 0 ? (scale * height) / 1000 : scale;
}

const isNumbers = (value: unknown): value is ArrayLike<number> & Iterable<number> =>
  (Array.isArray(value) && value.every((item) => typeof item === 'number')) ||
  value instanceof Float32Array ||
  value instanceof Float64Array;
