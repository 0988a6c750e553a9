/**
 * S3 writes an ETag between quotation marks in headers and listings, and without them in events; the ports
 * have none.
 */
export function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}
