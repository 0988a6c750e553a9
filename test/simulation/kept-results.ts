import { isDeepStrictEqual } from 'node:util';

/** One in this many memoized results is recomputed and compared. */
const PROOF = 100;

/**
 * Memoizes a pure function, with frozen results in a bounded cache. `impure` is called if a recomputed result
 * differs; by default the thread exits, because a failing step would only be retried.
 */
export function keptResults<Arguments extends readonly unknown[], Result>(
  most: number,
  pure: (...args: Arguments) => Result,
  impure: (error: Error) => void = endThread,
): (...args: Arguments) => Result {
  const kept: { readonly args: Arguments; readonly result: Result }[] = [];
  let given = 0;
  return (...args) => {
    for (const one of kept) {
      if (!sameLists(one.args, args)) continue;
      given += 1;
      if (given % PROOF === 0 && !isDeepStrictEqual(pure(...args), one.result))
        impure(new Error(`What ${pure.name} makes anew is not what it made before.`));
      return one.result;
    }
    const result = deepFreeze(pure(...deepFreeze(args)));
    kept.unshift({ args, result });
    if (kept.length > most) kept.pop();
    return result;
  };
}

function endThread(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

/** Fast if identical: the fakes return the same frozen objects. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return sameLists(a, b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys)
    if (!Object.hasOwn(b, key) || !same(Reflect.get(a, key), Reflect.get(b, key))) return false;
  return true;
}

function sameLists(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  for (let place = 0; place < a.length; place++) if (!same(a[place], b[place])) return false;
  return true;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
