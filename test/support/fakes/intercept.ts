/** One call of a port, before it takes effect. */
export interface PortCall {
  readonly port: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/**
 * Stands between a caller and a port: may delay the effect, leave it out, do it twice, answer something else,
 * throw before or after it, or never answer.
 */
export type Hook = (call: PortCall, effect: () => Promise<unknown>) => Promise<unknown>;

// These return at once and change nothing, so a crash there has no effect.
const IMMEDIATE = new Set(['now', 'record']);

/**
 * A port whose every call goes through `hook`. A listing (`all`) is one call, and one more for each element.
 */
export function intercept<Port extends object>(name: string, port: Port, hook: Hook): Port {
  return new Proxy(port, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function' || typeof property === 'symbol' || IMMEDIATE.has(property))
        return member;
      if (property === 'all')
        return (...args: unknown[]) =>
          interceptAll(name, () => Reflect.apply(member, target, args), args, hook);
      return (...args: unknown[]) =>
        hook({ port: name, method: property, args }, () => Reflect.apply(member, target, args));
    },
  });
}

async function* interceptAll(
  port: string,
  start: () => unknown,
  args: unknown[],
  hook: Hook,
): AsyncGenerator<unknown> {
  const elements = start() as AsyncGenerator<unknown>;
  for (;;) {
    const next = (await hook({ port, method: 'all', args }, () =>
      elements.next(),
    )) as IteratorResult<unknown>;
    if (next.done) return;
    yield next.value;
  }
}
