import { type ChildProcess, spawn } from 'node:child_process';
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
import { MessagingDatabase } from '../../local/messaging/messaging-database.ts';
import { assembly } from '../support/start-stack.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** The smallest are the quickest to examine. */
const SAMPLES = readdirSync(join(ROOT, 'samples'))
  .filter((file) => file.endsWith('.pdf'))
  .sort((a, b) => statSync(join(ROOT, 'samples', a)).size - statSync(join(ROOT, 'samples', b)).size);

let folder: string;
let running: ChildProcess[];

/** `npm start` as a process; `said` resolves when its output matches. */
function start(...more: string[]) {
  const args = ['local/start.ts', '--state', join(folder, 'state'), '--uploads', join(folder, 'uploads')];
  const child = spawn(process.execPath, [...args, ...more], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of waiting) look();
    });
  const ended = once(child, 'exit').then(([code]) => Number(code));
  return {
    child,
    ended,
    output: () => output,
    said: (pattern: RegExp) =>
      Promise.race([
        new Promise<void>((found) => {
          const look = () => {
            if (!pattern.test(output)) return;
            waiting.delete(look);
            found();
          };
          waiting.add(look);
          look();
        }),
        ended.then((code) => {
          if (!pattern.test(output)) throw new Error(`ended with ${code} without ${pattern}:\n${output}`);
        }),
      ]),
  };
}

const put = (sample: string, as = sample) =>
  copyFileSync(join(ROOT, 'samples', sample), join(folder, 'uploads', as));

/** How often each alert reached the stand-in reader, by its text. */
function alertsReceived(): number[] {
  const database = new MessagingDatabase(join(folder, 'state/stack'));
  const rows = database
    .sql("SELECT text, count(*) AS times FROM inbox WHERE endpoint = 'reader@example.org' GROUP BY text")
    .all();
  database.close();
  return rows.map((row) => Number(row.times));
}

beforeAll(() => assembly(), 120_000);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  mkdirSync(join(folder, 'uploads'));
  running = [];
});

afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', { timeout: 120_000 }, () => {
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
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'public/reviews.json'), 'utf8'))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
    });
  });

  it.each([/dropped/, /examined/, /published: http/])(
    'loses nothing and tells nobody twice when it is killed after %s',
    async (moment) => {
      const chosen = SAMPLES.slice(0, 2);
      for (const sample of chosen) put(sample);
      const killed = start('--port', '0');
      await killed.said(moment);
      killed.child.kill('SIGKILL');
      await killed.ended;
      const again = start('--port', '0', '--exit');
      expect(await again.ended, again.output()).toBe(0);
      expect(again.output()).toContain('2 uploads: 2 published; 2 alerts.');
      expect(alertsReceived()).toEqual([1, 1]);
    },
  );

  it('says in a sentence that a port is busy', async () => {
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

  it('does not share its state with another', async () => {
    const first = start('--port', '0');
    await first.said(/Ctrl-C stops it/);
    const second = start('--port', '0');
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Another npm start is running with the same state');
  });

  it('explains its options, and those it does not know', async () => {
    const help = start('--help');
    expect(await help.ended).toBe(0);
    expect(help.output()).toContain('--samples');
    const unknown = start('--sample');
    expect(await unknown.ended).toBe(1);
    expect(unknown.output()).toContain('--sample');
  });
});
