import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isolatedPictures } from '#shared/pdf/pictures/isolated-pictures.ts';

const fixture = (name: string) => readFile(path.join(import.meta.dirname, '../fixtures', name));

describe('pictures of uploads', () => {
  test.each(['count-1e8.pdf', 'truncated-half.pdf', 'double-2GB.pdf', 'ops-12M.pdf'])(
    'of %s end within the bounds, and the next file is drawn',
    async (name) => {
      const draw = isolatedPictures();
      const drawn = await draw(await fixture(`hostile/${name}`), 1, []);
      expect(
        typeof drawn === 'string' ? ['too-slow', 'too-much-memory', 'damaged', 'no-picture'] : ['a picture'],
      ).toContain(typeof drawn === 'string' ? drawn : 'a picture');
      const next = await draw(await fixture('redaction/P01-black-rect.pdf'), 1, []);
      expect(Buffer.from(next).subarray(1, 4).toString()).toBe('PNG');
    },
  );

  test('leave the caller its bytes, and are none of a page that is not there', async () => {
    const bytes = await fixture('redaction/P01-black-rect.pdf');
    expect(await isolatedPictures()(bytes, 99, [])).toBe('no-picture');
    expect(bytes.length).toBeGreaterThan(0);
  });
});
