import type { FrontLine } from './front-matter.ts';
import { isNextInCell, MOST_LEADING } from './line-spacing.ts';
import { writtenDates } from './parse-dates.ts';
import { hasFirstName } from './people.ts';
import {
  AUTHOR_ROLE,
  type Authorship,
  datedName,
  hasRole,
  isJoint,
  type Mention,
  mentionIn,
  NOTHING,
  OPEN_END,
} from './people-in-line.ts';

/** The lines of a cover, and whose names have found their role. */
export interface Claims {
  readonly lines: readonly FrontLine[];
  readonly mentions: readonly Mention[];
  /** Lines that name people or their roles. */
  readonly used: Set<FrontLine>;
  /** Places in `lines` of the names that a role explains, and of those that none does. */
  readonly claimed: Set<number>;
  readonly unclaimed: Set<number>;
  readonly authors: { readonly name: string; readonly line: FrontLine; readonly unread: boolean }[];
}

export function claimNames(lines: readonly FrontLine[], bodies: readonly string[]): Claims {
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
  const next = line.beside ? lines.find((other) => isNextInCell(line, other)) : lines[index + 1];
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
  // Each further name stands below the one before it.
  const isNext = (i: number): boolean =>
    canClaim(claims, role, i) ||
    (many && i > role + 1 && isFree(claims, i) && alike(claims.lines[i - 1], claims.lines[i]));
  for (let i = role + 1; isNext(i); i++) {
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
export const isBelowAuthor = ({ lines, mentions, authors }: Claims, i: number): boolean =>
  mentions[i - 1]?.kind === 'names' &&
  alike(lines[i], lines[i - 1]) &&
  authors.some(({ line }) => line === lines[i - 1]);

/** A role in small print right above or below a name in the letters of the text. */
function isCaption(role: FrontLine | undefined, name: FrontLine | undefined): boolean {
  if (!role || !name || role.page !== name.page || role.size >= name.size) return false;
  return name.size < role.size * LARGEST_NAME && Math.abs(role.y - name.y) < name.size * CAPTION_DISTANCE;
}
/** Times the size of its role in small print. */
const LARGEST_NAME = 1.7;
/** Between the baselines of a name and its role, in sizes of the name. */
const CAPTION_DISTANCE = 3;
/** Share of the larger font size by which two lines of one block may differ. */
const BLOCK_TOLERANCE = 0.25;

/** Lines of one block: a title in big letters is nobody's name. */
export function alike(line: FrontLine | undefined, other: FrontLine | undefined): boolean {
  if (!line || !other || line.page !== other.page) return false;
  return Math.abs(line.size - other.size) <= Math.max(line.size, other.size) * BLOCK_TOLERANCE;
}

/**
 * Whether a line of people runs on in the next: an open bracket, or a full line that names several or nobody
 * yet.
 */
function isWrapped(line: FrontLine, next: FrontLine, open: boolean): boolean {
  if (!alike(line, next) || line.bold !== next.bold || next.y - line.y > line.size * MOST_LEADING)
    return false;
  if (/[([][^)\]]*$/.test(line.text)) return true;
  const full = line.beside ? /:\s*\S/.test(line.text) : line.right - line.x > WIDE;
  return open && full && !/:/.test(next.text) && !hasRole(next.text);
}
/** Points: three fifths of a page's text. */
const WIDE = 280;
