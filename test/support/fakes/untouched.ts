/** A port that must not be used: throws at the first use. `what` names it in the error. */
export function untouched<T extends object>(what: string): T {
  return new Proxy({} as T, {
    get: (_, property) => {
      // A promise that resolves to it, and a test that prints it, look for these.
      if (property === 'then' || typeof property === 'symbol') return undefined;
      throw new Error(`${what}.${property} was touched, and nothing here has any business with it.`);
    },
  });
}
