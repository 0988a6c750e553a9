import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isWelsh } from '#shared/pdf/ocr/is-welsh.ts';
import { recognizePages } from '#shared/pdf/ocr/recognize-pages.ts';
import type { GreyPicture, Languages, RecognizedLine } from '#shared/pdf/ocr/tesseract.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';

/** Two pages at 150 dots an inch. */
const scan = new Uint8Array(
  readFileSync(path.resolve(import.meta.dirname, '../fixtures/scan/jake-scan.pdf')),
);

/** A line of words, each 100 pixels wide with 20 between them, and a gap where there is a `|`. */
function aLine(text: string, confidence = 90): RecognizedLine {
  let x = 200;
  const words = text.split(' ').flatMap((word) => {
    x += word === '|' ? 200 : 120;
    return word === '|'
      ? []
      : [{ text: word, confidence, bbox: { x0: x - 120, y0: 100, x1: x - 20, y1: 140 } }];
  });
  return { words, baseline: { x0: 200, y0: 138, x1: x, y1: 142 }, rowAttributes: { rowHeight: 40 } };
}

/** A recognizer that finds the same on every page, and remembers what it was shown. */
function aRecognizer(find: (languages: Languages) => RecognizedLine[]) {
  const asked: { readonly picture: GreyPicture; readonly languages: Languages }[] = [];
  const recognize = (picture: GreyPicture, languages: Languages) => {
    asked.push({ picture, languages });
    return find(languages);
  };
  return { asked, start: async () => ({ recognize }) };
}

test('words become lines in points of the page, those of another column a line of their own', async () => {
  const { start, asked } = aRecognizer(() => [aLine('The review | page 4')]);
  const report = await recognizePages(scan, await readPdf(scan), new Set([1]), { start });
  const [page, other] = report.pages;
  expect(page?.isRecognized).toBe(true);
  expect(page?.lines.map(({ text }) => text)).toEqual(['The review', 'page 4']);
  // 200 dots an inch: 200 pixels are 72 points, a line of 40 pixels is one of 14 points.
  expect(page?.lines[0]).toMatchObject({ x: 72, y: 50.4, size: 14, width: (220 * 72) / 200 });
  expect(other).toMatchObject({ lines: [] });
  expect(other?.isRecognized).toBeUndefined();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.picture).toMatchObject({ height: 2339, dotsPerInch: 200 });
  // Most of a page is white.
  expect(asked[0]?.picture.pixels.filter((grey) => grey > 250).length).toBeGreaterThan(3_000_000);
});

test('specks that look like letters are no words', async () => {
  const { start } = aRecognizer(() => [aLine('~ |', 12), aLine('a report', 55)]);
  const { pages } = await recognizePages(scan, await readPdf(scan), new Set([1]), { start });
  expect(pages[0]?.lines.map(({ text }) => text)).toEqual(['a report']);
});

test('a page in Welsh is read again with both languages', async () => {
  const welsh = 'Mae yr adolygiad hwn wedi ei gynnal gan y Bwrdd ac mae yn ymwneud â phlentyn';
  const { start, asked } = aRecognizer(() => [aLine(welsh)]);
  await recognizePages(scan, await readPdf(scan), new Set([1]), { start });
  expect(asked.map(({ languages }) => languages)).toEqual(['eng', 'cym+eng']);
});

test('pages that there is no time for stay unread', async () => {
  const { start } = aRecognizer(() => [aLine('a report')]);
  const report = await readPdf(scan);
  const read = await recognizePages(scan, report, new Set([1, 2]), { start, milliseconds: -1 });
  expect(read.pages).toEqual(report.pages);
});

test.each([
  [true, 'Roedd y plentyn yn byw gyda ei fam ac mae hyn wedi bod yn anodd'],
  [true, 'Cyhoeddwyd yr adroddiad gan y Bwrdd. The report was published by the Board.'],
  [
    false,
    'The Board of Ynys Môn and Gwynedd asked Mr Gan and Ms Ei Li to look at how agencies worked with Nia',
  ],
  [false, ''],
])('that this is in Welsh, at least in part, is %s: %s', (expected, text) => {
  expect(isWelsh(text)).toBe(expected);
});
