import { type Line, NOTHING_BESIDES, type Page, type ReportModel } from '#shared/pdf/page-model.ts';

/** A line by its text, or with its layout. */
export type Written = string | (Partial<Line> & { readonly text: string });

const PAGE = { width: 595, height: 842 };

/** A line, of body text by default. */
export function aLine(written: Written, y = 100): Line {
  const line = typeof written === 'string' ? { text: written } : written;
  const size = line.size ?? 11;
  return {
    x: 72,
    y,
    width: line.text.length * size * 0.5,
    size,
    bold: false,
    italic: false,
    font: 'Carlito',
    colour: '#000000',
    angle: 0,
    ...line,
  };
}

/** A page of lines from the top down. An empty string leaves a gap, as between paragraphs. */
export function aPage(number: number, lines: readonly Written[], margins: readonly Line[] = []): Page {
  let y = 100;
  const laid: Line[] = [];
  for (const written of lines) {
    if (written === '') {
      y += 12;
      continue;
    }
    const line = aLine(written, y);
    laid.push(line);
    y = line.y + line.size * 1.3;
  }
  return {
    number,
    ...PAGE,
    lines: [...laid, ...margins],
    hidden: [],
    annotations: [],
    imageCover: 0,
    unmappedGlyphs: 0,
  };
}

/** A report of these pages, with nothing else in the file. */
export function aLaidOutReport(...pages: readonly (readonly Written[])[]): ReportModel {
  return {
    pages: pages.map((lines, i) => aPage(i + 1, lines)),
    properties: { other: [] },
    tagged: true,
    ...NOTHING_BESIDES,
  };
}

/** A cover line: big and bold from `#`, bigger from `##`, body size without. */
export function cover(...lines: readonly string[]): Written[] {
  return lines.map((line) => {
    const level = /^#*/.exec(line)?.[0].length ?? 0;
    const text = line.slice(level).trim();
    if (level === 0) return text === '' ? '' : { text, size: 13 };
    return { text, size: level === 1 ? 20 : 32, bold: true };
  });
}

/** Contents and a first chapter about `subject`, so that a cover has a report behind it. */
export function chapters(subject: string, type = 'review'): Written[][] {
  return [
    [
      { text: 'Contents', size: 16, bold: true },
      '1. Introduction ........................................ 3',
      '2. The review process .................................. 4',
      '3. Analysis ............................................ 6',
      '4. Recommendations ..................................... 9',
    ],
    [
      { text: '1. Introduction', size: 16, bold: true },
      `1.1 ${subject} was four years old when a neighbour found the child alone and hurt, and called the`,
      'police. Three agencies had known of the injuries, and none had told another.',
      '',
      `1.2 The ${type} considers how worries about a child are passed on, and what ${subject} might have`,
      'told a worker who came back.',
      '',
      { text: '2. The review process', size: 16, bold: true },
      '2.1 The terms of reference were agreed by the panel at its first meeting and reviewed at its',
      `third. They asked for an account of how agencies worked with ${subject}.`,
    ],
  ];
}
