import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { awsErrorSentence } from '../../infra/operate/aws-error-sentence.ts';
import { findDeployment } from '../../infra/operate/deployment.ts';
import { startMessagingServer } from '../../local/aws/messaging-server.ts';
import { trackedFiles } from '../rules/tracked-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

/** Runs on npm alone. */
const NEEDS_NOTHING = ['sbom'];

const commands = Object.keys(scripts).filter((name) => !name.startsWith('pre'));
const guides = trackedFiles(/\.md$/);

test.each(commands.filter((name) => !NEEDS_NOTHING.includes(name)))(
  'npm run %s sets itself up on a fresh clone',
  (name) => {
    expect(scripts[`pre${name}`]).toBe('node local/set-up.mjs');
  },
);

test('every command that the guides name exists, and none is one that npx would fetch on a fresh clone', () => {
  const named = guides.flatMap((file) =>
    [...read(file).matchAll(/\bnpm (?:run )?(?!and\b|ci\b|audit\b)([a-z][\w:-]*)/g)]
      .map(([, name]) => String(name))
      .filter((name) => scripts[name] === undefined)
      .map((name) => `${file}: ${name}`),
  );
  expect(named).toEqual([]);
  expect(guides.filter((file) => /\bnpx /.test(read(file)))).toEqual([]);
  expect(guides).toContain('docs/operators.md');
});

test('every script starts a file that exists', () => {
  const files = commands.flatMap((name) => scripts[name]?.match(/\bnode (\S+)/g) ?? []);
  expect(files.filter((start) => !existsSync(path.join(root, start.slice('node '.length))))).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
});

test.each(
  commands.filter(
    (name) => scripts[name]?.startsWith('node infra/operate/') && !scripts[name].includes('cdk'),
  ),
)('npm run %s says how it is used with --help, and what to do about an error', (name) => {
  const [, file = ''] = /^node (\S+)/.exec(scripts[name] ?? '') ?? [];
  expect(read(file)).toMatch(
    new RegExp(`^const USAGE = \`npm run ${name} [^]+^await runCommand\\(USAGE, `, 'm'),
  );
});

test.each(commands.filter((name) => /^node (?:bench|test)\//.test(scripts[name] ?? '')))(
  'npm run %s says how it is used with --help, before it does anything',
  (name) => {
    const [, file = ''] = /^node (\S+)/.exec(scripts[name] ?? '') ?? [];
    expect(read(file)).toMatch(/^(?:const .+ = | {2})?(?:checkUsage|readOptions)\(/m);
    expect(read(file)).toContain(`npm run ${name}`);
  },
);

test.each([['--schedules', 'abc'], ['--no-such-option']])(
  'wrong options (%s) are refused with the usage and a status',
  (...options) => {
    const command = ['test/simulation/run-simulation.ts', ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toContain('npm run simulate -- [--schedules');
    expect(stderr).toMatch(/Give whole numbers|--no-such-option/);
    expect(stderr).not.toContain('    at ');
  },
);

test('a link that is missing is asked for before the account is', () => {
  const { status, stderr } = spawnSync(process.execPath, ['infra/operate/confirm.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/Give the link/);
});

test('whatever needs an account looks for one before it starts the CDK', () => {
  const early = commands.filter((name) => /\bcdk (?!synth)/.test(scripts[name] ?? ''));
  expect(
    early.filter((name) => !scripts[name]?.startsWith('node infra/operate/check-account.ts && ')),
  ).toEqual([]);
  expect(early).toContain('deploy');
});

describe('an operator is told in one sentence what to do', () => {
  const told = (
    environment: Record<string, string>,
    options: { local: boolean; stack?: string } = { local: false },
  ) => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
    for (const [name, value] of Object.entries({ ...NO_ACCOUNT, ...environment })) vi.stubEnv(name, value);
    return findDeployment(options).then(
      () => 'found',
      (error: unknown) => awsErrorSentence(error),
    );
  };
  const NO_ACCOUNT = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
  const KEYS = { AWS_REGION: 'eu-west-2', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  afterEach(() => void vi.unstubAllEnvs());

  test('without a region, with --local only where a command knows it', async () => {
    expect(await told({})).toMatch(/^Set AWS_REGION(?!.*--local)/);
    const missing = new Error('Region is missing');
    expect(awsErrorSentence(missing, { local: false })).toMatch(/^Set AWS_REGION.* add -- --local\.$/);
  });

  test('without credentials', async () => {
    expect(await told({ AWS_REGION: 'eu-west-2' })).toMatch(/^There are no credentials/);
  });

  test('where AWS is not reached', async () => {
    expect(await told({ ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' })).toMatch(
      /^AWS cannot be reached/,
    );
  });

  test('where the stack is not deployed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'no-stack-'));
    const server = await startMessagingServer({ folder });
    try {
      expect(await told({ ...KEYS, AWS_ENDPOINT_URL: server.url })).toMatch(/^There is no such stack/);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
