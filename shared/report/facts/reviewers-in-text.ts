import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { alternatives, anyPart, eachOf, phraseTables } from '../phrases.ts';
import type { SeenDate } from './dates-on-cover.ts';
import { factOf } from './fact-of.ts';
import { isNextInCell } from './line-spacing.ts';
import { writtenDates } from './parse-dates.ts';
import { peopleIn } from './people.ts';
import { clausesOf } from './people-in-line.ts';

const rolePhrases = phraseTables('role');

const APPOINTED = eachOf(rolePhrases('APPOINTED'), 'u');
const OTHER_AUTHOR = anyPart(rolePhrases('OTHER_AUTHORS'), 'iu');
/** Characters before a role in which it may be said of what else somebody is the author. */
const LEAD = 40;

/** Pages at the front, and at the end, on which a sentence may say who wrote the report. */
const PAGES_READ = 12;
const LAST_PAGES = 3;

/**
 * Who wrote the report by its text, where the cover names nobody: a sentence or a label near the front or the
 * end, or the signed statement.
 */
export function reviewersInText(report: TidyReport): Fact<readonly string[]> | undefined {
  return inSentence(report) ?? inLabel(report) ?? inStatement(report) ?? inSignature(report);
}

const outerPages = (report: TidyReport): TidyPage[] =>
  report.pages.filter((_, i) => i < PAGES_READ || i >= report.pages.length - LAST_PAGES);

function inSentence(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of outerPages(report)) {
    const all = page.lines.map((line) => line.text).join(' ');
    if (!MENTION.test(all)) continue;
    const text = all.replace(ROLE_WORDS, (word) => word.toLowerCase()).replace(REMARK, '');
    for (const pattern of APPOINTED) {
      const match = pattern.exec(text);
      const names = peopleIn(match?.[1] ?? '');
      const isOther = match && OTHER_AUTHOR.test(text.slice(Math.max(0, match.index - LEAD), match.index));
      if (match && names.length > 0 && !isOther) return named(names, page.number, match[0].trim());
    }
  }
  return undefined;
}

const MENTION =
  /author|reviewer|commissioned|appointed|asked|engaged|review was|written by|prepared by|my name/i;
/** The words of a role, which may begin with capitals. */
const ROLE_WORDS =
  /\b(?:Independent|Lead|Joint|External|Overview|Report|(?:Co-)?(?:Reviewer|Author)s?|Review|Chair|This|The|DHR|S[AC]R)\b/g;
/** "Jane Field (external) and Tom Hill (internal)". */
const REMARK = /\s\((?:external|internal)\)/g;

const LABEL = anyPart(rolePhrases('LABELS_OF_AUTHORS'), 'iu');

/** "Report author: Jane Field" in the credits, on a page of its own, in the document control. */
function inLabel(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of outerPages(report)) {
    const lines = clausesOf(page.lines);
    for (const [i, line] of lines.entries()) {
      const [label] = LABEL.exec(line.text) ?? [];
      if (label === undefined) continue;
      const below = lines[i + 1];
      const runsOver = NAME_RUNS_OVER.test(line.text) && below && isNextInCell(line, below);
      const text = firstSentence(runsOver ? `${line.text} ${below.text}` : line.text);
      const names = peopleIn(text.slice(label.length));
      if (names.length > 0 && line.text.length < 110) return named(names, page.number, text);
    }
  }
  return undefined;
}

const firstSentence = (text: string): string => text.split(/(?<=\p{Ll}{3})[.;]\s/u)[0] ?? text;

/** "... and Tom", and the rest of the name in the next line. */
const NAME_RUNS_OVER = /(?:,| and| &)(?: \p{Lu}[\p{L}’'-]*)?$/u;

const STATEMENT =
  /\b(?:statement (?:by|of) (?:the )?(?:independence|(?:independent |lead )?reviewers?)|datganiad)\b/i;
const SIGNED_BY =
  /^(?:(?:lead|independent|external|internal) )?(?:reviewer|adolygydd)(?: ?\d)?(?: ?\([^)]*\))?(?: ?: ?| (?=\p{Lu})|$)/iu;
const PRINTED_NAME = /^(?:name|print(?:ed)? name|enw)\b[^:]*:? ?/i;

const SIGNED = /^(?:signed|signature|llofnodwyd)\b[^:]*:?[\s.…_]*/i;
const REVIEWER = /\b(?:reviewer|author|adolygydd|awdur)\b/i;

/**
 * A report of Wales ends with a statement of independence, which each reviewer signs, and after them the
 * panel's chair; others have one name behind "Signed:" and the role below it. The names may stand on the next
 * page.
 */
function inStatement(report: TidyReport): Fact<readonly string[]> | undefined {
  const lines = statementLines(report);
  const names = [...new Set(namesSigned(lines))];
  return lines[0] && names.length > 0 ? named(names, lines[0].page, names.join(', ')) : undefined;
}

/** What stands in the statement of independence: its page and the next one. */
function statementLines(report: TidyReport): TidyLine[] {
  const page = report.pages.findLastIndex(({ lines }) => lines.some(({ text }) => STATEMENT.test(text)));
  const lines = report.pages.slice(page, page + 2).flatMap((one) => one.lines);
  return page < 0 ? [] : clausesOf(lines.slice(lines.findIndex(({ text }) => STATEMENT.test(text))));
}

/** Lines of a signature, from the role on. */
const SIGNATURE_LINES = 4;
const DATE_LABEL = /^(?:date|dated|signed|dyddiad)?\W*$/i;

/** When the reviewers signed: by the form of Wales, or by a signature where nothing else dates the report. */
export function datesSigned(report: TidyReport, isUndated: boolean): SeenDate[] {
  const lines = report.pages.slice(-LAST_PAGES).flatMap((page) => page.lines);
  const at = lines.findLastIndex(({ text }) => ROLE_ALONE.test(text) || SIGNED.test(text));
  const signed = at < 0 ? [] : lines.slice(at, at + SIGNATURE_LINES);
  const statement = statementLines(report);
  const isForm = /reviewers|adolygwyr/i.test(statement[0]?.text ?? '');
  return [...(isForm ? statement : []), ...(isUndated ? signed : [])].flatMap((line, i, all): SeenDate[] => {
    const [date] = writtenDates(`${line.text} ${all[i + 1]?.text ?? ''}`);
    const isOwn = date && date.start < line.text.length && DATE_LABEL.test(line.text.slice(0, date.start));
    return isOwn ? [{ date, meaning: 'completed', line }] : [];
  });
}

/** The reviewers among those who signed; nothing if one name is there and cannot be read. */
function namesSigned(lines: readonly TidyLine[]): string[] | undefined {
  const names: string[] = [];
  let ofReviewer = false;
  for (const [i, line] of lines.entries()) {
    if (SIGNED_BY.test(line.text)) ofReviewer = true;
    else if (/^(?:chair|cadeirydd|panel)/i.test(line.text)) ofReviewer = false;
    const found = behindSigned(lines, i, ofReviewer) ?? (ofReviewer ? behindLabel(lines, i) : []);
    // One name read and another not would be a wrong list.
    if (found === 'unread') return undefined;
    names.push(...found);
  }
  return names;
}

/** The reviewers behind "Signed:"; undefined if the line is none of the kind. */
function behindSigned(
  lines: readonly TidyLine[],
  index: number,
  ofReviewer: boolean,
): readonly string[] | undefined {
  const text = lines[index]?.text ?? '';
  const [signed] = SIGNED.exec(text) ?? [];
  if (signed === undefined || signed.length === text.length) return undefined;
  const hasRole = ofReviewer || lines.slice(index + 1, index + 3).some((other) => REVIEWER.test(other.text));
  return hasRole ? peopleIn(text.slice(signed.length)) : [];
}

/** The people behind "Reviewer:" or "Name:", in its line or with the next one. */
function behindLabel(lines: readonly TidyLine[], index: number): readonly string[] | 'unread' {
  const line = lines[index];
  if (!line) return [];
  const [label] = SIGNED_BY.exec(line.text) ?? PRINTED_NAME.exec(line.text) ?? [];
  if (label === undefined) return [];
  if (label.length === line.text.length) return inCell(lines, index);
  const own = peopleIn(line.text.slice(label.length));
  if (own.length > 0) return own;
  const below = lines.slice(index + 1).find((other) => isNextInCell(line, other))?.text ?? '';
  const wrapped = peopleIn(`${line.text} ${below}`.slice(label.length));
  return wrapped.length > 0 ? wrapped : 'unread';
}

/** The people in the next cell of the row, whose name may run over its line; nobody if it is a label. */
function inCell(lines: readonly TidyLine[], index: number): readonly string[] | 'unread' {
  const [label, cell] = [lines[index], lines[index + 1]];
  if (!label || !cell || cell.x <= label.x || Math.abs(cell.y - label.y) > SAME_ROW) return [];
  if (SIGNED_BY.test(cell.text) || PRINTED_NAME.test(cell.text) || !/\p{Lu}\p{Ll}/u.test(cell.text))
    return [];
  const own = peopleIn(cell.text);
  if (own.length > 0) return own;
  const below = lines.slice(index + 1).find((other) => isNextInCell(cell, other))?.text ?? '';
  const whole = peopleIn(/-$/.test(cell.text) ? cell.text + below : `${cell.text} ${below}`);
  return whole.length > 0 ? whole : 'unread';
}
/** Points between the lines of two cells in one row. */
const SAME_ROW = 3;

const ROLE_ALONE = new RegExp(`^(?:${alternatives(rolePhrases('ROLE_ALONE'))})$`, 'iu');
const PARAGRAPH_NUMBER = /^\d{1,2}(?:\.\d{1,2})+\.? /;
/** Times the size of the letters, from a name to the role below it. */
const BELOW = 2.5;

/** "Jane Field MA", and below it "Independent Reviewer", where the report ends. */
function inSignature(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of report.pages.slice(-LAST_PAGES).toReversed()) {
    const lines = page.lines.map((line) => ({ ...line, text: line.text.replace(PARAGRAPH_NUMBER, '') }));
    const at = lines.findLastIndex(({ text }) => ROLE_ALONE.test(text));
    const [role, above] = [lines[at], lines[at - 1]];
    if (!role || !above || Math.abs(role.x - above.x) > 3 || role.y - above.y > role.size * BELOW) continue;
    const names = peopleIn(above.text);
    if (names.length > 0) return named(names, page.number, `${above.text} / ${role.text}`);
  }
  return undefined;
}

const named = (value: readonly string[], page: number, text: string): Fact<readonly string[]> =>
  factOf(value, 0.8, { page, text });
