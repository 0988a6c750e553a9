import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aBriefing } from '../support/a-briefing.ts';
import { LEAKS, leakingCopy } from '../support/leaking-copy.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const sample = (file: string) =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../samples', file)));
const BEN = sample('ben-lscpr-final.pdf');
const EMILY = sample('Emily-and-Jack-SCR-Overview-report-23.10.20.pdf');

let test: StackUnderTest;
let officer: string;

const Listing = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), _review: z.object({ status: z.string() }) })),
});
const listed = async () => Listing.parse(await (await test.get('/reviews.json')).json()).items;
const titles = async () => (await listed()).map(({ title }) => title);
const receipts = () => test.received(officer).filter(({ kind }) => kind === 'notification');
const lastReceipt = () => receipts().at(-1)?.text ?? '';
const alerts = () => test.received('reader@example.org').filter(({ kind }) => kind === 'notification');
const shown = async () =>
  [...(await test.publicFiles()).values()].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n');
/** S3 times are whole seconds, and some rules compare times. */
const aSecond = () => pause(1_100);

async function start(settings: Parameters<typeof startStack>[0] = {}): Promise<void> {
  test = await startStack(settings);
  officer =
    test.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'))?.endpoint ?? '';
}

describe('an officer', () => {
  const onTheClock = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/London',
  });
  const embargo = (end: Date) => `publish at: ${onTheClock.format(end).replace(' at ', ' ')}\n`;

  beforeAll(() => start());
  afterAll(() => test?.stop());

  it('sets an embargo, and gets a receipt while nothing is public', async () => {
    await test.drop('soon.yaml', embargo(new Date(Date.now() + 24 * 60 * 60_000)));
    await test.drop('soon.pdf', EMILY);
    expect(lastReceipt()).toMatch(/^SCHEDULED/);
    expect(await titles()).toEqual([]);
    expect(await shown()).not.toContain('Emily');
  });

  it('replaces a report with a change note, at the same address and without another alert', async () => {
    await test.drop('ben.pdf', BEN);
    const first = Buffer.from(await (await test.get('/reviews/2022/ben/report.pdf')).arrayBuffer());
    const told = alerts().length;
    await test.drop('ben.yaml', 'change note: Chapter 4 was corrected.\n');
    await test.drop('ben.pdf', await leakingCopy(BEN, (document) => document.removePage(18), ''));
    const second = Buffer.from(await (await test.get('/reviews/2022/ben/report.pdf')).arrayBuffer());
    expect(second.equals(first)).toBe(false);
    expect(await (await test.get('/reviews/2022/ben/')).text()).toContain('Chapter 4 was corrected.');
    expect(alerts()).toHaveLength(told);
  });

  it('accepts a finding for the current PDF, and not for a later one', async () => {
    const { phone, postcode } = LEAKS;
    if (phone === undefined || postcode === undefined) throw new Error('These leaks are not known.');
    await test.drop('folder-a.pdf', await leakingCopy(BEN, phone, 'Zebedee Quennell'));
    expect(lastReceipt()).toMatch(/^HELD/);
    await aSecond();
    await test.drop('folder-a.yaml', 'title: Accepted\naccept: [phone]\n');
    expect(await titles()).toContain('Accepted');
    await aSecond();
    await test.drop('folder-a.pdf', await leakingCopy(BEN, phone, 'Zebedee Ashgrove'));
    expect(lastReceipt()).toMatch(/^HELD/);
    expect(await titles()).toContain('Accepted');
  });

  it('publishes a companion beside the report, under a name of ours', async () => {
    await test.drop('set/review.yaml', 'title: The set\n');
    await test.drop('set/report.pdf', BEN);
    await test.drop('set/Ben SECRET 7 min.pdf', await aBriefing());
    const page = await (await test.get('/reviews/2022/the-set/')).text();
    expect(page).toMatch(/\/reviews\/2022\/the-set\/briefing\.pdf|href="briefing\.pdf"/);
    expect((await test.get('/reviews/2022/the-set/briefing.pdf')).status).toBe(200);
    expect(await shown()).not.toContain('SECRET');
  });

  it('retires a report: title and dates stay, the files go', async () => {
    await test.drop('set/review.yaml', 'title: The set\nretire on: 1 January 2025\naccept: unlikely-date\n');
    const entry = (await listed()).find(({ title }) => title === 'The set');
    expect(entry?._review.status).toBe('No longer published');
    expect((await test.get('/reviews/2022/the-set/report.pdf')).status).toBe(404);
    expect(lastReceipt()).toMatch(/^RETIRED/m);
  });

  it('withdraws a review: no detail, no file, a dated notice', async () => {
    await test.takeOut('ben.pdf');
    const page = await test.get('/reviews/2022/ben/');
    expect(await page.text()).not.toMatch(/Ben|young parents/);
    expect((await test.get('/reviews/2022/ben/report.pdf')).status).toBe(404);
    expect(await titles()).not.toContain('Ben');
    expect(lastReceipt()).toMatch(/^WITHDRAWN/);
  });

  it('sees the embargo end at its minute: listed, alert, receipt', async () => {
    expect(await titles()).not.toContain('Emily and Jack');
    // The next minute: where the machine is so slow that it is over before, the same has to hold.
    const end = new Date((Math.floor(Date.now() / 60_000) + 1) * 60_000);
    await test.drop('soon.yaml', embargo(end));
    await pause(Math.max(0, end.getTime() - Date.now()) + 200);
    await test.stack.runSchedules();
    await test.quiet();
    expect(await titles()).toContain('Emily and Jack');
    expect(alerts().filter(({ text }) => text.includes('Emily and Jack'))).toHaveLength(1);
    expect(lastReceipt()).toMatch(/^PUBLISHED/);
  });
});

describe('where a second person has to agree', () => {
  beforeAll(() => start({ settings: { secondPerson: true } }));
  afterAll(() => test?.stop());

  it('a review is public only after another person approved exactly its files', async () => {
    await test.drop('ben.pdf', BEN);
    expect(lastReceipt()).toContain('ben.approved');
    await aSecond();
    await test.drop('ben.approved', '');
    expect(await titles()).toEqual([]);
    await aSecond();
    await test.drop('ben.approved', 'yes', 'colleague');
    expect(await titles()).toEqual(['Ben']);
    expect(lastReceipt()).toMatch(/^PUBLISHED/);
  });
});
