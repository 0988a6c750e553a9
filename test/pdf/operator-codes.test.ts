import { OPS, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { openPdf } from '#shared/pdf/pdfjs/open-document.ts';
import { OPERATORS, PATH_CODES, PDFJS_VERSION } from '#shared/pdf/pdfjs/operator-codes.ts';
import { pdfOf, textAt } from '../support/pdf/pdf-of.ts';

test('the operator codes are those of the installed pdf.js', () => {
  const installed: Record<string, number> = { ...OPS };
  const ours = Object.fromEntries(Object.keys(OPERATORS).map((name) => [name, installed[name]]));
  expect(version).toBe(PDFJS_VERSION);
  expect(ours).toEqual(OPERATORS);
});

test('pdf.js still gives paths, glyphs, colours and images the way they are read', async () => {
  const square = {
    dictionary:
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    stream: '\x80',
  };
  const content = `1 0 0 rg 10 20 30 40 re f\n0 0 m 10 0 l 10 5 20 10 30 10 c h S\n${textAt(10, 700, 'Hi you')}/I Do\n`;
  const { document, close } = await openPdf(
    pdfOf({ pages: [content], resources: '/XObject << /I 20 0 R >>', objects: [square] }),
  );
  try {
    const page = await document.getPage(1);
    const { fnArray, argsArray } = await page.getOperatorList();
    const argumentsOf = (code: number) => argsArray.filter((_, index) => fnArray[index] === code);
    const { moveTo, lineTo, curveTo, closePath } = PATH_CODES;
    const [fill, stroke] = argumentsOf(OPERATORS.constructPath);
    expect(argumentsOf(OPERATORS.setFillRGBColor)).toEqual([['#ff0000']]);
    expect(fill[0]).toBe(OPERATORS.fill);
    expect([...fill[1][0]]).toEqual([
      moveTo,
      10,
      20,
      lineTo,
      40,
      20,
      lineTo,
      40,
      60,
      lineTo,
      10,
      60,
      closePath,
    ]);
    expect([...fill[2]]).toEqual([10, 20, 40, 60]);
    expect(stroke[0]).toBe(OPERATORS.stroke);
    expect([...stroke[1][0]]).toEqual([
      moveTo,
      0,
      0,
      lineTo,
      10,
      0,
      curveTo,
      10,
      5,
      20,
      10,
      30,
      10,
      closePath,
    ]);
    const [[glyphs]] = argumentsOf(OPERATORS.showText);
    expect(glyphs.map(({ unicode }: { unicode: string }) => unicode).join('')).toBe('Hi you');
    expect(glyphs[0]).toMatchObject({ unicode: 'H', width: 722, isSpace: false });
    expect(glyphs[2]).toMatchObject({ unicode: ' ', isSpace: true });
    const [[fontId, size]] = argumentsOf(OPERATORS.setFont);
    expect(size).toBe(12);
    expect(page.commonObjs.get(fontId)).toMatchObject({ name: 'Helvetica', vertical: false });
    expect(argumentsOf(OPERATORS.paintImageXObject)[0].slice(1)).toEqual([1, 1]);
  } finally {
    await close();
  }
});
