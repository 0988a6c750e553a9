import type { OriginServer } from './viewer.ts';

/** Request headers that CloudFront hands on to S3. */
const FORWARDED = ['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** Response headers that tell of S3 and not of the file. */
const HIDDEN = ['connection', 'keep-alive', 'transfer-encoding', 'date', 'x-amz-request-id'];

/**
 * A private bucket behind an origin access control. Who may not list a bucket learns 403 of a file that is
 * not there:
 * `mayList` says whether the bucket's policy lets CloudFront list it.
 */
export function bucketOrigin(s3Url: string, bucket: string, mayList: () => boolean): OriginServer {
  return async ({ method, path, headers }) => {
    const forwarded = FORWARDED.flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]] as const],
    );
    const key = path.slice(1);
    const answer = await fetch(`${s3Url}/${bucket}/${key}`, {
      method: method === 'HEAD' ? 'GET' : method,
      headers: Object.fromEntries(forwarded),
    });
    const kept = new Headers(answer.headers);
    for (const name of HIDDEN) kept.delete(name);
    const status = answer.status === 404 && !mayList() ? 403 : answer.status;
    return { status, headers: kept, body: new Uint8Array(await answer.arrayBuffer()) };
  };
}
