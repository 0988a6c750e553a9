import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type LocalServer, listenLocally } from '../../../local/aws/http/local-server.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** MiniStack makes a twelve-digit access key the account that it acts for. */
export const ACCOUNT = '000000000000';
export const REGION = 'eu-west-2';

/** More than a start takes on a busy machine. */
const LONGEST_START_MS = 60_000;

/** MiniStack cannot be had here; the message is a sentence for people. */
export class NoMiniStack extends Error {}

export interface MiniStack {
  /** The SDK's own variables: endpoint, region and credentials of the account. */
  readonly environment: Readonly<Record<string, string>>;
  readonly python: string;
  /** Forwards requests to a distribution, which MiniStack identifies by its host name. */
  viewer(domain: string): Promise<LocalServer>;
  stop(): Promise<void>;
}

/**
 * Starts an empty MiniStack from its own virtual environment. Throws `NoMiniStack` without Python: the one
 * reason to skip it.
 */
export async function startMiniStack({ auth }: { readonly auth: boolean }): Promise<MiniStack> {
  const python = await findPython();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'ministack-'));
  const log = join(folder, 'ministack.log');
  const output = openSync(log, 'w');
  const server = spawn(python, ['-m', 'ministack'], {
    cwd: folder,
    stdio: ['ignore', output, output],
    env: {
      // Functions run on the Node.js that runs this, as they do on Lambda.
      PATH: [join(process.execPath, '..'), process.env.PATH].join(delimiter),
      TMPDIR: folder,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: REGION,
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      LAMBDA_EXECUTOR: 'local',
      AUTH: String(auth),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const viewers: LocalServer[] = [];
  const stop = async () => {
    for (const viewer of viewers) await viewer.close();
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilHealthy(url, server);
  } catch (cause) {
    const said = readFileSync(log, 'utf8').slice(-2_000);
    await stop();
    throw new Error(`MiniStack did not start.\n${said}`, { cause });
  }
  return {
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    python,
    async viewer(domain) {
      const viewer = await listenLocally((incoming, response) => forward(url, domain, incoming, response));
      viewers.push(viewer);
      return viewer;
    },
    stop,
  };
}

/** The Python of a virtual environment with the pinned packages, which is created if missing. */
async function findPython(): Promise<string> {
  const digest = hash('sha256', readFileSync(REQUIREMENTS)).slice(0, 12);
  const folder = join(ROOT, '.local/ministack', digest);
  const python = join(folder, 'bin/python');
  // The packages remember the folder's name, so a half-made environment is known by a missing mark.
  const mark = join(folder, 'complete');
  if (existsSync(mark)) return python;
  const run = promisify(execFile);
  try {
    await run('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']);
  } catch (cause) {
    throw new NoMiniStack('Skipped: MiniStack needs Python 3.10 or newer with venv, as python3.', { cause });
  }
  rmSync(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  } catch (cause) {
    throw new Error('The packages of MiniStack could not be installed from PyPI.', { cause });
  }
  await run(python, ['-c', `open(${JSON.stringify(mark)}, 'w')`]);
  return python;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

async function untilHealthy(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + LONGEST_START_MS;
  while (Date.now() < until && server.exitCode === null) {
    const answer = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('It does not answer.');
}

type Answer = Parameters<Parameters<typeof listenLocally>[0]>;

/** Passes a viewer's request on under the name of the distribution. */
function forward(url: string, domain: string, incoming: Answer[0], response: Answer[1]): Promise<void> {
  const { method = 'GET', headers } = incoming;
  return new Promise((done, failed) => {
    const passed = request(new URL(incoming.url ?? '/', url), {
      method,
      headers: { ...headers, host: domain },
    });
    passed.on('error', failed);
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response).then(done, failed);
    });
    pipeline(incoming, passed).catch(failed);
  });
}
