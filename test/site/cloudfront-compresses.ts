/**
 * The types of text that CloudFront compresses, as far as a site like this has them, and the sizes
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html).
 */
const TYPES = new Set([
  'application/javascript',
  'application/json',
  'application/rss+xml',
  'application/xhtml+xml',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
]);

/** Whether CloudFront hands it out compressed. */
export function cloudFrontCompresses(contentType: string, bytes: number): boolean {
  const [type = ''] = contentType.split(';');
  return TYPES.has(type) && bytes >= 1000 && bytes <= 10_000_000;
}
