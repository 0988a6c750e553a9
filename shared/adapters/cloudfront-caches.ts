import { randomUUID } from 'node:crypto';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import type { Caches } from '#shared/ports.ts';

/** The caches of one CloudFront distribution. Asks, and does not wait: they are done within a minute or two. */
export function cloudFrontCaches(client: CloudFrontClient, distributionId: string): Caches {
  return {
    async purge(paths) {
      if (paths.length === 0) return;
      const items = [...new Set(paths)].map((path) => encodeURI(path));
      await client.send(
        new CreateInvalidationCommand({
          DistributionId: distributionId,
          InvalidationBatch: {
            CallerReference: randomUUID(),
            Paths: { Quantity: items.length, Items: items },
          },
        }),
      );
    },
  };
}
