import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Why there is no browser to test in, if there is none. */
export class NoBrowser extends Error {}

/**
 * Not those of the npm package: it switches off the same-origin policy, which is what the embed is tested
 * against, and runs everything in one process, which ends with the first page that does.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/**
 * A Chromium: `CHROME_PATH`, or the one inside `@sparticuz/chromium` (Linux on x64), or an installed Chrome.
 * Throws `NoBrowser` when none of them starts.
 */
export async function openBrowser(): Promise<Browser> {
  const problems: unknown[] = [];
  for (const start of [fromPath, fromPackage, installed]) {
    try {
      const browser = await start();
      if (browser) return browser;
    } catch (error) {
      problems.push(error instanceof Error ? error.message.split('\n')[0] : error);
    }
  }
  throw new NoBrowser(`No Chromium starts here: ${problems.join('; ')}`);
}

async function fromPath(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROME_PATH;
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args: ARGUMENTS });
}

async function installed(): Promise<Browser> {
  return chromium.launch({ channel: 'chrome', args: ARGUMENTS });
}

async function fromPackage(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = await unpacked();
  const executablePath = path.join(folder, 'chromium');
  const env = { ...processEnvironment(), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  try {
    return await chromium.launch({ executablePath, args: ARGUMENTS, env });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    // The package brings the libraries that a bare machine lacks (libnss3 and its like).
    const LD_LIBRARY_PATH = path.join(folder, 'al2023', 'lib');
    return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...env, LD_LIBRARY_PATH } });
  }
}

/**
 * Unpacks the npm package's browser once, whole or not at all: two processes may want it at the same time.
 */
async function unpacked(): Promise<string> {
  const bin = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin');
  const folder = path.join(tmpdir(), `review-publisher-chromium-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const before = process.env.TMPDIR;
  const making = await mkdtemp(path.join(tmpdir(), 'chromium-'));
  // The package unpacks into the temporary folder; this is how it is told of another.
  process.env.TMPDIR = making;
  try {
    await Chromium.executablePath();
    await inflate(path.join(bin, 'al2023.tar.br'));
    await writeFile(path.join(making, 'fonts.conf'), fontsIn(folder));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    await rename(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}

/**
 * A page without any font crashes, and a bare machine has none; the package's own first, so that pictures
 * look alike.
 */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function processEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
