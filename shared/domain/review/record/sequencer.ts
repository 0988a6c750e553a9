/**
 * Whether an S3 event sequencer is newer than another of the same key: pad the shorter with zeros on the
 * right, then compare as text.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function isNewer(sequencer: string, than: string): boolean {
  const length = Math.max(sequencer.length, than.length);
  return sequencer.toUpperCase().padEnd(length, '0') > than.toUpperCase().padEnd(length, '0');
}
