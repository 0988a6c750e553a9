import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { makeEdition } from '#shared/examination/make-edition.ts';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { renderPages } from '#shared/pdf/pictures/render-pages.ts';
import type { PublicFile } from '#shared/ports.ts';
import { filesOfEdition } from '#site/public-files.ts';
import { checkUsage } from '../bench/check-usage.ts';
import { aSite } from '../test/site/a-site.ts';
import { openBrowser } from '../test/site/open-browser.ts';
import { aWithdrawnEntry } from '../test/support/an-entry.ts';
import { SEED_ENTRIES, seedSettings } from '../test/support/seed-listing.ts';
import { officersAtWork } from './officers-at-work.ts';

checkUsage(`npm run screenshots
Takes the pictures of the guides from the current pages, and writes them to docs/images. Uses no network.`);

/** A page with the end of a table and of a section. */
const BESIDE = 5;
const FOLDER = path.join(import.meta.dirname, 'images');
const SITE = 'https://reviews.example.org';
const WELSH_SITE = 'https://adolygiadau.example.org';
const COUNCIL = 'https://www.council.example.org';
const COUNCIL_PAGE = `<!DOCTYPE html><html lang="en-GB"><head><title>Council</title><style>
body{font:18px/1.5 Georgia,serif;max-width:46rem;margin:0 auto;padding:2rem;color:#2a2230}
h1{border-bottom:6px solid #6b2c6f;padding-bottom:.5rem}
review-listing{--review-listing-link:#6b2c6f;--review-listing-accent:#6b2c6f}
</style><script type="module" src="${SITE}/embed.js"></script></head>
<body><h1>Anytown Council</h1><h2>Learning from reviews</h2>
<review-listing limit="3"></review-listing></body></html>`;

interface Picture {
  readonly name: string;
  readonly address: string;
  readonly options?: BrowserContextOptions;
  /** Brings the page into the state to show. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly whole?: boolean;
  /** Captures only this element. */
  readonly only?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'index', address: `${SITE}/`, options: { viewport: { width: 1000, height: 1150 } } },
  {
    name: 'search',
    address: `${SITE}/`,
    prepare: async (page) => {
      await page.fill('#search-q', 'young');
      await page.locator('#result-count', { hasText: 'match' }).waitFor();
      await page.locator('#search').evaluate((form) => form.scrollIntoView());
    },
  },
  { name: 'review', address: `${SITE}/reviews/2024/baby-eva/`, whole: true },
  {
    name: 'phone',
    address: `${SITE}/reviews/2023/chloe/`,
    options: { viewport: { width: 360, height: 720 }, deviceScaleFactor: 2 },
  },
  {
    name: 'edition',
    address: `${SITE}/reviews/2023/jake/report/#page-3`,
    options: { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2 },
  },
  {
    name: 'edition-beside-pdf',
    address: `${SITE}/beside/`,
    options: { viewport: { width: 1200, height: 850 } },
    prepare: (page) => page.waitForLoadState('networkidle'),
  },
  { name: 'subscribe', address: `${SITE}/subscribe/`, whole: true },
  { name: 'subscribe-welsh', address: `${WELSH_SITE}/subscribe/` },
  {
    name: 'withdrawn',
    address: `${SITE}/reviews/2021/family-w/`,
    options: { viewport: { width: 1000, height: 480 } },
  },
  {
    name: 'embed',
    address: `${COUNCIL}/`,
    prepare: (page) => page.locator('review-listing .review').first().waitFor(),
    whole: true,
  },
];

const settings = seedSettings(SITE);
const welsh: Settings = {
  ...settings,
  publisher: {
    ...settings.publisher,
    language: 'cy',
    site: WELSH_SITE,
    name: 'Partneriaeth Diogelu Plant Rhywle',
    heading: 'Adolygiadau ymarfer diogelu',
  },
};
const sites = new Map([
  [SITE, new Map([...aSite([...SEED_ENTRIES, aWithdrawnEntry()], settings), ...(await editionOfSample())])],
  [WELSH_SITE, aSite([], welsh)],
]);
const browser = await openBrowser();
await mkdir(FOLDER, { recursive: true });
for (const picture of PICTURES) await take(picture);
const work = await officersAtWork();
await take({
  name: 'inbox',
  address: `${work.inboxUrl}/`,
  options: { viewport: { width: 1000, height: 1250 } },
});
for (const [name, outcome] of [
  ['receipt-published', 'Published: upload'],
  ['receipt-held', 'Held, needs you: upload'],
] as const)
  await take({
    name,
    address: `${work.inboxUrl}/`,
    only: `#messages > li:has(.subject:has-text("${outcome}"))`,
  });
await take({
  name: 'dashboard',
  address: `${work.inboxUrl}/dashboard/`,
  options: { viewport: { width: 1000, height: 1720 } },
  prepare: (page) => page.waitForLoadState('networkidle'),
});
await work.stop();
await browser.close();

async function take({ name, address, options, prepare, whole = false, only }: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  await answerFromFiles(context);
  const page = await context.newPage();
  await page.goto(address);
  await prepare?.(page);
  const file = path.join(FOLDER, `${name}.png`);
  await (only === undefined
    ? page.screenshot({ path: file, fullPage: whole })
    : page.locator(only).first().screenshot({ path: file }));
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  await context.close();
}

/** The report of a sample as a page, and beside a page of its PDF. */
async function editionOfSample(): Promise<Map<string, PublicFile>> {
  const entry = SEED_ENTRIES.find(({ slug }) => slug === 'jake');
  if (entry?.status !== 'published') throw new Error('The sample is not among the seed entries.');
  const pdf = await readFile(
    path.join(import.meta.dirname, '../samples/CSPR_Jake_Overview_Report_May_2023.pdf'),
  );
  const copy = await cleanPdf(pdf, { title: entry.title, language: 'en-GB', publisher: 'Example' });
  if ('refused' in copy) throw new Error(copy.refused);
  const [picture = pdf] = await renderPages(copy.pdf, [BESIDE], 1, []);
  const made = await makeEdition(copy.pdf, 'en-GB', typesOf(settings));
  if (made === undefined || 'none' in made) throw new Error('The sample has no edition.');
  const file = filesOfEdition(entry, made.edition, settings).find(({ path: address }) =>
    address.endsWith('/'),
  );
  if (file === undefined) throw new Error('The edition of the sample has no page.');
  const body = `<!DOCTYPE html><html lang="en-GB"><head><title>Beside</title><style>
body{display:flex;gap:5px;margin:0;background:#888}iframe{flex:1;height:850px;border:0;background:#fff}
</style></head><body><img alt="" src="data:image/png;base64,${Buffer.from(picture).toString('base64')}">
<iframe title="Report" src="${file.path}#page-${BESIDE}"></iframe></body></html>`;
  return new Map([
    [file.path, file],
    ['/beside/', { ...file, path: '/beside/', body }],
  ]);
}

async function answerFromFiles(context: BrowserContext): Promise<void> {
  await context.route(`${COUNCIL}/**`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: COUNCIL_PAGE }),
  );
  await context.route(/^https:\/\/(reviews|adolygiadau)\.example\.org\//, (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = sites.get(origin)?.get(pathname);
    return route.fulfill(
      file === undefined
        ? { status: 404 }
        : { contentType: file.contentType, body: file.body, headers: { 'access-control-allow-origin': '*' } },
    );
  });
}
