import type { Finding } from '#shared/domain/review/finding.ts';
import { boxOfLine } from '../../../pdf/geometry/box.ts';
import type { Line, Page } from '../../../pdf/page-model.ts';
import { writtenDates } from '../../facts/parse-dates.ts';
import { alternatives, anyPart, phraseTables } from '../../phrases.ts';
import { type Check, findingAt, onPages, type Stretch, type TextCheck } from '../check.ts';
import { plain } from '../positioned-text.ts';

const birthPhrases = phraseTables('birth');

/** Paragraphs without any of these words have no birthday. */
const ANY_BIRTH =
  /b[io]r(?:th|n)|\bd\. ?o\. ?b|\bdob\b|deliver|turn(?:ed|ing)|became|reached|world|geni|ganwyd|\(b/i;
const IS_BEFORE = anyPart(birthPhrases('BEFORE_BIRTH'));
const IS_AFTER = anyPart(birthPhrases('AFTER_BIRTH'));
const IS_DELIVERED = anyPart(birthPhrases('DELIVERED'));
const IS_OF_MATERNITY = anyPart(birthPhrases('MATERNITY'));
const IS_OTHER_EVENT = anyPart(birthPhrases('OTHER_EVENT'));
const LABEL = alternatives(birthPhrases('BIRTH_LABEL'));
const LABEL_BEFORE = new RegExp(String.raw`${LABEL}[^.;\d]{0,40}$`, 'i');
const LABEL_IN_LINE = new RegExp(LABEL, 'i');
/** After a label any signs part day, month and year, or none. */
const NUMERALS = /(?<!\d)(?:\d{1,2}[ \t./|,:_–-]{1,3}\d{1,2}[ \t./|,:_–-]{1,3}(?:\d{4}|\d{2})|\d{8})(?!\d)/g;
const REACH = 200;
/** The last day of a period is no birthday: `10 to 14 March 2025`. */
const PERIOD = /\d (?:to|and|until) $|\d ?- ?$/;

/**
 * A full date of birth: day, month and year, said to be one by its label, its sentence or its column. A month
 * alone is none.
 */
export const dateOfBirth: Check = (checked) => {
  const findings = [...onPages(dateOfBirthInText)(checked), ...checked.report.pages.flatMap(inColumns)];
  const seen = new Set<string>();
  return findings.filter(({ page, box }) => {
    const place = `${page}|${Math.round((box?.[1] ?? 0) / 6)}|${Math.round((box?.[0] ?? 0) / 30)}`;
    return seen.has(place) ? false : seen.add(place);
  });
};

const MESSAGE = 'A full date of birth stands in the text.';

export const dateOfBirthInText: TextCheck = (flow) => {
  const { text, sourceOf } = flow.normal();
  return [...paragraphsOf(text)]
    .filter(({ words }) => ANY_BIRTH.test(words))
    .flatMap(({ words, offset }) =>
      birthdaysIn(words).map(({ start, end }) => {
        const [from, to] = sourceOf(offset + start, offset + end);
        return findingAt('date-of-birth', flow, from, to, MESSAGE);
      }),
    );
};

/** Paragraphs, each with the one before it where that is as short as a label. */
function* paragraphsOf(text: string): Generator<{ words: string; offset: number }> {
  let label: { offset: number; end: number } | undefined;
  for (const { index, 0: words } of text.matchAll(/[^\n]+/g)) {
    const end = index + words.length;
    const isLabel = words.length < 60 && !/\d/.test(words);
    const offset = label?.end === index - 1 ? label.offset : index;
    if (!isLabel) yield { words: text.slice(offset, end), offset };
    label = isLabel ? { offset: end - offset < REACH ? offset : index, end } : undefined;
  }
}

function birthdaysIn(words: string): Stretch[] {
  const written = fullDates(words).filter(({ start, end }) => isBirthday(words, start, end));
  const labelled = [...words.matchAll(NUMERALS)]
    .map(({ index, 0: date }) => ({ start: index, end: index + date.length }))
    .filter(({ start }) => LABEL_BEFORE.test(words.slice(Math.max(0, start - REACH), start)));
  return [
    ...written,
    ...labelled.filter(({ start, end }) => !written.some((date) => start < date.end && date.start < end)),
  ];
}

function isBirthday(words: string, start: number, end: number): boolean {
  const before = words.slice(Math.max(0, start - REACH), start).replace(/\t/g, ' ');
  const after = words.slice(end, end + REACH / 2);
  if (PERIOD.test(before)) return false;
  const clause = /(?:^|[.;\n])(?<words>[^.;\n]*)$/.exec(before)?.groups?.words ?? '';
  const since = clause.slice(Math.max(0, clause.search(/\b(?:born|birth|birthday|delivered|world)\b/i)));
  if (!IS_OTHER_EVENT.test(since)) {
    if (IS_BEFORE.test(before)) return true;
    if (IS_DELIVERED.test(before) && IS_OF_MATERNITY.test(clause)) return true;
  }
  return IS_AFTER.test(after) && !IS_OTHER_EVENT.test(after.split(/\bborn\b|\bbirth/i)[0] ?? '');
}

/** Days, not months or years; a slip such as 31/02/2014 counts, for it still tells. */
function fullDates(text: string): Stretch[] {
  const dates: Stretch[] = [];
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
/** Small words of a table's head; prose has others. */
const HEAD_WORDS =
  /^(?:dates?|births?|of|and|or|the|name|names|child|children|family|age|gender|d\.?o\.?b\.?)$/;
const LONGEST_HEAD = 70;

/**
 * Dates in a table under or beside a cell that says `Date of birth`, however the cells were joined into
 * lines.
 */
function inColumns(page: Page, index: number, pages: readonly Page[]): Finding[] {
  return page.lines.flatMap((head) => {
    const words = plain(head.text).trim();
    if (!isHead(words) || fullDates(words).length > 0) return [];
    const isCell = words.replace(LABEL_IN_LINE, '').replace(/\W/g, '').length < 12;
    const here = datesIn(page, (cell) => cell !== head && isUnder(head, cell, isCell));
    const next = pages[index + 1];
    if (here.length > 0 || !next || head.y < page.height * 0.75) return here;
    // The table goes on at the top of the next page.
    const top = Math.min(...next.lines.map(({ y }) => y));
    return datesIn(next, (cell) => cell.y < top + COLUMN_REACH / 2 && isAbove(head, cell));
  });
}

/** The head of a column: a few words, no sentence. */
const isHead = (words: string): boolean =>
  words.length <= LONGEST_HEAD &&
  LABEL_IN_LINE.test(words) &&
  !/[.,;]$/.test(words.replace(/d\.? ?o\.? ?b\.?$/i, '')) &&
  (words.match(/(?<![\p{L}'.])\p{Ll}[\p{L}.]*/gu) ?? []).every((word) => HEAD_WORDS.test(word));

function datesIn(page: Page, isMeant: (cell: Line) => boolean): Finding[] {
  return page.lines
    .filter((cell) => cell.text.length < 90 && isMeant(cell) && hasOneDay(plain(cell.text)))
    .map((cell) => ({
      code: 'date-of-birth',
      page: page.number,
      box: boxOfLine(cell),
      message: MESSAGE,
    }));
}

const hasOneDay = (words: string): boolean =>
  fullDates(words).some(({ start }) => !PERIOD.test(words.slice(0, start)));

const isAbove = (head: Line, cell: Line): boolean =>
  cell.x < head.x + head.width + 12 && head.x < cell.x + cell.width + 12;

function isUnder(head: Line, cell: Line, isCell: boolean): boolean {
  const drop = cell.y - head.y;
  if (isCell && Math.abs(drop) < head.size * 0.6)
    return cell.x > head.x && cell.x - (head.x + head.width) < 200;
  if (drop <= 0 || drop > COLUMN_REACH) return false;
  return isAbove(head, cell);
}
