import { throwAll } from '#shared/domain/throw-all.ts';
import type { DeliveryLog } from '#shared/ports.ts';
import type { MemoryClock } from './memory-clock.ts';

/** One message of the audit queue. */
export interface SeenAlert {
  readonly alertId: string;
  /** End of the visibility timeout, in milliseconds since 1970. */
  visibleAt: number;
}

export interface MemoryDeliveryLog extends DeliveryLog {
  /** An alert has come through the topic. */
  arrive(alertId: string): void;
  /** The oldest that is not hidden. */
  receive(): SeenAlert | undefined;
  /** It is settled. */
  forget(seen: SeenAlert): void;
  /** Alerts seen and not settled yet, hidden or not. */
  readonly waiting: readonly string[];
}

/** Hides no message from other readers, or each for so many seconds from the one that received it. */
export function memoryDeliveryLog(clock: Pick<MemoryClock, 'time'>, hiddenSeconds = 0): MemoryDeliveryLog {
  let stored: SeenAlert[] = [];
  const receive = (): SeenAlert | undefined => {
    const seen = stored.find(({ visibleAt }) => visibleAt <= clock.time());
    if (seen !== undefined) seen.visibleAt = clock.time() + 1000 * hiddenSeconds;
    return seen;
  };
  const forget = (seen: SeenAlert): void => {
    stored = stored.filter((each) => each !== seen);
  };
  return {
    arrive(alertId) {
      stored.push({ alertId, visibleAt: clock.time() });
    },
    receive,
    forget,
    get waiting() {
      return stored.map(({ alertId }) => alertId);
    },
    async drain(confirm) {
      const failed = new Map<SeenAlert, unknown>();
      const next = () => stored.find((seen) => !failed.has(seen) && seen.visibleAt <= clock.time());
      for (let seen = next(); seen !== undefined; seen = next()) {
        seen.visibleAt = clock.time() + 1000 * hiddenSeconds;
        try {
          await confirm(seen.alertId);
          forget(seen);
        } catch (error) {
          failed.set(seen, error);
        }
      }
      throwAll([...failed.values()], 'Messages in the audit queue cannot be confirmed.');
    },
  };
}
