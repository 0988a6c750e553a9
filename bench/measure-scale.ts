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
  /** Published reviews that are there already, of 25 years. */
  readonly reviews: number;
  /** To publish one more, without the network: the middle of several. */
  readonly milliseconds: number;
  /** Of the thread alone: collecting the garbage of a table in memory is no part of it. */
  readonly cpuMilliseconds: number;
  /** To render and write every public file anew. */
  readonly rebuildMilliseconds: number;
  /** What a reader's browser fetches, compressed as CloudFront does. */
  readonly reader: Readonly<Record<string, { readonly bytes: number; readonly compressed: number }>>;
}

const WARM_UP = 5;
const SIZES = [100, 1_000, 10_000, 100_000];

/** Publishes one more review with the real step, beside ever more reviews. */
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
      // The first rounds do not count: the code is still being compiled.
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

/** Bytes by file, whichever year page it was. */
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

/** About as well as CloudFront compresses while it answers. It leaves files over 10 MB as they are. */
function compressed(body: Buffer): number {
  if (body.length > 10_000_000) return body.length;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}
