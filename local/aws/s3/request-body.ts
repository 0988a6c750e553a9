import { createHash, type Hash } from 'node:crypto';
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
  const isChunked =
    request.headers['x-amz-decoded-content-length'] !== undefined ||
    request.headers['x-amz-content-sha256']?.toString().startsWith('STREAMING-');
  const sha256 = createHash('sha256');
  try {
    const body = isChunked
      ? await storeStream(decodeChunks(request, trailers), file, checksumNameOf(request) ?? algorithm)
      : await storeStream(request, file, checksumNameOf(request) ?? algorithm, sha256);
    checkReceived(request, body, trailers, sha256.digest('hex'));
    return body;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** Copies a stored file or a range of it. */
export async function copyRange(
  from: string,
  range: { start: number; end: number } | undefined,
  file: string,
  algorithm?: ChecksumName,
): Promise<ReceivedBody> {
  return storeStream(createReadStream(from, range), file, algorithm);
}

/** Writes a stream to a new file, with its MD5 and a checksum of `algorithm`. */
async function storeStream(
  source: AsyncIterable<Buffer>,
  file: string,
  algorithm: ChecksumName | undefined,
  sha256?: Hash,
): Promise<ReceivedBody> {
  const md5 = createHash('md5');
  const sum = algorithm && checksum(algorithm);
  let bytes = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        for (const digest of [md5, sum, sha256]) digest?.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx' }),
  );
  const stored = { file, bytes, md5: md5.digest('hex') };
  return algorithm && sum ? { ...stored, checksum: { name: algorithm, value: await sum.digest() } } : stored;
}

/** Compares a received body with the length and the digests that its request declares. */
function checkReceived(
  { headers }: IncomingMessage,
  { bytes, md5, checksum }: ReceivedBody,
  trailers: ReadonlyMap<string, string>,
  sha256: string,
): void {
  const declared = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (declared !== undefined && Number(declared) !== bytes)
    throw new AwsError('IncompleteBody', 'The body is shorter or longer than its declared length.');
  const contentMd5 = headers['content-md5'];
  if (contentMd5 !== undefined && contentMd5 !== Buffer.from(md5, 'hex').toString('base64'))
    throw badDigest('Content-MD5');
  const signed = headers['x-amz-content-sha256'];
  if (typeof signed === 'string' && /^[0-9a-f]{64}$/.test(signed) && signed !== sha256)
    throw new AwsError('XAmzContentSHA256Mismatch', 'The body does not match x-amz-content-sha256.');
  if (checksum === undefined) return;
  const header = `x-amz-checksum-${checksum.name}`;
  const given = trailers.get(header) ?? headers[header]?.toString();
  if (given !== undefined && given !== checksum.value) throw badDigest(header);
}

/** Throws if the body's length is unknown, or the checksum header is malformed. */
function checkDeclared({ headers }: IncomingMessage): void {
  if (headers['transfer-encoding'] !== undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new AwsError('NotImplemented', 'Transfer-Encoding implies functionality that is not implemented');
  if (headers['content-length'] === undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  const md5 = headers['content-md5'];
  if (md5 !== undefined && Buffer.from(String(md5), 'base64').length !== 16)
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified is not valid.');
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
  const reader = new LineReader(source);
  for (;;) {
    const size = Number.parseInt((await reader.line()) ?? '', 16);
    if (reader.isEnded) throw new AwsError('IncompleteBody', 'The body ends within a chunk.');
    if (!Number.isInteger(size)) throw new AwsError('InvalidChunk', 'A chunk has no size.');
    if (size === 0) break;
    yield* reader.bytes(size);
    await reader.line();
  }
  for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

/** Reads lines and counted bytes from a stream of chunks. */
class LineReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  /** The stream ended before the requested line or bytes. */
  isEnded = false;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without CRLF, or undefined at the end of the stream. */
  async line(): Promise<string | undefined> {
    let end = this.#rest.indexOf('\r\n');
    while (end < 0 && (await this.#more())) end = this.#rest.indexOf('\r\n');
    return end < 0 ? undefined : this.#take(end + 2).toString('latin1', 0, end);
  }

  /** The next `count` bytes, or fewer if the stream ends. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (this.#rest.length === 0 && !(await this.#more())) return;
      const chunk = this.#take(Math.min(left, this.#rest.length));
      left -= chunk.length;
      yield chunk;
    }
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done) this.isEnded = true;
    else this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return !done;
  }
}
