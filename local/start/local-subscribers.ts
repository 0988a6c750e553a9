import type { TopicStore } from '../aws/messaging/topic-store.ts';

/** Sample subscribers: one for each protocol. */
const READERS = [
  ['email-json', 'machine@example.org'],
  ['sms', '+447700900123'],
  ['email', 'reader@example.org'],
] as const;

/**
 * Subscribes the sample readers, and confirms their subscriptions and those of the template. Later
 * subscribers confirm theirs in the inbox.
 */
export function subscribeSamples(topics: TopicStore, alertsTopic: string): void {
  for (const [protocol, endpoint] of READERS) topics.subscribe(alertsTopic, protocol, endpoint, {});
  for (const { topic, token, confirmed, endpoint } of topics.subscriptions()) {
    const ours = topic !== alertsTopic || READERS.some(([, reader]) => reader === endpoint);
    if (ours && confirmed === 0) topics.confirmQuietly(token);
  }
}
