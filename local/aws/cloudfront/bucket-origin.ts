import type { OriginServer } from './viewer.ts';

/** Request headers that CloudFront forwards to S3. */
const FORWARDED = ['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** S3 response headers that CloudFront removes. */
const HIDDEN = ['connection', 'keep-alive', 'transfer-encoding', 'date', 'x-amz-request-id'];

/**
 * A private bucket behind an origin access control. Without permission to list the bucket, S3 answers 403 for
 * a missing object: `mayList` returns whether CloudFront has it.
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
