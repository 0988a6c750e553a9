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

/**
 * Synthesizes the stack, or reuses the assembly of the same sources and settings. Returns the cloud
 * assembly's folder. Calls `onStart` if synthesis is needed, which takes seconds.
 */
export async function synthesize(settings: object, onStart: () => void): Promise<string> {
  const digest = digestOf(settings);
  const assembly = join(FOLDER, `assembly-${digest}`);
  const isMade = () => existsSync(join(assembly, 'manifest.json'));
  if (isMade()) return assembly;
  const unlock = await lockWhenFree(FOLDER);
  const made = join(FOLDER, `unfinished-${process.pid}`);
  const settingsFile = `${made}.json`;
  try {
    if (isMade()) return assembly;
    onStart();
    writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
    await run(process.execPath, ['infra/app.ts'], {
      CDK_OUTDIR: made,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ settings: settingsFile, rulePacks: 'off' }),
    });
    renameSync(made, assembly);
    forgetOthers(FOLDER, digest);
    return assembly;
  } finally {
    for (const path of [made, settingsFile]) rmSync(path, { recursive: true, force: true });
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

function digestOf(settings: object): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    const path = join(ROOT, file);
    if (!statSync(path).isFile()) continue;
    hash.update(`\0${file}\0`).update(readFileSync(path));
  }
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

/** Other assemblies that are kept, megabytes each. Stacks with several settings run side by side in tests. */
const MOST_OTHERS = 5;

/** Keeps only the newest assemblies, so that alternating settings do not synthesize again. */
function forgetOthers(folder: string, digest: string): void {
  const others = readdirSync(folder)
    .filter((name) => name.startsWith('assembly-') && !name.includes(digest))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(MOST_OTHERS))
    rmSync(join(folder, name), { recursive: true, force: true });
}
