import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyReport } from '../normalize-lines.ts';
import { anyOf, anyPart, phraseTables } from '../phrases.ts';
import { bodyNamesIn } from './body-names.ts';
import { alike, type Claims, claimNames, isBelowAuthor } from './claim-names.ts';
import { factOf } from './fact-of.ts';
import type { FrontLine } from './front-matter.ts';
import { hasFirstName, peopleIn } from './people.ts';
import { clausesOf, hasRole, mentionIn } from './people-in-line.ts';
import { reviewersInText } from './reviewers-in-text.ts';

const rolePhrases = phraseTables('role');

export interface Reviewers {
  /** The rule that gave the fact. */
  readonly rule: string;
  readonly fact?: Fact<readonly string[]>;
  readonly candidates: readonly string[];
  /** Lines that name people or their roles: none of them is the title. */
  readonly lines: ReadonlySet<FrontLine>;
}

/**
 * Who wrote the report: one or more, without titles and post-nominals. Chairs, panel members and endorsers
 * are not.
 */
export function readReviewers(
  front: readonly FrontLine[],
  report: TidyReport,
  partnerships: readonly string[],
): Reviewers {
  const lines = byColumns(front.filter((line) => !line.prose));
  const claims = claimNames(
    lines,
    partnerships.map((name) => name.toLowerCase()),
  );
  const { mentions, used } = claims;
  const candidates = [...claims.unclaimed].flatMap((i) => {
    const mention = mentions[i];
    return mention?.kind === 'names' ? mention.names : [];
  });
  const byRole = authorsOf(claims);
  // A list on the cover of which a name cannot be read may stand whole elsewhere.
  const isWhole = byRole !== undefined && byRole.confidence > UNREAD;
  const inText = isWhole ? undefined : reviewersInText(report);
  if (inText && (!byRole || containsAll(inText.value, byRole.value)))
    return { fact: inText, candidates, lines: used, rule: 'the text, a label or the signed statement' };
  if (byRole) return { fact: byRole, candidates, lines: used, rule: 'a role on the cover' };
  const byReview = reviewedBy(lines);
  if (byReview) return { fact: byReview, candidates, lines: used, rule: '"Reviewed by" on the cover' };
  const byFirm = firmOf(lines);
  if (byFirm) return { fact: byFirm, candidates, lines: used, rule: 'an organisation as the author' };
  // A role whose name was not found may be that of one of the names, and not of the other.
  const hasOpenRole = claims.mentions.some((one) => one.kind === 'author' && one.names.length === 0);
  const alone = [...claims.unclaimed].flatMap((i) => lines[i] ?? []);
  const lone = hasOpenRole ? undefined : loneNames(alone, candidates, lines, report);
  for (const line of lone ? alone : []) used.add(line);
  return { ...(lone && { fact: lone }), candidates, lines: used, rule: 'a name alone on the cover' };
}

/** The confidence in a list of which one name is unread: it is not stated. */
const UNREAD = 0.7;
const containsAll = (names: readonly string[], others: readonly string[]): boolean =>
  others.every((name) => names.some((whole) => ` ${whole}`.endsWith(` ${name}`)));

const REVIEWED = anyPart(rolePhrases('REVIEWED_BY'), 'iu');
const CONTROL = anyPart(rolePhrases('OF_DOCUMENT_CONTROL'));
/** Less than where somebody is called the author. */
const REVIEWED_CONFIDENCE = 0.8;

/** "Reviewed by Jane Field" on a cover without a record of versions. */
function reviewedBy(lines: readonly FrontLine[]): Fact<readonly string[]> | undefined {
  const line = lines.find(({ text }) => REVIEWED.test(text));
  if (!line || lines.some((other) => other.page === line.page && CONTROL.test(other.text))) return undefined;
  const value = peopleIn(line.text.replace(REVIEWED, ''));
  if (value.length === 0) return undefined;
  return factOf(value, REVIEWED_CONFIDENCE, line);
}

/** Points by which a name and the role below it may begin apart. */
const SAME_COLUMN = 6;

/**
 * A row of names above or below a row of their roles is read column by column. A row of a label and its value
 * stays one.
 */
function byColumns(lines: readonly FrontLine[]): FrontLine[] {
  const rest = [...lines];
  const read: FrontLine[] = [];
  for (let line = rest[0]; line; line = rest[0]) {
    const { y, page } = line;
    const upper = rest.filter((other) => other.page === page && Math.abs(other.y - y) < SAME_COLUMN);
    const lower = upper.flatMap((cell) => rest.find((other) => isBelow(cell, other)) ?? []);
    const areColumns =
      upper.length > 1 &&
      lower.length === upper.length &&
      [[upper, lower] as const, [lower, upper] as const].some(
        ([names, roles]) =>
          names.every(({ text }) => mentionIn(text).kind === 'names') &&
          roles.every(({ text }) => hasRole(text) && peopleIn(text).length === 0),
      );
    const taken = areColumns ? upper.flatMap((cell, i) => [cell, lower[i] ?? cell]) : [line];
    read.push(...taken);
    for (const one of taken) rest.splice(rest.indexOf(one), 1);
  }
  return read;
}

const isBelow = (cell: FrontLine, other: FrontLine): boolean =>
  other.page === cell.page &&
  Math.abs(other.x - cell.x) < SAME_COLUMN &&
  other.y > cell.y + SAME_COLUMN &&
  other.y - cell.y < cell.size * COLUMN_LEADING;
/** From a name to its role in the next row, in font sizes. */
const COLUMN_LEADING = 3;

const AUTHOR_LABEL = anyPart(rolePhrases('LABELS_OF_AUTHORS'), 'iu');
const FIRM = anyOf(rolePhrases('FIRMS'));

/** "Independent Reviewer: Reed Consulting Ltd": no person is named, and the label says what the firm did. */
function firmOf(lines: readonly FrontLine[]): Fact<readonly string[]> | undefined {
  for (const line of clausesOf(lines)) {
    const [label] = AUTHOR_LABEL.exec(line.text) ?? [];
    const name = label === undefined ? '' : (line.text.slice(label.length).split(/[,;(|]/)[0] ?? '').trim();
    if (FIRM.test(name) && bodyNamesIn(name).length === 0 && !/ \p{Ll}{4,}/u.test(name))
      return factOf([name], REVIEWED_CONFIDENCE, line);
  }
  return undefined;
}

/** The authors whom a role on the cover names. */
function authorsOf(claims: Claims): Fact<readonly string[]> | undefined {
  const { authors, unclaimed } = claims;
  const [first] = authors;
  if (!first) return undefined;
  // A name right below an author's that nobody's role explains may be one more author.
  const isOneMore = [...unclaimed].some((i) => isBelowAuthor(claims, i));
  // One name read and another not would be a wrong list.
  const confidence = authors.some(({ unread }) => unread) || isOneMore ? UNREAD : 0.95;
  const text = [...new Set(authors.map(({ line }) => line.text))].join(' / ');
  return factOf([...new Set(authors.map(({ name }) => name))], confidence, { page: first.line.page, text });
}

/**
 * Share of the biggest letters of the cover that a name reaches at most, when it is the author's and not the
 * title.
 */
const SMALLER_THAN_TITLE = 0.75;
/** Times that the text may speak of an author. Of whom the report is about, it speaks more often. */
const MENTIONS_OF_AUTHOR = 3;

/**
 * Names on the cover that nobody's role explains, where no role stands at all: those of the authors, if they
 * can be nobody else's.
 */
function loneNames(
  alone: readonly FrontLine[],
  names: readonly string[],
  cover: readonly FrontLine[],
  report: TidyReport,
): Fact<readonly string[]> | undefined {
  const [first] = alone;
  const last = alone.at(-1);
  if (!first || !last || first.page !== last.page || names.length > 3) return undefined;
  const isBlock =
    alone.every((line, i) => i === 0 || alike(line, alone[i - 1])) && last.y - first.y < first.size * 4;
  const biggest = Math.max(...cover.map((line) => line.size));
  const areSmall = alone.every(
    (line) => line.size < biggest * SMALLER_THAN_TITLE && !/^[“"‘']/.test(line.text),
  );
  const arePeople =
    names.every((name) => hasFirstName(name)) || alone.every((line) => POST_NOMINAL.test(line.text));
  const rest = report.pages.filter((page) => page.number > first.page).flatMap((page) => page.lines);
  const mentioned = names.some(
    (name) => rest.filter((line) => line.text.includes(name)).length > MENTIONS_OF_AUTHOR,
  );
  if (!isBlock || !areSmall || !arePeople || mentioned) return undefined;
  return factOf(names, 0.8, { page: first.page, text: alone.map((line) => line.text).join(' / ') });
}

/** Letters behind a name: "C.B.E.", "MSc". */
const POST_NOMINAL = /\s(?:(?:\p{Lu}\.){2,}|\p{Lu}{2,}|BSc|MSc|PhD)(?:[\s,.]|$)/u;
