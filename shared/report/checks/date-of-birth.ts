import type { Finding } from '#shared/domain/review/finding.ts';
import type { Line, Page } from '../../pdf/page-model.ts';
import { writtenDates } from '../facts/parse-dates.ts';
import { type Check, findingAt, onPages, type TextCheck } from './check.ts';
import { plain } from './positioned-text.ts';

const LABEL = String.raw`(?:date(?:s)? of birth|birth ?date|d\. ?o\. ?b\b\.?|\bdob\b|dyddiad geni)`;
/** A label, then at most a few words before the date: `DOB: `, `Date of birth (child) – `. */
const LABELLED = new RegExp(String.raw`${LABEL}[^.;\n\d]{0,40}$`, 'i');
/** `born on the`, `born at the hospital on`, `(born`, `b.`, `birthday on`. "Was born at term. On …" is another sentence. */
const BORN =
  /(?:\bborn\b[^.;\n\d]{0,60}\b(?:on|:)(?: the)?|\bborn:?,?(?: the)?|\bbirthday,?(?: (?:is|was))?(?: on)?(?: the)?|\(b\.|\bganwyd(?: ar)?) ?[(:–-]? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?(?:the )?)?$/i;
const AFTER = new RegExp(`^ ?[(,–-]? ?${LABEL}`, 'i');
const LABEL_IN_LINE = new RegExp(LABEL, 'i');

/** A full date of birth: day, month and year, said to be one by its label, its sentence or its column. A month alone is none. */
export const dateOfBirth: Check = (checked) => {
  const findings = [...onPages(dateOfBirthInText)(checked), ...checked.report.pages.flatMap(inColumns)];
  const seen = new Set<string>();
  return findings.filter(({ page, box }) => {
    const place = `${page}|${Math.round((box?.[1] ?? 0) / 6)}|${Math.round((box?.[0] ?? 0) / 30)}`;
    return seen.has(place) ? false : seen.add(place);
  });
};

const MESSAGE = 'A full date of birth stands in the text.';

export const dateOfBirthInText: TextCheck = (flow) =>
  fullDates(flow.text).flatMap(({ start, end }) => {
    const before = flow.text.slice(Math.max(0, start - 100), start).replace(/\t/g, ' ');
    const isBirth =
      LABELLED.test(before) ||
      BORN.test(before) ||
      AFTER.test(flow.text.slice(end, end + 40).replace(/\t/g, ' '));
    return isBirth ? [findingAt('date-of-birth', flow, start, end, MESSAGE)] : [];
  });

/** Days, not months or years; a slip such as 31/02/2014 counts, for it still tells. */
function fullDates(text: string): { start: number; end: number }[] {
  const dates = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    for (const date of writtenDates(match[0])) {
      const full = date.value === undefined ? /\d\D+\d+\D+\d/.test(date.words) : date.value.length === 10;
      if (full) dates.push({ start: match.index + date.start, end: match.index + date.end });
    }
  }
  return dates;
}

/** How far below the head of a table column its dates may stand, in points. */
const COLUMN_REACH = 320;

/** Dates in a table under or beside a cell that says `Date of birth`, however the cells were joined into lines. */
function inColumns(page: Page, index: number, pages: readonly Page[]): Finding[] {
  return page.lines.flatMap((head) => {
    const words = plain(head.text);
    if (words.length > 120 || !LABEL_IN_LINE.test(words) || fullDates(words).length > 0) return [];
    const isCell = words.replace(LABEL_IN_LINE, '').replace(/\W/g, '').length < 12;
    const here = datesIn(page, (cell) => cell !== head && isUnder(head, cell, isCell));
    const next = pages[index + 1];
    if (here.length > 0 || !next || head.y < page.height * 0.75) return here;
    // The table goes on at the top of the next page.
    const top = Math.min(...next.lines.map(({ y }) => y));
    return datesIn(next, (cell) => cell.y < top + COLUMN_REACH / 2 && isAbove(head, cell));
  });
}

function datesIn(page: Page, isMeant: (cell: Line) => boolean): Finding[] {
  return page.lines
    .filter((cell) => cell.text.length < 90 && isMeant(cell) && fullDates(plain(cell.text)).length > 0)
    .map((cell) => ({
      code: 'date-of-birth',
      page: page.number,
      box: [cell.x, cell.y - cell.size, cell.x + cell.width, cell.y + cell.size * 0.3],
      message: MESSAGE,
    }));
}

const isAbove = (head: Line, cell: Line): boolean =>
  cell.x < head.x + head.width + 12 && head.x < cell.x + cell.width + 12;

function isUnder(head: Line, cell: Line, isCell: boolean): boolean {
  const drop = cell.y - head.y;
  if (isCell && Math.abs(drop) < head.size * 0.6)
    return cell.x > head.x && cell.x - (head.x + head.width) < 200;
  if (drop <= 0 || drop > COLUMN_REACH) return false;
  return isAbove(head, cell);
}
