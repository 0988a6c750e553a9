import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

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
  const folder = FOLDER;
  const digest = digestOf(settings);
  const assembly = join(folder, `assembly-${digest}`);
  if (existsSync(join(assembly, 'manifest.json'))) return assembly;
  onStart();
  mkdirSync(folder, { recursive: true });
  const settingsFile = resolve(folder, `settings-${digest}.json`);
  writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
  const made = resolve(folder, `assembly-${digest}.${process.pid}`);
  await run(process.execPath, ['infra/app.ts'], {
    CDK_OUTDIR: made,
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify({ settings: settingsFile, rulePacks: 'off' }),
  });
  // Another process finished the same assembly first.
  if (existsSync(assembly)) rmSync(made, { recursive: true });
  else renameSync(made, assembly);
  rmSync(settingsFile, { force: true });
  forgetOthers(folder, digest);
  return assembly;
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

/**
 * Keeps only the newest few assemblies, megabytes each, so that alternating settings do not synthesize again.
 */
function forgetOthers(folder: string, digest: string): void {
  const others = readdirSync(folder)
    .filter((name) => name.startsWith('assembly-') && !name.includes(digest))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(2)) rmSync(join(folder, name), { recursive: true, force: true });
}
