import { OPERATORS as OP } from '../pdfjs/operator-codes.ts';

/** An operand that has to be a number: what a file holds in its place is `otherwise`. */
export const number = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** An operand that has to be a string. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whether pdf.js's operators of a pattern or a glyph show text. */
export function showsText(operators: unknown): boolean {
  if (typeof operators !== 'object' || operators === null || !('fnArray' in operators)) return false;
  return Array.isArray(operators.fnArray) && operators.fnArray.includes(OP.showText);
}
