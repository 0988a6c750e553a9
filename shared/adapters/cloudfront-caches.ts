import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  type CloudFrontClient,
  CreateInvalidationCommand,
  TooManyInvalidationsInProgress,
} from '@aws-sdk/client-cloudfront';
import type { Caches } from '#shared/ports.ts';

/** Each is tried again after so many milliseconds: together well below the time that a function has. */
const WAITS = [2_000, 4_000, 8_000, 16_000];

/**
 * The caches of one CloudFront distribution. Asks, and does not wait until they are fresh: within a minute or two.
 * Waits when too many are being purged already (15 with a final `*`), as when many reviews change at once:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-invalidations
 */
export function cloudFrontCaches(
  client: CloudFrontClient,
  distributionId: string,
  waits: readonly number[] = WAITS,
): Caches {
  return {
    async purge(paths) {
      if (paths.length === 0) return;
      const items = [...new Set(paths)].map((path) => encodeURI(path));
      const command = new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: randomUUID(),
          Paths: { Quantity: items.length, Items: items },
        },
      });
      for (const wait of [...waits, undefined]) {
        try {
          await client.send(command);
          return;
        } catch (error) {
          if (!(error instanceof TooManyInvalidationsInProgress) || wait === undefined) throw error;
          await setTimeout(wait);
        }
      }
    },
  };
}
