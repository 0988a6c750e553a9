import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { Drop } from '#shared/domain/review/review.ts';
import type { UploadObject } from '#shared/ports.ts';
import type { World } from '../support/fakes/a-world.ts';
import { memoryDeliveryLog } from '../support/fakes/memory-delivery-log.ts';
import { memoryQueue } from '../support/fakes/memory-queue.ts';
import type { BucketEvent } from '../support/fakes/memory-uploads.ts';
import type { StepName, Task } from './engine.ts';
import { forgettingNewerFields } from './newer-release.ts';
import type { Day } from './plan.ts';

/** A safeguard of the design that can be removed by changing the world. The steps stay the same. */
export interface Guard {
  /** Description of the removed guard. */
  readonly name: string;
  /** Changes the world that all functions share. */
  readonly shared?: (world: World) => World;
  /** Changes the world of one invocation. */
  readonly seen?: (world: World, task: Task) => World;
  /** Changes a bucket event. `arrived` counts earlier events. */
  readonly event?: (event: BucketEvent, arrived: number) => BucketEvent;
  /** The kind of day that exposes the loss fastest. */
  readonly day?: Day;
  /** Calls, as `port.method` and in this order, after each of which its function crashes once. */
  readonly crashAfter?: readonly string[];
  /** A seed that exposed the loss, where the search starts. 1 by default. */
  readonly shownBy?: number;
  /** Changed timeouts in milliseconds. */
  readonly timeouts?: Partial<Readonly<Record<StepName, number>>>;
}

const HOUR = 3_600_000;
const LONG_AGO = '1970-01-01T00:00:00.000Z';
const FAR_FUTURE = '2999-01-01T00:00:00.000Z';

/** A world with some methods of one port replaced. */
function replace<Port extends keyof World>(world: World, port: Port, methods: Partial<World[Port]>): World {
  return { ...world, [port]: { ...world[port], ...methods } };
}

/** A world where `believed` decides whether an event belongs to the current version. */
function believing(world: World, believed: (drop: Drop, object: UploadObject) => boolean): World {
  return replace(world, 'reviews', {
    async get(name) {
      const review = await world.reviews.get(name);
      if (!review) return undefined;
      const drops = { ...review.drops };
      for (const object of world.uploads.objectsOf(name)) {
        const drop = drops[object.key];
        const version = await world.uploads.version(object);
        if (drop && version !== undefined && believed(drop, object))
          drops[object.key] = { ...drop, etag: object.etag, version };
      }
      return { ...review, drops };
    },
  });
}

export const GUARDS: readonly Guard[] = [
  {
    name: 'compare-and-swap of the public files',
    shownBy: 7324,
    shared: (world) =>
      replace(world, 'publicFiles', {
        async write(file) {
          const stored = await world.publicFiles.read(file.path);
          return world.publicFiles.write(file, stored?.etag ?? 'absent');
        },
      }),
  },
  {
    name: 'compare-and-swap of the records',
    shared: (world) =>
      replace(world, 'reviews', {
        async put(review) {
          const stored = await world.reviews.get(review.name);
          return world.reviews.put({ ...review, revision: stored?.revision ?? 0 });
        },
      }),
  },
  {
    name: 'compare-and-swap of the entries, which reserves a permalink',
    shownBy: 269,
    day: 'namesakes',
    shared: (world) =>
      replace(world, 'entries', {
        async put(entry) {
          const stored = await world.entries.get(entry.year, entry.slug);
          return world.entries.put({ ...entry, revision: stored?.revision ?? 0 });
        },
      }),
  },
  {
    name: 'the record is read before the bucket is listed',
    shownBy: 2767,
    seen(world, { step }) {
      if (step !== 'examine-upload') return world;
      let listed: UploadObject[] = [];
      const listingFirst = replace(world, 'reviews', {
        async get(name) {
          listed = await world.uploads.list(name);
          return world.reviews.get(name);
        },
      });
      return replace(listingFirst, 'uploads', { list: async () => listed });
    },
  },
  {
    name: 'the sequencer says which drop is newer',
    shownBy: 96,
    day: 'second person',
    event: (event, arrived) => ({ ...event, sequencer: String(arrived).padStart(12, '0') }),
  },
  {
    name: 'an approval counts for the bytes that its drop named',
    shownBy: 443,
    day: 'second person',
    shared: (world) => believing(world, () => true),
  },
  {
    name: 'an approval counts for the put that its drop named, not for another of the same bytes',
    shownBy: 443,
    day: 'second person',
    shared: (world) => believing(world, (drop, object) => drop.etag === object.etag),
  },
  {
    name: 'an upload in parts counts from its last part',
    shownBy: 199,
    day: 'second person',
    event: (event) => ({ ...event, at: LONG_AGO }),
  },
  {
    name: 'the claim before an alert is published',
    day: 'one upload',
    crashAfter: ['alertsTopic.publish'],
    seen: (world, { step }) =>
      step === 'alert-subscribers'
        ? replace(world, 'reviews', {
            put: async (review) =>
              review.alert?.state === 'claimed' ? 'written' : world.reviews.put(review),
          })
        : world,
  },
  {
    name: 'the deliveryLog',
    day: 'one upload',
    crashAfter: ['alertsTopic.publish'],
    seen: (world) => replace(world, 'deliveryLog', { drain: () => world.deliveryLog.drain(async () => {}) }),
  },
  {
    name: 'a deliveryLog that hides nothing from the next sweep',
    day: 'one upload',
    crashAfter: ['alertsTopic.publish', 'deliveryLog.receive'],
    shared: (world) => ({ ...world, deliveryLog: memoryDeliveryLog(world.clock, 720) }),
  },
  {
    name: 'a lease that is longer than the function may run',
    shownBy: 79708,
    day: 'stalls',
    timeouts: { 'alert-subscribers': 3 * HOUR },
  },
  {
    name: 'a change is signalled also by a delivery that finds the work done',
    day: 'one upload',
    crashAfter: ['reviews.put'],
    seen: (world, task) =>
      task.step === 'examine-upload'
        ? replace(world, 'changesQueue', {
            send: async (message) => (task.writes > 0 ? world.changesQueue.send(message) : undefined),
          })
        : world,
  },
  {
    name: 'a scan is signalled also by a delivery that finds the work done',
    shownBy: 554,
    seen: (world, task) =>
      task.step === 'examine-upload'
        ? replace(world, 'scansQueue', {
            send: async (message) => (task.writes > 0 ? world.scansQueue.send(message) : undefined),
          })
        : world,
  },
  {
    name: 'notes of nearly the same name are looked for',
    shownBy: 56,
    seen: (world, { step }) =>
      step === 'examine-upload'
        ? replace(world, 'uploads', {
            async *all() {
              for await (const object of world.uploads.all()) if (object.key.endsWith('.pdf')) yield object;
            },
          })
        : world,
  },
  {
    name: 'an alert is signalled also by a delivery that finds the work done',
    shownBy: 6927,
    seen: (world, task) =>
      task.step === 'publish-review'
        ? replace(world, 'alertsQueue', {
            send: async (message) => (task.writes > 0 ? world.alertsQueue.send(message) : undefined),
          })
        : world,
  },
  {
    name: 'documents before the page that points at them',
    seen(world, { step }) {
      if (step !== 'publish-review') return world;
      const waiting: Parameters<typeof world.publicFiles.addDocument>[] = [];
      return replace(world, 'publicFiles', {
        addDocument: async (...document) => void waiting.push(document),
        async list(prefix) {
          for (const document of waiting) await world.publicFiles.addDocument(...document);
          return world.publicFiles.list(prefix);
        },
      });
    },
  },
  {
    name: 'at a withdrawal the files go last',
    seen: (world, { step }) =>
      step === 'publish-review'
        ? replace(world, 'entries', {
            async put(entry) {
              if (entry.status === 'withdrawn' || entry.status === 'retired') {
                for (const path of await world.publicFiles.list(permalinkOf(entry))) {
                  if (path.endsWith('.pdf')) await world.publicFiles.remove(path);
                }
              }
              return world.entries.put(entry);
            },
          })
        : world,
  },
  {
    name: 'an acceptance counts for the PDF that was there',
    seen: (world) =>
      replace(world, 'uploads', {
        list: async (name) =>
          (await world.uploads.list(name)).map((object) =>
            roleOfKey(object.key) === 'note' ? { ...object, modifiedAt: FAR_FUTURE } : object,
          ),
      }),
  },
  {
    name: 'a release keeps the fields of a newer one',
    seen: (world, { id }) => (id % 2 === 0 ? world : forgettingNewerFields(world)),
  },
  {
    name: 'one publisher at a time for each review',
    shared: (world) => ({ ...world, changesQueue: memoryQueue({ maxReceives: 40 }) }),
  },
];
