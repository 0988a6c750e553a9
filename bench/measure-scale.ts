import { brotliCompressSync, constants } from 'node:zlib';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { listingWriter } from '#functions/publish-review/listing-writer.ts';
import { publishListing } from '#functions/publish-review/publish-listing.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { yearPagesOf } from '#shared/domain/listing/year-page.ts';
import { filesOfReview, staticFiles } from '#site/public-files.ts';
import { aWorld, type World } from '../test/support/fakes/a-world.ts';
import { aPdf } from '../test/support/fakes/memory-examiner.ts';
import { stepsOf } from '../test/support/run-pipeline.ts';
import { fillTable, NEWEST } from './a-full-table.ts';
import type { Bench } from './bench.ts';
import { type Counts, countingPorts, noCounts } from './counting-ports.ts';
import { median } from './median.ts';

export interface ScaleResult extends Counts {
  /** Number of published reviews, over 25 years. */
  readonly reviews: number;
  /** Median milliseconds to publish one more, without network. */
  readonly milliseconds: number;
  /** CPU milliseconds of the thread, without garbage collection of the in-memory table. */
  readonly cpuMilliseconds: number;
  /** Milliseconds to render and write every public file. */
  readonly rebuildMilliseconds: number;
  /** Bytes that a reader's browser fetches, compressed as by CloudFront. */
  readonly reader: Readonly<Record<string, { readonly bytes: number; readonly compressed: number }>>;
}

const WARM_UP = 5;
const SIZES = [100, 1_000, 10_000, 100_000];

/** Publishes a review with the real step beside a growing number of reviews. */
export async function measureScale({ quick, say }: Bench): Promise<ScaleResult[]> {
  const worlds = [];
  for (const reviews of quick ? SIZES.slice(0, 3) : SIZES) {
    say(`${reviews} reviews: filling the table`);
    const world = aWorld({
      now: `${NEWEST}-07-01T09:00:00.000Z`,
      settings: { backCatalogueAfterDays: 'off' },
    });
    await fillTable(world, reviews);
    const start = performance.now();
    await rebuild(world);
    worlds.push({
      reviews,
      world,
      rebuildMilliseconds: performance.now() - start,
      times: [] as number[],
      cpu: [] as number[],
    });
  }
  const counted = new Map<number, Counts>();
  const rounds = quick ? 8 : 20;
  for (let round = 1; round <= rounds; round++) {
    say(`one more review, round ${round} of ${rounds}`);
    for (const { reviews, world, times, cpu } of worlds) {
      const took = await publishOneMore(world, round);
      counted.set(reviews, { ...took.counts, files: ofOneYearPage(took.counts.files) });
      // Warm-up rounds are not counted.
      if (round <= WARM_UP) continue;
      times.push(took.milliseconds);
      cpu.push(took.cpuMilliseconds);
    }
  }
  return worlds.map(({ reviews, world, rebuildMilliseconds, times, cpu }) => ({
    reviews,
    ...(counted.get(reviews) ?? noCounts()),
    milliseconds: median(times),
    cpuMilliseconds: median(cpu),
    rebuildMilliseconds,
    reader: readerBytes(world),
  }));
}

/** Bytes by file, with any year page as `<year page>`. */
const ofOneYearPage = (files: Counts['files']): Counts['files'] =>
  Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [
      path.replace(/^(\/reviews\/|\/sitemap-)\d{4}(?:-\d+)?(\.\w+|\/)$/, '$1<year page>$2'),
      bytes,
    ]),
  );

async function publishOneMore(world: World, round: number) {
  const name = `one-more-${round}`;
  world.clock.advance(60_000);
  world.uploads.put(`${name}.pdf`, aPdf({ title: `Child Newest ${round}`, publishedOn: `${NEWEST}-06-30` }));
  const steps = stepsOf(world);
  await examineUpload(steps.examineUpload, { name });
  const counts = noCounts();
  const ports = { ...steps.publishReview, ...countingPorts(steps.publishReview, counts) };
  const deps = { ...ports, writeListing: listingWriter(ports) };
  const cpu = process.threadCpuUsage();
  const start = performance.now();
  await publishReview(deps, { name });
  const milliseconds = performance.now() - start;
  const { user, system } = process.threadCpuUsage(cpu);
  return { counts, milliseconds, cpuMilliseconds: (user + system) / 1000 };
}

async function rebuild(world: World): Promise<void> {
  const { publishReview: deps } = stepsOf(world);
  for (const key of yearPagesOf(await world.entries.years())) {
    for (const entry of await world.entries.ofYearPage(key.year, key.part))
      for (const file of filesOfReview(entry, world.settings)) await world.publicFiles.write(file, 'absent');
    await publishListing(deps, [key]);
  }
  for (const file of staticFiles(world.settings)) await world.publicFiles.write(file, 'absent');
}

function readerBytes(world: World): ScaleResult['reader'] {
  const shown = [
    '/',
    '/reviews.json',
    '/reviews.atom',
    `/reviews/${NEWEST}.json`,
    `/reviews/${NEWEST}/`,
    '/sitemap.xml',
  ];
  const assets = [...world.publicFiles.files.keys()].filter((path) => path.startsWith('/assets/'));
  return Object.fromEntries(
    [...shown, ...assets].map((path) => {
      const body = Buffer.from(world.publicFiles.files.get(path)?.body ?? '');
      return [path, { bytes: body.length, compressed: compressed(body) }];
    }),
  );
}

/** Gzip at about CloudFront's level. CloudFront does not compress files over 10 MB. */
function compressed(body: Buffer): number {
  if (body.length > 10_000_000) return body.length;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}
