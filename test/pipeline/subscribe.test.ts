import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalServer } from '../../local/aws/http/local-server.ts';
import { startInbox } from '../../local/inbox-server.ts';
import { aBrowser, accessibilityProblems, visit } from '../site/a-browser.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const sample = (file: string) => readFileSync(resolve(import.meta.dirname, '../../samples', file));
const SERIOUS_CASE_REVIEW = 'Emily-and-Jack-SCR-Overview-report-23.10.20.pdf';
const PRACTICE_REVIEW = 'CSPR_Jake_Overview_Report_May_2023.pdf';
const ANN = 'ann@example.org';
const BEN = 'ben@example.org';

const browser = await aBrowser();
let test: StackUnderTest;
let inbox: LocalServer | undefined;

beforeAll(async () => {
  test = await startStack({ linkBase: () => inbox?.url ?? '' });
  inbox = await startInbox({
    port: 0,
    topics: test.stack.topics,
    s3: test.s3,
    bucket: test.stack.outputs.UploadsBucket ?? '',
    siteUrl: test.stack.siteUrl,
    s3Url: test.stack.s3Url,
    folder: 'uploads',
  });
});

afterAll(async () => {
  await browser?.close();
  await inbox?.close();
  await test?.stop();
});

/** Sends the form as a browser does. */
const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${test.stack.siteUrl}/subscribe`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });

/** The link of a confirmation request on the inbox page. */
async function confirmationLink(address: string): Promise<string | undefined> {
  const page = await (await fetch(`${inbox?.url}/`)).text();
  const item = page.split('<li ').find((one) => one.includes(`to ${address}<`));
  return /href="([^"]*\/confirm\?[^"]*)"/.exec(item ?? '')?.[1]?.replaceAll('&#38;', '&');
}
const alerts = (address: string) => test.received(address).filter(({ kind }) => kind === 'notification');

// In order: the readers live through them.
describe('a reader on the embedded stack', () => {
  it('finds the form, and is led to it from the address that it posts to', async () => {
    const page = await (await test.get('/subscribe/')).text();
    expect(page).toContain('<form method="post" action="/subscribe"');
    const looked = await test.get('/subscribe');
    expect([looked.status, looked.headers.get('location')]).toEqual([303, '/subscribe/']);
  });

  it('posts it, and is asked to confirm in the inbox', async () => {
    const answer = await post({ email: ANN, type: 'scr' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(await answer.text()).toContain('Check your e-mail');
    expect(await confirmationLink(ANN)).toContain(`${inbox?.url}/`);
  });

  it('gets nothing before confirming, and then exactly the chosen alerts', async () => {
    await post({ email: BEN });
    const link = await confirmationLink(ANN);
    const confirmed = await fetch(link ?? '');
    expect(await confirmed.text()).toContain('Subscription confirmed');
    await test.drop(PRACTICE_REVIEW, sample(PRACTICE_REVIEW));
    await test.drop(SERIOUS_CASE_REVIEW, sample(SERIOUS_CASE_REVIEW));
    const [alert, ...others] = alerts(ANN);
    expect(alert?.text).toContain('/reviews/2020/');
    expect(others).toEqual([]);
    expect(alerts(BEN)).toEqual([]);
    expect(alerts('reader@example.org')).toHaveLength(2);
  });

  it('gets the same answer for a known address, which keeps its choices', async () => {
    const known = await post({ email: ANN, type: 'lcspr' });
    const unknown = await post({ email: 'cai@example.org', type: 'lcspr' });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    const [subscription] = test.stack.topics.subscriptions().filter(({ endpoint }) => endpoint === ANN);
    expect(JSON.parse(subscription?.attributes.FilterPolicy ?? '{}')).toMatchObject({ type: ['scr'] });
  });

  it('that is a robot is thanked, and forgotten', async () => {
    const answer = await post({ email: 'robot@example.org', website: 'https://example.org' });
    expect(await answer.text()).toContain('Check your e-mail');
    expect(test.received('robot@example.org')).toEqual([]);
  });

  it('a request that bypasses the site is refused, and readers cannot fake its header', async () => {
    const lambda = test.stack.functions.get('review-publisher-subscribe');
    const around = await lambda?.invoke({
      headers: { 'x-origin-key': 'guessed' },
      requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' } },
      body: 'email=dan%40example.org',
    });
    expect(around).toMatchObject({ statusCode: 403 });
    const through = await post(
      { email: 'no address' },
      { 'x-origin-key': 'guessed', 'cloudfront-viewer-address': '198.51.100.1:1' },
    );
    expect(through.status).toBe(400);
  });

  it.skipIf(browser === undefined)('fixes a mistake with the keyboard in a browser', async () => {
    if (browser === undefined) return;
    await visit(browser, `${test.stack.siteUrl}/subscribe/`, async ({ page }) => {
      const blocked: string[] = [];
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) blocked.push(message.text());
      });
      await page.getByRole('button', { name: 'Subscribe' }).click();
      const problem = page.getByRole('alert').getByRole('link');
      expect(await problem.innerText()).toMatch(/^Enter an e-mail address/);
      expect(await accessibilityProblems(page)).toEqual([]);
      await problem.press('Enter');
      await page.keyboard.type('eve@example.org');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(blocked).toEqual([]);
    });
    expect(await confirmationLink('eve@example.org')).toBeDefined();
  });

  it.skipIf(browser === undefined)('subscribes without script, by keyboard alone', async () => {
    if (browser === undefined) return;
    await visit(
      browser,
      `${test.stack.siteUrl}/subscribe/`,
      async ({ page }) => {
        const focused = (id: string) => page.locator(`#${id}:focus`).count();
        for (let stops = 0; stops < 20 && (await focused('email')) === 0; stops++)
          await page.keyboard.press('Tab');
        await page.keyboard.type('fay@example.org');
        // Opens the fold of the types, chooses the first, and sends the form.
        for (const key of ['Tab', 'Enter', 'Tab', 'Space', 'Enter']) await page.keyboard.press(key);
        await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
      },
      { javaScriptEnabled: false },
    );
    expect(await confirmationLink('fay@example.org')).toBeDefined();
  });

  it('a client that posts repeatedly has to wait', async () => {
    const statuses: number[] = [];
    // Twice the limit of an hour, and one: an hour may end during the test.
    for (let count = 0; count < 21; count++)
      statuses.push((await post({ email: `reader-${count}@example.org` })).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });

  it('cannot be subscribed by a page of another site', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example.org' },
      { origin: 'null' },
    ])
      expect((await post({ email: 'victim@example.org' }, headers)).status).toBe(403);
    expect(test.received('victim@example.org')).toEqual([]);
  });

  it('gets 413 for 20 MB before they are sent', async () => {
    const { hostname, port } = new URL(test.stack.siteUrl);
    const length = 20 * 1024 * 1024;
    const headers = { 'content-length': length, 'content-type': 'application/x-www-form-urlencoded' };
    const status = await new Promise((resolve, reject) => {
      const form = request({ hostname, port, path: '/subscribe', method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        form.destroy();
      });
      form.on('error', reject);
      // The headers alone, and none of the body.
      form.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('leaves an address in no log, and in no table', async () => {
    const dynamo = new DynamoDBClient({
      region: test.stack.environment.AWS_REGION ?? '',
      endpoint: test.stack.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const { Items = [] } = await dynamo.send(
      new ScanCommand({ TableName: test.stack.outputs.ReviewsTable ?? '' }),
    );
    dynamo.destroy();
    const counters = Items.filter(({ pk }) => pk?.S?.startsWith('rate-limit#'));
    expect(counters.length).toBeGreaterThan(3);
    for (const { expires } of counters) expect(Number(expires?.N)).toBeGreaterThan(Date.now() / 1000);
    expect(JSON.stringify(counters)).not.toMatch(/@|127\.0\.0\.1/);
    expect(test.lines.length).toBeGreaterThan(0);
    expect(test.lines.filter((line) => /@example\.org|127\.0\.0\.1:\d+"/.test(line))).toEqual([]);
    expect(test.stack.deadLetters()).toEqual({});
  });
});
