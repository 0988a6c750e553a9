import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Target } from './target.ts';
import { type TopicProbe, topicProbe } from './topic-probe.ts';

/** Longer than `waitForNote`, a cold start and a queue that was just made take on AWS. */
const LONGEST_WAIT_MS = 180_000;

const Listing = z.object({ items: z.array(z.object({ title: z.string() })) });
const Alert = z.object({ title: z.string(), url: z.string() });

/** One run of the suite: its actions as an officer, its observations, and the resources it created. */
export interface Trial {
  readonly target: Target;
  /** Part of every name and title, which tells the reviews of this run from others. */
  readonly id: string;
  readonly title: string;
  /** The name of its review. */
  readonly name: string;
  put(Key: string, Body: Uint8Array | string): Promise<void>;
  remove(Key: string): Promise<void>;
  /** Registers an object that was put in another way. */
  made(Key: string): void;
  get(file: string): Promise<Response>;
  /** Titles in the public listing. */
  listed(): Promise<readonly string[]>;
  /** Addresses and instants of the alerts of a title. */
  alertsOf(title: string): Promise<readonly { readonly pathname: string; readonly at: Date }[]>;
  /** Texts of every receipt so far. */
  receipts(): Promise<readonly string[]>;
  /** Subscribes to alerts and receipts. */
  listen(): Promise<void>;
  /** Deletes whatever it made, and throws if something is left. */
  cleanUp(): Promise<void>;
}

export function startTrial(target: Target): Trial {
  const id = randomUUID().slice(0, 8);
  const prefix = `acceptance-${id}`;
  const Bucket = target.output('UploadsBucket');
  const { s3 } = target.officer;
  const made = new Set<string>();
  const probes = new Map<string, TopicProbe>();
  const heard = async (topic: string) => (await probes.get(topic)?.received()) ?? [];
  const get = (file: string) => fetch(new URL(file, target.siteUrl), { redirect: 'manual' });
  const trial: Trial = {
    target,
    id,
    // With the names of the samples, or the notes would seem to be of other reviews.
    title: `Ben, Emily and Jack, acceptance ${id}`,
    name: prefix,
    async put(Key, Body) {
      made.add(Key);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      made.delete(Key);
    },
    made: (Key) => void made.add(Key),
    get,
    listed: async () =>
      Listing.parse(await (await get('/reviews.json')).json()).items.map((item) => item.title),
    alertsOf: async (title) =>
      (await heard('AlertsTopic')).flatMap(({ text, at }) => {
        const alert = Alert.parse(JSON.parse(text));
        return alert.title === title ? [{ pathname: new URL(alert.url).pathname, at }] : [];
      }),
    receipts: async () => (await heard('OfficersTopic')).map(({ text }) => text),
    async listen() {
      for (const topic of ['AlertsTopic', 'OfficersTopic']) {
        const queue = `${prefix}-${topic}`;
        probes.set(topic, await topicProbe(target.operator, target.output(topic), queue));
      }
    },
    async cleanUp() {
      for (const key of made) await trial.remove(key);
      for (const probe of probes.values()) await probe.remove();
      const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
      expectSame('number of uploads that are left', KeyCount, 0);
    },
  };
  return trial;
}

/** A sample report, as an officer drops it. */
export function sample(name: string): Buffer {
  return readFileSync(path.resolve(import.meta.dirname, '../../samples', name));
}

export async function waitFor<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`${what} did not come in ${LONGEST_WAIT_MS / 1000} seconds.`);
    await pause(250);
  }
}

export function expectSame<T>(what: string, is: T, should: T): void {
  if (is !== should) throw new Error(`${what}: ${is}, and not ${should}.`);
}
