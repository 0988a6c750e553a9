import type { MemoryQueue } from './memory-queue.ts';

/**
 * Delivers every message of a queue to a step, one by one, also those that arrive meanwhile; an error goes to
 * the test.
 */
export async function deliverAll<Message>(
  queue: MemoryQueue<Message>,
  step: (message: Message) => Promise<unknown>,
): Promise<void> {
  for (let delivery = queue.receive(); delivery; delivery = queue.receive()) {
    try {
      await step(delivery.message);
    } catch (error) {
      queue.release(delivery.id);
      throw error;
    }
    queue.settle(delivery.id);
  }
}
