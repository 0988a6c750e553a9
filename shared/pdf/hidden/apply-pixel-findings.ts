import type { Box, Line, Page, ReportModel } from '../page-model.ts';

interface UnseenPhrase {
  readonly page: number;
  readonly text: string;
  readonly box: Box;
}

/** The report with the text that pixels found to be covered, as hidden and no longer among the lines. */
export function withoutUnseen(report: ReportModel, found: readonly UnseenPhrase[]): ReportModel {
  if (found.length === 0) return report;
  const pages = report.pages.map((page) => {
    const covered = found.filter(
      (phrase) => phrase.page === page.number && !page.hidden.some(({ box }) => overlap(box, phrase.box)),
    );
    return covered.length === 0 ? page : withHidden(page, covered);
  });
  return { ...report, pages };
}

function withHidden(page: Page, phrases: readonly UnseenPhrase[]): Page {
  const hidden = phrases.map(({ text, box }) => ({ how: 'under-box' as const, text, box }));
  const lines = page.lines.map((line) => phrases.reduce(without, line)).filter((line) => line.text !== '');
  return { ...page, lines, hidden: [...page.hidden, ...hidden] };
}

/** A line without the words of a phrase that stands on it. */
function without(line: Line, { text, box }: UnseenPhrase): Line {
  const lineBox: Box = [line.x, line.y - line.size, line.x + line.width, line.y + line.size * 0.3];
  if (!overlap(lineBox, box)) return line;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const pattern = new RegExp(words.map(escaped).join('\\s*'), 'u');
  return { ...line, text: line.text.replace(pattern, '').replace(/ {2,}/g, ' ').trim() };
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const overlap = (one: Box, other: Box): boolean =>
  one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
