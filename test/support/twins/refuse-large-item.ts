/** DynamoDB refuses an item over 400 KB. */
export function refuseLargeItem(item: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(item));
  if (bytes > 400 * 1024) throw new Error(`An item of ${bytes} bytes is over the 400 KB that a table takes.`);
}
