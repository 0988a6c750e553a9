import type { Clock, RateLimiter } from '#shared/ports.ts';

/** Counters in memory. */
export function memoryRateLimiter(clock: Pick<Clock, 'now'>): RateLimiter {
  const taken = new Map<string, number>();
  const until = new Map<string, number>();
  return {
    async tryAcquire(what, most, seconds) {
      const key = `${what}#${Math.floor(Date.parse(clock.now()) / 1000 / seconds)}`;
      const count = taken.get(key) ?? 0;
      if (count >= most) return false;
      taken.set(key, count + 1);
      return true;
    },
    async tryAcquireOnce(what, seconds) {
      const now = Date.parse(clock.now());
      if (now < (until.get(what) ?? 0)) return false;
      until.set(what, now + seconds * 1000);
      return true;
    },
    async release(what) {
      until.delete(what);
    },
  };
}
