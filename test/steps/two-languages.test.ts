import { beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '#functions/sweep/sweep.ts';
import { aSettings } from '../support/a-settings.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

const PAGE = '/reviews/2026/baby-quokka/';
const PAGES = [PAGE, `${PAGE}cy/`];
const EDITIONS = [`${PAGE}report/`, `${PAGE}report/cy/`];
const LISTS = ['/', '/cy/', '/reviews/2026/', '/reviews/2026/cy/'];
const QUOKKA = { title: 'Baby Quokka', edition: 'tagged' } as const;

let world: World;
beforeEach(async () => {
  world = aWorld({ parsedSettings: inTwoLanguages(aSettings()) });
  await runSweep(world);
  await drop('quokka.pdf', aPdf(QUOKKA));
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

async function withdraw(): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.remove('quokka.pdf');
  await runPipeline(world);
}

const isThere = (path: string): boolean =>
  world.publicFiles.files.has(path) || world.publicFiles.documents.has(path);
const bodyOf = (path: string): string => world.publicFiles.files.get(path)?.body ?? '';
const purged = (): string[] => world.caches.purges.flat();

/** Links of public pages to paths of the site at which nothing is, or nothing any more. */
function brokenLinks(): string[] {
  const html = [...world.publicFiles.files.values()].filter(({ contentType }) =>
    contentType.startsWith('text/html'),
  );
  expect(html.length).toBeGreaterThan(10);
  const { site } = world.settings.publisher;
  return html.flatMap(({ path, body }) =>
    [...body.matchAll(/ href="([^"#?]*)/g)]
      .map(([, address = '']) => address.replace(site, ''))
      .filter((address) => address.startsWith('/') && !isThere(address))
      .map((address) => `${path} leads to ${address}`),
  );
}

describe('a review on a site in two languages', () => {
  test('has its pages in both, which lead to each other, and no link is broken', () => {
    for (const path of [...PAGES, ...EDITIONS, ...LISTS]) expect([path, isThere(path)]).toEqual([path, true]);
    expect(bodyOf(`${PAGE}cy/`)).toContain(`href="${PAGE}" rel="alternate" lang="en-GB"`);
    expect(bodyOf(PAGE)).toContain(`href="${PAGE}cy/" rel="alternate" lang="cy" hreflang="cy">Cymraeg</a>`);
    expect(bodyOf(`${PAGE}cy/`)).toContain('Adolygiad Lleol');
    expect(bodyOf('/cy/')).toContain(`href="${PAGE}cy/"`);
    expect(brokenLinks()).toEqual([]);
  });

  test('is published again without a change to it', async () => {
    const before = new Map(world.publicFiles.files);
    await world.changesQueue.send({ name: 'quokka' });
    await runPipeline(world);
    expect(new Map(world.publicFiles.files)).toEqual(before);
  });

  test('is replaced in both, and without an edition loses it in both', async () => {
    await drop('quokka.pdf', aPdf({ ...QUOKKA, edition: 'untagged', pages: 41 }));
    expect(EDITIONS.filter(isThere)).toEqual([]);
    for (const path of PAGES) expect(bodyOf(path)).toContain('41 ');
    expect(purged()).toEqual(expect.arrayContaining([...PAGES, ...EDITIONS]));
    expect(brokenLinks()).toEqual([]);
  });

  test('is retired in both', async () => {
    await drop('quokka.yaml', 'retire on: 2027-06-01\n');
    world.clock.advance(500 * 86_400_000);
    await runSweep(world);
    expect(bodyOf(`${PAGE}cy/`)).toContain('<html lang="cy"');
    for (const path of PAGES) expect(bodyOf(path)).not.toContain('report.pdf');
    expect(EDITIONS.filter(isThere)).toEqual([]);
    expect(purged()).toEqual(expect.arrayContaining([...PAGES, ...EDITIONS, ...LISTS]));
    expect(brokenLinks()).toEqual([]);
  });

  test('is withdrawn from the lists in both before its pages, and from those before its files', async () => {
    const changed: string[] = [];
    world.publicFiles.onChange((path) => changed.push(path));
    await withdraw();
    const last = (paths: string[]) => Math.max(...paths.map((path) => changed.lastIndexOf(path)));
    const first = (paths: string[]) => Math.min(...paths.map((path) => changed.indexOf(path)));
    expect(first(LISTS)).toBeGreaterThanOrEqual(0);
    expect(last(LISTS)).toBeLessThan(first(PAGES));
    expect(last(PAGES)).toBeLessThan(first(EDITIONS));
    expect(last(EDITIONS)).toBeLessThan(changed.indexOf(`${PAGE}report.pdf`));
    const all = [...world.publicFiles.files.values()].map(({ body }) => body).join('');
    expect(all).not.toContain('Quokka');
    expect(EDITIONS.filter(isThere)).toEqual([]);
    expect(purged()).toEqual(expect.arrayContaining([...PAGES, ...EDITIONS, ...LISTS]));
    expect(brokenLinks()).toEqual([]);
  });

  test('has no page in a language that the settings have no more, and no list in it shows one', async () => {
    const one = { ...world, settings: aSettings() };
    await sweep(stepsOf(one).sweep, { scope: 'recent' });
    for (const path of [`${PAGE}cy/`, `${PAGE}report/cy/`, '/cy/', '/reviews/2026/cy/', '/subscribe/cy/']) {
      expect([path, world.publicFiles.files.get(path)?.status]).toEqual([path, 410]);
      expect(bodyOf(path)).not.toContain('Quokka');
    }
    const before = new Map(world.publicFiles.files);
    await sweep(stepsOf(one).sweep, { scope: 'recent' });
    expect(new Map(world.publicFiles.files)).toEqual(before);
    expect(bodyOf(PAGE)).toContain('Quokka');
  });

  test('is announced in both, each with its own page', () => {
    const [alert] = world.alertsTopic.published;
    expect(alert?.email).toMatch(
      /Local Child Safeguarding Practice Review.*\/baby-quokka\/\n.*Adolygiad Lleol.*\/baby-quokka\/cy\/\n/s,
    );
  });
});

test('a review whose title is the name of a language does not take the place of a year in it', async () => {
  await drop('cy.pdf', aPdf({ title: 'CY' }));
  expect(isThere('/reviews/2026/review-cy/')).toBe(true);
  expect(bodyOf('/reviews/2026/cy/')).toContain('<h1 class="govuk-heading-xl">Adolygiadau 2026');
});

test('pages in a second language that come later change no review', async () => {
  const one = aWorld();
  one.uploads.put('quokka.pdf', aPdf(QUOKKA));
  await runPipeline(one);
  const modified = one.entries.stored.map((entry) => JSON.stringify(entry));
  const two = { ...one, settings: inTwoLanguages(aSettings()) };
  await one.changesQueue.send({ name: 'quokka' });
  await runPipeline(two);
  expect(one.publicFiles.files.has(`${PAGE}cy/`)).toBe(true);
  expect(one.entries.stored.map((entry) => JSON.stringify(entry))).toEqual(modified);
});
