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

/** Who wrote the report: one or more, without titles and post-nominals. Chairs, panel members and endorsers are not. */
export function readReviewers(
  front: readonly FrontLine[],
  report: TidyReport,
  partnerships: readonly string[],
): Reviewers {
  const lines = front.filter((line) => !line.prose);
  const bodies = partnerships.map((name) => name.toLowerCase());
  const used = new Set<FrontLine>();
  const mentions = lines.map((line, i): Mention => {
    if (
      used.has(line) ||
      (bodies.some((name) => line.text.toLowerCase().startsWith(name)) && !AUTHOR_ROLE.test(line.text))
    )
      return { kind: 'nothing' };
    const mention = mentionIn(line.text);
    const names = mention.kind === 'names' || (mention.kind === 'other' && mention.names.length === 0);
    if (names && writtenDates(line.text).length > 0) return datedName(line.text);
    const next = line.beside ? lines.find((other) => isBelow(line, other)) : lines[i + 1];
    const unnamed = mention.kind === 'author' ? mention.names.length === 0 : AUTHOR_ROLE.test(line.text);
    if (mention.kind === 'names' || mention.kind === 'other' || !next) return mention;
    if (!isWrapped(line, next, unnamed || /(?:author|reviewer|writer)s\b/i.test(line.text))) return mention;
    const whole = mentionIn(`${line.text} ${next.text}`);
    if (
      whole.kind !== 'author' ||
      whole.names.length <= (mention.kind === 'author' ? mention.names.length : 0)
    )
      return mention;
    used.add(next);
    return whole;
  });
  const unclaimed = new Set<number>();
  const authors: { name: string; line: FrontLine; unread: boolean }[] = [];
  const claim = (i: number, author: boolean): void => {
    const mention = mentions[i];
    const line = lines[i];
    if (!line || !mention || mention.kind === 'nothing') return;
    used.add(line);
    unclaimed.delete(i);
    claimed.add(i);
    if (author)
      for (const name of mention.names) authors.push({ name, line, unread: mention.unread ?? false });
  };
  const claimed = new Set<number>();

  mentions.forEach((mention, i) => {
    if (mention.kind === 'nothing' || claimed.has(i)) return;
    if (mention.kind === 'names') {
      unclaimed.add(i);
      return;
    }
    const author = mention.kind === 'author';
    claim(i, author);
    if (mention.names.length > 0 && mention.expects === 'none') return;
    const free = (j: number): boolean => mentions[j]?.kind === 'names' && !claimed.has(j);
    const near = (j: number): boolean => alike(lines[i], lines[j]) || isCaption(lines[i], lines[j]);
    const namesFirst = (): boolean => {
      let first = i;
      while (mentions[first - 1] && mentions[first - 1]?.kind !== 'nothing' && near(first - 1)) first--;
      return mentions[first]?.kind === 'names';
    };
    if (
      mention.expects === 'either' &&
      free(i - 1) &&
      near(i - 1) &&
      (namesFirst() || !(free(i + 1) && near(i + 1)))
    ) {
      // "Harriet Colne / Independent Reviewer": the role stands below the name.
      for (let j = i - 1; free(j) && near(j); j--) {
        claim(j, author);
        if (!/reviewers|authors|writers/i.test(lines[i]?.text ?? '')) break;
      }
      return;
    }
    if (
      mention.expects === 'either' &&
      mentions[i - 1]?.kind === 'author' &&
      claimed.has(i - 1) &&
      !free(i + 1)
    )
      return;
    const many =
      mention.expects === 'more' ||
      /(?:authors|reviewers|writers|awduron|members|chairs)\b|\band$|&$|,$/i.test(lines[i]?.text ?? '');
    for (let j = i + 1; free(j) && near(j); j++) {
      claim(j, author);
      if (!many && !/(?:\band|&|,)$/i.test(lines[j]?.text ?? '') && !isJoint(lines[j + 1]?.text ?? '')) break;
    }
  });

  // "Written by:" and below it one name in each line.
  for (const i of [...unclaimed]) {
    const mention = mentions[i];
    const isNext = claimed.has(i - 1) && mentions[i - 1]?.kind === 'names' && alike(lines[i], lines[i - 1]);
    if (!isNext || mention?.kind !== 'names' || !authors.some(({ line }) => line === lines[i - 1])) continue;
    const label = lines.slice(0, i).findLast((_, j) => mentions[j]?.kind === 'author');
    if (/:$/.test(label?.text ?? '') && mention.names.length > 0 && mention.names.every(hasFirstName))
      claim(i, true);
  }

  const names = [...new Set(authors.map(({ name }) => name))];
  const loose = [...unclaimed].flatMap((i) => {
    const mention = mentions[i];
    return mention && mention.kind === 'names' ? mention.names : [];
  });
  const first = authors[0];
  // A name right below an author's that nobody's role explains may be one more author.
  const orphan = [...unclaimed].some(
    (i) =>
      alike(lines[i], lines[i - 1]) &&
      authors.some(({ line }) => line === lines[i - 1]) &&
      mentions[i - 1]?.kind === 'names',
  );
  if (first) {
    const words = [...new Set(authors.map(({ line }) => line.text))].join(' / ');
    return {
      fact: {
        value: names,
        // One name read and another not would be a wrong list.
        confidence: authors.some(({ unread }) => unread) || orphan ? 0.7 : 0.95,
        provenance: { source: 'report', page: first.line.page, words },
      },
      candidates: loose,
      lines: used,
      rule: 'a role on the cover',
    };
  }
  const inText = reviewersInText(report);
  if (inText)
    return {
      fact: inText,
      candidates: loose,
      lines: used,
      rule: 'the text, a label or the signed statement',
    };
  const alone = [...unclaimed].flatMap((i) => lines[i] ?? []);
  const lone = loneNames(alone, loose, lines, report);
  for (const line of lone ? alone : []) used.add(line);
  return { ...(lone && { fact: lone }), candidates: loose, lines: used, rule: 'a name alone on the cover' };
}

/** "Jane Field, May 2024": a name, and the month in which she wrote. */
function datedName(text: string): Mention {
  const [date, more] = writtenDates(text);
  if (!date || more || !/,\s*$/.test(text.slice(0, date.start)) || /\p{L}/u.test(text.slice(date.end)))
    return { kind: 'nothing' };
  const mention = inClause(text.slice(0, date.start).replace(/,\s*$/, ''));
  return mention.kind === 'names' ? mention : { kind: 'nothing' };
}

/** Share of the biggest letters of the cover that a name reaches at most, when it is the author's and not the title. */
const SMALLER_THAN_TITLE = 0.75;
/** Times that the text may speak of an author. Of whom the report is about, it speaks more often. */
const MENTIONS_OF_AUTHOR = 3;

/** Names on the cover that nobody's role explains, where no role stands at all: those of the authors, if they can be nobody else's. */
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
  const open = /(?:\band|&|,)$/i.test(text);
  const author = (words: string, expects: Authorship['expects']): Authorship => ({
    kind: 'author',
    names: peopleIn(words),
    unread: holdsUnreadName(words),
    expects,
  });
  const by = AUTHORED_BY.exec(text);
  if (by) {
    const rest = text.slice(by[0].length).replace(/^\s*[:–—-]?\s*/, '');
    const bare = rest
      .replace(/^(?:the\s+)?/i, '')
      .replace(startingRole(rest), '')
      .replace(/^\s*[:,–—-]?\s*/, '');
    if (peopleIn(bare).length > 0) return author(bare, open ? 'more' : 'none');
    if (bare === '') return author('', /s$/i.test(rest) ? 'more' : 'next');
  }
  const role = AUTHOR_ROLE.exec(text);
  if (role) {
    const before = text.slice(0, role.index).replace(/[\s:,(–—-]+$/, '');
    const behind = text.slice(role.index + role[0].length).replace(/^[\s:)–—,-]+/, '');
    const label = /^([^:]{3,40}):\s*/.exec(behind);
    const after = label && isPost(label[1] ?? '') ? behind.slice(label[0].length) : behind;
    if (peopleIn(before).length > 0) {
      const mention = author(before, 'none');
      return NO_AUTHOR.test(before) ? { ...mention, unread: true } : mention;
    }
    if (peopleIn(after).length > 0 && isLabelLike(before)) {
      const mention = author(after, open ? 'more' : 'none');
      return NO_AUTHOR.test(after) && mention.names.length > 1 ? { ...mention, unread: true } : mention;
    }
    if (
      (isLabelLike(before) || (isPost(before) && !NO_AUTHOR.test(before))) &&
      (isLabelLike(after) || isPost(after))
    )
      return author('', /:\s*$/.test(text) ? 'next' : 'either');
    return { kind: 'nothing' };
  }
  if (OTHER_ROLE.test(text) && !(startsWithName(text) && !NO_AUTHOR.test(text))) {
    const names = peopleIn(text.replace(/^[^:]*:/, ''));
    const allNames =
      names.length > 0 ? names : peopleIn(text.replace(OTHER_ROLE, ',').replace(/^[\s,]*by\b/i, ''));
    if (allNames.length > 0) return { kind: 'other', names: allNames, expects: 'none' };
    if (text.length < 70 && !/\d{4}/.test(text))
      return { kind: 'other', names: [], expects: /:\s*$|\bby$/i.test(text) ? 'next' : 'either' };
    return { kind: 'nothing' };
  }
  if (isJoint(text)) return { kind: 'names', names: [] };
  if (!/[,(]/.test(text) && ORGANISATION.test(text)) return { kind: 'nothing' };
  const names = peopleIn(text);
  return names.length > 0 && startsWithName(text)
    ? { kind: 'names', names, unread: holdsUnreadName(text) }
    : { kind: 'nothing' };
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

/** Whether a line of people runs on in the next: an open bracket, or a full line that names several or nobody yet. */
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
