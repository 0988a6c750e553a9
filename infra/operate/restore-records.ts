import { nameOfKey, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { newReview } from '#shared/domain/review/review.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Clock, Queue, Reviews, UploadSignal, Uploads } from '#shared/ports.ts';

export interface RestoreDeps {
  readonly uploads: Pick<Uploads, 'all'>;
  readonly reviews: Pick<Reviews, 'get' | 'put'>;
  readonly uploadSignals: Queue<UploadSignal>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Creates a record for each review in the uploads bucket without one, oldest first, and signals it, so that
 * the pipeline examines and publishes it again. Restored records send no receipts and alerts. Returns their
 * number.
 */
export async function restoreRecords(deps: RestoreDeps): Promise<number> {
  const since = new Map<string, string>();
  for await (const { key, modifiedAt } of deps.uploads.all()) {
    const name = nameOfKey(key);
    if (name === undefined || roleOfKey(key) !== 'pdf') continue;
    const known = since.get(name);
    if (known === undefined || modifiedAt < known) since.set(name, modifiedAt);
  }
  let restored = 0;
  for (const [name, at] of [...since].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    if (await isKnown(deps, name)) continue;
    // The upload day replaces the lost day of first publication, so that the address keeps its year.
    await deps.reviews.put({ ...newReview(name), restoredAt: deps.clock.now(), firstListedAt: at });
    await deps.uploadSignals.send({ name });
    restored++;
  }
  return restored;
}

async function isKnown({ reviews }: RestoreDeps, name: string): Promise<boolean> {
  try {
    return (await reviews.get(name)) !== undefined;
  } catch (error) {
    if (error instanceof UnreadableItem) return true;
    throw error;
  }
}
