import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { localSettings } from '../../local/start/local-settings.ts';
import { synthesize } from '../../local/start/synthesize.ts';

it('who needs the same assembly at the same time waits for the one who makes it', async () => {
  // Settings that nobody had before.
  const settings = localSettings(`https://at-${Date.now()}.example.org`);
  let started = 0;
  const both = await Promise.all([1, 2].map(() => synthesize(settings, () => void started++)));
  expect(started).toBe(1);
  expect(new Set(both).size).toBe(1);
  expect(existsSync(`${both[0]}/manifest.json`)).toBe(true);
});
