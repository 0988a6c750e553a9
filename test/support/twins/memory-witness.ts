import type { Witness } from '#shared/ports.ts';

export interface MemoryWitness extends Witness {
  /** An alert has come through the topic. */
  arrive(alertId: string): void;
  /** Alerts seen and not settled yet. */
  readonly waiting: readonly string[];
  /** Forgets one copy of an alert that was seen, if there still is one. */
  forget(alertId: string): void;
}

export function memoryWitness(): MemoryWitness {
  const waiting: string[] = [];
  const forget = (alertId: string): void => {
    const place = waiting.indexOf(alertId);
    if (place >= 0) waiting.splice(place, 1);
  };
  return {
    waiting,
    forget,
    arrive(alertId) {
      waiting.push(alertId);
    },
    async drain(settle) {
      for (let alertId = waiting[0]; alertId !== undefined; alertId = waiting[0]) {
        await settle(alertId);
        forget(alertId);
      }
    },
  };
}
