import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { smallReport } from '../support/pdf/small-report.ts';
import { assembly, type StackUnderTest, startStack } from '../support/start-stack.ts';
import { listedPermalinks, messagesIn, READER, timesTold } from './count-what-became.ts';

const folders: string[] = [];
let test: StackUnderTest | undefined;
afterEach(async () => {
  await test?.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-deployment-'));
  folders.push(folder);
  return folder;
}

/** The release as it is, but every function throws when it starts. */
async function badRelease(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(await assembly(), folder, { recursive: true });
  for (const file of await readdir(folder, { recursive: true }))
    if (file.endsWith('/index.mjs'))
      await writeFile(join(folder, file), "throw new Error('A bad release.');");
  return folder;
}

const LETTERS = { uploads: 'review-publisher-uploads', removals: 'review-publisher-removals' };

it('a bad deployment loses nothing: after the rollback and a redrive, everything goes on', {
  timeout: 300_000,
}, async () => {
  const folder = await temporaryFolder();
  const deploy = async (release?: string) => {
    await test?.stop();
    test = await startStack({ folder, retryAfterSeconds: () => 0, ...(release && { assembly: release }) });
    return test;
  };
  const good = await deploy();
  await good.drop('child-fern.pdf', smallReport('Child Fern'));
  await good.drop('child-moss.pdf', smallReport('Child Moss'));

  const bad = await deploy(await badRelease());
  await bad.put('child-reed.pdf', smallReport('Child Reed'));
  await bad.takeOut('child-fern.pdf');
  expect(bad.stack.deadLetters()).toEqual({
    [`${LETTERS.uploads}-dead-letters`]: 1,
    [`${LETTERS.removals}-dead-letters`]: 1,
  });
  expect(await listedPermalinks(bad)).toEqual(['/reviews/2024/child-fern/', '/reviews/2024/child-moss/']);

  const back = await deploy();
  for (const queue of Object.values(LETTERS)) back.stack.queues.moveAll(`${queue}-dead-letters`, queue);
  await back.quiet();
  expect(await listedPermalinks(back)).toEqual(['/reviews/2024/child-moss/', '/reviews/2024/child-reed/']);
  expect((await back.get('/reviews/2024/child-fern/report.pdf')).status).toBe(404);
  // The sweep takes the delivered alerts from the audit queue.
  await back.stack.runSchedules();
  await back.quiet();
  expect(messagesIn(back)).toBe(0);
  for (const name of ['fern', 'moss', 'reed'])
    expect(timesTold(back, READER, `/reviews/2024/child-${name}/`), name).toBe(1);
});
