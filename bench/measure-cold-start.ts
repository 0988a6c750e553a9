import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { bundle } from '../infra/bundle.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';

const run = promisify(execFile);

const Started = z.object({
  milliseconds: z.number(),
  cpuMilliseconds: z.number(),
  /** Start-up time of the PDF worker thread; 0 without one. */
  workerMilliseconds: z.number(),
  megabytes: z.number(),
});

export interface ColdStart extends z.infer<typeof Started> {
  readonly name: string;
  /** Size of the JavaScript. */
  readonly bytes: number;
  /** Bytes of the largest packages and folders. */
  readonly contents: Readonly<Record<string, number>>;
}

const SETTINGS = JSON.stringify({
  publisher: {
    name: 'A partnership',
    heading: 'Reviews',
    introduction: 'Reviews.',
    site: 'https://reviews.example.org',
    contact: { email: 'reviews@example.org' },
  },
});

/** A dummy value for every environment variable of the functions. */
function environment(): Record<string, string> {
  const functions = join(import.meta.dirname, '../functions');
  const source = globSync('*/handler.ts', { cwd: functions })
    .map((handler) => readFileSync(join(functions, handler), 'utf8'))
    .join('');
  const placeholder = (name: string) => {
    if (name.endsWith('_QUEUE')) return 'http://127.0.0.1:9/none';
    return name.endsWith('_TOPIC') ? 'arn:aws:sns:eu-west-2:000000000000:none' : 'none';
  };
  return {
    ...Object.fromEntries(
      [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(([, name = '']) => [name, placeholder(name)]),
    ),
    SETTINGS,
    AWS_REGION: 'eu-west-2',
    POWERTOOLS_SERVICE_NAME: 'bench',
    POWERTOOLS_METRICS_NAMESPACE: 'bench',
  };
}

/**
 * Imports each bundle in fresh processes, alternating with an empty handler, Node's request modules, and the
 * SDK clients alone.
 */
export async function measureColdStart({ folder, quick, say }: Bench): Promise<ColdStart[]> {
  const dist = join(folder, 'dist');
  const bundles = await bundle(dist);
  const modules = new Map<
    string,
    { readonly module: string; readonly bytes: number; readonly contents: object }
  >();
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => undefined;\n');
  modules.set('empty handler', { module: empty, bytes: 0, contents: {} });
  const https = join(folder, 'https.mjs');
  writeFileSync(
    https,
    "export const handler = async () => process.getBuiltinModule('node:https');\nawait handler();\n",
  );
  modules.set("Node's https alone", { module: https, bytes: 0, contents: {} });
  modules.set('AWS SDK clients alone', await clientsAlone(folder));
  for (const { name, files, contents } of bundles) {
    const scripts = Object.entries(files).filter(([file]) => file.endsWith('.mjs'));
    const bytes = scripts.reduce((sum, [, size]) => sum + size, 0);
    modules.set(name, { module: join(dist, name, 'index.mjs'), bytes, contents: largest(contents) });
  }
  const samples = new Map<string, z.infer<typeof Started>[]>();
  const rounds = quick ? 5 : 15;
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    for (const [name, { module }] of modules)
      samples.set(name, [...(samples.get(name) ?? []), await imported(module)]);
  }
  return [...modules].map(([name, { bytes, contents }]) => {
    const started = samples.get(name) ?? [];
    const middle = (of: keyof z.infer<typeof Started>) => median(started.map((one) => one[of]));
    return {
      name,
      bytes,
      contents: { ...contents },
      milliseconds: middle('milliseconds'),
      cpuMilliseconds: middle('cpuMilliseconds'),
      workerMilliseconds: middle('workerMilliseconds'),
      megabytes: middle('megabytes'),
    };
  });
}

async function imported(module: string): Promise<z.infer<typeof Started>> {
  const worker = join(module, '../examiner-worker.mjs');
  const args = [join(import.meta.dirname, 'cold-start-process.mjs'), module];
  const { stdout } = await run(process.execPath, existsSync(worker) ? [...args, worker] : args, {
    env: { ...process.env, ...environment() },
  });
  return Started.parse(JSON.parse(stdout));
}

/** The four clients that any such pipeline needs, bundled with default options. */
async function clientsAlone(folder: string) {
  const outfile = join(folder, 'clients.mjs');
  const { metafile } = await build({
    stdin: {
      contents: `import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const commands = [GetItemCommand, PutItemCommand, QueryCommand, GetObjectCommand, PutObjectCommand, PublishCommand, SendMessageCommand];
const clients = [new DynamoDBClient({}), new S3Client({}), new SNSClient({}), new SQSClient({})];
export const handler = async () => [clients, commands];`,
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
  });
  const [output] = Object.values(metafile.outputs);
  return { module: outfile, bytes: output?.bytes ?? 0, contents: {} };
}

const largest = (contents: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(contents).slice(0, 8));
