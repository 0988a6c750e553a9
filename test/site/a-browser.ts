import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { NoBrowser, openBrowser } from './open-browser.ts';

/** The browser, or undefined with a loud line when this machine has none. */
export async function aBrowser(): Promise<Browser | undefined> {
  try {
    return await openBrowser();
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    process.stderr.write(`\nSKIPPED: THE PAGES WERE NOT TESTED IN A BROWSER. ${error.message}\n\n`);
    return undefined;
  }
}

/** As long as a busy machine may need for what a page does. */
const LONGEST_WAIT_MS = 300_000;

export interface Visit {
  readonly page: Page;
  /** What the console complained of, and what the content security policy blocked. */
  readonly complaints: string[];
}

/** Opens an address in a context of its own, and hands the page over; closes it afterwards. */
export async function visit<T>(
  browser: Browser,
  address: string,
  use: (visit: Visit) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const [answer] = await visitEach(browser, [address], use, options);
  if (answer === undefined) throw new Error('The page was not visited.');
  return answer.found;
}

/** The same for several addresses, one after the other in one context. */
export async function visitEach<T>(
  browser: Browser,
  addresses: readonly string[],
  use: (visit: Visit) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<{ readonly address: string; readonly found: T }[]> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_WAIT_MS);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const found = [];
    for (const address of addresses) {
      complaints.length = 0;
      await page.goto(address);
      found.push({ address, found: await use({ page, complaints: [...complaints] }) });
    }
    return found;
  } finally {
    await context.close();
  }
}

/** What axe-core finds wrong by WCAG 2.2 AA and its best practices. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: { id: string; target: string }[] = await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, target: target.join(' ') }))))`);
  return found.map(({ id, target }) => `${id}: ${target}`);
}

/** Whether the page is wider than the window. */
export async function runsOffTheSide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
