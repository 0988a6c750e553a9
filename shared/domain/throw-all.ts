/** Throws collected errors: a single one unchanged, several as one AggregateError. */
export function throwAll(errors: readonly unknown[], message: string): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, message);
}
