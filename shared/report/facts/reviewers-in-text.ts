import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { anyPart, phraseTables } from '../phrases.ts';
import { factOf } from './fact-of.ts';
import { isNextInCell } from './line-spacing.ts';
import { peopleIn } from './people.ts';

const rolePhrases = phraseTables('role');

const ONE = String.raw`(?:(?:Dr|Professor|Prof|Mr|Mrs|Ms)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2}`;
const NAMES = `(${ONE}(?:\\s+and\\s+${ONE})?)`;
const ROLE = String.raw`(?:joint\s+)?(?:independent\s+|lead\s+|overview\s+|report\s+)*(?:reviewers?|authors?)`;
const TASK = String.raw`(?:as\s+(?:the\s+|its\s+)?${ROLE}|to\s+(?:lead|carry out|undertake|write|conduct|author|complete)\b)`;

/**
 * Sentences that say who was appointed to write the report, or wrote it. Who chaired a panel is somebody
 * else.
 */
const APPOINTED: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:independent|lead)\s+(?:lead\s+)?(?:overview\s+)?(?:report\s+)?(?:reviewers?|authors?),?\s+${NAMES},?\s+(?:was|were|is|has|who|an?)\b`,
    'u',
  ),
  new RegExp(
    String.raw`${NAMES},?\s+(?:an?\s+independent\s+[\p{Ll} ]{0,40}?,?\s*)?(?:was|were)\s+(?:appointed|commissioned|engaged|asked)\s+(?:by\s+[^.]{0,60}?)?${TASK}`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:appointed|commissioned|engaged|asked)\s+${NAMES},?\s+(?:(?:who|an?)\s[^.]{0,80}?,\s+)?${TASK}(?:\s+(?:the|this|an?|its)\s+(?:\p{L}+\s+){0,4}(?:review|report)\b)?`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:author|reviewer|lead reviewer|independent reviewer|report author) (?:of this (?:report|review)|for this review) (?:is|was) ${NAMES}`,
    'u',
  ),
  new RegExp(
    String.raw`\b[Tt]his (?:overview )?(?:report|review) (?:was|has been) (?:independently )?(?:(?:led|undertaken|carried out|conducted) and )?(?:written|authored|prepared) by ${NAMES}`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Tt]his|[Tt]he) review (?:was|has been) (?:led|undertaken|carried out|conducted) by ${NAMES}(?:,? (?:who (?:is|was) (?:an )?independent|an independent)\b|\.(?=\s|$))`,
    'u',
  ),
];

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
    const text = page.lines.map((line) => line.text).join(' ');
    if (!/author|reviewer|commissioned|appointed|review was|written by|prepared by/.test(text)) continue;
    for (const pattern of APPOINTED) {
      const match = pattern.exec(text);
      const names = peopleIn(match?.[1] ?? '');
      if (match && names.length > 0) return named(names, page.number, match[0].trim());
    }
  }
  return undefined;
}

const LABEL = anyPart(rolePhrases('LABELS_OF_AUTHORS'), 'iu');

/** "Report author: Jane Field" in the credits, on a page of its own, in the document control. */
function inLabel(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of outerPages(report)) {
    for (const [i, line] of page.lines.entries()) {
      const [label] = LABEL.exec(line.text) ?? [];
      if (label === undefined) continue;
      const below = page.lines[i + 1];
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
  for (const [i, page] of [...report.pages.entries()].toReversed()) {
    const at = page.lines.findIndex((line) => STATEMENT.test(line.text));
    if (at < 0) continue;
    const lines = [...page.lines.slice(at), ...(report.pages[i + 1]?.lines ?? [])];
    const names = namesSigned(lines);
    if (names && names.length > 0) return named([...new Set(names)], page.number, names.join(', '));
  }
  return undefined;
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

const ROLE_ALONE = new RegExp(`^${ROLE}$`, 'iu');
/** Times the size of the letters, from a name to the role below it. */
const BELOW = 2;

/** "Jane Field MA", and below it "Independent Reviewer", where the report ends. */
function inSignature(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of report.pages.slice(-LAST_PAGES).toReversed()) {
    const at = page.lines.findLastIndex(({ text }) => ROLE_ALONE.test(text));
    const [role, above] = [page.lines[at], page.lines[at - 1]];
    if (!role || !above || Math.abs(role.x - above.x) > 3 || role.y - above.y > role.size * BELOW) continue;
    const names = peopleIn(above.text);
    if (names.length > 0) return named(names, page.number, `${above.text} / ${role.text}`);
  }
  return undefined;
}

const named = (value: readonly string[], page: number, text: string): Fact<readonly string[]> =>
  factOf(value, 0.8, { page, text });
