import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASSET_PATHS } from '#site/assets.ts';
import { anEntry } from '../support/an-entry.ts';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';
import { aBrowser, accessibilityProblems, runsOffTheSide, visit, visitEach } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { everyKindOfEntry } from './every-kind-of-entry.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const browser = await aBrowser();

describe.skipIf(browser === undefined)('pages in a browser', () => {
  if (browser === undefined) return;
  let site: ServedFiles;
  const PAGES = [
    '/',
    '/reviews/',
    '/reviews/2025/',
    '/reviews/2021/',
    '/reviews/2024/baby-eva/',
    '/reviews/2025/hostile/',
    '/reviews/2025/long/',
    '/reviews/2025/right-to-left/',
    '/reviews/2019/child-m/',
    '/reviews/2021/family-w/',
    '/subscribe/',
    '/accessibility/',
    '/404.html',
  ];

  beforeAll(async () => {
    site = await serveFiles(new Map());
    site.files = aSite(everyKindOfEntry(), { ...seedSettings(site.origin), sms: true });
  });

  afterAll(async () => {
    await site.stop();
    await browser.close();
  });

  const WAYS = [
    ['in light colours', {}],
    ['in dark colours', { colorScheme: 'dark' }],
    ['at a width of 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['with forced colours', { forcedColors: 'active' }],
  ] as const;
  test.each(WAYS)(
    '%s every page is accessible, fits, and nothing is blocked',
    async (_, options) => {
      const visits = await visitEach(
        browser,
        PAGES.map((path) => site.origin + path),
        async ({ page, complaints }) => ({
          problems: await accessibilityProblems(page),
          runsOff: await runsOffTheSide(page),
          complaints,
        }),
        options,
      );
      expect(visits.length).toBe(PAGES.length);
      for (const { address, found } of visits) {
        expect([address, found]).toEqual([address, { problems: [], runsOff: false, complaints: [] }]);
      }
    },
    60_000,
  );

  test('what the policy blocks would be noticed', async () => {
    const before = site.files;
    const page = {
      path: '/',
      contentType: 'text/html',
      cacheControl: '',
      body: '<p style="color: red">a</p>',
    };
    site.files = new Map([['/', page]]);
    const complaints = await visit(browser, site.origin, async (seen) => seen.complaints);
    site.files = before;
    expect(complaints.join('\n')).toContain('Content Security Policy');
  });

  test('with text at 200% in a window of 640 pixels nothing runs off the side', async () => {
    const visits = await visitEach(
      browser,
      PAGES.map((path) => site.origin + path),
      async ({ page }) => {
        await page.evaluate('document.documentElement.style.fontSize = "200%"');
        return runsOffTheSide(page);
      },
      { viewport: { width: 640, height: 800 } },
    );
    expect(visits.filter(({ found }) => found)).toEqual([]);
  });

  test('the index reads like the page that this project starts from', async () => {
    site.files = aSite(SEED_ENTRIES, seedSettings(site.origin));
    await visit(browser, site.origin, async ({ page }) => {
      const settings = seedSettings();
      await expect(page.locator('h1').innerText()).resolves.toBe(settings.publisher.heading);
      await expect(page.locator('.introduction a').getAttribute('href')).resolves.toBe(
        settings.publisher.link?.url,
      );
      const cards = page.locator('.review-card');
      await expect(cards.count()).resolves.toBe(7);
      const [first] = await cards.allInnerTexts();
      expect(first?.split('\n').filter(Boolean)).toEqual([
        'Baby Eva',
        SEED_ENTRIES.find(({ slug }) => slug === 'baby-eva')?.summary,
        '24 April 2024',
        'Published',
        'Local Child Safeguarding Practice Review',
      ]);
    });
    site.files = aSite(everyKindOfEntry(), seedSettings(site.origin));
  });

  test('hostile text runs nothing and reads as it was written', async () => {
    for (const path of ['/', '/?q=img', '/reviews/2025/', '/reviews/2025/hostile/']) {
      await visit(browser, site.origin + path, async ({ page }) => {
        await page.getByText('onerror=document.title="broken"').first().waitFor();
        expect(await page.title()).toContain('Example Safeguarding Children Partnership');
        expect(await page.locator('main img').count()).toBe(0);
      });
    }
  });

  test('a right-to-left name does not turn its neighbours round', async () => {
    await visit(browser, `${site.origin}/reviews/2025/right-to-left/`, async ({ page }) => {
      const directionOf = (selector: string) =>
        page.evaluate(`getComputedStyle(document.querySelector('${selector}')).direction`);
      expect(await directionOf('h1 bdi')).toBe('rtl');
      expect(await directionOf('main')).toBe('ltr');
    });
  });

  test('the first tab offers to skip to the content, and every stop can be seen', async () => {
    await visit(browser, `${site.origin}/reviews/2024/baby-eva/`, async ({ page }) => {
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus').innerText()).resolves.toBe('Skip to main content');
      await page.keyboard.press('Enter');
      await expect(page.evaluate('document.activeElement.id')).resolves.toBe('main-content');
      const stops: string[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const stop: { text: string; seen: boolean } = await page.evaluate(`(() => {
          const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(document.activeElement);
          return {
            text: document.activeElement.innerText,
            seen: outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 0)',
          };
        })()`);
        if (stop.text === 'Accessibility statement') break;
        expect(stop).toMatchObject({ seen: true });
        stops.push(stop.text);
      }
      expect(stops).toContain('Report');
      expect(stops).toContain('request an accessible format');
    });
  });

  test('without script all reviews are there and no search form that would do nothing', async () => {
    await visit(
      browser,
      site.origin,
      async ({ page }) => {
        await expect(page.locator('.review-card').count()).resolves.toBe(11);
        await expect(page.locator('#search').isVisible()).resolves.toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });

  test('in print there is the review and nothing to press', async () => {
    await visit(browser, `${site.origin}/reviews/2024/baby-eva/`, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['.site-exit', '.site-header__nav', '.govuk-breadcrumbs']) {
        await expect(page.locator(gone).isVisible()).resolves.toBe(false);
      }
      await expect(page.locator('h1').isVisible()).resolves.toBe(true);
      expect((await page.pdf()).length).toBeGreaterThan(1000);
    });
  });

  test('the quick exit leaves at once, by mouse or by three presses of Shift, and cannot be gone back from', async () => {
    for (const leave of ['click', 'shift'] as const) {
      await visit(browser, site.origin, async ({ page }) => {
        await page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
        await page.goto(`${site.origin}/reviews/2024/baby-eva/`);
        if (leave === 'click') await page.locator('#exit').click();
        else for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
        await page.waitForURL('https://www.bbc.co.uk/weather');
        await page.goBack();
        expect(page.url()).toBe(`${site.origin}/`);
      });
    }
  });

  test('every link of every page leads somewhere', async () => {
    const seen = new Set<string>();
    const broken: string[] = [];
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const response = await fetch(site.origin + path);
      if (response.status !== 200) broken.push(path);
      const text = await response.text();
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
      const targets = [...text.matchAll(/ (?:href|src)="([^"]+)"/g)].map(
        ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), site.origin + path),
      );
      for (const target of targets) {
        if (target.origin !== site.origin || seen.has(target.pathname)) continue;
        seen.add(target.pathname);
        waiting.push(target.pathname);
      }
    }
    expect(broken).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining(['/reviews/2025/long/briefing-12.pdf', '/subscribe/']));
  });

  test('a page with a hundred reviews, styles and scripts weighs less than 60 KB compressed', () => {
    const words = SEED_ENTRIES.map(({ summary }) => summary)
      .join(' ')
      .split(' ');
    const entries = Array.from({ length: 100 }, (_, index) =>
      anEntry({
        slug: `child-${index}`,
        title: `Child ${index}`,
        // Words in another order each time, so that they do not compress like one summary.
        summary: Array.from(
          { length: 65 },
          (_, at) => words[(index * 7919 + at * (index + 3)) % words.length],
        ).join(' '),
      }),
    );
    const files = aSite(entries, seedSettings(site.origin));
    const weight = ['/', ASSET_PATHS.styles, ASSET_PATHS.page, ASSET_PATHS.search, ASSET_PATHS.icon]
      .map((path) => gzipSync(files.get(path)?.body ?? '').length)
      .reduce((sum, bytes) => sum + bytes);
    expect(weight).toBeGreaterThan(10_000);
    expect(weight).toBeLessThan(60_000);
  });

  test('nothing moves while a page loads', async () => {
    await visit(browser, site.origin, async ({ page }) => {
      const shift = await page.evaluate(`new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      })`);
      expect(shift).toBe(0);
    });
  });
});
