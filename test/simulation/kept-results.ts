import { isDeepStrictEqual } from 'node:util';

/** One result in so many that could be given again is made anew and compared. */
const PROOF = 100;

/**
 * A pure function that keeps its newest results, frozen, and gives them again for equal arguments. `impure`
 * is told when what is made anew differs: by default the thread ends, since a step that only failed would be
 * tried again.
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

/** Quick where it is the same object, as the fakes give the same frozen ones. */
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
