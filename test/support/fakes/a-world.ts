import type { Alert } from '#shared/domain/messages/alert.ts';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Identities, ReviewChanged, UploadSignal } from '#shared/ports.ts';
import { aSettings } from '../a-settings.ts';
import { type MemoryCaches, memoryCaches } from './memory-caches.ts';
import { type MemoryCleanCopies, memoryCleanCopies } from './memory-clean-copies.ts';
import { type MemoryClock, memoryClock } from './memory-clock.ts';
import { type MemoryDecisionLog, memoryDecisionLog } from './memory-decision-log.ts';
import { type MemoryDeliveryLog, memoryDeliveryLog } from './memory-delivery-log.ts';
import { type MemoryEntries, memoryEntries } from './memory-entries.ts';
import { type MemoryEventLog, memoryEventLog } from './memory-event-log.ts';
import { type MemoryExaminer, memoryExaminer } from './memory-examiner.ts';
import { memoryIdentities } from './memory-identities.ts';
import { type MemoryPublicFiles, memoryPublicFiles } from './memory-public-files.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';
import { type MemoryReviews, memoryReviews } from './memory-reviews.ts';
import { type MemoryTopicSubscribers, memoryTopicSubscribers } from './memory-topic-subscribers.ts';
import {
  type MemoryAlertsTopic,
  type MemoryOfficersTopic,
  memoryAlertsTopic,
  memoryOfficersTopic,
} from './memory-topics.ts';
import { type BucketEvent, type MemoryUploads, memoryUploads } from './memory-uploads.ts';

/**
 * Every port of the pipeline in memory, wired as in AWS: bucket events reach the uploads queue, alerts the
 * delivery log.
 */
export interface World {
  readonly settings: Settings;
  readonly clock: MemoryClock;
  readonly uploads: MemoryUploads;
  readonly reviews: MemoryReviews;
  readonly identities: Identities;
  readonly entries: MemoryEntries;
  readonly cleanCopies: MemoryCleanCopies;
  readonly publicFiles: MemoryPublicFiles;
  readonly caches: MemoryCaches;
  readonly uploadsQueue: MemoryQueue<UploadSignal>;
  readonly scansQueue: MemoryQueue<ReviewChanged>;
  readonly changesQueue: MemoryQueue<ReviewChanged>;
  readonly alertsQueue: MemoryQueue<ReviewChanged>;
  readonly alertsTopic: MemoryAlertsTopic;
  readonly officersTopic: MemoryOfficersTopic;
  /** Subscribers to the officers' and the operators' topic; at first all of the settings. */
  readonly officers: MemoryTopicSubscribers;
  readonly operators: MemoryTopicSubscribers;
  readonly decisionLog: MemoryDecisionLog;
  readonly deliveryLog: MemoryDeliveryLog;
  readonly examiner: MemoryExaminer;
  /** Recognizes words in pictures. */
  readonly scanExaminer: MemoryExaminer;
  readonly eventLog: MemoryEventLog;
}

/** An empty world. */
export function aWorld(
  options: {
    readonly settings?: Partial<Settings>;
    /** Instead of `settings`: whole ones, not parsed again. */
    readonly parsedSettings?: Settings;
    readonly now?: string;
    /** Takes the bucket's events instead of the uploads queue. */
    readonly onBucketEvent?: (event: BucketEvent) => void;
    /** Receives the topic's messages instead of the delivery log. */
    readonly onAlert?: (alert: Alert) => void;
    readonly maxReceives?: number;
    /** Permalinks of one part of the listing: fewer, where few reviews are to be in several parts. */
    readonly partSize?: number;
  } = {},
): World {
  const clock = memoryClock(options.now);
  const uploads = memoryUploads(clock);
  const cleanCopies = memoryCleanCopies();
  const deliveryLog = memoryDeliveryLog(clock);
  const maxReceives = options.maxReceives ?? 5;
  const uploadsQueue = memoryQueue<UploadSignal>({ maxReceives });
  uploads.onEvent(
    options.onBucketEvent ??
      ((event) => {
        const name = nameOfKey(event.key);
        if (name !== undefined) void uploadsQueue.send({ name, drop: event });
      }),
  );
  const settings = options.parsedSettings ?? aSettings(options.settings);
  return {
    settings,
    clock,
    uploads,
    reviews: memoryReviews(),
    identities: memoryIdentities(),
    entries: memoryEntries(options.partSize),
    cleanCopies,
    publicFiles: memoryPublicFiles(cleanCopies),
    caches: memoryCaches(),
    uploadsQueue,
    scansQueue: memoryQueue<ReviewChanged>({ maxReceives }),
    changesQueue: memoryQueue<ReviewChanged>({ groupOf: ({ name }) => name, maxReceives }),
    alertsQueue: memoryQueue<ReviewChanged>({ maxReceives }),
    alertsTopic: memoryAlertsTopic(options.onAlert ?? (({ id }) => deliveryLog.arrive(id))),
    officersTopic: memoryOfficersTopic(),
    officers: memoryTopicSubscribers(settings.officers),
    operators: memoryTopicSubscribers(settings.operators),
    decisionLog: memoryDecisionLog(),
    deliveryLog,
    examiner: memoryExaminer(),
    scanExaminer: memoryExaminer({ recognizes: true }),
    eventLog: memoryEventLog(),
  };
}
