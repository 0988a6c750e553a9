import type { Match } from './match-pdfs.ts';

/** How a field of the page compares to the PDF. */
export type Agreement = 'same' | 'differs' | 'only on the page' | 'only in the PDF' | 'nowhere';

export interface Comparison {
  readonly title: string;
  /** Name of the PDF file, if one matched. */
  readonly pdf?: string;
  readonly fields: Readonly<Record<'title' | 'summary' | 'published', Agreement>>;
  /** The status on the page, if any. */
  readonly status?: string;
}

/** Ignores case, kinds of quotation marks and white space. */
const withoutQuotes = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‘’“”'"]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Compares the page with the facts of the PDF. */
export function compare({ review, pdf }: Match): Comparison {
  const facts = pdf?.facts;
  const agreement = (page: string | undefined, read: string | undefined): Agreement => {
    if (page === undefined || page === '') return read === undefined ? 'nowhere' : 'only in the PDF';
    if (read === undefined) return 'only on the page';
    return withoutQuotes(page) === withoutQuotes(read) ? 'same' : 'differs';
  };
  return {
    title: review.title,
    ...(pdf !== undefined && { pdf: pdf.file }),
    fields: {
      title: agreement(review.title, facts?.title?.value),
      summary: agreement(review.summary, facts?.summary?.value),
      published: agreement(review.published, facts?.publishedOn?.value),
    },
    ...(review.status !== undefined && { status: review.status }),
  };
}

/** The comparison as a text table, one review a row. */
export function comparisonTable(rows: readonly Comparison[]): string {
  const cells = [
    ['review', 'PDF', 'title', 'summary', 'published', 'status on the page'],
    ...rows.map(({ title, pdf, fields, status }) => [
      title,
      pdf ?? 'none found',
      fields.title,
      fields.summary,
      fields.published,
      status ?? '',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
