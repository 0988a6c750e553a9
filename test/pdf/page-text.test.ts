import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textAt } from '../support/pdf/pdf-of.ts';
import { hiddenWords, pageOf, texts } from './lines-of.ts';

const fontOf = (map: string) => ({
  resources: '/Font << /H 20 0 R >>',
  objects: [
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>',
    {
      dictionary: '',
      stream: `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${map} endcmap end`,
    },
  ],
});

describe('letters in the order of painting', () => {
  test('words of two columns are not mixed, though they stand on the same lines', async () => {
    const left = ['one', 'two', 'three'].map((word, row) => textAt(72, 700 - 14 * row, word)).join('');
    const right = ['four', 'five', 'six'].map((word, row) => textAt(300, 700 - 14 * row, word)).join('');
    expect(texts(await pageOf(right + left))).toEqual(['four', 'five', 'six', 'one', 'two', 'three']);
  });

  test('letters are read, and not the text that replaces them when they are copied', async () => {
    const page = await pageOf(
      `/Span << /ActualText (Harmless words) >> BDC ${textAt(72, 700, 'Katherine Bromwell')} EMC ${textAt(72, 600, 'after')}`,
    );
    expect(texts(page)).toEqual(['Katherine Bromwell', 'after']);
  });

  test('a ligature is read as its letters, and doubled letters of two glyphs as two', async () => {
    const map = '2 beginbfchar <41> <FB03> <42> <00740074> endbfchar';
    const content = 'BT /H 12 Tf 1 0 0 1 72 700 Tm (oAce leBer) Tj ET\n';
    expect(
      texts(
        await pageOf(
          content,
          fontOf(
            `${map} 6 beginbfchar <6f> <006f> <63> <0063> <65> <0065> <6c> <006c> <72> <0072> <20> <0020> endbfchar`,
          ),
        ),
      ),
    ).toEqual(['office letter']);
  });

  test('a digit that is painted twice in one place is read once', async () => {
    const content = 'BT /F1 12 Tf 1 0 0 1 72 700 Tm [(9) 556 (9) (4) 556 (4) (3) 556 (3)] TJ ET\n';
    expect(texts(await pageOf(content))).toEqual(['943']);
  });

  test('a soft hyphen at the end of a line stays one', async () => {
    const map = '2 beginbfrange <61> <7a> <0061> <41> <41> <00ad> endbfrange';
    const content = 'BT /H 12 Tf 1 0 0 1 72 700 Tm (safeA) Tj 0 -14 Td (guarding) Tj ET\n';
    expect(texts(await pageOf(content, fontOf(map)))).toEqual(['safe\u00ad', 'guarding']);
  });

  test('a soft hyphen that is painted inside a line is a hyphen', async () => {
    const map = '2 beginbfrange <61> <7a> <0061> <41> <41> <00ad> endbfrange';
    const content = 'BT /H 12 Tf 1 0 0 1 72 700 Tm (twentyAthree safeA) Tj 0 -14 Td (guarding) Tj ET\n';
    expect(texts(await pageOf(content, fontOf(map)))).toEqual(['twenty-three safe\u00ad', 'guarding']);
  });
});

test('words that a unit of the page makes a speck in some readers are hidden', async () => {
  const page = await pageOf(textAt(72, 700, 'Katherine Bromwell'), { page: '/UserUnit 0.01' });
  expect(hiddenWords(page)).toEqual(['invisible: Katherine Bromwell']);
});

describe('the appearance of an annotation', () => {
  const stamp = (content: string) => ({
    page: '/Annots [20 0 R]',
    objects: [
      '<< /Type /Annot /Subtype /Stamp /Rect [72 600 372 640] /F 4 /AP << /N 21 0 R >> >>',
      {
        dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 300 40] /Resources << /Font << /F1 3 0 R >> >>',
        stream: content,
      },
    ],
  });

  test('is read as a part of the page', async () => {
    const page = await pageOf(textAt(72, 700, 'A line'), stamp(textAt(4, 12, 'Not for publication')));
    expect(texts(page)).toEqual(['A line', 'Not for publication']);
    expect(page.notRead).toBeUndefined();
  });

  test('hides what lies under it, and what is hidden in it', async () => {
    const covering = stamp(`${textAt(4, 12, 'Katherine Bromwell')} 0 g 0 0 300 40 re f`);
    const page = await pageOf(textAt(76, 620, 'Tobias Bromwell') + textAt(72, 700, 'A line'), covering);
    expect(texts(page)).toEqual(['A line']);
    expect(hiddenWords(page).sort()).toEqual(['under-box: Katherine Bromwell', 'under-box: Tobias Bromwell']);
  });

  test('is not read where it is not shown', async () => {
    const parts = stamp(textAt(4, 12, 'Not for publication'));
    const [annotation = '', form = ''] = parts.objects;
    const hidden = { ...parts, objects: [String(annotation).replace('/F 4', '/F 2'), form] };
    expect(texts(await pageOf(textAt(72, 700, 'A line'), hidden))).toEqual(['A line']);
  });
});

const number = fc.oneof(fc.double({ min: -700, max: 900, noNaN: true }), fc.constantFrom(0, 1e-9, 1e9, -1e9));
const operation = fc
  .tuple(
    fc.array(number, { maxLength: 7 }),
    fc.constantFrom(
      ...'q Q cm w J M d gs m l c v y h re S s f f* B b n W W* BT ET Tc Tw Tz TL Tr Ts Td TD Tm T* Tj TJ rg RG g scn sh Do BDC EMC'.split(
        ' ',
      ),
    ),
  )
  .map(([operands, operator]) => `${operands.map((value) => value.toFixed(3)).join(' ')} ${operator}`);

test('no page code makes reading throw, and what is painted before it is read or hidden', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
      const page = await pageOf(`q ${textAt(72, 760, 'before')} Q\n${operations.join('\n')}`);
      const read = [...texts(page), ...hiddenWords(page)].join(' ');
      expect(read).toContain('before');
      for (const { angle, size } of page.lines)
        expect([Number.isNaN(angle), size > 0]).toEqual([false, true]);
    }),
    { numRuns: 60 },
  );
});
