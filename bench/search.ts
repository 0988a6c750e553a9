import { brotliCompressSync, constants } from 'node:zlib';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { listingWriter } from '#functions/publish-review/listing-writer.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { publishSearch } from '#functions/publish-review/publish-search.ts';
import { yearPageName, yearPagesOf } from '#shared/domain/listing/year-page.ts';
import { filesOfEdition } from '#site/public-files.ts';
import { reportSearch, termsOf } from '#site/report-search.ts';
import { aDocument, anEntry } from '../test/support/an-entry.ts';
import { aWorld, type World } from '../test/support/fakes/a-world.ts';
import { aPdf } from '../test/support/fakes/memory-examiner.ts';
import { stepsOf } from '../test/support/run-pipeline.ts';
import { aLongEdition, PAGES, VOCABULARY } from './a-long-edition.ts';
import { checkUsage } from './check-usage.ts';
import { countingPorts, noCounts } from './counting-ports.ts';
import { PRICES } from './list-prices.ts';
import { median } from './median.ts';

checkUsage(`npm run bench:search
Indexes 50 and 500 made-up reports of 42 pages, and prints what one more review costs, what a reader fetches
before the first result, and the processor time of a keystroke. Status 1 if a goal is missed.`);

const NEWEST = 2026;
const YEARS = 10;
const GOAL_RATIO = 1.5;
const GOAL_BYTES = 300_000;
const GOAL_MS = 50;
const ROUNDS = 12;

/** A world with so many reports of the last `years` years, and their index. */
async function aFullWorld(reviews: number, years: number): Promise<World> {
  const world = aWorld({ now: `${NEWEST}-07-01T09:00:00.000Z`, settings: { backCatalogueAfterDays: 'off' } });
  for (let number = 0; number < reviews; number++) {
    const edition = aLongEdition(number);
    const year = NEWEST - (number % years);
    const documents = [aDocument({ pages: PAGES, edition: await world.cleanCopies.putEdition(edition) })];
    const entry = anEntry({
      year,
      part: await world.entries.reserveSlot(year),
      slug: `child-${number}`,
      upload: `child-${number}`,
      revision: 0,
      title: `Child ${number}`,
      publishedOn: `${year}-03-01`,
      documents,
      everBeside: ['report.pdf', 'report/'],
    });
    await world.entries.put(entry);
    for (const file of filesOfEdition(entry, edition, world.settings))
      await world.publicFiles.write(file, 'absent');
  }
  for (const yearPage of yearPagesOf(await world.entries.years())) await publishSearch(world, yearPage);
  return world;
}

/** Publishes one more review of the newest year, and returns what it costs without the examination. */
async function oneMore(world: World, round: number) {
  const name = `one-more-${round}`;
  const edition = aLongEdition(10_000 + round);
  world.clock.advance(60_000);
  const facts = {
    title: `Child Newest ${round}`,
    publishedOn: `${NEWEST}-06-${10 + round}`,
    edition: 'tagged',
  } as const;
  world.uploads.put(`${name}.pdf`, aPdf(facts));
  const steps = stepsOf(world);
  const examiner = { ...world.examiner, edition: async () => ({ edition }) };
  await examineUpload({ ...steps.examineUpload, examiner }, { name });
  const counts = noCounts();
  const ports = { ...steps.publishReview, ...countingPorts(steps.publishReview, counts) };
  const before = process.threadCpuUsage();
  await publishReview({ ...ports, writeListing: listingWriter(ports) }, { name });
  const { user, system } = process.threadCpuUsage(before);
  const dollars =
    counts.tableReadUnits * PRICES.dynamoRead.dollars +
    counts.tableWriteUnits * PRICES.dynamoWrite.dollars +
    counts.puts * PRICES.s3Put.dollars +
    counts.gets * PRICES.s3Get.dollars;
  return { dollars, milliseconds: (user + system) / 1000, requests: counts.puts + counts.gets };
}

type Cost = Awaited<ReturnType<typeof oneMore>>;

/** The median costs of one more review in each world. They take turns, so that a busy machine slows all. */
async function costsOfOneMore(worlds: readonly World[]): Promise<Cost[]> {
  const costs = worlds.map((): Cost[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, world] of worlds.entries()) costs[index]?.push(await oneMore(world, round));
  return costs.map(([, ...counted]) => {
    // The first round writes files that the others find.
    const of = (field: keyof Cost) => median(counted.map((cost) => cost[field]));
    return { dollars: of('dollars'), requests: of('requests'), milliseconds: of('milliseconds') };
  });
}

const compressed = (body: string): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

/** A search as a reader's browser does it, that counts what it fetches, compressed as by CloudFront. */
async function aReader({ entries, publicFiles }: World) {
  const yearPages = yearPagesOf(await entries.years()).map(yearPageName);
  const fetched = { bytes: 0, files: 0 };
  const search = reportSearch(yearPages, async (path) => {
    const file = await publicFiles.read(path);
    if (file === undefined) return undefined;
    fetched.bytes += compressed(file.body);
    fetched.files += 1;
    return JSON.parse(file.body);
  });
  return { search, fetched };
}

/** Bytes before the first result, of a reader who asks for nothing before. */
async function bytesBefore(world: World, query: string) {
  const { search, fetched } = await aReader(world);
  const { reviews } = await search.find(termsOf(query), 10, () => true);
  const [first] = reviews;
  if (first !== undefined) await search.passagesOf(first, termsOf(query));
  return { ...fetched, found: reviews.length };
}

/** Processor milliseconds of each keystroke of a query, with the sentences of the ten shown reports. */
async function keystrokes(world: World, query: string): Promise<number[]> {
  const { search } = await aReader(world);
  const type = async (typed: string) => {
    const terms = termsOf(typed);
    if (terms.length === 0) return;
    const { reviews } = await search.find(terms, 10, () => true);
    for (const review of reviews) await search.passagesOf(review, terms);
  };
  for (let end = 1; end <= query.length; end++) await type(query.slice(0, end));
  const times = [];
  for (let end = 1; end <= query.length; end++) {
    const before = process.threadCpuUsage();
    await type(query.slice(0, end));
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times;
}

const small = await aFullWorld(50, YEARS);
const world = await aFullWorld(500, YEARS);
const costs = await costsOfOneMore([small, world, await aFullWorld(90, 1)]);
const [first = { dollars: 0, requests: 0, milliseconds: 0 }] = costs;
let mostRatio = 0;
for (const [index, cost] of costs.entries()) {
  const beside = ['50 of 10 years', '500 of 10 years', '90 of one year'][index];
  const ratios = [
    cost.dollars / first.dollars,
    cost.requests / first.requests,
    cost.milliseconds / first.milliseconds,
  ];
  mostRatio = Math.max(mostRatio, ...ratios);
  const [dollars, requests, milliseconds] = ratios.map((ratio) => `${ratio.toFixed(2)} ×`);
  console.log(
    `one more beside ${beside}: $${cost.dollars.toFixed(6)} (${dollars}), ${cost.requests} requests to S3 (${requests}), ${cost.milliseconds.toFixed(0)} ms of the processor (${milliseconds})`,
  );
}
console.log(`one more costs at most ${mostRatio.toFixed(2)} × (goal ${GOAL_RATIO} ×)`);
const [common = '', , , , , , , , , , second = ''] = VOCABULARY;
const rare = VOCABULARY.at(-1) ?? '';
const bytes = [];
for (const query of [
  common,
  second,
  rare,
  `${common} ${second}`,
  `${common} ${second} ${rare}`,
  'no such word',
]) {
  const before = await bytesBefore(world, query);
  bytes.push(before.bytes);
  console.log(
    `"${query}": ${(before.bytes / 1000).toFixed(0)} KB in ${before.files} files before the first of ${before.found} results`,
  );
}
const times = await keystrokes(world, `${common} ${second} ${rare}`);
const most = Math.max(...times);
console.log(
  `a keystroke: median ${median(times).toFixed(1)} ms, at most ${most.toFixed(1)} ms of the processor (goal ${GOAL_MS} ms); before the first result at most ${(Math.max(...bytes) / 1000).toFixed(0)} KB (goal ${GOAL_BYTES / 1000} KB)`,
);
const isMet = mostRatio <= GOAL_RATIO && Math.max(...bytes) <= GOAL_BYTES && median(times) <= GOAL_MS;
process.exit(isMet ? 0 : 1);
