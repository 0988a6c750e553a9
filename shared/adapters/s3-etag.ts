/** An ETag without the quotation marks that S3 adds in headers and listings, but not in events. */
export function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}
