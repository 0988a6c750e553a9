import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

/** Runs on npm alone. */
const NEEDS_NOTHING = ['sbom'];

test.each(Object.keys(scripts).filter((name) => !name.startsWith('pre') && !NEEDS_NOTHING.includes(name)))(
  'npm run %s sets itself up on a fresh clone',
  (name) => {
    expect(scripts[`pre${name}`]).toBe('node local/set-up.mjs');
  },
);
