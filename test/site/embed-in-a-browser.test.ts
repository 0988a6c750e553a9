import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicFile } from '#shared/ports.ts';
import { assetFiles } from '#site/assets.ts';
import { anEntry } from '../support/an-entry.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';
import { aBrowser, accessibilityProblems, visit } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const browser = await aBrowser();

describe.skipIf(browser === undefined)('embed on another site', () => {
  if (browser === undefined) return;
  let site: ServedFiles;
  let council: ServedFiles;

  beforeAll(async () => {
    site = await serveFiles(new Map());
    site.files = aSite(SEED_ENTRIES, seedSettings(site.origin));
    // As strict a policy as a council can have: what docs/site-owners.md says it must allow, and nothing
    // else.
    council = await serveFiles(
      new Map(),
      `default-src 'none'; script-src ${site.origin}; connect-src ${site.origin}; style-src 'self'`,
    );
  });

  afterAll(async () => {
    await Promise.all([site.stop(), council.stop()]);
    await browser.close();
  });

  /** A page of the council's with the element in it, at another origin than the reviews. */
  const embed = (element: string, css = '') => {
    const file = (path: string, contentType: string, body: string): [string, PublicFile] => [
      path,
      { path, contentType, body, cacheControl: 'no-store' },
    ];
    council.files = new Map([
      file('/council.css', 'text/css', css),
      file(
        '/',
        'text/html; charset=utf-8',
        `<!DOCTYPE html><html lang="en-GB"><head><title>Council</title><link rel="stylesheet" href="/council.css"><link rel="icon" href="data:,">
<script type="module" src="${site.origin}/embed.js"></script></head>
<body><main><h1>Council</h1><h2>Reviews</h2>${element}</main></body></html>`,
      ),
    ]);
  };

  test('it shows the reviews with name, summary, date, status and type, under a strict policy', async () => {
    embed('<review-listing></review-listing>');
    await visit(browser, council.origin, async ({ page, complaints }) => {
      await page.locator('review-listing .review').nth(6).waitFor();
      const [first] = await page.locator('review-listing .review').allInnerTexts();
      expect(first?.split('\n').filter(Boolean)).toEqual([
        'Baby Eva',
        SEED_ENTRIES.find(({ slug }) => slug === 'baby-eva')?.summary,
        '24 April 2024',
        'Published',
        'Local Child Safeguarding Practice Review',
      ]);
      await expect(page.locator('review-listing a').first().getAttribute('href')).resolves.toBe(
        `${site.origin}/reviews/2024/baby-eva/`,
      );
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(complaints.filter((complaint) => !complaint.includes('data:,'))).toEqual([]);
    });
  });

  test('it leads to the pages in the language of the page it is on, where the site has them', async () => {
    const before = site.files;
    site.files = aSite(SEED_ENTRIES, inTwoLanguages(seedSettings(site.origin)));
    for (const [language, folder, type] of [
      ['cy', 'cy/', 'Adolygiad Lleol'],
      ['en', '', 'Local Child'],
    ]) {
      embed(`<div lang="${language}"><review-listing limit="1"></review-listing></div>`);
      await visit(browser, council.origin, async ({ page }) => {
        const links = page.locator('review-listing a');
        await links.nth(1).waitFor();
        expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
          `${site.origin}/reviews/2024/baby-eva/${folder}`,
          `${site.origin}/${folder}`,
        ]);
        expect(await page.locator('review-listing .facts').innerText()).toContain(type);
      });
    }
    site.files = before;
  });

  test('on a Welsh page, or a Welsh part of one, it speaks Welsh and says so', async () => {
    embed('<div lang="cy"><review-listing limit="2"></review-listing></div>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .review').first().waitFor();
      const said = (
        await page.locator('review-listing').locator('.note, [part=list], .more, .all').allInnerTexts()
      ).join('\n');
      expect(said).toMatch(/^Mae adolygiadau ymarfer diogelu/);
      expect(said).toContain('24 Ebrill 2024');
      expect(said).toContain('Cyhoeddwyd');
      expect(said).toContain('Dangos mwy o adolygiadau');
      expect(said).not.toMatch(/Published|Show more|All reviews/);
      await expect(page.locator('review-listing [part=list]').getAttribute('lang')).resolves.toBe('cy');
      await expect(page.locator('review-listing .summary').first().getAttribute('lang')).resolves.toBe(
        'en-GB',
      );
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  test('attributes choose how many, which kind and which level of heading', async () => {
    embed('<review-listing type="lcspr" limit="2" heading-level="4"></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .review').nth(1).waitFor();
      await expect(page.locator('review-listing h4').allInnerTexts()).resolves.toEqual(['Baby Eva', 'Chloe']);
      await page.locator('review-listing').evaluate((element) => element.setAttribute('type', 'scr'));
      await page.locator('review-listing h4', { hasText: 'Emily and Jack' }).waitFor();
      await expect(page.locator('review-listing h4').count()).resolves.toBe(1);
    });
  });

  test('a theme is matched in whatever case it is written', async () => {
    embed('<review-listing theme="EXPLOITATION"></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing h3').first().waitFor();
      await expect(page.locator('review-listing h3').allInnerTexts()).resolves.toContain('Carl and Max');
    });
  });

  test('more reviews come by keyboard, and the focus goes to the first of them', async () => {
    embed('<review-listing limit="3"></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      const more = page.locator('review-listing button');
      await more.waitFor();
      await more.press('Enter');
      await expect(page.locator('review-listing .review').count()).resolves.toBe(6);
      await expect(
        page.evaluate("document.querySelector('review-listing').shadowRoot.activeElement.textContent"),
      ).resolves.toBe('Carl and Max');
      await more.press('Enter');
      expect(await more.isVisible()).toBe(false);
    });
  });

  test.each([
    ['of the page where it gives one', 'a { color: rgb(120, 0, 60) }', 'rgb(120, 0, 60)'],
    ['of the browser on a light page', '', 'rgb(0, 0, 238)'],
    [
      'of the text on a dark page',
      'body { background: rgb(20, 20, 30); color: rgb(240, 240, 240) }',
      'rgb(240, 240, 240)',
    ],
    [
      'of the page on a dark page, where it can be read',
      'body { background: rgb(20, 20, 30); color: rgb(240, 240, 240) } a { color: rgb(150, 200, 250) }',
      'rgb(150, 200, 250)',
    ],
  ])('links have the colour %s', async (_, css, colour) => {
    embed('<review-listing limit="2"></review-listing>', css);
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .review').first().waitFor();
      const shown = page.evaluate(
        "getComputedStyle(document.querySelector('review-listing').shadowRoot.querySelector('.review a')).color",
      );
      await expect(shown).resolves.toBe(colour);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  test('an attribute that matches nothing does not say that nothing is published', async () => {
    embed('<review-listing type="sar"></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .empty').waitFor();
      expect(await page.locator('review-listing .empty').innerText()).toBe(
        'No review of this kind is published.',
      );
    });
  });

  test('the host page styles it by properties and parts, and nothing leaks in or out', async () => {
    embed(
      '<p class="summary">Ours</p><review-listing></review-listing>',
      'review-listing { --review-listing-link: rgb(1, 2, 3) } review-listing::part(title) { font-size: 30px } .summary { color: rgb(9, 9, 9) }',
    );
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .review').first().waitFor();
      const style = (selector: string, property: string) =>
        page.evaluate(
          `getComputedStyle(document.querySelector('review-listing').shadowRoot.querySelector('${selector}')).${property}`,
        );
      expect(await style('.title a', 'color')).toBe('rgb(1, 2, 3)');
      expect(await style('.title', 'fontSize')).toBe('30px');
      expect(await style('.summary', 'color')).not.toBe('rgb(9, 9, 9)');
    });
  });

  test('what stands inside it is shown when the listing cannot be reached', async () => {
    embed('<review-listing src="/nowhere.json"><p>See our reviews page.</p></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing:not([aria-busy])').waitFor();
      expect(await page.getByText('See our reviews page.').isVisible()).toBe(true);
    });
  });

  test('hostile text runs nothing', async () => {
    const attack = '<img src=x onerror="document.title=1">';
    site.files = aSite([anEntry({ title: attack, summary: attack })], seedSettings(site.origin));
    embed('<review-listing></review-listing>');
    await visit(browser, council.origin, async ({ page }) => {
      await page.locator('review-listing .review').first().waitFor();
      await expect(page.locator('review-listing h3').innerText()).resolves.toBe(attack);
      expect(await page.title()).toBe('Council');
    });
    site.files = aSite(SEED_ENTRIES, seedSettings(site.origin));
  });

  test('another site may read the feeds and the script, and not the pages', async () => {
    const allowed = async (path: string) =>
      (await fetch(site.origin + path)).headers.get('access-control-allow-origin');
    expect(await allowed('/reviews.json')).toBe('*');
    expect(await allowed('/')).toBeNull();
  });

  test('it weighs less than 12 KB compressed', () => {
    const script = assetFiles().find(({ path }) => path === '/embed.js')?.body ?? '';
    expect(script).toContain('review-listing');
    expect(gzipSync(script).length).toBeLessThan(12_000);
  });
});
