import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderChangeForm } from '#site/change-subscription-page.ts';
import { anEntry } from '../support/an-entry.ts';
import { seedSettings } from '../support/seed-listing.ts';
import { aBrowser, accessibilityProblems, visit } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const browser = await aBrowser();

describe.skipIf(browser === undefined)('the form for alerts in a browser', () => {
  if (browser === undefined) return;
  let site: ServedFiles;

  beforeAll(async () => {
    site = await serveFiles(new Map());
    const settings = seedSettings(site.origin);
    const entries = [
      anEntry({ slug: 'a', type: 'scr', themes: ['Neglect', 'online harm'] }),
      anEntry({ slug: 'b', type: 'lcspr', themes: ['neglect'] }),
    ];
    const filled = new URLSearchParams({ type: 'sar', themes: 'neglect, coercion' });
    const body = renderChangeForm(settings, 'arn', filled);
    const change = {
      path: '/change/',
      body,
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    };
    site.files = new Map([...aSite(entries, settings), [change.path, change]]);
  });

  afterAll(async () => {
    await site.stop();
    await browser.close();
  });

  /** The types and themes to choose from. */
  const BOXES = `[...document.querySelectorAll('#types input, #themes-group input')].map(({ value }) => value)`;

  test('it offers the types and themes that published reviews have, folded until somebody wants to choose', async () => {
    await visit(browser, `${site.origin}/subscribe/`, async ({ page, complaints }) => {
      await page.locator('#themes-group input[type=checkbox]').first().waitFor({ state: 'attached' });
      expect(await page.locator('#types').isVisible()).toBe(false);
      await page.locator('#choice summary').click();
      const boxes: string[] = await page.evaluate(BOXES);
      expect(boxes.map((value) => value.toLowerCase()).sort()).toEqual([
        'lcspr',
        'neglect',
        'online harm',
        'scr',
      ]);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test('a choice that was made before is open and stays as it is, with suggestions', async () => {
    await visit(browser, `${site.origin}/change/`, async ({ page }) => {
      await page.locator('#themes-in-use').waitFor({ state: 'attached' });
      expect(await page.locator('#type-sar').isChecked()).toBe(true);
      expect(await page.locator('#themes').inputValue()).toBe('neglect, coercion');
      expect(await page.locator('#themes-in-use option').count()).toBe(2);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  test('stays a form with a text field where the listing cannot be read', async () => {
    const { files } = site;
    site.files = new Map([...files].filter(([path]) => path !== '/reviews.json'));
    await visit(browser, `${site.origin}/subscribe/`, async ({ page }) => {
      await page.waitForLoadState('networkidle');
      expect(await page.locator('#themes-group input[type=text]').count()).toBe(1);
      expect(await page.locator('#types input').count()).toBeGreaterThan(2);
    });
    site.files = files;
  });
});
