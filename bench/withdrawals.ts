import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { smallReport } from '../test/support/pdf/small-report.ts';
import { type StackUnderTest, startStack } from '../test/support/start-stack.ts';
import { readOptions, refuse } from './check-usage.ts';
import { longReport } from './long-reports.ts';
import { quantile } from './median.ts';

const USAGE = `npm run bench:withdrawals -- [--withdrawals 100] [--pages 100]
Publishes so many reviews, uploads 40 reports of so many pages, and withdraws the reviews one after the other while those 40
are examined. Prints the seconds from a deletion until page, PDF and listing show nothing. Status 1 if the 99th percentile
exceeds 10 s, or if the examinations ended too early to say.`;

const { values } = readOptions(USAGE, {
  options: {
    withdrawals: { type: 'string', default: '100' },
    pages: { type: 'string', default: '100' },
  },
});

const UPLOADS = 40;
const GOAL_SECONDS = 10;
const LOOK_EVERY_MS = 20;

const [count = 0, pages = 0] = [values.withdrawals, values.pages].map(Number);
if (!(count >= 1 && pages >= 1)) refuse(USAGE, 'Give numbers from 1.');
const folder = await mkdtemp(join(tmpdir(), 'bench-withdrawals-'));
const stack = await startStack({ settings: { backCatalogueAfterDays: 30 } });
try {
  const { path } = await longReport(folder, 'LibreOffice', pages);
  const slow = readFileSync(path);
  const titles = Array.from({ length: count }, (_, index) => `Child Fern ${index + 1}`);
  for (const title of titles) await stack.put(keyOf(title), smallReport(title));
  await stack.quiet();
  for (let upload = 1; upload <= UPLOADS; upload++) await stack.put(`slow-${upload}.pdf`, slow);
  const seconds: number[] = [];
  for (const title of titles) {
    if ((await examined(stack)) >= UPLOADS) break;
    seconds.push(await withdraw(stack, title));
  }
  const p99 = quantile(seconds, 0.99);
  console.log(
    `${seconds.length} withdrawals while ${UPLOADS} reports of ${values.pages} pages were examined: p50 ${quantile(seconds, 0.5).toFixed(2)} s, p99 ${p99.toFixed(2)} s, at most ${Math.max(...seconds).toFixed(2)} s (goal: p99 at most ${GOAL_SECONDS} s); load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  if (seconds.length < count)
    console.log(
      `The examinations ended before ${count - seconds.length} more: try --pages ${2 * Number(values.pages)}.`,
    );
  process.exitCode = p99 <= GOAL_SECONDS && seconds.length === count ? 0 : 1;
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}

function keyOf(title: string): string {
  return `${title.toLowerCase().replaceAll(' ', '-')}.pdf`;
}

/** How many of the slow uploads have an outcome. */
async function examined({ review }: StackUnderTest): Promise<number> {
  const slow = Array.from({ length: UPLOADS }, (_, index) => review(`slow-${index + 1}`));
  return (await Promise.all(slow)).filter((one) => one?.outcome !== undefined).length;
}

/** Deletes a report. Resolves with the seconds until no reader gets anything of it. */
async function withdraw({ s3, stack: { outputs }, get }: StackUnderTest, title: string): Promise<number> {
  const startedAt = performance.now();
  const slug = keyOf(title).replace('.pdf', '');
  await s3.send(new DeleteObjectCommand({ Bucket: outputs.UploadsBucket, Key: keyOf(title) }));
  for (;;) {
    const [page, report, listing] = await Promise.all(
      [`/reviews/2024/${slug}/`, `/reviews/2024/${slug}/report.pdf`, '/reviews.json'].map((file) =>
        get(file),
      ),
    );
    const isPublic =
      report?.status !== 404 ||
      (await page?.text())?.includes('report.pdf') ||
      (await listing?.text())?.includes(`${slug}/`);
    if (!isPublic) return (performance.now() - startedAt) / 1000;
    await pause(LOOK_EVERY_MS);
  }
}
