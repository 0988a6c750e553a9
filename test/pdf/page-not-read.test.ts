import { describe, expect, test } from 'vitest';
import { textAt } from '../support/pdf/pdf-of.ts';
import { pageOf, texts } from './lines-of.ts';

const before = textAt(72, 740, 'A line of the report');
const after = textAt(72, 700, 'Katherine Bromwell');

describe('a page that two readers read differently', () => {
  test.each([
    ['a pattern that is not there', '/Pattern cs /Missing scn 0 g'],
    ['path operators without their numbers', '1 l '.repeat(12)],
  ])('is told: %s', async (_, slip) => {
    const page = await pageOf(`${before}${slip}\n${after}`);
    expect(texts(page)).not.toContain('Katherine Bromwell');
    expect(page.notRead).toBeDefined();
  });

  test('a page that both read alike is not', async () => {
    expect((await pageOf(before + after)).notRead).toBeUndefined();
  });
});

describe('what is too faint to be read', () => {
  test.each([
    ['black on nearly black', `0.1 g 60 690 300 30 re f 0 g ${after}`],
    ['white on cream', `1 1 0.9 rg 60 690 300 30 re f 1 g ${after}`],
    ['under a box of 88 %', `${after}/G gs 0 g 60 690 300 30 re f`],
    ['under a grid of thick lines', `${after}3 w ${grid()}`],
  ])('%s is hidden', async (_, content) => {
    const page = await pageOf(before + content, {
      resources: '/ExtGState << /G << /ca 0.88 >> >>',
    });
    expect(page.hidden).not.toEqual([]);
    expect(texts(page).join(' ')).not.toContain('Bromwell');
  });

  test.each([
    ['grey on white', `0.6 g ${after}`],
    ['white on a mid blue', `0 0.3 0.6 rg 60 690 300 30 re f 1 g ${after}`],
    ['thin and small', textAt(72, 700, 'Katherine Bromwell', 6)],
  ])('%s is not', async (_, content) => {
    const page = await pageOf(before + content);
    expect(page.hidden).toEqual([]);
    expect(texts(page)).toContain('Katherine Bromwell');
  });
});

/** Vertical lines so close that little of the letters is left. */
function grid(): string {
  return Array.from({ length: 45 }, (_, at) => `${70 + at * 4} 690 m ${70 + at * 4} 720 l S `).join('');
}
