import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEntry } from '../support/an-entry.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';
import { aBrowser, accessibilityProblems, runsOffTheSide, visit, visitEach } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { everyKindOfAnswer } from './every-kind-of-answer.ts';
import { everyKindOfEntry } from './every-kind-of-entry.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const browser = await aBrowser();

/** A page or its styles without what a browser leaves out that runs no scripts. */
function withoutScript(body: string): string {
  return body
    .replace(/<script[^>]* src=[^>]*><\/script>/g, '')
    .replace(/@media ?\(scripting: ?enabled\)/g, '@media not all');
}

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
    '/reviews/2025/as-a-page/',
    '/reviews/2025/as-a-page/report/',
    '/reviews/2025/delayed/',
    '/reviews/2022/moved/',
    '/reviews/2019/child-m/',
    '/reviews/2021/family-w/',
    '/subscribe/',
    '/subscribe/change/',
    '/accessibility/',
    '/privacy/',
    '/note/',
    '/note/#name=baby-eva.pdf&accept=postcode',
    '/404.html',
  ];
  /** Every page, and its counterpart where it has one. */
  let inBoth: string[];
  /** The pages of readers, which exist in each language. The others are there once. */
  const isInBoth = (path: string) => !/^\/(?:note\/|404)/.test(path);

  beforeAll(async () => {
    site = await serveFiles(new Map());
    const settings = inTwoLanguages({ ...seedSettings(site.origin), sms: true });
    const answers = everyKindOfAnswer(settings);
    site.files = new Map([
      ...aSite(everyKindOfEntry(), settings),
      ...answers.map((file) => [file.path, file] as const),
    ]);
    inBoth = [
      ...PAGES.flatMap((path) => (isInBoth(path) ? [path, `${path}cy/`] : [path])),
      ...answers.map(({ path }) => path),
    ].map((path) => site.origin + path);
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
    ['with text at 200%', { viewport: { width: 640, height: 800 } }],
    ['in print', { viewport: { width: 794, height: 1123 } }],
  ] as const;
  test.each(WAYS)('%s every page is accessible, fits, and nothing is blocked', async (way, options) => {
    const visits = await visitEach(
      browser,
      inBoth,
      async ({ page, complaints }) => {
        if (way === 'in print') await page.emulateMedia({ media: 'print' });
        if (way === 'with text at 200%')
          await page.evaluate('document.documentElement.style.fontSize = "200%"');
        return {
          problems: await accessibilityProblems(page),
          runsOff: await runsOffTheSide(page),
          complaints,
        };
      },
      options,
    );
    expect(visits.length).toBeGreaterThan(60);
    for (const { address, found } of visits) {
      expect([address, found]).toEqual([address, { problems: [], runsOff: false, complaints: [] }]);
    }
  });

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

  test('as readers without script have them, every page is accessible and fits', async () => {
    // Where scripts are switched off axe-core does not run either: the same pages with what such a browser
    // leaves out.
    const before = site.files;
    site.files = new Map(
      [...before].map(([path, file]) => [path, { ...file, body: withoutScript(String(file.body)) }]),
    );
    const visits = await visitEach(browser, inBoth, async ({ page }) => ({
      problems: await accessibilityProblems(page),
      runsOff: await runsOffTheSide(page),
      scripts: await page.locator('script[src]').count(),
      searchForms: await page.locator('#search').filter({ visible: true }).count(),
    }));
    site.files = before;
    for (const { address, found } of visits) {
      expect([address, found]).toEqual([
        address,
        { problems: [], runsOff: false, scripts: 0, searchForms: 0 },
      ]);
    }
  });

  test('the first page, the years and a year of several parts are accessible and fit in both languages', async () => {
    const before = site.files;
    const many = Array.from({ length: 120 }, (_, index) =>
      anEntry({
        year: 2026,
        slug: `child-${index + 1}`,
        part: index < 100 ? 1 : 2,
        title: `Child ${index + 1}`,
      }),
    );
    site.files = aSite([...everyKindOfEntry(), ...many], inTwoLanguages(seedSettings(site.origin)));
    const pages = ['/', '/reviews/', '/reviews/2026/', '/reviews/2026-2/'].flatMap((path) => [
      path,
      `${path}cy/`,
    ]);
    const visits = await visitEach(
      browser,
      pages.map((path) => site.origin + path),
      async ({ page, complaints }) => ({
        problems: await accessibilityProblems(page),
        runsOff: await runsOffTheSide(page),
        complaints,
      }),
    );
    site.files = before;
    for (const { address, found } of visits)
      expect([address, found]).toEqual([address, { problems: [], runsOff: false, complaints: [] }]);
  });

  test('every page of readers is in its language, names its counterpart and leads to it and back', async () => {
    const visits = await visitEach(
      browser,
      PAGES.filter(isInBoth).flatMap((path) => [site.origin + path, `${site.origin}${path}cy/`]),
      async ({ page }) => ({
        language: await page.locator('html').getAttribute('lang'),
        other: await page.evaluate(
          `[...document.querySelectorAll('nav a[hreflang]')].map(({ href }) => href)`,
        ),
        named: await page.evaluate(
          `[...document.querySelectorAll('head link[hreflang]')].map(({ href, hreflang }) => [hreflang, href])`,
        ),
        hidden: await page.locator('meta[name=robots]').count(),
      }),
    );
    expect(visits.length).toBeGreaterThan(30);
    for (const { address, found } of visits) {
      const english = address.replace(/\/cy\/$/, '/');
      const named = [
        ['en-GB', english],
        ['cy', `${english}cy/`],
      ];
      expect([address, found]).toEqual([
        address,
        {
          language: address === english ? 'en-GB' : 'cy',
          other: [address === english ? `${english}cy/` : english],
          named: found.hidden > 0 ? [] : named,
          hidden: found.hidden,
        },
      ]);
    }
  });

  test('the other language opens at the same place, with the same search', async () => {
    for (const [from, to] of [
      ['/?q=eva', '/cy/?q=eva'],
      ['/reviews/2025/as-a-page/report/cy/#page-2', '/reviews/2025/as-a-page/report/#page-2'],
    ]) {
      await visit(browser, site.origin + from, async ({ page }) => {
        await page.locator('.site-header a[hreflang]').press('Enter');
        await page.waitForURL((url) => url.pathname === new URL(site.origin + to).pathname);
        expect(page.url()).toBe(site.origin + to);
      });
    }
  });

  test('the index reads like the page that this project starts from', async () => {
    const before = site.files;
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
    site.files = before;
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
        await expect(page.locator('.review-card').count()).resolves.toBe(13);
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

  test('on a phone the first review is on the first screen, and the quick exit stays in view', async () => {
    const before = site.files;
    site.files = aSite(SEED_ENTRIES, seedSettings(site.origin));
    const phone = { viewport: { width: 375, height: 667 } };
    await visit(
      browser,
      `${site.origin}/`,
      async ({ page }) => {
        const bottom: number = await page.evaluate(
          "document.querySelector('.review-card__title').getBoundingClientRect().bottom",
        );
        expect(bottom).toBeLessThan(phone.viewport.height);
        await page.evaluate('scrollTo(0, document.body.scrollHeight)');
        const box = await page.locator('#exit').boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeLessThan(50);
      },
      phone,
    );
    site.files = before;
  });

  test('the quick exit covers nothing of the header, in either language, at any size', async () => {
    for (const [width, text] of [
      [320, '100%'],
      [375, '100%'],
      [1000, '100%'],
      [640, '200%'],
    ] as const) {
      const visits = await visitEach(
        browser,
        [`${site.origin}/`, `${site.origin}/cy/`],
        ({ page }) =>
          page.evaluate(`(() => {
            document.documentElement.style.fontSize = '${text}';
            const exit = document.querySelector('#exit').getBoundingClientRect();
            return [...document.querySelectorAll('.site-header__name, .site-header__nav a')]
              .filter((link) => [...link.getClientRects()].some((box) =>
                box.right > exit.left && box.left < exit.right && box.bottom > exit.top && box.top < exit.bottom))
              .map(({ textContent }) => textContent);
          })()`),
        { viewport: { width, height: 667 } },
      );
      for (const { address, found } of visits) expect([width, address, found]).toEqual([width, address, []]);
    }
  });

  test('what is folded on a phone is open on a wide screen', async () => {
    await visit(browser, `${site.origin}/`, async ({ page }) => {
      expect(await page.locator('#search-type').isVisible()).toBe(true);
      expect(await page.locator('.content-note__lines').isVisible()).toBe(true);
      expect(await page.locator('.folded__summary').first().isVisible()).toBe(false);
    });
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

  test('a page with a hundred reviews, styles and scripts weighs less than 60 KB as CloudFront hands it out', async () => {
    const before = site.files;
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
    site.files = aSite(entries, seedSettings(site.origin));
    const loaded: { name: string; encodedBodySize: number }[] = await visit(
      browser,
      site.origin,
      async ({ page }) => {
        await page.waitForLoadState('networkidle');
        return page.evaluate(`[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .map(({ name, encodedBodySize }) => ({ name, encodedBodySize }))`);
      },
    );
    site.files = before;
    expect(loaded.length).toBeGreaterThan(3);
    const weight = loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    expect(weight).toBeGreaterThan(10_000);
    expect(weight).toBeLessThan(60_000);
  });

  test('nothing moves while any page loads', async () => {
    const moving = async (addresses: readonly string[]) => {
      const visits = await visitEach(browser, addresses, ({ page }) =>
        page.evaluate(`new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
            .observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 300);
        })`),
      );
      return visits.filter(({ found }) => found !== 0).map(({ address }) => address);
    };
    // A page that moves does so each time; a busy machine may once paint a page of which it has half.
    expect(await moving(await moving(inBoth))).toEqual([]);
  });
});
