import { alertSubscribers } from '#functions/alert-subscribers/alert-subscribers.ts';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { listingWriter } from '#functions/publish-review/listing-writer.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { readScan } from '#functions/read-scan/read-scan.ts';
import { type SweepScope, sweep } from '#functions/sweep/sweep.ts';
import type { World } from './fakes/a-world.ts';
import type { MemoryQueue } from './fakes/memory-queue.ts';

/** The dependencies of each step, as its handler passes them. */
export function stepsOf(world: World) {
  const {
    reviews,
    entries,
    publicFiles,
    clock,
    eventLog,
    settings,
    uploads,
    cleanCopies,
    examiner,
    caches,
    deliveryLog,
  } = world;
  const { changesQueue: changes, alertsQueue: alerts, uploadsQueue: uploadSignals } = world;
  const { identities } = world;
  const examining = {
    uploads,
    reviews,
    identities,
    cleanCopies,
    examiner,
    changes,
    clock,
    eventLog,
    settings,
  };
  return {
    examineUpload: { ...examining, scans: world.scansQueue },
    readScan: { ...examining, examiner: world.scanExaminer },
    publishReview: {
      reviews,
      entries,
      cleanCopies,
      publicFiles,
      writeListing: listingWriter({ entries, publicFiles, eventLog, settings }),
      caches,
      alerts,
      uploadSignals,
      decisionLog: world.decisionLog,
      officers: world.officersTopic,
      clock,
      eventLog,
      settings,
    },
    alertSubscribers: { reviews, entries, alerts: world.alertsTopic, clock, eventLog, settings },
    sweep: {
      uploads,
      reviews,
      entries,
      publicFiles,
      deliveryLog,
      uploadSignals,
      changes,
      alerts,
      officers: world.officers,
      operators: world.operators,
      clock,
      eventLog,
      settings,
    },
  };
}

/** The real steps on the fakes: delivers every message until no queue has one, in order, without faults. */
export async function runPipeline(world: World): Promise<void> {
  const steps = stepsOf(world);
  for (let deliveries = 0; deliveries < 1000; deliveries++) {
    const delivered =
      (await deliver(world.uploadsQueue, (signal) => examineUpload(steps.examineUpload, signal))) ||
      (await deliver(world.scansQueue, (scan) => readScan(steps.readScan, scan))) ||
      (await deliver(world.changesQueue, (change) => publishReview(steps.publishReview, change))) ||
      (await deliver(world.alertsQueue, (change) => alertSubscribers(steps.alertSubscribers, change)));
    if (!delivered) return;
  }
  throw new Error('The queues do not come to rest.');
}

/** One run of the sweep, and everything that it signals. */
export async function runSweep(world: World, scope: SweepScope['scope'] = 'recent'): Promise<void> {
  await sweep(stepsOf(world).sweep, { scope });
  await runPipeline(world);
}

async function deliver<Message>(
  queue: MemoryQueue<Message>,
  step: (message: Message) => Promise<void>,
): Promise<boolean> {
  const delivery = queue.receive();
  if (delivery === undefined) return false;
  await step(delivery.message);
  queue.settle(delivery.id);
  return true;
}
