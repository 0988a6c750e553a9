import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';
import { aSite, PDF_BODY } from './a-site.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

const run = promisify(execFile);
const GUIDE = path.join(import.meta.dirname, '../../docs/site-owners.md');
const IN_GUIDE = 'https://reviews.example.org';

/** Whether a program of the examples is installed; prints a warning if not. */
async function has(program: string): Promise<boolean> {
  try {
    await run(program, ['--version']);
    return true;
  } catch {
    process.stderr.write(`\nSKIPPED: AN EXAMPLE OF docs/site-owners.md NEEDS ${program}.\n\n`);
    return false;
  }
}

const [curl, jq, python] = await Promise.all(['curl', 'jq', 'python3'].map(has));

describe('the examples of the guide for site owners do what it says', () => {
  let site: ServedFiles;
  let folder: string;
  let guide: string;

  beforeAll(async () => {
    site = await serveFiles(new Map());
    const sha256 = createHash('sha256').update(PDF_BODY).digest('hex');
    const entries = SEED_ENTRIES.map((entry) => ({
      ...entry,
      documents: [{ ...entry.documents[0], sha256 }] as typeof entry.documents,
    }));
    site.files = aSite(entries, seedSettings(site.origin));
    folder = await mkdtemp(path.join(tmpdir(), 'examples-'));
    guide = await readFile(GUIDE, 'utf8');
  });

  afterAll(async () => {
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The example in this language, asking the served site. */
  async function example(language: string, file: string): Promise<string> {
    const [, code] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(guide) ?? [];
    if (code === undefined) throw new Error(`The guide has no example in ${language}.`);
    const saved = path.join(folder, file);
    await writeFile(saved, code.replaceAll(IN_GUIDE, site.origin));
    return saved;
  }

  test.skipIf(!curl || !jq)('curl and jq: names and dates of a year', async () => {
    const { stdout } = await run('sh', [await example('sh', 'example.sh')]);
    expect(stdout).toBe('2024-04-24\tBaby Eva\n');
  });

  test('TypeScript: every review', async () => {
    const { stdout } = await run(process.execPath, [await example('ts', 'example.ts')]);
    expect(stdout.trim().split('\n')).toHaveLength(SEED_ENTRIES.length);
    expect(stdout).toContain('2024-04-24 Baby Eva');
  });

  test.skipIf(!python)('Python: every report, and that it is whole', async () => {
    await run('python3', [await example('python', 'example.py')], { cwd: folder });
    expect((await readdir(folder)).filter((file) => file.endsWith('.pdf'))).toHaveLength(1);
  });

  test('the embed of the guide is the one that the site serves', () => {
    expect(guide).toContain(`<script type="module" src="${IN_GUIDE}/embed.js"></script>`);
    expect(site.files.has('/embed.js')).toBe(true);
  });
});
