import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reportSearch, termsOf } from '#site/report-search.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const sample = (file: string) => readFileSync(resolve(import.meta.dirname, '../../samples', file));
/** Two pages of it as a scanner makes them: pictures, a little askew, and no text. */
const SCAN = readFileSync(resolve(import.meta.dirname, '../fixtures/scan/jake-scan.pdf'));
const JAKE = 'CSPR_Jake_Overview_Report_May_2023.pdf';
const EVA = 'LCSPR Baby Eva FINAL for publication (1).pdf';
const READER = 'reader@example.org';
const PHONE = '+447700900123';
const MACHINE = 'machine@example.org';
const PAGE = '/reviews/2023/jake/';

let test: StackUnderTest;
let officer: string;

const Listing = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), date_modified: z.string() })),
});
const items = async () => Listing.parse(await (await test.get('/reviews.json')).json()).items;
const titles = async () => (await items()).map((item) => item.title);
const alerts = () => test.received(READER).filter(({ kind }) => kind === 'notification');
const receipts = () => test.received(officer).filter(({ kind }) => kind === 'notification');

/** Reviews whose report has these words, as a reader's browser finds them. */
const withWords = async (query: string) => {
  const search = reportSearch(['2023'], async (path) => (await test.get(path)).json());
  return (await search.find(termsOf(query), 10, () => true)).reviews;
};

beforeAll(async () => {
  test = await startStack();
  officer =
    test.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'))?.endpoint ?? '';
});

afterAll(() => test?.stop());

// In order: one review lives through them.
describe('an upload on the embedded stack', () => {
  it('becomes a listed, readable review', async () => {
    await test.drop(JAKE, sample(JAKE));
    expect(await titles()).toEqual(['Jake']);
    const page = await test.get(PAGE);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<h1');
    const pdf = await test.get(`${PAGE}report.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    for (const path of ['/reviews.atom', '/sitemap.xml', '/reviews/2023.json', '/'])
      expect((await test.get(path)).status, path).toBe(200);
  });

  it('is found by the words inside its report, with the page that they stand on', async () => {
    expect(await withWords('safeguarded adolescents')).toEqual([PAGE]);
    const { sentences } = JSON.parse(await (await test.get(`${PAGE}report/sentences.json`)).text());
    const edition = await (await test.get(`${PAGE}report/`)).text();
    for (const [page] of sentences) expect(edition).toContain(`id="page-${page}"`);
  });

  it('is announced once to every reader, in the words of each way of telling', () => {
    const [email, ...more] = alerts();
    expect(more).toEqual([]);
    expect(email?.text).toContain(`http://localhost:8080${PAGE}`);
    const [sms] = test.received(PHONE);
    expect(sms?.text.length).toBeLessThanOrEqual(140);
    const [json] = test.received(MACHINE).filter(({ kind }) => kind === 'notification');
    expect(JSON.parse(json?.text ?? '')).toMatchObject({ title: 'Jake' });
  });

  it('is answered with a receipt to the officer', () => {
    expect(receipts().at(0)?.text).toContain(PAGE);
  });

  it('changes nothing when the same bytes are dropped again', async () => {
    const before = await (await test.get('/reviews.json')).text();
    const told = alerts().length;
    await test.drop(JAKE, sample(JAKE));
    expect(await (await test.get('/reviews.json')).text()).toBe(before);
    expect(alerts()).toHaveLength(told);
  });

  it('takes the words of the note beside it', async () => {
    const name = JAKE.replace('.pdf', '');
    await test.drop(`${name}.yaml`, 'title: Jake and his family\nthemes: [suicide]\n');
    expect(await titles()).toEqual(['Jake and his family']);
    expect(alerts()).toHaveLength(1);
  });

  it('stays as it is under a bad note, and the officer learns the line', async () => {
    const before = receipts().length;
    await test.drop(`${JAKE.replace('.pdf', '')}.yaml`, 'title: Jake\ncolour: red\n');
    expect(await titles()).toEqual(['Jake and his family']);
    const receipt = receipts().slice(before).at(-1);
    expect(receipt?.text).toMatch(/colour/);
    expect(receipt?.text).toMatch(/line 2/i);
  });

  it('is replaced at the same address by a new version, without another alert', async () => {
    await test.takeOut(`${JAKE.replace('.pdf', '')}.yaml`);
    const [before] = await items();
    // Bytes after the end of a PDF change its digest only.
    await test.drop(JAKE, Buffer.concat([sample(JAKE), Buffer.from('\n% second edition\n')]));
    const [after] = await items();
    expect(after?.id).toBe(before?.id);
    expect((after?.date_modified ?? '') >= (before?.date_modified ?? '~')).toBe(true);
    expect((await test.get(`${PAGE}report.pdf`)).status).toBe(200);
    expect(alerts()).toHaveLength(1);
  });

  it('leaves nothing readable when it is taken out', async () => {
    const before = receipts().length;
    await test.takeOut(JAKE);
    expect((await test.get(`${PAGE}report.pdf`)).status).toBe(404);
    const listing = await (await test.get('/reviews.json')).text();
    expect(listing).not.toContain('Jake');
    expect(await withWords('safeguarded adolescents')).toEqual([]);
    expect((await test.get(`${PAGE}report/sentences.json`)).status).toBe(404);
    const page = await test.get(PAGE);
    expect(await page.text()).not.toContain('Jake');
    expect(receipts().length).toBeGreaterThan(before);
  });

  it.each([
    ['empty.pdf', ''],
    ['page.pdf', '<!doctype html><title>Not found</title>'],
    ['cut.pdf', sample(EVA).subarray(0, 20_000)],
  ])('that is no readable PDF (%s) is rejected with a sentence, and listed nowhere', async (key, body) => {
    const before = receipts().length;
    await test.drop(key, body);
    expect((await test.review(key.replace('.pdf', '')))?.outcome).toBe('rejected');
    expect(receipts().slice(before)).toHaveLength(1);
    expect(await titles()).not.toContain(key);
    expect(test.stack.deadLetters()).toEqual({});
  });

  it('that is a scan is held at once, and told of again with what was recognized in it', async () => {
    const before = receipts().length;
    await test.drop('scan.pdf', SCAN);
    const [first, second, ...more] = receipts().slice(before);
    expect(more).toEqual([]);
    expect(first?.text).toContain('being recognized');
    expect(second?.text).toMatch(/^title: Jake$/m);
    expect(second?.text).toMatch(/^published: May 2023$/m);
    expect(second?.text).toMatch(/^ {2}- Desmond Oakhurst$/m);
    expect((await test.review('scan'))?.outcome).toBe('held');
    expect(await titles()).toEqual([]);
    expect(test.stack.deadLetters()).toEqual({});
  });

  it('that is a scan is published with what its officer confirms, in a clean copy of its pictures', async () => {
    const note =
      'title: Jake\ntype: cspr\npublished: May 2023\nsummary: Jake was 14.\naccept: [no-text, not-the-report]\n';
    await test.drop('scan.yaml', note);
    const [item, ...others] = await items();
    expect(others).toEqual([]);
    expect(item?.title).toBe('Jake');
    expect((await test.get(`${new URL(item?.id ?? '').pathname}report.pdf`)).status).toBe(200);
  });
});
