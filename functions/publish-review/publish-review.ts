import { logReference } from '#shared/domain/log-reference.ts';
import { lifecycle } from '#shared/domain/review/lifecycle.ts';
import { advanceClock } from '#shared/domain/review/record/advance-clock.ts';
import { withAlertDue } from '#shared/domain/review/record/alert-state.ts';
import type { Review } from '#shared/domain/review/review.ts';
import type { Clock, Entries, Queue, ReviewChanged, UploadSignal } from '#shared/ports.ts';
import { updateReview, type WriteReview } from '#shared/update-review.ts';
import { reservePermalink } from './reserve-permalink.ts';
import { type SendReceiptsDeps, sendReceipts } from './send-receipts.ts';
import { signalHeirs, takeOverAddress } from './take-over-address.ts';
import {
  leaveFormerAddresses,
  showReview,
  takeDownReview,
  type UpdatePublicFilesDeps,
} from './update-public-files.ts';

export interface PublishReviewDeps extends UpdatePublicFilesDeps, SendReceiptsDeps {
  readonly entries: Entries;
  readonly alerts: Queue<ReviewChanged>;
  readonly uploadSignals: Queue<UploadSignal>;
  readonly clock: Clock;
}

/**
 * Brings the public files of a review in line with its record, then sends receipts, then queues the alert.
 * The queue runs one message at a time per review. Idempotent.
 */
export async function publishReview(deps: PublishReviewDeps, { name }: ReviewChanged): Promise<void> {
  await updateReview(deps, name, async (stored, write) => {
    if (stored === undefined) return;
    const now = deps.clock.now();
    const { timeZone } = deps.settings.publisher;
    const owner = await takeOverAddress(deps, stored, write);
    const advanced = await write(advanceClock(owner, now, deps.settings));
    const { public: shown } = lifecycle(advanced, now, timeZone);
    const isRestored = shown === 'retired' && advanced.restoredAt !== undefined;
    const kept = isRestored ? (await reservePermalink(deps, advanced, write, now)).review : advanced;
    const review = shown === 'published' ? await publish(deps, kept, write, now) : kept;
    if (shown !== 'published') {
      await leaveFormerAddresses(deps, review, now);
      await takeDownReview(deps, review, shown, now);
    }
    const settled = await sendReceipts(deps, review, shown, now, write);
    await signalHeirs(deps, settled, write);
    // Last, because claiming the alert changes the record. Queued again on each run: an earlier message may
    // be lost.
    if (review.alert?.state === 'due' && review.publication !== undefined) await deps.alerts.send({ name });
  });
}

/** Publishes a review at its permalink and makes its alert due. */
async function publish(
  deps: PublishReviewDeps,
  review: Review,
  write: WriteReview,
  now: string,
): Promise<Review> {
  const reserved = await reservePermalink(deps, review, write, now);
  await leaveFormerAddresses(deps, reserved.review, now);
  await showReview(deps, reserved.review, reserved.entry, now);
  const announced = await write(withAlertDue(reserved.review, now, deps.settings));
  if (announced.alert?.state === 'waived' && review.alert === undefined) {
    const { reason } = announced.alert;
    deps.eventLog.emit({ type: 'alert.waived', ref: logReference(review.name), reason });
  }
  return announced;
}
