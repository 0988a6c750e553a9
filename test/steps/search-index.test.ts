import { beforeEach, describe, expect, test } from 'vitest';
import { publishSearch } from '#functions/publish-review/publish-search.ts';
import { sweep } from '#functions/sweep/sweep.ts';
import { SHARD_NAMES } from '#shared/domain/search/stems.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

const PAGE = '/reviews/2026/baby-quokka/';
const SENTENCES = `${PAGE}report/sentences.json`;
const FOLDER = '/reviews/search/2026/';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

const QUOKKA = { title: 'Baby Quokka', edition: 'tagged' } as const;
const YEAR_PAGE = { year: 2026, part: 1 };
async function loseIndex(): Promise<void> {
  for (const name of SHARD_NAMES) await world.publicFiles.remove(`${FOLDER}${name}.json`);
}
async function rewrite(path: string, body: string): Promise<void> {
  const etag = (await world.publicFiles.etag(path)) ?? 'absent';
  await world.publicFiles.write({ path, body, contentType: 'application/json', cacheControl: '' }, etag);
}
const isThere = (path: string): boolean => world.publicFiles.files.has(path);
/** The stems in the index. */
const indexed = (): string[] =>
  SHARD_NAMES.flatMap((name) => {
    const body = world.publicFiles.files.get(`${FOLDER}${name}.json`)?.body;
    return body === undefined
      ? []
      : JSON.parse(body)
          .stems.split(/[\n ]+/)
          .filter(Boolean);
  });

describe('the words of a report', () => {
  beforeEach(() => drop('quokka.pdf', aPdf(QUOKKA)));

  test('are in the index, and beside its edition by sentence and page', () => {
    expect(indexed()).toContain('quokka');
    expect(JSON.parse(world.publicFiles.files.get(SENTENCES)?.body ?? '')).toMatchObject({
      title: 'Baby Quokka',
      sentences: [[1, expect.stringContaining('Baby Quokka')]],
    });
  });

  test('leave the index before the page, the edition and the sentences when it is withdrawn', async () => {
    const seen: string[] = [];
    world.publicFiles.onChange((path) => {
      if (path.startsWith(FOLDER) && !indexed().includes('quokka')) seen.push('index');
      if (path === PAGE || path.startsWith(`${PAGE}report`)) seen.push(path);
    });
    world.clock.advance(2_000);
    world.uploads.remove('quokka.pdf');
    await runPipeline(world);
    expect(seen[0]).toBe('index');
    expect([...new Set(seen)]).toContain(SENTENCES);
    expect(isThere(SENTENCES)).toBe(false);
    expect(indexed()).toEqual([]);
    expect(world.caches.purges.flat()).toEqual(
      expect.arrayContaining([SENTENCES, ...SHARD_NAMES.map((name) => `${FOLDER}${name}.json`)]),
    );
  });

  test('leave the index when the review is retired, and when a new version has no edition', async () => {
    await drop('quokka.pdf', aPdf({ ...QUOKKA, edition: 'untagged', pages: 41 }));
    expect([indexed(), isThere(SENTENCES)]).toEqual([[], false]);
    await drop('quokka.pdf', aPdf({ ...QUOKKA, pages: 42 }));
    expect(indexed()).toContain('quokka');
    await drop('quokka.yaml', 'retire on: 2027-06-01\n');
    world.clock.advance(500 * 86_400_000);
    await runSweep(world);
    expect([indexed(), isThere(SENTENCES)]).toEqual([[], false]);
  });

  test('stay out of the index while the sentences are those of another version', async () => {
    const { body = '' } = world.publicFiles.files.get(SENTENCES) ?? {};
    await rewrite(SENTENCES, JSON.stringify({ ...JSON.parse(body), edition: 'another' }));
    await loseIndex();
    await publishSearch(world, YEAR_PAGE);
    expect(indexed()).toEqual([]);
  });

  test('are brought back by the next publication, and by the daily sweep, where the index was lost', async () => {
    await loseIndex();
    await publishSearch(world, YEAR_PAGE);
    expect(indexed()).toContain('quokka');
    await loseIndex();
    await sweep(stepsOf(world).sweep, { scope: 'all' });
    expect(indexed()).toContain('quokka');
  });

  test('are right after the daily sweep where the index says something else', async () => {
    const path = `${FOLDER}oq.json`;
    const right = world.publicFiles.files.get(path)?.body ?? '';
    await rewrite(path, right.replaceAll('quokka', 'quaver'));
    await sweep(stepsOf(world).sweep, { scope: 'all' });
    expect(world.publicFiles.files.get(path)?.body).toBe(right);
  });

  test('are read once: another publication reads the index and its own sentences', async () => {
    const { publicFiles } = world;
    const read = new Set<string>();
    world = {
      ...world,
      publicFiles: {
        ...publicFiles,
        read(path) {
          read.add(path);
          return publicFiles.read(path);
        },
      },
    };
    await drop('wombat.pdf', aPdf({ title: 'Baby Wombat', edition: 'tagged' }));
    expect(indexed()).toEqual(expect.arrayContaining(['quokka', 'wombat']));
    expect([...read].filter((path) => path.endsWith('sentences.json'))).toEqual([
      '/reviews/2026/baby-wombat/report/sentences.json',
    ]);
  });

  test.each([SENTENCES, `${FOLDER}oq.json`])('stop no other report where %s is damaged', async (path) => {
    await rewrite(path, '{');
    await drop('wombat.pdf', aPdf({ title: 'Baby Wombat', edition: 'tagged' }));
    await sweep(stepsOf(world).sweep, { scope: 'all' });
    expect(indexed()).toContain('wombat');
  });
});

test('a report that is held is in no index', async () => {
  const finding = { code: 'nhs-number', page: 3, message: 'An NHS number stands on page 3.' } as const;
  await drop('quokka.pdf', aPdf({ ...QUOKKA, findings: [finding] }));
  expect([indexed(), isThere(SENTENCES)]).toEqual([[], false]);
});

test('publishing again writes nothing', async () => {
  await drop('quokka.pdf', aPdf(QUOKKA));
  expect(await publishSearch(world, YEAR_PAGE)).toBe(0);
});

test('two publishers at once lose no report', async () => {
  await drop('quokka.pdf', aPdf(QUOKKA));
  await drop('wombat.pdf', aPdf({ title: 'Baby Wombat', edition: 'tagged' }));
  await loseIndex();
  await Promise.all([publishSearch(world, YEAR_PAGE), publishSearch(world, YEAR_PAGE)]);
  expect(indexed()).toEqual(expect.arrayContaining(['quokka', 'wombat']));
});
