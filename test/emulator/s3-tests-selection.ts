/**
 * Parts of ceph/s3-tests (`s3tests/functional/test_s3.py`) that the emulator claims, and those that it does
 * not.
 */
interface Selection {
  /** Features by the names of their tests; the first that matches counts. */
  readonly features: readonly (readonly [string, RegExp])[];
  /** Marks of pytest for features that the emulator refuses. */
  readonly withoutMarks: readonly string[];
  /** Words in names of tests on features that the emulator refuses. */
  readonly withoutWords: readonly string[];
  /** Tests that fail, with the reason why they may. */
  readonly argued: readonly (readonly [RegExp, string])[];
}

export const SELECTION: Selection = {
  features: [
    ['checksums', /checksum|cksum|content_md5|md5/],
    ['attributes', /attributes/],
    ['conditional writes', /if_?match|if_?none_?match|delete_object_if|delete_objects_if/],
    ['multipart uploads', /multipart|upload_part|mpu/],
    ['versions', /version|delete_marker/],
    ['copy', /copy/],
    ['tags', /tag/],
    ['listing', /list/],
    ['presigned URLs', /raw|presign/],
    ['conditional reads and ranges', /get_object_if|ifmodified|ifunmodified|ranged|range/],
    ['buckets', /bucket/],
    ['objects', /./],
  ],
  withoutMarks: [
    ...['appendobject', 'auth_aws2', 'bucket_encryption', 'bucket_logging', 'bucket_logging_cleanup'],
    ...['bucket_policy', 'cloud_restore', 'cloud_transition', 'encryption', 'fails_on_aws', 'iam_account'],
    ...['iam_user', 'lifecycle', 'lifecycle_expiration', 'lifecycle_transition', 'object_lock'],
    ...['object_ownership', 's3website', 'sse_s3', 'storage_class', 'target_by_bucket'],
  ],
  withoutWords: [
    ...['acl', 'anon', 'cors', 'legal_hold', 'lifecycle', 'lock', 'logging', 'ownership', 'policy'],
    ...['post_object', 'public_access', 'public_block', 'retention', 'torrent', 'website'],
  ],
  argued: [
    [
      /access_bucket|read_unreadable|raw_get|raw_auth|raw_response|bucket_gone|list_return_data_versioning|fetchowner|expected_bucket_owner|create_special_key_names|upload_owner|not_owned/,
      'Prepares an ACL, or asks as another account: ACLs are disabled in the buckets of the product, and there is one account.',
    ],
    [
      /invalid_auth|bad_auth|nonowner|100_continue/,
      'Signatures are not checked: permissions are tried on MiniStack.',
    ],
    [/suspend|_upload_return_version_id/, 'Suspended versioning is refused: the product never suspends it.'],
    [
      /get_part|multipart_object_attributes|use_cksum_helper/,
      'The parts of a completed upload are forgotten: refused.',
    ],
    [/bucket_tagging/, 'Tags of a bucket are refused.'],
    [/list_buckets_paginated/, 'All buckets are listed at once.'],
    [
      /create_exists|recreate_not_overriding|concurrent_multi/,
      'In every region but us-east-1 a repeated CreateBucket fails: BucketAlreadyOwnedByYou.',
    ],
    [/encoding_basic/, 'S3 encodes a space as a plus, and the test wants %20.'],
    [/list_prefix_unreadable/, 'S3 encodes the prefix, which botocore does not decode for ListObjects.'],
    [/chunked_transfer_encoding/, 'S3 answers 501 to Transfer-Encoding: chunked.'],
    [/put_excess_tags/, 'S3 answers BadRequest to more than ten tags.'],
    [
      /put_(current_)?object_(current_)?if_(none_)?match/,
      'An extension of Ceph: on S3, If-None-Match takes only * when writing.',
    ],
    [/delete_marker_nonversioned/, 'An extension of Ceph: S3 answers the header for delete markers only.'],
    [
      /multipart_checksum/,
      'S3 wants the checksum of each part to complete an upload with composite checksums.',
    ],
    [
      /resend_first_finishes_last/,
      'Counts how often botocore reads a body; the count differs with checksums.',
    ],
    [
      /set_get_unicode_metadata/,
      'S3 answers metadata outside ASCII as RFC 2047; the emulator answers the bytes.',
    ],
  ],
};
