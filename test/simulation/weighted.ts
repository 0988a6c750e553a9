import type { Random } from './random.ts';

/** Random choice by weight. */
export function weighted<T>(random: Random, options: readonly (readonly [weight: number, option: T])[]): T {
  let total = 0;
  for (const [weight] of options) total += weight;
  let left = random.next() * total;
  for (const [weight, option] of options) {
    left -= weight;
    if (left < 0) return option;
  }
  const last = options.at(-1);
  if (!last) throw new Error('There is nothing to choose from.');
  return last[1];
}
