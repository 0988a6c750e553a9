import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#shared/ports.ts';

/** The time of this computer. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  wait: (milliseconds) => setTimeout(milliseconds),
};
