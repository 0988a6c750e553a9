import type { IncomingHttpHeaders } from 'node:http';
import { ACCOUNT } from '../account.ts';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { CHECKSUM_NAMES } from './checksums.ts';

type Check = (value: string) => void;

const anyValue: Check = () => undefined;
/** Accepts only these values; others are not supported. */
const only =
  (...values: string[]): Check =>
  (value) => {
    if (!values.includes(value)) throw notImplemented(`the value ${value} of a header`);
  };
const noLock: Check = () => {
  throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
};
const noAccessControlList: Check = () => {
  throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
};
const noCustomerKey: Check = () => {
  throw new AwsError('AccessDenied', 'The bucket blocks server-side encryption with customer keys.');
};
const noKey: Check = () => {
  throw new AwsError('AccessDenied', 'Not authorized to perform: kms:GenerateDataKey');
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html#AmazonS3-PutObject-request-header-StorageClass */
const STORAGE_CLASSES = [
  ...['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING'],
  ...['GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR'],
];

/**
 * Supported request headers with checks of their values. Buckets have fixed settings: owner enforced (no
 * ACLs), encrypted by S3, no customer keys, no object lock.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
const CHECKS: Readonly<Record<string, Check>> = {
  // Signatures are not verified.
  'x-amz-date': anyValue,
  'x-amz-security-token': anyValue,
  'x-amz-user-agent': anyValue,
  'x-amz-content-sha256': anyValue,
  // Used when the body is received or the object is sent.
  'x-amz-decoded-content-length': anyValue,
  'x-amz-trailer': anyValue,
  'x-amz-sdk-checksum-algorithm': anyValue,
  'x-amz-checksum-algorithm': anyValue,
  'x-amz-checksum-type': anyValue,
  'x-amz-checksum-mode': anyValue,
  'x-amz-mp-object-size': anyValue,
  'x-amz-object-attributes': anyValue,
  'x-amz-max-parts': anyValue,
  'x-amz-part-number-marker': anyValue,
  'x-amz-copy-source': anyValue,
  'x-amz-copy-source-if-match': anyValue,
  'x-amz-copy-source-if-none-match': anyValue,
  'x-amz-copy-source-if-modified-since': anyValue,
  'x-amz-copy-source-if-unmodified-since': anyValue,
  'x-amz-copy-source-range': anyValue,
  'x-amz-metadata-directive': anyValue,
  'x-amz-tagging': anyValue,
  'x-amz-tagging-directive': anyValue,
  'x-amz-website-redirect-location': anyValue,
  // Without effect: no object lock, no requester pays.
  'x-amz-bypass-governance-retention': anyValue,
  'x-amz-request-payer': anyValue,
  'x-amz-expected-bucket-owner': ownedBy,
  'x-amz-source-expected-bucket-owner': ownedBy,
  'x-amz-storage-class': (value) => {
    if (!STORAGE_CLASSES.includes(value))
      throw new AwsError('InvalidStorageClass', 'The storage class you specified is not valid');
  },
  'x-amz-acl': (value) => {
    if (value !== 'private' && value !== 'bucket-owner-full-control') noAccessControlList(value);
  },
  'x-amz-grant-full-control': noAccessControlList,
  'x-amz-grant-read': noAccessControlList,
  'x-amz-grant-read-acp': noAccessControlList,
  'x-amz-grant-write': noAccessControlList,
  'x-amz-grant-write-acp': noAccessControlList,
  'x-amz-object-ownership': only('BucketOwnerEnforced'),
  'x-amz-bucket-object-lock-enabled': only('false'),
  'x-amz-server-side-encryption': (value) => {
    if (value === 'aws:kms' || value === 'aws:kms:dsse') noKey(value);
    if (value !== 'AES256')
      throw new AwsError('InvalidEncryptionAlgorithmError', 'The encryption request is not valid.');
  },
  'x-amz-server-side-encryption-aws-kms-key-id': noKey,
  'x-amz-server-side-encryption-context': noKey,
  'x-amz-server-side-encryption-bucket-key-enabled': only('false'),
  'x-amz-server-side-encryption-customer-algorithm': noCustomerKey,
  'x-amz-server-side-encryption-customer-key': noCustomerKey,
  'x-amz-server-side-encryption-customer-key-md5': noCustomerKey,
  'x-amz-copy-source-server-side-encryption-customer-algorithm': noCustomerKey,
  'x-amz-object-lock-mode': noLock,
  'x-amz-object-lock-retain-until-date': noLock,
  'x-amz-object-lock-legal-hold': noLock,
  ...Object.fromEntries(CHECKSUM_NAMES.map((name) => [`x-amz-checksum-${name}`, anyValue])),
};

/** Rejects a header that is unknown, or that AWS rejects for such buckets. */
export function checkHeaders(headers: IncomingHttpHeaders): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('x-amz-') || name.startsWith('x-amz-meta-')) continue;
    const check = CHECKS[name];
    if (check === undefined) throw notImplemented(`the header ${name}`);
    check(String(value));
  }
}

function ownedBy(value: string): void {
  if (value !== ACCOUNT) throw new AwsError('AccessDenied', 'Access Denied');
}
