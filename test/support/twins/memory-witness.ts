import type { Witness } from '#shared/ports.ts';

export interface MemoryWitness extends Witness {
  /** An alert has come through the topic. */
  arrive(alertId: string): void;
  /** Alerts seen and not settled yet. */
  readonly waiting: readonly string[];
}

export function memoryWitness(): MemoryWitness {
  const waiting: string[] = [];
  return {
    waiting,
    arrive(alertId) {
      waiting.push(alertId);
    },
    async drain(settle) {
      for (let alertId = waiting[0]; alertId !== undefined; alertId = waiting[0]) {
        await settle(alertId);
        // Another drain may have forgotten it meanwhile.
        const place = waiting.indexOf(alertId);
        if (place >= 0) waiting.splice(place, 1);
      }
    },
  };
}
