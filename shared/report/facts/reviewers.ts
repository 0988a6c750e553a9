import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyReport } from '../normalize-lines.ts';
import type { FrontLine } from './front-matter.ts';
import { writtenDates } from './parse-dates.ts';
import { hasFirstName, holdsUnreadName, isPost, peopleIn } from './people.ts';
import { reviewersInText } from './reviewers-in-text.ts';
import { AUTHOR_ROLE, AUTHORED_BY, OTHER_ROLE } from './role-wordings.ts';

export interface Reviewers {
  /** The rule that gave the fact. */
  readonly rule: string;
  readonly fact?: Fact<readonly string[]>;
  readonly candidates: readonly string[];
  /** Lines that name people or their roles: none of them is the title. */
  readonly lines: ReadonlySet<FrontLine>;
}

/** What a line on the cover says of people. */
type Mention = Authorship | Names | { readonly kind: 'nothing' };

/** A role, with the names it goes with or the direction in which to look for them. */
interface Authorship extends Omit<Names, 'kind'> {
  readonly kind: 'author' | 'other';
  readonly expects: 'next' | 'either' | 'more' | 'none';
}

interface Names {
  readonly kind: 'names';
  readonly names: readonly string[];
  /** Somebody more seems to be named, but cannot be read. */
  readonly unread?: boolean;
}

const NOTHING: Mention = { kind: 'nothing' };

/**
 * Who wrote the report: one or more, without titles and post-nominals. Chairs, panel members and endorsers
 * are not.
 */
export function readReviewers(
  front: readonly FrontLine[],
  report: TidyReport,
  partnerships: readonly string[],
): Reviewers {
  const lines = front.filter((line) => !line.prose);
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
  if (byRole) return { fact: byRole, candidates, lines: used, rule: 'a role on the cover' };
  const inText = reviewersInText(report);
  if (inText)
    return { fact: inText, candidates, lines: used, rule: 'the text, a label or the signed statement' };
  const alone = [...claims.unclaimed].flatMap((i) => lines[i] ?? []);
  const lone = loneNames(alone, candidates, lines, report);
  for (const line of lone ? alone : []) used.add(line);
  return { ...(lone && { fact: lone }), candidates, lines: used, rule: 'a name alone on the cover' };
}

/** The lines of a cover, and whose names have found their role. */
interface Claims {
  readonly lines: readonly FrontLine[];
  readonly mentions: readonly Mention[];
  /** Lines that name people or their roles. */
  readonly used: Set<FrontLine>;
  /** Places in `lines` of the names that a role explains, and of those that none does. */
  readonly claimed: Set<number>;
  readonly unclaimed: Set<number>;
  readonly authors: { readonly name: string; readonly line: FrontLine; readonly unread: boolean }[];
}

function claimNames(lines: readonly FrontLine[], bodies: readonly string[]): Claims {
  const used = new Set<FrontLine>();
  const mentions = lines.map((line, i) => mentionAt(lines, line, i, bodies, used));
  const claims: Claims = {
    lines,
    mentions,
    used,
    claimed: new Set(),
    unclaimed: new Set(),
    authors: [],
  };
  mentions.forEach((mention, i) => {
    if (mention.kind === 'nothing' || claims.claimed.has(i)) return;
    if (mention.kind === 'names') claims.unclaimed.add(i);
    else claimForRole(claims, i, mention);
  });
  claimListed(claims);
  return claims;
}

/** What a line says of people, with the next line if it runs on; that line is then used. */
function mentionAt(
  lines: readonly FrontLine[],
  line: FrontLine,
  index: number,
  bodies: readonly string[],
  used: Set<FrontLine>,
): Mention {
  const isBody = bodies.some((name) => line.text.toLowerCase().startsWith(name));
  if (used.has(line) || (isBody && !AUTHOR_ROLE.test(line.text))) return NOTHING;
  const mention = mentionIn(line.text);
  const names = mention.kind === 'names' || (mention.kind === 'other' && mention.names.length === 0);
  if (names && writtenDates(line.text).length > 0) return datedName(line.text);
  if (mention.kind === 'names' || mention.kind === 'other') return mention;
  const next = line.beside ? lines.find((other) => isBelow(line, other)) : lines[index + 1];
  const named = mention.kind === 'author' ? mention.names.length : 0;
  const unnamed = mention.kind === 'author' ? named === 0 : AUTHOR_ROLE.test(line.text);
  if (!next || !isWrapped(line, next, unnamed || /(?:author|reviewer|writer)s\b/i.test(line.text)))
    return mention;
  const whole = mentionIn(`${line.text} ${next.text}`);
  if (whole.kind !== 'author' || whole.names.length <= named) return mention;
  used.add(next);
  return whole;
}

function claim(
  { lines, mentions, used, claimed, unclaimed, authors }: Claims,
  i: number,
  author: boolean,
): void {
  const [line, mention] = [lines[i], mentions[i]];
  if (!line || !mention || mention.kind === 'nothing') return;
  used.add(line);
  unclaimed.delete(i);
  claimed.add(i);
  if (author) authors.push(...mention.names.map((name) => ({ name, line, unread: mention.unread ?? false })));
}

const isFree = ({ mentions, claimed }: Claims, i: number): boolean =>
  mentions[i]?.kind === 'names' && !claimed.has(i);

const isNear = ({ lines }: Claims, role: number, name: number): boolean =>
  alike(lines[role], lines[name]) || isCaption(lines[role], lines[name]);

const canClaim = (claims: Claims, role: number, name: number): boolean =>
  isFree(claims, name) && isNear(claims, role, name);

/** The names of a role: in its line, above it or below it. */
function claimForRole(claims: Claims, i: number, mention: Authorship): void {
  const author = mention.kind === 'author';
  claim(claims, i, author);
  if (mention.names.length > 0 && mention.expects === 'none') return;
  if (mention.expects === 'either') {
    if (canClaim(claims, i, i - 1) && (beginsWithNames(claims, i) || !canClaim(claims, i, i + 1))) {
      claimAbove(claims, i, author);
      return;
    }
    const follows = claims.mentions[i - 1]?.kind === 'author' && claims.claimed.has(i - 1);
    if (follows && !isFree(claims, i + 1)) return;
  }
  claimBelow(claims, i, author, mention.expects === 'more');
}

/** Whether names, not a role, begin the block of lines in which the role stands. */
function beginsWithNames(claims: Claims, role: number): boolean {
  const { mentions } = claims;
  const isPeople = (i: number): boolean => mentions[i] !== undefined && mentions[i].kind !== 'nothing';
  let first = role;
  while (isPeople(first - 1) && isNear(claims, role, first - 1)) first--;
  return mentions[first]?.kind === 'names';
}

/** "Harriet Colne / Independent Reviewer": the role stands below the name. */
function claimAbove(claims: Claims, role: number, author: boolean): void {
  for (let i = role - 1; canClaim(claims, role, i); i--) {
    claim(claims, i, author);
    if (!/reviewers|authors|writers/i.test(claims.lines[role]?.text ?? '')) break;
  }
}

function claimBelow(claims: Claims, role: number, author: boolean, more: boolean): void {
  const textOf = (i: number): string => claims.lines[i]?.text ?? '';
  const many =
    more || /(?:authors|reviewers|writers|awduron|members|chairs)\b|\band$|&$|,$/i.test(textOf(role));
  for (let i = role + 1; canClaim(claims, role, i); i++) {
    claim(claims, i, author);
    if (!many && !OPEN_END.test(textOf(i)) && !isJoint(textOf(i + 1))) break;
  }
}

/** "Written by:" and below it one name in each line. */
function claimListed(claims: Claims): void {
  const { lines, mentions, claimed } = claims;
  for (const i of [...claims.unclaimed]) {
    const mention = mentions[i];
    if (mention?.kind !== 'names' || !claimed.has(i - 1) || !isBelowAuthor(claims, i)) continue;
    const label = lines.slice(0, i).findLast((_, j) => mentions[j]?.kind === 'author');
    if (/:$/.test(label?.text ?? '') && mention.names.length > 0 && mention.names.every(hasFirstName))
      claim(claims, i, true);
  }
}

/** Whether the line stands right below the name of an author, in the same letters. */
const isBelowAuthor = ({ lines, mentions, authors }: Claims, i: number): boolean =>
  mentions[i - 1]?.kind === 'names' &&
  alike(lines[i], lines[i - 1]) &&
  authors.some(({ line }) => line === lines[i - 1]);

/** The authors whom a role on the cover names. */
function authorsOf(claims: Claims): Fact<readonly string[]> | undefined {
  const { authors, unclaimed } = claims;
  const [first] = authors;
  if (!first) return undefined;
  // A name right below an author's that nobody's role explains may be one more author.
  const isOneMore = [...unclaimed].some((i) => isBelowAuthor(claims, i));
  return {
    value: [...new Set(authors.map(({ name }) => name))],
    // One name read and another not would be a wrong list.
    confidence: authors.some(({ unread }) => unread) || isOneMore ? 0.7 : 0.95,
    provenance: {
      source: 'report',
      page: first.line.page,
      words: [...new Set(authors.map(({ line }) => line.text))].join(' / '),
    },
  };
}

/** A line that goes on with one more name. */
const OPEN_END = /(?:\band|&|,)$/i;

/** "Jane Field, May 2024": a name, and the month in which she wrote. */
function datedName(text: string): Mention {
  const [date, more] = writtenDates(text);
  if (!date || more || !/,\s*$/.test(text.slice(0, date.start)) || /\p{L}/u.test(text.slice(date.end)))
    return { kind: 'nothing' };
  const mention = inClause(text.slice(0, date.start).replace(/,\s*$/, ''));
  return mention.kind === 'names' ? mention : { kind: 'nothing' };
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
  return {
    value: names,
    confidence: 0.8,
    provenance: { source: 'report', page: first.page, words: alone.map((line) => line.text).join(' / ') },
  };
}

/** Letters behind a name: "C.B.E.", "MSc". */
const POST_NOMINAL = /\s(?:(?:\p{Lu}\.){2,}|\p{Lu}{2,}|BSc|MSc|PhD)(?:[\s,.]|$)/u;

/** A line can name several people, each with a role: "Chair: A; Author: B", "A (Chair) and B (Author)". */
function mentionIn(line: string): Mention {
  if (line.length > 160) return { kind: 'nothing' };
  const text = line
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/ [·•|] (?=(?:report |written |authored |prepared )?by\b)/iu, '; ')
    .replace(/ (?:[1-9][.)]|[~·•]) (?=\p{Lu})/gu, ' – ')
    .replace(/^([^|]+) \| ([^|]+)$/, '$1 – $2')
    .replaceAll('(s)', 's')
    .replace(/\b(author|reviewer|writer)(?:s?[’']s?)? (?:names?|\d)(?= ?:)/i, '$1');
  const pairs = text.includes('(') ? [...text.matchAll(/([^(),;]{1,80}?)\s{0,3}\(([^)]{0,160})\)/g)] : [];
  const arePairs = pairs.length > 1 && pairs.every((pair) => hasRole(pair[2] ?? ''));
  const clauses = arePairs
    ? pairs.map((pair) => `${(pair[1] ?? '').replace(PAIR_LEAD, '')}, ${pair[2]}`)
    : text
        .split(
          /\s*[;|]\s*|\.\s+(?=\p{Lu}[\p{L} ]{2,40}:\s)|,?(?<!(?:[–—&-]|\band)(?:\s(?:independent|panel|review|report|overview|lead))*)\s+(?=(?:\p{L}+ ){0,4}(?:author|reviewer|chair|chairperson)s?:\s|(?:version|status|date|publi\w+|completed|approved|agreed|partnership)\b[^:]{0,25}:\s)/iu,
        )
        .filter(Boolean);
  if (clauses.length < 2) return inClause(text);
  const mentions = clauses.map((clause, i): Mention => {
    const mention = inClause(clause);
    // "A (Reviewer), B (Administrator)": whoever has another role is no author.
    const isOther =
      mention.kind === 'names' && pairs.length > 1 && !AUTHOR_ROLE.test(pairs[i]?.[2] ?? clause);
    return isOther ? { kind: 'other', names: mention.names, expects: 'none' } : mention;
  });
  const authors = mentions.filter((mention): mention is Authorship => mention.kind === 'author');
  if (authors.length === 0)
    return mentions.find((mention) => mention.kind !== 'nothing') ?? { kind: 'nothing' };
  // "Reviewers: A; B": a name behind an author without a role of its own is an author too.
  const names = mentions.flatMap((mention, i) => {
    if (mention.kind === 'author') return mention.names;
    const before = mentions.slice(0, i).findLast((other) => other.kind !== 'names');
    return mention.kind === 'names' && before?.kind === 'author' ? mention.names : [];
  });
  const last = authors.at(-1);
  return {
    kind: 'author',
    names,
    unread: authors.some((mention) => mention.unread),
    expects: names.length > 0 ? 'none' : (last?.expects ?? 'next'),
  };
}

/** Before the first of several names: "Review team:", "and". */
const PAIR_LEAD = /^\s*(?:and|&)\s+|^\s*[\p{L} ]{3,30}:\s*/iu;

const hasRole = (text: string): boolean => AUTHOR_ROLE.test(text) || OTHER_ROLE.test(text);

const isJoint = (text: string): boolean => /^(?:and|&|a|ac)$/i.test(text);

function inClause(text: string): Mention {
  const authored = behindAuthoredBy(text);
  if (authored) return authored;
  const role = AUTHOR_ROLE.exec(text);
  if (role) return aroundRole(text, text.slice(0, role.index), text.slice(role.index + role[0].length));
  if (OTHER_ROLE.test(text) && !(startsWithName(text) && !NO_AUTHOR.test(text))) return ofOtherRole(text);
  if (isJoint(text)) return { kind: 'names', names: [] };
  if (!/[,(]/.test(text) && ORGANISATION.test(text)) return NOTHING;
  const names = peopleIn(text);
  return names.length > 0 && startsWithName(text)
    ? { kind: 'names', names, unread: holdsUnreadName(text) }
    : NOTHING;
}

const authorship = (words: string, expects: Authorship['expects']): Authorship => ({
  kind: 'author',
  names: peopleIn(words),
  unread: holdsUnreadName(words),
  expects,
});

/** "Written by Jane Field", "Authors:". */
function behindAuthoredBy(text: string): Authorship | undefined {
  const [by] = AUTHORED_BY.exec(text) ?? [];
  if (by === undefined) return undefined;
  const rest = text.slice(by.length).replace(/^\s*[:–—-]?\s*/, '');
  const bare = rest
    .replace(/^(?:the\s+)?/i, '')
    .replace(startingRole(rest), '')
    .replace(/^\s*[:,–—-]?\s*/, '');
  if (peopleIn(bare).length > 0) return authorship(bare, OPEN_END.test(text) ? 'more' : 'none');
  return bare === '' ? authorship('', /s$/i.test(rest) ? 'more' : 'next') : undefined;
}

/** "Jane Field, Independent Reviewer", "Author: Jane Field", or the role alone. */
function aroundRole(text: string, left: string, right: string): Mention {
  const before = left.replace(/[\s:,(–—-]+$/, '');
  const behind = right.replace(/^[\s:)–—,-]+/, '');
  const label = /^([^:]{3,40}):\s*/.exec(behind);
  const after = label && isPost(label[1] ?? '') ? behind.slice(label[0].length) : behind;
  if (peopleIn(before).length > 0) {
    const mention = authorship(before, 'none');
    return NO_AUTHOR.test(before) ? { ...mention, unread: true } : mention;
  }
  if (peopleIn(after).length > 0 && isLabelLike(before)) {
    const mention = authorship(after, OPEN_END.test(text) ? 'more' : 'none');
    return NO_AUTHOR.test(after) && mention.names.length > 1 ? { ...mention, unread: true } : mention;
  }
  const leads = isLabelLike(before) || (isPost(before) && !NO_AUTHOR.test(before));
  const ends = isLabelLike(after) || isPost(after);
  return leads && ends ? authorship('', /:\s*$/.test(text) ? 'next' : 'either') : NOTHING;
}

/** Characters of the longest line that is a role alone. */
const LONGEST_ROLE = 70;

/** "Panel Chair: Tom Hill", or the role alone. */
function ofOtherRole(text: string): Mention {
  const behind = peopleIn(text.replace(/^[^:]*:/, ''));
  const names =
    behind.length > 0 ? behind : peopleIn(text.replace(OTHER_ROLE, ',').replace(/^[\s,]*by\b/i, ''));
  if (names.length > 0) return { kind: 'other', names, expects: 'none' };
  if (text.length >= LONGEST_ROLE || /\d{4}/.test(text)) return NOTHING;
  return { kind: 'other', names: [], expects: /:\s*$|\bby$/i.test(text) ? 'next' : 'either' };
}

/** Roles that exclude, unlike a post: "Paul Standen, Designated Nurse" may well be an author. */
const NO_AUTHOR =
  /\b(?:chair(?:s|man|woman|person)?|endorsed|approved|commissioned|panel|sponsor|contact|members?|scrutineer|on behalf of|safeguarding partners|cadeirydd)\b/i;

/** Two places of a partnership read like two people. */
const ORGANISATION =
  /\b(?:safeguarding|partnership|board|committee|council|trust|services?|university|ltd|limited)\b/i;

const startingRole = (text: string): RegExp => {
  const match = AUTHOR_ROLE.exec(text);
  return match && match.index <= 4 ? AUTHOR_ROLE : /^$/;
};

/** Nothing, or words that can stand around a role without being somebody else's: "Name of", "(s)", "Post". */
const isLabelLike = (text: string): boolean =>
  /^[\s:.,()–—/-]*(?:(?:the|name|names|of|and|&|report|review|overview|independent|chair|s|post|role|lead|details|for)(?:[\s:.,()–—/-]+|$))*$/i.test(
    text,
  );

const startsWithName = (text: string): boolean =>
  peopleIn(text.split(/,|\(|\s[–—-]\s| and | & /)[0] ?? '').length === 1;

/** A role in small print right above or below a name in the letters of the text. */
function isCaption(role: FrontLine | undefined, name: FrontLine | undefined): boolean {
  if (!role || !name || role.page !== name.page || role.size >= name.size) return false;
  return name.size < role.size * LARGEST_NAME && Math.abs(role.y - name.y) < name.size * 2;
}
/** Times the size of its role in small print. */
const LARGEST_NAME = 1.7;

/** Lines of one block: a title in big letters is nobody's name. */
function alike(line: FrontLine | undefined, other: FrontLine | undefined): boolean {
  if (!line || !other || line.page !== other.page) return false;
  return Math.abs(line.size - other.size) <= Math.max(line.size, other.size) * 0.25;
}

/**
 * Whether a line of people runs on in the next: an open bracket, or a full line that names several or nobody
 * yet.
 */
function isWrapped(line: FrontLine, next: FrontLine, open: boolean): boolean {
  if (!alike(line, next) || line.bold !== next.bold || next.y - line.y > line.size * 1.7) return false;
  if (/[([][^)\]]*$/.test(line.text)) return true;
  const full = line.beside ? /:\s*\S/.test(line.text) : line.right - line.x > WIDE;
  return open && full && !/:/.test(next.text) && !hasRole(next.text);
}
/** The next line of the same cell. */
const isBelow = (line: FrontLine, other: FrontLine): boolean =>
  other.page === line.page &&
  Math.abs(other.x - line.x) < 3 &&
  other.y > line.y &&
  other.y - line.y < line.size * 1.7;
/** Points: three fifths of a page's text. */
const WIDE = 280;
