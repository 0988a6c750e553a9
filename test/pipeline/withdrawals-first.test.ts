import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallReport } from '../support/pdf/small-report.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const UPLOADS = 40;

let test: StackUnderTest;
beforeAll(async () => {
  test = await startStack();
});
afterAll(() => test?.stop());

const nameOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');
const numbered = (count: number, title: string) =>
  Array.from({ length: count }, (_, index) => `${title} ${index + 1}`);

/** How many of these are examined. */
async function examined(titles: readonly string[]): Promise<number> {
  const reviews = await Promise.all(titles.map((title) => test.review(nameOf(title))));
  return reviews.filter((review) => review?.outcome !== undefined).length;
}

/** Deletes a report. Resolves with the seconds until no reader gets it. */
async function withdraw(title: string): Promise<number> {
  const startedAt = Date.now();
  const Bucket = test.stack.outputs.UploadsBucket;
  await test.s3.send(new DeleteObjectCommand({ Bucket, Key: `${nameOf(title)}.pdf` }));
  const isPublic = async () => {
    const report = await test.get(`/reviews/2024/${nameOf(title)}/report.pdf`);
    const listing = await test.get('/reviews.json');
    return report.status !== 404 || (await listing.text()).includes(`${nameOf(title)}/`);
  };
  await expect.poll(isPublic).toBe(false);
  return (Date.now() - startedAt) / 1000;
}

it('withdrawals overtake forty uploads that are being examined', { timeout: 600_000 }, async () => {
  const published = numbered(5, 'Child Fern');
  for (const title of published) await test.put(`${nameOf(title)}.pdf`, smallReport(title));
  await test.quiet();
  expect(await examined(published)).toBe(published.length);

  const uploads = numbered(UPLOADS, 'Child Moss');
  for (const title of uploads) await test.put(`${nameOf(title)}.pdf`, smallReport(title));
  const seconds = await Promise.all(published.map(withdraw));
  const before = await examined(uploads);
  console.log(
    `${seconds.length} withdrawals in ${Math.max(...seconds)} s at most, ${before} of ${UPLOADS} examined before`,
  );
  expect(before).toBeLessThan(UPLOADS / 2);
  // Their alerts, at most one a second, are not waited for.
  await expect.poll(() => examined(uploads), { interval: 250 }).toBe(UPLOADS);
});
