/**
 * Throws the errors that were collected while the rest of the work went on: one as it is, several together.
 */
export function throwAll(errors: readonly unknown[], message: string): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, message);
}
