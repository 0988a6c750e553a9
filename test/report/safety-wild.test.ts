import { expect, test } from 'vitest';
import type { Examination } from '#shared/ports.ts';
import { wildReport } from '../../bench/safety-wild.ts';

const withFindings = (...codes: ('phone' | 'untagged')[]): Examination => ({
  readable: true,
  kind: 'report',
  facts: { pages: 1, candidates: {} },
  findings: codes.map((code) => ({ code, page: 2, message: 'A number.' })),
});

test('documents of others: rates count each document once, notes hold nothing, refused copies are told', () => {
  const examined = [
    { file: 'a.pdf', examination: withFindings('phone', 'phone', 'untagged') },
    { file: 'b.pdf', examination: withFindings('untagged') },
    { file: 'c.pdf', examination: withFindings() },
    { file: 'd.pdf', examination: withFindings(), refused: 'It would look different.' },
    { file: 'e.pdf', examination: { readable: false, code: 'damaged', message: 'Damaged.' } },
  ] as const;
  const lines = wildReport(examined);
  expect(lines.slice(0, 3)).toEqual(['5 PDFs, 4 read', 'held       1 (25.0 %)', 'no copy    1 (25.0 %)']);
  expect(lines.at(-1)).toBe('  d.pdf: It would look different.');
  expect(lines).toContain('phone                          1  25.0 %  stop');
  expect(lines).toContain('untagged                       2  50.0 %  note');
  expect(lines.filter((line) => line.includes('a.pdf'))).toHaveLength(2);
});
