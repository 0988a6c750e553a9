import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Edition } from '#shared/domain/listing/edition.ts';
import type { PublishedEntry } from '#shared/domain/listing/entry.ts';
import { aDocument, anEntry } from '../support/an-entry.ts';
import { seedSettings } from '../support/seed-listing.ts';
import { aBrowser, accessibilityProblems, visit } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const browser = await aBrowser();
const PHONE = { viewport: { width: 375, height: 667 } };

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  eva: ['The review began in May.', 'Nobody asked whether she was <b>neglected</b> at home.'],
  ben: ['Ben was seen often.', 'Signs of neglect were written down. They were not shared.'],
  cy: ['Cafodd y plentyn ei weld.'],
};

/** A report of which each paragraph stands on a page of its own. */
const editionOf = ({ slug, language }: PublishedEntry): Edition => ({
  language,
  pages: 12,
  blocks: (SENTENCES[slug] ?? []).map((text, index) => ({
    kind: 'paragraph',
    words: [{ text, page: 11 + index }],
  })),
});

const tagged = (slug: string, changes: Partial<PublishedEntry> = {}) =>
  anEntry({ slug, title: `Child ${slug}`, documents: [aDocument({ edition: slug })], ...changes });

const ENTRIES = [
  tagged('eva', { publishedOn: '2024-05-01' }),
  tagged('ben', { year: 2019, publishedOn: '2019-05-01', type: 'scr', typeName: 'Serious Case Review' }),
  tagged('cy', { language: 'cy' }),
  anEntry({ slug: 'untagged', title: 'Child neglect' }),
];

const found = async (page: Page, count: RegExp) => {
  await page.locator('.in-reports__count', { hasText: count }).waitFor();
  return page.locator('.in-reports__report').allInnerTexts();
};

describe.skipIf(browser === undefined)('words inside reports', () => {
  if (browser === undefined) return;
  let site: ServedFiles;

  beforeAll(async () => {
    site = await serveFiles(new Map());
    site.files = aSite(ENTRIES, seedSettings(site.origin), editionOf);
  });

  afterAll(async () => {
    await site.stop();
    await browser.close();
  });

  test('are found by their stem, with the sentence and a link to the page of the report', async () => {
    await visit(
      browser,
      site.origin,
      async ({ page, complaints }) => {
        await page.fill('#search-q', 'neglect');
        const reports = await found(page, /^2 reports have these words$/);
        expect(reports[0]).toContain('Nobody asked whether she was <b>neglected</b> at home.');
        expect(reports[1]).toContain('Signs of neglect were written down.');
        expect(await page.locator('.in-reports mark').allInnerTexts()).toEqual(['neglected', 'neglect']);
        expect(await page.locator('#in-reports-way a').innerText()).toBe('2 reports have these words');
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.locator('.in-reports__report p a').first().click();
        await page.waitForURL(`${site.origin}/reviews/2024/eva/report/#page-12`);
        expect(await page.locator('#page-12').isVisible()).toBe(true);
        expect(complaints).toEqual([]);
      },
      PHONE,
    );
  });

  test('must all be in the report, follow the filters, and may still be typed', async () => {
    await visit(browser, site.origin, async ({ page, complaints }) => {
      await page.fill('#search-q', 'shared negl');
      expect(await found(page, /^1 report has/)).toHaveLength(1);
      await page.fill('#search-q', 'no such words');
      expect(await found(page, /^No report has/)).toEqual([]);
      await page.fill('#search-q', 'neglect');
      await found(page, /^2 reports/);
      await page.selectOption('#search-type', 'scr');
      expect((await found(page, /^1 report has/))[0]).toContain('Child ben');
      await page.click('button[type=reset]');
      await page.locator('#in-reports').waitFor({ state: 'hidden' });
      await page.fill('#search-q', 'plentyn');
      await page.locator('.in-reports__report', { hasText: 'Child cy' }).waitFor();
      expect(await page.locator('.in-reports__report span').getAttribute('lang')).toBe('cy');
      expect(complaints).toEqual([]);
    });
  });

  test('of a report that was withdrawn meanwhile are not shown', async () => {
    const before = site.files;
    site.files = new Map([...before].filter(([path]) => !path.startsWith('/reviews/2024/eva/')));
    await visit(browser, site.origin, async ({ page }) => {
      await page.fill('#search-q', 'neglected');
      expect((await found(page, /have these words/)).map((text) => text.split('\n')[0])).toEqual([
        'Child ben',
      ]);
    });
    site.files = before;
  });
});
