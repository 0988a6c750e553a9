import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FolderLocked, lockFolder } from '../aws/folder-lock.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Inputs of the template and the bundles. */
const SOURCES = ['{infra,functions,shared,site}/**/*', 'package-lock.json', 'tsconfig.json'];

/** Outside the state folder: a fresh start has the same sources. */
const FOLDER = join(ROOT, '.local/assemblies');

/** Others that are kept, megabytes each. Stacks with several settings run side by side in tests. */
const MOST_OTHERS = { assembly: 5, bundles: 1 } as const;

/**
 * Synthesizes the stack, or reuses the assembly of the same sources and settings. Returns the cloud
 * assembly's folder. Calls `onStart` if synthesis is needed, which takes seconds.
 */
export async function synthesize(settings: object, onStart: () => void): Promise<string> {
  const sources = digestOfSources();
  const digest = digestOf(sources, JSON.stringify(settings));
  return makeOnce('assembly', digest, async (made) => {
    onStart();
    const bundles = await bundlesOf(sources);
    const settingsFile = `${made}.json`;
    try {
      writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
      await run(process.execPath, ['infra/app.ts'], {
        CDK_OUTDIR: made,
        CDK_VALIDATION: 'false',
        CDK_CONTEXT_JSON: JSON.stringify({ settings: settingsFile, bundles, rulePacks: 'off' }),
      });
    } finally {
      rmSync(settingsFile, { force: true });
    }
  });
}

/** Every function's bundle, made once for all settings: esbuild takes most of the time of a synthesis. */
export function bundlesOf(sources = digestOfSources()): Promise<string> {
  return makeOnce('bundles', sources, (made) => run(process.execPath, ['infra/bundle.ts', made], {}));
}

/** The folder of this kind and digest, made by `make` unless a process made it before. */
async function makeOnce(
  kind: keyof typeof MOST_OTHERS,
  digest: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(FOLDER, `${kind}-${digest}`);
  if (existsSync(folder)) return folder;
  const unlock = await lockWhenFree(join(FOLDER, `lock-${kind}`));
  const made = join(FOLDER, `unfinished-${kind}-${process.pid}`);
  try {
    if (existsSync(folder)) return folder;
    await make(made);
    renameSync(made, folder);
    forgetOthers(kind, digest);
    return folder;
  } finally {
    rmSync(made, { recursive: true, force: true });
    await unlock();
  }
}

/** Waits until no other process synthesizes: it may make the same assembly. */
async function lockWhenFree(folder: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderLocked)) throw error;
    }
    await pause(200);
  }
}

function digestOfSources(): string {
  const files = globSync(SOURCES, { cwd: ROOT }).sort();
  const contents = files
    .map((file) => [file, join(ROOT, file)] as const)
    .filter(([, path]) => statSync(path).isFile())
    .flatMap(([file, path]) => [file, readFileSync(path)]);
  return digestOf(...contents);
}

/** Of these parts, each told apart from the next. */
function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}\0`).update(part);
  return hash.digest('hex').slice(0, 16);
}

function run(command: string, args: readonly string[], environment: Record<string, string>): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.on('error', failed);
    child.on('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`The stack could not be synthesized.\n${said.trim()}`));
    });
  });
}

/** Keeps only the newest others of a kind, so that alternating settings do not synthesize again. */
function forgetOthers(kind: keyof typeof MOST_OTHERS, digest: string): void {
  const others = readdirSync(FOLDER)
    .filter((name) => name.startsWith(`${kind}-`) && !name.endsWith(digest))
    .map((name) => ({ name, at: statSync(join(FOLDER, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(MOST_OTHERS[kind]))
    rmSync(join(FOLDER, name), { recursive: true, force: true });
}
