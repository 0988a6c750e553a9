import type { Line, Page, ReportModel } from '../page-model.ts';
import { type OpenPdf, withPdfium } from '../pdfium/open-document.ts';
import { paintPage } from '../pdfium/render-page.ts';
import { isWelsh } from './is-welsh.ts';
import { type GreyPicture, type RecognizedLine, type Recognizer, startTesseract } from './tesseract.ts';

/** At 200 dots an inch an A4 page has 3.9 million pixels, and letters of 8 points can be told apart. */
const DOTS_PER_INCH = 200;
const POINTS_PER_INCH = 72;

/** Of 100: words below it are specks and parts of pictures. Letters of a poor fax have 40 and more. */
const LEAST_CONFIDENCE = 30;

/** Of the height of a line: words further apart stand in another column or cell. */
const COLUMN_GAP = 2;

/**
 * Processor time for the pages of one report: 140 pages of prose where a page takes 3.5 s. Those that it does
 * not suffice for stay unread.
 */
const MILLISECONDS = 8 * 60_000;

/**
 * The same report with the words of these pages as they were recognized in their pictures. Pages that
 * cannot be painted, or that there is no time for, stay as they are.
 */
export async function recognizePages(
  bytes: Uint8Array,
  report: ReportModel,
  numbers: ReadonlySet<number>,
  { milliseconds = MILLISECONDS, start = startTesseract } = {},
): Promise<ReportModel> {
  const startedAt = processorTime();
  const recognizer = await start();
  const read = await withPdfium(bytes, (open) =>
    report.pages.map((page) => {
      if (!numbers.has(page.number) || processorTime() - startedAt > milliseconds) return page;
      const picture = pictureOf(open, page.number);
      return picture ? { ...page, ...wordsOf(picture, recognizer), isRecognized: true } : page;
    }),
  );
  return { ...report, pages: read ?? report.pages };
}

/** Of this thread, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function pictureOf(open: OpenPdf, number: number): GreyPicture | undefined {
  const page = open.pdfium.FPDF_LoadPage(open.handle, number - 1);
  if (page === 0) return undefined;
  try {
    const painted = paintPage(open, page, DOTS_PER_INCH / POINTS_PER_INCH);
    if (!painted) return undefined;
    const { width, height, pixels, scale } = painted;
    const grey = new Uint8Array(width * height);
    // Blue, green, red in the shares of ITU-R BT.601, of 256.
    for (let place = 0, at = 0; place < grey.length; place += 1, at += 4)
      grey[place] = (29 * (pixels[at] ?? 0) + 150 * (pixels[at + 1] ?? 0) + 77 * (pixels[at + 2] ?? 0)) >> 8;
    return { width, height, pixels: grey, dotsPerInch: Math.round(scale * POINTS_PER_INCH) };
  } finally {
    open.pdfium.FPDF_ClosePage(page);
  }
}

/** English first, which is twice as fast; a page that turns out to be in Welsh is read again. */
function wordsOf(picture: GreyPicture, recognizer: Recognizer): Pick<Page, 'lines'> {
  const english = linesOf(recognizer.recognize(picture, 'eng'), picture);
  if (!isWelsh(english.map(({ text }) => text).join(' '))) return { lines: english };
  return { lines: linesOf(recognizer.recognize(picture, 'cym+eng'), picture) };
}

function linesOf(recognized: readonly RecognizedLine[], { dotsPerInch }: GreyPicture): Line[] {
  const points = (pixels: number): number => (pixels * POINTS_PER_INCH) / dotsPerInch;
  return recognized.flatMap((line) =>
    columnsOf(line).map((words): Line => {
      const [left, right] = [words[0]?.bbox.x0 ?? 0, words.at(-1)?.bbox.x1 ?? 0];
      return {
        text: words.map(({ text }) => text).join(' '),
        x: points(left),
        y: points((line.baseline.y0 + line.baseline.y1) / 2),
        width: points(right - left),
        size: Math.max(1, Math.round(points(line.rowAttributes.rowHeight))),
        bold: false,
        italic: false,
        font: 'recognized',
        colour: '#000000',
        angle: 0,
      };
    }),
  );
}

/** The words of a line that can be trusted, in runs that belong together. */
function columnsOf({ words, rowAttributes }: RecognizedLine): RecognizedLine['words'][] {
  const columns: RecognizedLine['words'][number][][] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const word of words) {
    if (word.confidence < LEAST_CONFIDENCE || word.text.trim() === '') continue;
    const last = columns.at(-1);
    if (last && word.bbox.x0 - end <= COLUMN_GAP * rowAttributes.rowHeight) last.push(word);
    else columns.push([word]);
    end = word.bbox.x1;
  }
  return columns;
}
