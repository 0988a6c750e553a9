import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { repeated } from '../http/xml.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import { bodyXml } from './xml-answer.ts';

/** The owner of every bucket. */
export const OWNER = { ID: 'LOCAL', DisplayName: 'local' } as const;

/** The fixed ACL of buckets with ACLs disabled: full control of the owner. */
export const ACCESS_CONTROL_POLICY = {
  Owner: OWNER,
  AccessControlList: {
    Grant: {
      Grantee: {
        '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        '@xsi:type': 'CanonicalUser',
        ...OWNER,
      },
      Permission: 'FULL_CONTROL',
    },
  },
};

const AccessControlPolicy = z.object({
  AccessControlList: z.object({
    Grant: repeated(z.object({ Grantee: z.object({ ID: z.string().optional() }), Permission: z.string() })),
  }),
});

/**
 * PutBucketAcl and PutObjectAcl: with ACLs disabled, only the fixed ACL is accepted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export async function putAcl(request: S3Request, response: ServerResponse): Promise<void> {
  // A canned ACL was validated with the headers.
  if (headerOf(request, 'x-amz-acl') === undefined) {
    const { AccessControlList } = await bodyXml(request, AccessControlPolicy);
    const isOwners = AccessControlList.Grant.every(
      ({ Grantee, Permission }) => Grantee.ID === OWNER.ID && Permission === 'FULL_CONTROL',
    );
    if (!isOwners) throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  response.writeHead(200).end();
}
