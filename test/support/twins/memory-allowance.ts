import type { Allowance, Clock } from '#shared/ports.ts';

/** Counters in memory. */
export function memoryAllowance(clock: Pick<Clock, 'now'>): Allowance {
  const taken = new Map<string, number>();
  return {
    async take(what, most, seconds) {
      const key = `${what}#${Math.floor(Date.parse(clock.now()) / 1000 / seconds)}`;
      const count = taken.get(key) ?? 0;
      if (count >= most) return false;
      taken.set(key, count + 1);
      return true;
    },
  };
}
