/** An operand that has to be a number: what a file holds in its place is `otherwise`. */
export const number = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** An operand that has to be a string. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
