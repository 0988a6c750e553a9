import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '#shared/domain/review/finding.ts';
import { findingsGuide, GUIDE } from '../../docs/write-findings.ts';

describe('The officers’ guide to findings', () => {
  test('is what the table says; `npm run docs:findings` writes it again', () => {
    expect(readFileSync(GUIDE, 'utf8')).toBe(findingsGuide());
  });

  test.each(Object.entries(FINDINGS))(
    'explains %s once, with what it means and what to do',
    (code, { title, why, remedy }) => {
      const guide = findingsGuide();
      expect(guide.split(`\`${code}\` ·`)).toHaveLength(2);
      expect(guide).toContain(`### ${title}\n`);
      for (const sentence of [why, remedy]) expect(sentence).toMatch(/^[A-Z].{30,}[.]$/);
    },
  );
});
