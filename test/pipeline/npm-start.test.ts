import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assembly } from '../support/start-stack.ts';
import { type NpmStart, npmStart } from './npm-start-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** The smallest are the quickest to examine. */
const SAMPLES = readdirSync(join(ROOT, 'samples'))
  .filter((file) => file.endsWith('.pdf'))
  .sort((a, b) => statSync(join(ROOT, 'samples', a)).size - statSync(join(ROOT, 'samples', b)).size);

let folder: string;
let running: NpmStart[];

function start(...more: string[]): NpmStart {
  const started = npmStart(folder, ...more);
  running.push(started);
  return started;
}

const put = (sample: string, as = sample) =>
  copyFileSync(join(ROOT, 'samples', sample), join(folder, 'uploads', as));

beforeAll(() => assembly());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  mkdirSync(join(folder, 'uploads'));
  running = [];
});

afterEach(async () => {
  for (const started of running) await started.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('follows the folder: put, replaced, deleted; then stops cleanly', async () => {
    const started = start('--port', '0', '--out', join(folder, 'public'));
    await started.said(/is empty\. For seven sample reviews/);
    const [first = '', second = ''] = SAMPLES;
    put(first, 'a review.pdf');
    await started.said(/subscribers told/);
    put(second, 'a review.pdf');
    await started.said(/dropped: a review\.pdf[\s\S]*dropped: a review\.pdf[\s\S]*officer told/);
    unlinkSync(join(folder, 'uploads/a review.pdf'));
    await started.said(/withdrawn/);
    expect(await started.kill('SIGINT')).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'public/reviews.json'), 'utf8'))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
    });
  });

  it('reports a busy port in a sentence', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const address = busy.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const started = start('--port', String(port));
    expect(await started.ended).toBe(1);
    expect(started.output().trim().split('\n').at(-1)).toBe(
      `Port ${port} is in use by another program: stop that one, or choose other ports with npm start -- --port 9000.`,
    );
    busy.close();
  });

  it('refuses a state folder in use', async () => {
    const first = start('--port', '0');
    await first.said(/Ctrl-C stops it/);
    const second = start('--port', '0');
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Another npm start is running with the same state');
  });

  it('explains its options, and rejects unknown ones', async () => {
    const help = start('--help');
    expect(await help.ended).toBe(0);
    expect(help.output()).toContain('--samples');
    const unknown = start('--sample');
    expect(await unknown.ended).toBe(1);
    expect(unknown.output()).toContain('--sample');
  });
});
