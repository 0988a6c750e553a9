import type { Clock } from '#shared/ports.ts';

export interface MemoryClock extends Clock {
  /** Milliseconds since 1970. */
  time(): number;
  set(instant: string): void;
  advance(milliseconds: number): void;
  /** Every `wait` so far, in milliseconds. */
  readonly waits: readonly number[];
}

/** Stands still until it is moved. `wait` moves it. */
export function memoryClock(start = '2026-02-02T09:00:00.000Z'): MemoryClock {
  let time = Date.parse(start);
  const waits: number[] = [];
  const advance = (milliseconds: number): void => {
    time += milliseconds;
  };
  return {
    time: () => time,
    now: () => new Date(time).toISOString(),
    set: (instant) => {
      time = Date.parse(instant);
    },
    advance,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      advance(milliseconds);
    },
    waits,
  };
}
