import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { repeated } from '../http/xml.ts';
import { OWNER } from './access-control.ts';
import { CHECKSUM_NAMES, type ChecksumName, checksumElements, checksumHeaders } from './checksums.ts';
import { checksumNameFrom, copySource, sourceHeader } from './copy-object.ts';
import { rangeOf } from './get-object.ts';
import { allowOnly, isoSeconds } from './listing.ts';
import { type Begun, type ChecksumType, checkPartNumber, type NamedPart } from './multipart.ts';
import { conditionOf, describedBy, storageClassOf, versionHeader } from './object-headers.ts';
import { copyRange, type ReceivedBody, receiveBody } from './request-body.ts';
import type { S3Call } from './s3-call.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import type { Version } from './schema.ts';
import { bodyXml, sendXml } from './xml-answer.ts';

const MOST_LISTED_PARTS = 1000;

/** Handles a multipart upload request. */
export async function answerMultipart(call: S3Call): Promise<void> {
  const { multipart, bucket, response } = call;
  const { method, query, key } = call.request;
  const upload = query.get('uploadId');
  if (upload === undefined) {
    allowOnly(query, ['uploads']);
    if (method !== 'POST') throw notImplemented(`${method} on the uploads of an object`);
    begin(call);
    return;
  }
  allowOnly(query, ['uploadId', 'partNumber', 'max-parts', 'part-number-marker', 'encoding-type']);
  if (method === 'PUT') await putPart(call, upload);
  else if (method === 'POST') await complete(call, upload);
  else if (method === 'DELETE') {
    multipart.abort(bucket.name, key, upload);
    response.writeHead(204).end();
  } else if (method === 'GET') listParts(call, upload);
  else throw notImplemented(`${method} on a multipart upload`);
}

function begin({ multipart, bucket, request, response }: S3Call): void {
  const checksum = checksumOf(request);
  const begun: Begun = { ...describedBy(request), ...(checksum && { checksum }) };
  const UploadId = multipart.begin(bucket.name, request.key, begun);
  sendXml(
    response,
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: request.key, UploadId },
    {
      'x-amz-server-side-encryption': 'AES256',
      ...(checksum && {
        'x-amz-checksum-algorithm': checksum.name.toUpperCase(),
        'x-amz-checksum-type': checksum.type,
      }),
    },
  );
}

/**
 * The checksum of CreateMultipartUpload.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
function checksumOf(request: S3Request): Begun['checksum'] {
  const name = checksumNameFrom(headerOf(request, 'x-amz-checksum-algorithm'));
  const asked = headerOf(request, 'x-amz-checksum-type');
  if (name === undefined && asked === undefined) return undefined;
  const type: ChecksumType | undefined = asked === 'FULL_OBJECT' || asked === 'COMPOSITE' ? asked : undefined;
  const isHash = name === 'sha1' || name === 'sha256';
  const isPossible = type === undefined || (type === 'COMPOSITE' ? name !== 'crc64nvme' : !isHash);
  if (name === undefined || (asked !== undefined && type === undefined) || !isPossible)
    throw new AwsError(
      'InvalidRequest',
      `The ${asked} checksum type cannot be used with the ${name ?? 'missing'} checksum algorithm.`,
    );
  return { name, type: type ?? (name === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE') };
}

async function putPart(
  { store, multipart, bucket, request, response }: S3Call,
  upload: string,
): Promise<void> {
  const { key } = request;
  const number = Number(request.query.get('partNumber'));
  checkPartNumber(number);
  const { checksum } = multipart.begun(bucket.name, key, upload);
  const add = (body: ReceivedBody) => multipart.add(bucket.name, key, upload, number, body);
  if (headerOf(request, 'x-amz-copy-source') === undefined) {
    const body = await receiveBody(request.http, store.temporaryFile(), checksum?.name);
    add(body);
    const sums = body.checksum === undefined ? {} : { [body.checksum.name]: body.checksum.value };
    response
      .writeHead(200, {
        etag: `"${body.md5}"`,
        'x-amz-server-side-encryption': 'AES256',
        ...checksumHeaders(sums),
      })
      .end();
    return;
  }
  const { source, from } = copySource(store, request);
  const range = copiedRange(headerOf(request, 'x-amz-copy-source-range'), source);
  const body = await copyRange(store.pathOf(source), range, store.temporaryFile(), checksum?.name);
  add(body);
  const sums = body.checksum === undefined ? {} : { [body.checksum.name]: body.checksum.value };
  const result = { LastModified: isoSeconds(Date.now() / 1000), ETag: `"${body.md5}"` };
  sendXml(response, 'CopyPartResult', { ...result, ...checksumElements(sums) }, sourceHeader(from, source));
}

/**
 * The range of UploadPartCopy. Unlike in GetObject, both ends are required and must lie within the source.
 */
function copiedRange(header: string | undefined, source: Version) {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last))
    throw new AwsError(
      'InvalidArgument',
      'The x-amz-copy-source-range value must be of the form bytes=first-last',
    );
  if (Number(last) >= source.bytes)
    throw new AwsError('InvalidRange', `The range is not valid for the source of ${source.bytes} bytes.`);
  return rangeOf(header, source.bytes);
}

const Complete = z.object({
  Part: repeated(z.object({ PartNumber: z.coerce.number(), ETag: z.string() }).catchall(z.unknown())),
});

async function complete({ multipart, bucket, request, response }: S3Call, upload: string): Promise<void> {
  const { key, principal } = request;
  const { Part } = await bodyXml(request, Complete);
  const named: NamedPart[] = Part.map((part) => ({
    number: part.PartNumber,
    etag: part.ETag,
    checksums: checksumsIn((name) => part[`Checksum${name.toUpperCase()}`]),
  }));
  const size = headerOf(request, 'x-amz-mp-object-size');
  const expected = {
    bytes: size === undefined ? undefined : Number(size),
    checksums: checksumsIn((name) => headerOf(request, `x-amz-checksum-${name}`)),
  };
  const condition = conditionOf(request);
  const version =
    multipart.completed(bucket.name, key, upload) ??
    (await multipart.complete(bucket, key, upload, named, expected, condition, principal));
  sendXml(
    response,
    'CompleteMultipartUploadResult',
    {
      Location: `http://${request.http.headers.host}/${bucket.name}/${encodeURIComponent(key)}`,
      Bucket: bucket.name,
      Key: key,
      ETag: `"${version.etag}"`,
      ...checksumElements(version.checksums),
    },
    { 'x-amz-server-side-encryption': 'AES256', ...versionHeader(bucket, version.version) },
  );
}

function checksumsIn(read: (name: ChecksumName) => unknown): Partial<Record<ChecksumName, string>> {
  return Object.fromEntries(
    CHECKSUM_NAMES.flatMap((name) => {
      const value = read(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function listParts({ multipart, bucket, request, response }: S3Call, upload: string): void {
  const { query, key } = request;
  const begun = multipart.begun(bucket.name, key, upload);
  const marker = Number(query.get('part-number-marker') || 0);
  const limit = Math.min(Number(query.get('max-parts') || MOST_LISTED_PARTS), MOST_LISTED_PARTS);
  const rest = multipart.parts(bucket.name, key, upload).filter(({ number }) => number > marker);
  const page = rest.slice(0, limit);
  const isTruncated = rest.length > page.length;
  sendXml(response, 'ListPartsResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload,
    Initiator: OWNER,
    Owner: OWNER,
    StorageClass: storageClassOf(begun),
    PartNumberMarker: marker,
    NextPartNumberMarker: isTruncated ? page.at(-1)?.number : undefined,
    MaxParts: limit,
    IsTruncated: isTruncated,
    ChecksumAlgorithm: begun.checksum?.name.toUpperCase(),
    ChecksumType: begun.checksum?.type,
    Part: page.map(({ number, etag, bytes, checksum }) => ({
      PartNumber: number,
      ETag: `"${etag}"`,
      Size: bytes,
      ...(begun.checksum && checksum !== null ? checksumElements({ [begun.checksum.name]: checksum }) : {}),
    })),
  });
}
