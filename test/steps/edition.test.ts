import { beforeEach, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep } from '../support/run-pipeline.ts';

const PAGE = '/reviews/2026/baby-eva/';
const EDITION = `${PAGE}report/`;

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

const bodyOf = (path: string): string => world.publicFiles.files.get(path)?.body ?? '';
const isThere = (): boolean => world.publicFiles.files.has(EDITION);
const purged = (): string[] => world.caches.purges.flat();
/** Whether any public file leads to it. */
const isLinked = (): boolean =>
  [...world.publicFiles.files.values()].some(({ path, body }) => path !== EDITION && body.includes(EDITION));

describe('the edition of a report', () => {
  beforeEach(() => drop('baby-eva.pdf', aPdf({ edition: 'tagged' })));

  test('is a page beside the PDF, and page, feeds and sitemap lead to it', () => {
    expect(bodyOf(EDITION)).toContain('id="page-1"');
    expect(bodyOf(PAGE)).toContain(`href="${EDITION}"`);
    expect(JSON.parse(bodyOf('/reviews.json')).items[0].attachments).toMatchObject([
      { mime_type: 'application/pdf' },
      { mime_type: 'text/html', url: expect.stringMatching(`${EDITION}$`) },
    ]);
    expect(bodyOf('/reviews.atom')).toMatch(
      new RegExp(`<link rel="related" type="text/html"[^>]*${EDITION}"`),
    );
    expect(bodyOf('/sitemap-2026.xml')).toContain(`${EDITION}</loc>`);
  });

  test('is replaced with its PDF', async () => {
    const before = bodyOf(EDITION);
    await drop('baby-eva.pdf', aPdf({ edition: 'tagged', pages: 41 }));
    expect(isThere()).toBe(true);
    expect(bodyOf(EDITION)).not.toBe(before);
    expect(purged()).toContain(EDITION);
  });

  test('goes when the new version has none, and nothing leads to it', async () => {
    await drop('baby-eva.pdf', aPdf({ edition: 'untagged', pages: 41 }));
    expect([isThere(), isLinked()]).toEqual([false, false]);
    expect(purged()).toContain(EDITION);
  });

  test('goes with a withdrawal', async () => {
    world.clock.advance(2_000);
    world.uploads.remove('baby-eva.pdf');
    await runPipeline(world);
    expect([isThere(), isLinked()]).toEqual([false, false]);
    expect(purged()).toContain(EDITION);
  });

  test('goes when the review is retired', async () => {
    await drop('baby-eva.yaml', 'retire on: 2027-06-01\n');
    world.clock.advance(500 * 86_400_000);
    await runSweep(world);
    expect([isThere(), isLinked()]).toEqual([false, false]);
    expect(purged()).toContain(EDITION);
  });
});

test('a report without an edition is published, and its officer is told why and what helps', async () => {
  await drop('baby-eva.pdf', aPdf({ edition: { none: 'Words of page 3 have no tag.' } }));
  expect(isThere()).toBe(false);
  const text = world.officersTopic.receipts.at(-1)?.text.replace(/\s+/g, ' ') ?? '';
  expect(text).toContain('Words of page 3 have no tag. Check the tags');
});

test('an edition shows nothing of a review that is held', async () => {
  const finding = { code: 'nhs-number', page: 3, message: 'An NHS number stands on page 3.' } as const;
  await drop('baby-eva.pdf', aPdf({ edition: 'tagged', findings: [finding] }));
  expect(isThere()).toBe(false);
});
