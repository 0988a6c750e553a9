import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  type CloudFrontClient,
  CreateInvalidationCommand,
  TooManyInvalidationsInProgress,
} from '@aws-sdk/client-cloudfront';
import type { Caches } from '#shared/ports.ts';

/** Delays between retries in milliseconds. Their sum is well below the function's timeout. */
const WAITS = [2_000, 4_000, 8_000, 16_000];

/**
 * The caches of one CloudFront distribution. `purge` returns once CloudFront accepted the invalidation, which
 * takes effect within a minute or two. Retries if too many paths (3,000) are in progress, as when many
 * reviews are withdrawn at once:
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
      const items = [...new Set(paths)].flatMap(addressesOf).map((path) => encodeURI(path));
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

/**
 * A CloudFront function rewrites the address of a folder. AWS advises to invalidate both forms.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
function addressesOf(path: string): string[] {
  return path.endsWith('/') ? [path, `${path}index.html`] : [path];
}
