import { type _Object, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/**
 * Lists the objects below a prefix across pages, with decoded keys. `limit` bounds the number, within the
 * first page.
 */
export async function* s3ListObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  limit?: number,
): AsyncGenerator<_Object & { readonly Key: string }> {
  // Some characters of a key are not allowed in XML, so the listing is URL-encoded.
  const input = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' as const };
  const pages = paginateListObjectsV2({ client, ...(limit !== undefined && { pageSize: limit }) }, input);
  for await (const { Contents = [], EncodingType } of pages) {
    for (const object of Contents) {
      const { Key = '' } = object;
      yield { ...object, Key: EncodingType === 'url' ? decodeURIComponent(Key.replaceAll('+', ' ')) : Key };
    }
    if (limit !== undefined) return;
  }
}
