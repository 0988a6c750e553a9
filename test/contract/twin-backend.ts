import { memoryAllowance } from '../support/twins/memory-allowance.ts';
import { memoryClock } from '../support/twins/memory-clock.ts';
import { memoryEntries } from '../support/twins/memory-entries.ts';
import { memoryPublicFiles } from '../support/twins/memory-public-files.ts';
import { memoryQueue } from '../support/twins/memory-queue.ts';
import { memoryReviews } from '../support/twins/memory-reviews.ts';
import { memorySubscriptions } from '../support/twins/memory-subscriptions.ts';
import { memoryAlertsTopic, memoryOfficersTopic } from '../support/twins/memory-topics.ts';
import { memoryUploads } from '../support/twins/memory-uploads.ts';
import { memoryVetted } from '../support/twins/memory-vetted.ts';
import { memoryWitness } from '../support/twins/memory-witness.ts';
import type { Backend } from './backend.ts';

/** The in-memory twins. */
export function twinBackend(): Backend {
  return {
    name: 'the twin',
    local: true,
    reviews: async () => memoryReviews(),
    entries: async () => memoryEntries(),
    async uploads() {
      const port = memoryUploads(memoryClock());
      return {
        port,
        put: async (key, content) => void port.put(key, content),
        remove: async (key) => void port.remove(key),
        scanned: async (key, result) => port.scanned(key, result),
      };
    },
    async publicFiles() {
      const vetted = memoryVetted();
      return { port: memoryPublicFiles(vetted), vetted };
    },
    async queue<Message extends { readonly name: string }>(kind: 'standard' | 'fifo') {
      const port = memoryQueue<Message>(kind === 'fifo' ? { groupOf: ({ name }) => name } : {});
      return {
        port,
        async receive() {
          const delivery = port.receive();
          if (delivery) port.settle(delivery.id);
          return delivery?.message;
        },
      };
    },
    async alerts() {
      const witness = memoryWitness({ time: Date.now });
      const officers = memoryOfficersTopic();
      return {
        topic: memoryAlertsTopic(({ id }) => witness.arrive(id)),
        witness,
        officers,
        receipts: async () => officers.receipts,
        repeat: async ({ id }) => witness.arrive(id),
      };
    },
    async subscriptions() {
      const port = memorySubscriptions();
      return {
        port,
        listed: async () =>
          port.known.map(({ endpoint, confirmed, filter }) => ({
            endpoint,
            confirmed,
            ...(confirmed && { filter }),
          })),
        confirm: async (endpoint) => port.confirm(endpoint),
      };
    },
    allowance: async (clock) => memoryAllowance(clock),
    close: async () => {},
  };
}
