import type { Alert } from '#shared/domain/messages/alert.ts';
import type { Receipt } from '#shared/domain/messages/receipt.ts';
import type { AlertsTopic, OfficersTopic } from '#shared/ports.ts';

export interface MemoryAlertsTopic extends AlertsTopic {
  readonly published: readonly Alert[];
}

/** Keeps every alert and calls `deliver` for each, as the topic's subscriptions would. */
export function memoryAlertsTopic(deliver: (alert: Alert) => void = () => {}): MemoryAlertsTopic {
  const published: Alert[] = [];
  return {
    published,
    async publish(alert) {
      published.push(alert);
      deliver(alert);
    },
  };
}

export interface MemoryOfficersTopic extends OfficersTopic {
  readonly receipts: readonly Receipt[];
}

/** The officers' inbox. */
export function memoryOfficersTopic(): MemoryOfficersTopic {
  const receipts: Receipt[] = [];
  return {
    receipts,
    async publish(receipt) {
      receipts.push(receipt);
    },
  };
}
