import {
  type Annotation,
  type HiddenText,
  type Line,
  NOTHING_BESIDES,
  type Page,
  type ReportModel,
} from '#shared/pdf/page-model.ts';

/** What a test says of a page: its words, laid out one line below the other. */
export interface PageText {
  /** `\n` ends a line, an empty line ends a paragraph, a tab parts the cells of a row. */
  readonly text?: string;
  readonly header?: string;
  readonly footer?: string;
  /** Set across the page at 45 degrees. */
  readonly watermark?: string;
  readonly hidden?: readonly Partial<HiddenText>[];
  readonly annotations?: readonly Partial<Annotation>[];
  readonly imageCover?: number;
  readonly unmappedGlyphs?: number;
}

export interface ReportText extends Partial<Omit<ReportModel, 'pages'>> {
  readonly pages?: readonly (string | PageText)[];
}

const SIZE = 11;
const LEADING = 14;
const LEFT = 72;

/** A line as a reader of PDFs gives it; every character is half as wide as it is high. */
function aLine(text: string, place: Partial<Line> = {}): Line {
  const size = place.size ?? SIZE;
  return {
    text,
    x: LEFT,
    y: 100,
    width: (text.length * size) / 2,
    size,
    bold: false,
    italic: false,
    font: 'Arial',
    colour: '#000000',
    angle: 0,
    ...place,
  };
}

/**
 * A report of A4 pages that is tagged and has a language and a title, so that a test names only what it is
 * about.
 */
export function aReport({
  pages = ['The review looks at how agencies worked together.'],
  ...rest
}: ReportText = {}): ReportModel {
  return {
    pages: pages.map((page, index) => aPage(typeof page === 'string' ? { text: page } : page, index + 1)),
    properties: { title: 'Child A', other: [] },
    language: 'en-GB',
    tagged: true,
    ...NOTHING_BESIDES,
    ...rest,
  };
}

function aPage(page: PageText, number: number): Page {
  const lines: Line[] = [];
  if (page.header) lines.push(aLine(page.header, { y: 40, size: 9 }));
  let y = 100;
  for (const row of (page.text ?? '').split('\n')) {
    const cells = row.split('\t');
    for (const [column, cell] of cells.entries())
      if (cell.trim() !== '') lines.push(aLine(cell.trim(), { y, x: LEFT + column * 150 }));
    y += LEADING;
  }
  if (page.footer) lines.push(aLine(page.footer, { y: 805, size: 9 }));
  if (page.watermark) lines.push(aLine(page.watermark, { x: 150, y: 600, size: 90, angle: 45 }));
  return {
    number,
    width: 595,
    height: 842,
    lines,
    hidden: (page.hidden ?? []).map((hidden) => ({
      how: 'under-box',
      text: '',
      box: [72, 90, 172, 104],
      ...hidden,
    })),
    annotations: (page.annotations ?? []).map((note) => ({
      subtype: 'Text',
      box: [500, 90, 520, 110],
      ...note,
    })),
    imageCover: page.imageCover ?? 0,
    unmappedGlyphs: page.unmappedGlyphs ?? 0,
  };
}

/** A file with descriptions of pictures, which a screen reader says. */
export const described = (...texts: string[]): ReportText => ({
  carried: texts.map((text) => ({ text, place: 'the description of a picture or a passage' })),
});
