import { alternatives, anyOf, anyPart, phraseTables } from '../phrases.ts';
import { writtenDates } from './parse-dates.ts';
import { holdsUnreadName, isPost, peopleIn } from './people.ts';

const rolePhrases = phraseTables('role');

export const AUTHOR_ROLE = new RegExp(
  `(?<!\\p{L})(?:(?:${alternatives(rolePhrases('BEFORE_AUTHOR'))})[\\s/-]+)*(?:${alternatives(rolePhrases('AUTHOR_ROLES'))})(?!\\p{L})(?:${alternatives(rolePhrases('SECOND_ROLE'))})?`,
  'iu',
);
const AUTHORED_BY = new RegExp(`^(?:${alternatives(rolePhrases('AUTHORED_BY_WORDINGS'))})`, 'iu');
const OTHER_ROLE = anyOf(rolePhrases('OTHER_ROLES'));
const EXCLUDES = anyOf(rolePhrases('NO_AUTHOR'));
const BETWEEN_CLAUSES = anyPart(rolePhrases('CLAUSE_ENDS'), 'iu');
const LABEL_LIKE = new RegExp(
  `^[\\s:.,()–—/-]*(?:(?:${alternatives(rolePhrases('AROUND_ROLE'))})(?:[\\s:.,()–—/-]+|$))*$`,
  'i',
);

/** What a line on the cover says of people. */
export type Mention = Authorship | Names | { readonly kind: 'nothing' };

/** A role, with the names it goes with or the direction in which to look for them. */
export interface Authorship extends Omit<Names, 'kind'> {
  readonly kind: 'author' | 'other';
  readonly expects: 'next' | 'either' | 'more' | 'none';
}

interface Names {
  readonly kind: 'names';
  readonly names: readonly string[];
  /** Somebody more seems to be named, but cannot be read. */
  readonly unread?: boolean;
}

export const NOTHING: Mention = { kind: 'nothing' };

/** A line that goes on with one more name. */
export const OPEN_END = /(?:\band|&|,)$/i;

/** The clauses of lines that say several things: "Reviewer 1: Jane Field. Reviewer 2: Tom Hill." */
export const clausesOf = <T extends { readonly text: string }>(lines: readonly T[]): T[] =>
  lines.flatMap((line) =>
    line.text.split(BETWEEN_CLAUSES).flatMap((text) => (text ? { ...line, text } : [])),
  );

/** "Jane Field, May 2024", "Jane Field | 4 May 2024 (published)": a name, and when she wrote. */
export function datedName(text: string): Mention {
  const [date, more] = writtenDates(text);
  const [, behind] = date?.start === 0 ? (BEHIND_DATE.exec(text.slice(date.end)) ?? []) : [];
  if (behind && !more) return namesAlone(behind);
  const before = date ? text.slice(0, date.start) : '';
  if (!date || more || !BEFORE_ITS_DATE.test(before) || !BEHIND_ITS_DATE.test(text.slice(date.end)))
    return { kind: 'nothing' };
  return namesAlone(before.replace(BEFORE_ITS_DATE, ''));
}

function namesAlone(text: string): Mention {
  const mention = inClause(text);
  return mention.kind === 'names' ? mention : NOTHING;
}

/** "May 2024 | Jane Field". */
const BEHIND_DATE = /^\s*[,|·•–—]\s*(\p{Lu}.*)$/u;

const BEFORE_ITS_DATE = /\s*[,|·•–—]\s*$/;
const BEHIND_ITS_DATE = /^\P{L}*(?:\([^()]*\))?\P{L}*$/u;

/** A line can name several people, each with a role: "Chair: A; Author: B", "A (Chair) and B (Author)". */
export function mentionIn(line: string): Mention {
  if (line.length > 160) return { kind: 'nothing' };
  const text = line
    .replace(/^[[(]([^()[\]]*)[\])]$/, '$1')
    .replace(REMARK_ON_ROLE, '')
    .replace(OWN_CLAUSE, '; ')
    .replace(/ (?:[1-9][.)] (?=\p{Lu})|[~·•] )/gu, ' – ')
    .replace(/^([^|]+) \| ([^|:\d]+)$/, '$1 – $2')
    .replaceAll('(s)', 's')
    .replace(/ \((?:rtd|retd|ret’?d|retired)\.?\)/i, '')
    .replace(/\b(author|reviewer|writer)(?:s?[’']s?)? (?:names?|\d)(?= ?:)/gi, '$1');
  const pairs = text.includes('(') ? [...text.matchAll(/([^(),;]{1,80}?)\s{0,3}\(([^)]{0,160})\)/g)] : [];
  const arePairs = pairs.length > 1 && pairs.every((pair) => hasRole(pair[2] ?? ''));
  const clauses = arePairs
    ? pairs.map((pair) => `${(pair[1] ?? '').replace(PAIR_LEAD, '')}, ${pair[2]}`)
    : text.split(BETWEEN_CLAUSES).filter(Boolean);
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

/** "Authors (in alphabetical order): Jane Field". */
const REMARK_ON_ROLE = /(?<=\b(?:author|reviewer|writer)s?)\s*\([^()]{3,40}\)(?=\s*:)/i;

/** A bar or bullet before a role or "by" begins a clause of its own: "Hexley SCP • Author: Jane Field". */
const OWN_CLAUSE = new RegExp(` [·•|] (?=${alternatives(rolePhrases('CLAUSE_OF_A_ROLE'))})`, 'giu');

/** Before the first of several names: "Review team:", "and". */
const PAIR_LEAD = /^\s*(?:and|&)\s+|^\s*[\p{L} ]{3,30}:\s*/iu;

export const hasRole = (text: string): boolean => AUTHOR_ROLE.test(text) || OTHER_ROLE.test(text);

export const isJoint = (text: string): boolean => /^(?:and|&|a|ac)$/i.test(text);

function inClause(text: string): Mention {
  const authored = behindAuthoredBy(text);
  if (authored) return authored;
  const role = AUTHOR_ROLE.exec(text);
  if (role) return aroundRole(text, text.slice(0, role.index), text.slice(role.index + role[0].length));
  if (OTHER_ROLE.test(text) && !(startsWithName(text) && !EXCLUDES.test(text))) return ofOtherRole(text);
  if (isJoint(text)) return { kind: 'names', names: [] };
  const bare = text.replace(FOR_A_BODY, '');
  if (!/[,(]/.test(bare) && ORGANISATION.test(bare)) return NOTHING;
  const names = peopleIn(bare);
  return names.length > 0 && startsWithName(bare)
    ? { kind: 'names', names, unread: holdsUnreadName(bare) }
    : NOTHING;
}

const authorship = (words: string, expects: Authorship['expects']): Authorship => ({
  kind: 'author',
  names: peopleIn(words),
  unread: holdsUnreadName(words),
  expects,
});

/** What follows a full stop that ends no title: "Jane Field. Neither of them ...". */
const NEXT_SENTENCE = /(?<=\p{Ll}{3})(?<!\bProf)\.\s+\p{Lu}.*$/u;

/** "Written by Jane Field", "Authors:". */
function behindAuthoredBy(text: string): Authorship | undefined {
  const [by] = AUTHORED_BY.exec(text) ?? [];
  if (by === undefined) return undefined;
  const rest = text
    .slice(by.length)
    .replace(/^\s*[:–—-]?\s*/, '')
    .replace(NEXT_SENTENCE, '');
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
    return EXCLUDES.test(before) ? { ...mention, unread: true } : mention;
  }
  if (peopleIn(after).length > 0 && isLabelLike(before)) {
    const mention = authorship(after, OPEN_END.test(text) ? 'more' : 'none');
    return EXCLUDES.test(after) && mention.names.length > 1 ? { ...mention, unread: true } : mention;
  }
  const leads =
    isLabelLike(before) ||
    JOINED_ROLE.test(text.slice(0, text.length - right.length)) ||
    (isPost(before) && !EXCLUDES.test(before));
  const ends = isLabelLike(after) || isPost(after);
  return leads && ends ? authorship('', /:\s*$/.test(text) ? 'next' : 'either') : NOTHING;
}

/** "Independent Chair of the Panel and", before "author": one person with both roles. */
const JOINED_ROLE = /^(?:[\p{L}]+ ){0,3}chair\b.{0,40}\b(?:and|&)\s/iu;

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

/** Two places of a partnership read like two people. */
const ORGANISATION =
  /\b(?:safeguarding|partnership|board|committee|council|trust|services?|university|ltd|limited)\b/i;

/** "Jane Field for Hexley Safeguarding Partnership". */
const FOR_A_BODY = /\s(?:for|on behalf of) (?:the )?\p{Lu}.*$/u;

const startingRole = (text: string): RegExp => {
  const match = AUTHOR_ROLE.exec(text);
  return match && match.index <= 4 ? AUTHOR_ROLE : /^$/;
};

/** Nothing, or words that can stand around a role without being somebody else's: "Name of", "(s)", "Post". */
const isLabelLike = (text: string): boolean => LABEL_LIKE.test(text);

const startsWithName = (text: string): boolean =>
  peopleIn(text.split(/,|\(|\s[–—-]\s| and | & /)[0] ?? '').length === 1;
