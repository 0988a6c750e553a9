import { logReference } from '#shared/domain/log-reference.ts';
import { renderReceipt } from '#shared/domain/messages/receipt.ts';
import type { PublicState } from '#shared/domain/review/lifecycle.ts';
import { loggedDecision } from '#shared/domain/review/record/decision-log.ts';
import { digestOf } from '#shared/domain/review/record/publication.ts';
import { type OwedReceipt, type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { DecisionLog, EventLog, OfficersTopic, Reviews } from '#shared/ports.ts';
import { StaleReview, updateReview, type WriteReview } from '#shared/update-review.ts';

export interface SendReceiptsDeps {
  readonly reviews: Reviews;
  readonly decisionLog: DecisionLog;
  readonly officers: OfficersTopic;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/**
 * Logs decisions, sends the receipts owed in the record, and marks its public files as up to date. A retry
 * logs nothing twice.
 */
export async function sendReceipts(
  deps: SendReceiptsDeps,
  review: Review,
  shown: PublicState,
  now: string,
  write: WriteReview,
): Promise<Review> {
  for (const owed of review.owed) {
    const decision = loggedDecision(review, owed);
    if (decision !== undefined) await deps.decisionLog.add(decision);
    if (review.restoredAt !== undefined || isOvertaken(owed, review, shown)) continue;
    await deps.officers.publish(renderReceipt(review, owed, deps.settings, now));
    deps.eventLog.emit({ type: 'receipt.sent', ref: logReference(review.name), outcome: owed.outcome });
  }
  try {
    return await write(
      withFields(review, {
        owed: [],
        outOfSyncSince: undefined,
        restoredAt: undefined,
        movedFrom: undefined,
      }),
    );
  } catch (error) {
    if (error instanceof StaleReview) await removeSent(deps, review.name, review.owed);
    throw error;
  }
}

/**
 * Removes sent receipts from a record that another writer changed meanwhile, so that they are not sent again.
 */
async function removeSent(deps: SendReceiptsDeps, name: string, sent: readonly OwedReceipt[]): Promise<void> {
  const digests = new Set(sent.map(digestOf));
  await updateReview(deps, name, async (review, write) => {
    if (review === undefined) return;
    const owed = review.owed.filter((one) => !digests.has(digestOf(one)));
    await write(withFields(review, { owed }));
  });
}

/** Whether a later change made the receipt untrue before it was sent. That change has its own receipt. */
function isOvertaken({ outcome }: OwedReceipt, review: Review, shown: PublicState): boolean {
  if (outcome === 'published') return shown !== 'published';
  if (outcome === 'withdrawn') return shown === 'published';
  return outcome === 'scheduled' && review.scheduled === undefined;
}
