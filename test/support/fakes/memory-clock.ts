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
  let text = { of: time, iso: new Date(time).toISOString() };
  const waits: number[] = [];
  const advance = (milliseconds: number): void => {
    time += milliseconds;
  };
  return {
    time: () => time,
    now() {
      if (text.of !== time) text = { of: time, iso: new Date(time).toISOString() };
      return text.iso;
    },
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
