import * as z from 'zod';
import { permalinkOf } from '#shared/domain/listing/entry.ts';
import type { StackUnderTest } from '../support/start-stack.ts';

/**
 * Counts of uploads as readers, subscribers, officers and operators see them once the stack is idle.
 */
export interface WhatBecame {
  readonly uploads: number;
  /** In the listing exactly once, by their permalink. */
  readonly listedOnce: number;
  /** Owner of exactly one entry, and it is public. */
  readonly oneEntry: number;
  /** Page and report are there. */
  readonly readable: number;
  readonly announcedOnce: number;
  /** Uploads with a receipt that they are published. */
  readonly receipted: number;
  /** In the listing besides them. */
  readonly othersListed: number;
  /** Messages in all queues, dead-letter queues included. */
  readonly messagesLeft: number;
}

/** The promised counts for so many publishable uploads. */
export function allPublished(uploads: number): WhatBecame {
  return {
    uploads,
    listedOnce: uploads,
    oneEntry: uploads,
    readable: uploads,
    announcedOnce: uploads,
    receipted: uploads,
    othersListed: 0,
    messagesLeft: 0,
  };
}

const Listing = z.object({ items: z.array(z.object({ url: z.string() })), next_url: z.string().optional() });

/** The permalink of each item of the listing, from its first file to its last. */
export async function listedPermalinks(test: StackUnderTest): Promise<string[]> {
  const permalinks: string[] = [];
  for (let path: string | undefined = '/reviews.json'; path !== undefined; ) {
    const { items, next_url: next } = Listing.parse(await (await test.get(path)).json());
    permalinks.push(...items.map(({ url }) => new URL(url).pathname));
    path = next === undefined ? undefined : new URL(next).pathname;
  }
  return permalinks;
}

/** How often a message that leads to this permalink reached the recipient. */
export function timesTold(test: StackUnderTest, recipient: string, permalink: string): number {
  const told = test.received(recipient).filter(({ kind, text }) => {
    return kind === 'notification' && text.split(/\s/).some((word) => word.endsWith(permalink));
  });
  return told.length;
}

export const READER = 'reader@example.org';
export const OFFICER = 'officer@partnership.example.org';

/** Counts the outcomes of these uploads. */
export async function countWhatBecame(test: StackUnderTest, names: readonly string[]): Promise<WhatBecame> {
  const listed = await listedPermalinks(test);
  const entries = await test.entries();
  const counts = { listedOnce: 0, oneEntry: 0, readable: 0, announcedOnce: 0, receipted: 0 };
  for (const name of names) {
    const owned = entries.filter(({ upload }) => upload === name);
    const [entry] = owned;
    if (entry === undefined) continue;
    const permalink = permalinkOf(entry);
    const shown = await Promise.all([test.get(permalink), test.get(`${permalink}report.pdf`)]);
    if (listed.filter((one) => one === permalink).length === 1) counts.listedOnce++;
    if (owned.length === 1 && entry.status === 'published') counts.oneEntry++;
    if (shown.every(({ status }) => status === 200)) counts.readable++;
    if (timesTold(test, READER, permalink) === 1) counts.announcedOnce++;
    if (timesTold(test, OFFICER, permalink) >= 1) counts.receipted++;
  }
  return {
    uploads: names.length,
    ...counts,
    othersListed: listed.length - counts.listedOnce,
    messagesLeft: messagesIn(test),
  };
}

/** Messages in all queues, dead-letter queues included. */
export function messagesIn({ stack: { queues } }: StackUnderTest): number {
  const counts = queues.names().map((name) => queues.counts(name));
  return counts.reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
}
