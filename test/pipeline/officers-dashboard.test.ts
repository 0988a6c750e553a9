import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dashboard, DashboardReview } from '#shared/domain/dashboard/dashboard.ts';
import { parseSettings } from '#shared/domain/settings.ts';
import { isolatedPictures } from '#shared/pdf/pictures/isolated-pictures.ts';
import { type Deployment, findDeployment } from '../../infra/operate/deployment.ts';
import { readDashboard } from '../../infra/operate/read-dashboard.ts';
import { writeDashboard } from '../../infra/operate/write-dashboard.ts';
import { dashboardAnswers } from '../../local/dashboard-answers.ts';
import { localSettings } from '../../local/start/local-settings.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';
import { withoutTextBoxes } from '../support/without-text-boxes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const sample = (file: string) => readFile(path.join(ROOT, 'samples', file));
const settings = parseSettings(localSettings('http://localhost:8080'));
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let test: StackUnderTest;
let deployment: Deployment;
let dashboard: Dashboard;
let folder: string;

const review = (name: string): DashboardReview => {
  const found = dashboard.reviews.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not on the dashboard.`);
  return found;
};

beforeAll(async () => {
  test = await startStack();
  folder = await mkdtemp(path.join(tmpdir(), 'dashboard-'));
  Object.assign(process.env, test.stack.environment);
  deployment = await findDeployment({ local: false });
  await test.drop('public.pdf', await sample('ben-lscpr-final.pdf'));
  await test.drop('soon.yaml', 'publish at: 1 June 2099 09:00\naccept: unlikely-date\n');
  await test.drop('soon.pdf', await sample('LCSPR Baby Eva FINAL for publication (1).pdf'));
  await test.drop(
    'held.pdf',
    await withoutTextBoxes(
      await readFile(path.join(ROOT, 'test/fixtures/clean/comment-in-tagged-report.pdf')),
    ),
  );
  await test.drop('empty.pdf', new Uint8Array());
  // An unexamined object only has the bucket's time, in whole seconds.
  await pause(1_100);
  await test.drop('letter.docx', 'Dear colleague');
  await test.drop('gone.pdf', await sample('CSPR_Jake_Overview_Report_May_2023.pdf'));
  await test.takeOut('gone.pdf');
  await test.drop('over.pdf', await sample('Chloe LCSPR Full Report - published Oct 23.pdf'));
  await test.drop('over.yaml', 'retire on: 1 June 2025\naccept: unlikely-date\n');
  dashboard = await readDashboard(deployment, settings);
});

afterAll(async () => {
  await test?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the dashboard after uploads of every outcome', () => {
  it('lists them all, the newest first', () => {
    expect(dashboard.reviews.map(({ name, state }) => [name, state])).toEqual([
      ['over', 'retired'],
      ['gone', 'withdrawn'],
      ['letter', 'rejected'],
      ['empty', 'rejected'],
      ['held', 'held'],
      ['soon', 'scheduled'],
      ['public', 'published'],
    ]);
  });

  it('links public reviews with a text to send on, and no others', async () => {
    const { address = '', ready } = review('public');
    expect((await test.get(new URL(address).pathname)).status).toBe(200);
    expect(ready).toContain(address);
    expect(review('public').sentences[0]).toContain('Public since');
    for (const name of ['soon', 'held', 'empty']) expect(review(name).address).toBeUndefined();
    expect(review('soon').sentences[0]).toBe('Becomes public on 1 June 2099, 09:00, by itself.');
    const { address: tombstone = '' } = review('gone');
    expect(await (await test.get(new URL(tombstone).pathname)).text()).toContain('withdrawn');
  });

  it('shows held reviews with facts, findings, and the line that accepts them', () => {
    const { title, findings, facts, answer } = review('held');
    expect(title).toBe('Baby Wren');
    expect(findings[0]).toMatchObject({ code: 'annotation-comment', stops: true });
    expect(facts).toContainEqual({ label: 'Title', value: 'Baby Wren', from: 'page 1: "Baby Wren"' });
    expect(answer).toEqual({ note: 'held.yaml', lines: ['accept: [annotation-comment]'] });
  });

  it('is written with pictures of the pages, and nothing of it is public', async () => {
    const written = await writeDashboard(folder, dashboard, deployment.uploads, isolatedPictures());
    expect(written.undrawn).toBe(0);
    const files = await readdir(path.join(folder, 'pictures'));
    expect(files).toHaveLength(1);
    for (const file of files) {
      const picture = await readFile(path.join(folder, 'pictures', file));
      expect(picture.subarray(0, 8)).toEqual(PNG);
      expect(picture.length).toBeGreaterThan(10_000);
    }
    const { Contents = [] } = await test.s3.send(
      new ListObjectsV2Command({ Bucket: test.stack.outputs.PublicBucket }),
    );
    expect(Contents.length).toBeGreaterThan(5);
    expect(Contents.filter(({ Key = '' }) => /dashboard|\.png$|held|soon/.test(Key))).toEqual([]);
  });

  it('is served in its current state, and renders only the pictures that it shows', async () => {
    const answer = dashboardAnswers(deployment, settings);
    expect((await answer(''))?.body).toContain('Baby Wren');
    expect((await answer('dashboard.css'))?.type).toContain('text/css');
    const [picture] = review('held').pictures;
    expect(await answer(picture?.path ?? '')).toMatchObject({ type: 'image/png' });
    for (const path of ['pictures/000000000000000000000000.png', '../inbox.css', 'index.php'])
      expect(await answer(path)).toBeUndefined();
    await test.drop('held.yaml', 'accept: [annotation-comment]\n');
    const page = String((await answer(''))?.body);
    expect(page).not.toContain('accept: [annotation-comment]');
    expect(page).toContain('/baby-wren/');
    expect(await answer(picture?.path ?? '')).toBeUndefined();
  });
});
