/**
 * A deep copy as a store would give it back: plain JSON, `undefined` dropped; frozen, so that nobody shares
 * state through it.
 */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((member: unknown) => frozenCopy(member)));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) copy[key] = frozenCopy(member);
  return Object.freeze(copy);
}
