import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError, asAwsError, notImplemented } from '../http/aws-error.ts';
import { type LocalServer, listenLocally, readBody } from '../http/local-server.ts';
import { readXml, repeated } from '../http/xml.ts';
import { sendXml, sendXmlError } from '../http/xml-answer.ts';

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
const InvalidationBatch = z.object({
  Paths: z.object({ Items: z.object({ Path: repeated(z.string()) }) }),
  CallerReference: z.string(),
});

/** CloudFront's CreateInvalidation. There is no cache, so it only validates the request. */
export async function startInvalidations(
  isKnown: (distribution: string) => boolean,
  onInvalidation: (paths: readonly string[]) => void = () => undefined,
): Promise<LocalServer> {
  return listenLocally(async (request, response) => {
    try {
      const body = (await readBody(request, 1024 * 1024)).toString();
      const [, distribution] =
        /^\/2020-05-31\/distribution\/([^/]+)\/invalidation$/.exec(request.url ?? '') ?? [];
      if (request.method !== 'POST' || distribution === undefined)
        throw notImplemented(`${request.method} ${request.url}`);
      if (!isKnown(distribution))
        throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.');
      const batch = readXml(body, InvalidationBatch);
      const paths = batch.Paths.Items.Path;
      if (paths.length === 0 || paths.some((path) => !path.startsWith('/')))
        throw new AwsError('InvalidArgument', 'Your request contains a path that is not valid.');
      onInvalidation(paths);
      const invalidation = {
        Id: `I${randomUUID().slice(0, 8).toUpperCase()}`,
        Status: 'Completed',
        CreateTime: new Date().toISOString(),
        InvalidationBatch: {
          Paths: { Quantity: paths.length, Items: { Path: paths } },
          CallerReference: batch.CallerReference,
        },
      };
      sendXml(response, NAMESPACE, 'Invalidation', invalidation, 201);
    } catch (error) {
      sendXmlError(response, NAMESPACE, asAwsError(error));
    }
  });
}
