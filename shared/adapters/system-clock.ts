import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#shared/ports.ts';

/** The system clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  wait: (milliseconds) => setTimeout(milliseconds),
};
