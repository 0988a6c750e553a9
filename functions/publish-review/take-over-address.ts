import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { HANDED_OVER, isUnsettled } from '#shared/domain/review/record/handover.ts';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Queue, Reviews, UploadSignal } from '#shared/ports.ts';
import { updateReview, type WriteReview } from '#shared/update-review.ts';

/**
 * Takes address and alert from the record that had them before the report was renamed, so that two records
 * never share them. Gives them up if the earlier one is in use again. Throws while that one is being changed.
 */
export async function takeOverAddress(
  deps: { readonly reviews: Reviews; readonly settings: Settings },
  review: Review,
  write: WriteReview,
): Promise<Review> {
  const { heirOf, permalink } = review;
  const earlier = heirOf?.at(-1);
  if (earlier === undefined || permalink === undefined) return review;
  const isOwn = await updateReview(deps, earlier, async (stored, writeEarlier) => {
    if (stored?.permalink === undefined || permalinkOf(stored.permalink) !== permalinkOf(permalink))
      return true;
    if (stored.publication !== undefined || stored.scheduled !== undefined) return false;
    if (isUnsettled(stored))
      throw new Error('The review is being withdrawn under its earlier name; the message is tried again.');
    await writeEarlier(withFields(stored, HANDED_OVER));
    return true;
  });
  return isOwn ? review : await write(withFields(review, HANDED_OVER));
}

/** Lets the reviews that have the PDF of a withdrawn one be examined, once nothing of it is under way. */
export async function signalHeirs(
  { uploadSignals }: { readonly uploadSignals: Queue<UploadSignal> },
  review: Review,
  write: WriteReview,
): Promise<void> {
  const { alert, handover } = review;
  if (handover === undefined || handover.signalled || alert?.state === 'claimed') return;
  for (const name of handover.to) await uploadSignals.send({ name });
  const isWithdrawn = review.outcome === 'withdrawn';
  await write(withFields(review, { handover: isWithdrawn ? { ...handover, signalled: true } : undefined }));
}
