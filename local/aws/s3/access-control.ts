import { AwsError } from '../http/aws-error.ts';

/** Every bucket belongs to whoever runs the emulator. */
export const OWNER = { ID: 'LOCAL', DisplayName: 'local' } as const;

/** The only ACL where ACLs are disabled: the owner may do everything. */
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

/** PutBucketAcl and PutObjectAcl, where ACLs are disabled. */
export function refuseAcl(): never {
  throw new AwsError('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
}
