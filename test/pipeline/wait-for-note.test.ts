import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const JAKE = 'CSPR_Jake_Overview_Report_May_2023.pdf';
const READER = 'reader@example.org';

let test: StackUnderTest;
beforeAll(async () => {
  test = await startStack({ settings: { waitForNote: 4 } });
});
afterAll(() => test?.stop());

it('an embargo uploaded just after its PDF counts: nothing is public or announced', async () => {
  await test.put(JAKE, readFileSync(resolve(import.meta.dirname, '../../samples', JAKE)));
  await new Promise((landed) => setTimeout(landed, 500));
  await test.drop(JAKE.replace('.pdf', '.yaml'), 'publish at: 1 June 2099 09:00\naccept: unlikely-date');
  const officer = test.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'));
  const receipts = test.received(officer?.endpoint ?? '').filter(({ kind }) => kind === 'notification');
  expect(receipts.map(({ subject }) => subject?.replace(/:.*/, ''))).toEqual(['Scheduled']);
  expect((await test.get('/reviews/2023/jake/')).status).toBe(404);
  expect(test.received(READER).filter(({ kind }) => kind === 'notification')).toEqual([]);
});
