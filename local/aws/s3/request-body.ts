import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { CHECKSUM_NAMES, type ChecksumName, checksum } from './checksums.ts';
import { badDigest } from './object-store.ts';

/** A received body: stored, complete, and verified against the client's checksums. */
export interface ReceivedBody {
  readonly file: string;
  readonly bytes: number;
  readonly md5: string;
  /** The checksum given by the client, or the one requested. */
  readonly checksum?: { readonly name: ChecksumName; readonly value: string };
}

/**
 * Receives a request body into `file`, decoding `aws-chunked` with trailing checksums. `algorithm` is used if
 * the client gives no checksum. Throws `BadDigest` or `IncompleteBody` and leaves no file.
 */
export async function receiveBody(
  request: IncomingMessage,
  file: string,
  algorithm?: ChecksumName,
): Promise<ReceivedBody> {
  checkDeclared(request);
  const trailers = new Map<string, string>();
  const chunked =
    request.headers['x-amz-decoded-content-length'] !== undefined ||
    request.headers['x-amz-content-sha256']?.toString().startsWith('STREAMING-');
  const wanted = checksumNameOf(request) ?? algorithm;
  const sum = wanted === undefined ? undefined : checksum(wanted);
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      chunked ? decodeChunks(request, trailers) : request,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          bytes += chunk.length;
          md5.update(chunk);
          sum?.update(chunk);
          if (!chunked) sha256.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { flags: 'wx' }),
    );
    const declared = request.headers['x-amz-decoded-content-length'] ?? request.headers['content-length'];
    if (declared !== undefined && Number(declared) !== bytes)
      throw new AwsError('IncompleteBody', 400, 'The body is shorter or longer than its declared length.');
    const hex = md5.digest('hex');
    const contentMd5 = request.headers['content-md5'];
    if (contentMd5 !== undefined && contentMd5 !== Buffer.from(hex, 'hex').toString('base64'))
      throw badDigest('Content-MD5');
    const signed = request.headers['x-amz-content-sha256'];
    if (typeof signed === 'string' && /^[0-9a-f]{64}$/.test(signed) && signed !== sha256.digest('hex'))
      throw new AwsError('XAmzContentSHA256Mismatch', 400, 'The body is not what x-amz-content-sha256 says.');
    if (wanted === undefined || sum === undefined) return { file, bytes, md5: hex };
    const header = `x-amz-checksum-${wanted}`;
    const given = trailers.get(header) ?? request.headers[header]?.toString();
    const value = sum.digest();
    if (given !== undefined && given !== value) throw badDigest(header);
    return { file, bytes, md5: hex, checksum: { name: wanted, value } };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** Copies a stored file or a range of it, with the same checks. */
export async function copyRange(
  from: string,
  range: { start: number; end: number } | undefined,
  file: string,
  algorithm?: ChecksumName,
): Promise<ReceivedBody> {
  const md5 = createHash('md5');
  const sum = algorithm && checksum(algorithm);
  let bytes = 0;
  await pipeline(
    createReadStream(from, range),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        bytes += chunk.length;
        md5.update(chunk);
        sum?.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx' }),
  );
  const copied = { file, bytes, md5: md5.digest('hex') };
  return algorithm && sum ? { ...copied, checksum: { name: algorithm, value: sum.digest() } } : copied;
}

/** Throws if the body's length is unknown, or the checksum header is malformed. */
function checkDeclared({ headers }: IncomingMessage): void {
  if (headers['transfer-encoding'] !== undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new AwsError(
      'NotImplemented',
      501,
      'Transfer-Encoding implies functionality that is not implemented',
    );
  if (headers['content-length'] === undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new AwsError('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.');
  const md5 = headers['content-md5'];
  if (md5 !== undefined && Buffer.from(String(md5), 'base64').length !== 16)
    throw new AwsError('InvalidDigest', 400, 'The Content-MD5 you specified is not valid.');
}

/** The checksum algorithm of a request, from its headers or trailers. */
function checksumNameOf(request: IncomingMessage): ChecksumName | undefined {
  const trailer = request.headers['x-amz-trailer']?.toString().toLowerCase();
  const name = CHECKSUM_NAMES.find(
    (one) => trailer === `x-amz-checksum-${one}` || request.headers[`x-amz-checksum-${one}`] !== undefined,
  );
  if (trailer !== undefined && name === undefined) throw notImplemented(`the trailer ${trailer}`);
  if (name === undefined && request.headers['x-amz-sdk-checksum-algorithm'] !== undefined)
    throw new AwsError(
      'InvalidRequest',
      400,
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  return name;
}

/**
 * Decodes `aws-chunked`: `size;extensions CRLF bytes CRLF ... 0 CRLF trailers CRLF`. Source: Amazon S3 API
 * reference, "Signature calculations: transferring payload in multiple chunks".
 */
async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let left = 0;
  let state: 'size' | 'bytes' | 'end of bytes' | 'trailers' = 'size';
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    while (rest.length > 0) {
      if (state === 'bytes') {
        const part = rest.subarray(0, left);
        left -= part.length;
        rest = rest.subarray(part.length);
        if (left === 0) state = 'end of bytes';
        yield part;
        continue;
      }
      const end = rest.indexOf('\r\n');
      if (end < 0) break;
      const line = rest.subarray(0, end).toString('latin1');
      rest = rest.subarray(end + 2);
      if (state === 'end of bytes') state = 'size';
      else if (state === 'size') {
        left = Number.parseInt(line, 16);
        if (!Number.isInteger(left)) throw new AwsError('InvalidChunk', 400, 'A chunk has no size.');
        state = left === 0 ? 'trailers' : 'bytes';
      } else if (line !== '') {
        const colon = line.indexOf(':');
        trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
    }
  }
  if (state !== 'trailers') throw new AwsError('IncompleteBody', 400, 'The body ends within a chunk.');
}
