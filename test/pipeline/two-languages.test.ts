import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSettings } from '#shared/domain/settings.ts';
import { localSettings } from '../../local/start/local-settings.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const JAKE = 'CSPR_Jake_Overview_Report_May_2023.pdf';
const REPORT = readFileSync(resolve(import.meta.dirname, '../../samples', JAKE));
const READER = 'reader@example.org';
const PAGE = '/reviews/2023/jake/';
const PAGES = [PAGE, `${PAGE}cy/`, `${PAGE}report/`, `${PAGE}report/cy/`];

let test: StackUnderTest;

beforeAll(async () => {
  const { publisher } = inTwoLanguages(parseSettings(localSettings('http://localhost:8080')));
  test = await startStack({ settings: { publisher } });
});

afterAll(() => test?.stop());

const textOf = async (path: string) => (await test.get(path)).text();
const lastTo = (endpoint: string) =>
  test
    .received(endpoint)
    .filter(({ kind }) => kind === 'notification')
    .at(-1);
const receipt = () =>
  lastTo(test.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'))?.endpoint ?? '');

// In order: one review lives through them.
describe('an upload on the embedded stack of a site in two languages', () => {
  it('has its pages in both, with the type and the links of each', async () => {
    await test.drop(JAKE, REPORT);
    for (const path of PAGES) {
      const language = path.endsWith('/cy/') ? 'cy' : 'en-GB';
      expect([path, await textOf(path)]).toEqual([path, expect.stringContaining(`<html lang="${language}"`)]);
    }
    expect(await textOf('/')).toContain('Child Safeguarding Practice Review');
    const welsh = await textOf('/cy/');
    expect(welsh).toContain('Ymarfer Diogelu Plant');
    expect(welsh).toContain(`href="${PAGE}cy/"`);
  });

  it('is told to its officer and announced to subscribers in both', () => {
    expect(receipt()?.subject).toMatch(/^Published \/ Cyhoeddwyd: upload /);
    expect(receipt()?.text).toMatch(/^PUBLISHED\..*\n\nCYHOEDDWYD\./s);
    expect(receipt()?.text.replaceAll(/\s+/g, ' ')).toMatch(/Type: .*Practice Review \/ Adolygiad /);
    expect(lastTo(READER)?.text).toMatch(/\/jake\/\n.*\/jake\/cy\/\n/s);
  });

  it('is in the feeds once, with its page in both', async () => {
    const { items } = JSON.parse(await textOf('/reviews.json'));
    expect(items.map(({ url }: { url: string }) => new URL(url).pathname)).toEqual([PAGE]);
    expect(new URL(items[0]._review.second_language.url).pathname).toBe(`${PAGE}cy/`);
    expect(await textOf('/reviews.atom')).toMatch(/hreflang="cy" href="[^"]*\/jake\/cy\/"/);
  });

  it('is withdrawn in both, and its officer is told in both', async () => {
    await test.takeOut(JAKE);
    for (const path of [...PAGES, '/', '/cy/', '/reviews.json', '/reviews.atom'])
      expect([path, await textOf(path)]).toEqual([path, expect.not.stringContaining('Jake')]);
    expect(receipt()?.text).toMatch(/^WITHDRAWN\..*\n\nTYNNWYD YN ÔL\./s);
  });
});
