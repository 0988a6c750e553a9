import { memoryCleanCopies } from '../support/fakes/memory-clean-copies.ts';
import { memoryClock } from '../support/fakes/memory-clock.ts';
import { memoryDecisionLog } from '../support/fakes/memory-decision-log.ts';
import { memoryDeliveryLog } from '../support/fakes/memory-delivery-log.ts';
import { memoryEntries } from '../support/fakes/memory-entries.ts';
import { memoryIdentities } from '../support/fakes/memory-identities.ts';
import { memoryPublicFiles } from '../support/fakes/memory-public-files.ts';
import { memoryQueue } from '../support/fakes/memory-queue.ts';
import { memoryRateLimiter } from '../support/fakes/memory-rate-limiter.ts';
import { memoryReviews } from '../support/fakes/memory-reviews.ts';
import { memorySubscriptions, TOPIC_ARN } from '../support/fakes/memory-subscriptions.ts';
import { memoryAlertsTopic, memoryOfficersTopic } from '../support/fakes/memory-topics.ts';
import { memoryUploads } from '../support/fakes/memory-uploads.ts';
import type { Backend } from './backend.ts';

/** The in-memory fakes. */
export function fakeBackend(): Backend {
  return {
    name: 'the fake',
    local: true,
    reviews: async () => memoryReviews(),
    entries: async () => memoryEntries(),
    decisionLog: async () => ({ port: memoryDecisionLog(), reviews: memoryReviews() }),
    identities: async () => ({ port: memoryIdentities(), reviews: memoryReviews() }),
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
      const cleanCopies = memoryCleanCopies();
      return { port: memoryPublicFiles(cleanCopies), cleanCopies };
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
      const deliveryLog = memoryDeliveryLog({ time: Date.now });
      const officers = memoryOfficersTopic();
      return {
        topic: memoryAlertsTopic(({ id }) => deliveryLog.arrive(id)),
        deliveryLog,
        officers,
        receipts: async () => officers.receipts,
        repeat: async ({ id }) => deliveryLog.arrive(id),
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
        confirm: async (endpoint) => port.follow(endpoint),
        async linksTo(endpoint) {
          const found = port.known.find((one) => one.endpoint === endpoint);
          return { topicArn: TOPIC_ARN, token: found?.token ?? '', subscriptionArn: found?.arn ?? '' };
        },
      };
    },
    rateLimiter: async (clock) => memoryRateLimiter(clock),
    close: async () => {},
  };
}
