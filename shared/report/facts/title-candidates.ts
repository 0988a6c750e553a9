import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { joinLines } from '../normalize-text.ts';
import { alternatives, phraseTables } from '../phrases.ts';
import { bareHeading } from '../summary/headings.ts';
import type { FrontLine } from './front-matter.ts';
import type { TypeFinder } from './review-type.ts';
import { CODE, CODED_NAME, LEAD, NAMES, stripStockWords } from './strip-stock-words.ts';
import {
  INITIALS,
  isLead,
  isName,
  type Residue,
  residuesOf,
  type Taken,
  unquoted,
} from './title-residues.ts';

const titlePhrases = phraseTables('title');

/** Words that may be the title. */
export interface TitleCandidate {
  readonly text: string;
  readonly line: TidyLine;
  /** How much the layout says for it, before the rest of the report is asked. */
  readonly score: number;
  readonly fromCover: boolean;
}

/** The lines of a cover, and what is left of each. */
interface Cover {
  readonly lines: readonly FrontLine[];
  readonly residues: readonly Residue[];
  /** The font size of the middle line, and of the biggest that can be a title. */
  readonly usual: number;
  readonly biggest: number;
  readonly findTypes: TypeFinder;
}

/** Lines that are read as one title. */
interface Span {
  readonly left: string;
  readonly first: number;
  readonly last: number;
  /** "Child A" and below it "Child B". */
  readonly listed: boolean;
}

/**
 * What is left of each cover line once all that is something else is taken out; lines of one title joined.
 */
export function coverCandidates(
  front: readonly FrontLine[],
  findTypes: TypeFinder,
  taken: Taken,
): TitleCandidate[] {
  const lines = front.filter((line) => !line.prose);
  const labels = labelCells(lines);
  const residues = residuesOf(lines, findTypes, taken).map((residue, i) => {
    const [line] = lines.slice(i, i + 1);
    if (!line) return residue;
    const label = labels.get(line);
    if (label === line) return { ...residue, text: '', left: '' };
    return label ? { ...residue, led: LEAD.test(`${label.text.replace(REMARK, '')}:`) } : residue;
  });
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 1;
  const biggest = Math.max(1, ...lines.filter((_, i) => residues[i]?.text).map((line) => line.size));
  const cover = { lines, residues, usual, biggest, findTypes };
  const candidates: TitleCandidate[] = [];
  for (let i = 0; i < lines.length; i++) {
    const span = spanFrom(cover, i);
    const found = span ? candidatesIn(cover, span) : [];
    candidates.push(...found);
    if (span && found.length > 0) i = span.last;
  }
  return candidates.map((one) =>
    isProminent(one, candidates) ? { ...one, score: one.score + PROMINENCE } : one,
  );
}

/** Rows of a table on a cover, at least. */
const ROWS_OF_A_TABLE = 3;
/** Points by which cells of one row or column may be apart. */
const SAME_CELL = 3;
/** "Name of child (pseudonym)". */
const REMARK = /\s*\([^)]*\)$/;

/** The label of each cell of a table of labels and values; a label is its own. */
function labelCells(lines: readonly FrontLine[]): ReadonlyMap<FrontLine, FrontLine> {
  const rows = lines.flatMap((value) => {
    const inRow = lines.filter(
      (one) => one.page === value.page && Math.abs(one.y - value.y) < SAME_CELL && one !== value,
    );
    const [label] = inRow;
    return label && inRow.length === 1 && label.x < value.x ? [{ label, value }] : [];
  });
  const inTable = rows.filter(
    ({ label }) =>
      rows.filter(({ label: { page, x } }) => page === label.page && Math.abs(x - label.x) < SAME_CELL)
        .length >= ROWS_OF_A_TABLE,
  );
  return new Map(inTable.flatMap(({ label, value }) => [[label, label] as const, [value, label] as const]));
}

const goesOn = ({ lines, residues }: Cover, from: number, to: number, sofar: string): boolean =>
  continues(lines[from], lines[to], sofar, residues[from], residues[to]);

/** The lines of the title that begins here, if one can. */
function spanFrom(cover: Cover, first: number): Span | undefined {
  const own = cover.residues[first];
  if (!own || !canBegin(cover, first, own)) return undefined;
  let left = own.left;
  let last = first;
  let listed = false;
  for (let j = first + 1; goesOn(cover, last, j, left); j++) {
    const next = cover.residues[j];
    if (!next || next.left === '') break;
    const isNext = isListed(left, next.left);
    if (!isNext && isAnother(own, next)) break;
    left = isNext ? `${left}, ${next.left}` : joined(left, next.left);
    listed ||= isNext;
    last = j;
  }
  return { left: listed ? left.replace(/, (?=[^,]*$)/, ' and ') : left, first, last, listed };
}

function canBegin(cover: Cover, index: number, { text, left, typed }: Residue): boolean {
  if (left === '') return false;
  if (text !== '' || typed || OPEN_NAME.test(left)) return true;
  // "Learning", and below it "from the short lives of six babies".
  const isOpen = ENDS_OPEN.test(left) || /^\p{Ll}/u.test(cover.lines[index + 1]?.text ?? '');
  return isOpen && goesOn(cover, index, index + 1, left);
}

/** Whether the next line is no part of the title that this line begins. */
function isAnother(own: Residue, next: Residue): boolean {
  // "CSPR-2023-02", and below it the name.
  if (CODE.test(own.text)) return true;
  if (own.typed && isName(own.text) && /^(?:An?|The|How|Why|What|Learning|Lessons)\b/i.test(next.left))
    return true;
  return next.text === '' && !/^(?:and|&|a|ac|\p{Lu}{1,3})$/iu.test(next.left);
}

/** How much less the first of several lines counts than all of them. */
const LESS_FOR_A_PART = 1.2;

/** The title that these lines are, and its first line alone where the last can be another. */
function candidatesIn(cover: Cover, { left, first, last, listed }: Span): TitleCandidate[] {
  const { lines, residues } = cover;
  const [line, own] = [lines[first], residues[first]];
  if (!line || !own) return [];
  const text = last > first ? stripStockWords(left, true) : own.text;
  if (!/\p{L}{2}|\d/u.test(text) || OPEN_NAME.test(text)) return [];
  const led = own.led || LEAD.test(left) || isLead(lines[first - 1]?.text ?? '', cover.findTypes);
  const score = scoreOf(cover, line, text, led, own.typed);
  const whole = asCandidate(
    text,
    last > first ? { ...line, text: wordsOf(lines, first, last) } : line,
    score,
    true,
  );
  const isTwo = last > first && !listed && /^["“‘']?\p{Lu}/u.test(residues[last]?.text ?? '');
  return isTwo ? [...whole, ...asCandidate(own.text, line, score - LESS_FOR_A_PART, true)] : whole;
}

/** Points for the letters of a line on the cover, and for the words around it. */
const POINTS = {
  /** The biggest letters that a title can have; smaller ones get their share. */
  biggest: 3,
  /** "in respect of", "Title:" stand before it. */
  led: 1.5,
  /** The type stands in the same line. */
  typed: 0.8,
  /** It stands in quotation marks. */
  quoted: 0.4,
  /** Its letters are no bigger than those of most lines, and it is no name. */
  small: -0.8,
} as const;
/** Share of the points for `led` and `typed` that a text gets which is no name. */
const SHARE_IF_NO_NAME = 0.3;
/** Letters are bigger than others if they are so many times as big. */
const BIGGER = 1.2;

function scoreOf(cover: Cover, line: FrontLine, text: string, led: boolean, typed: boolean): number {
  const sure = isName(text) ? 1 : SHARE_IF_NO_NAME;
  const isSmall = line.size <= cover.usual && cover.biggest > line.size * BIGGER && !isName(text);
  const isQuoted = /^[“"‘'].*[”"’']$/.test(text);
  return (
    (line.size / cover.biggest) * POINTS.biggest +
    (led ? POINTS.led * sure : 0) +
    (typed ? POINTS.typed * sure : 0) +
    (isQuoted ? POINTS.quoted : 0) +
    (isSmall ? POINTS.small : 0)
  );
}

/** A name of which the rest stands in the next line. */
const OPEN_NAME = /^(?:child|baby|family|adult|mr|mrs|ms|miss)$/i;

/** More than any wording of another line can gain. */
const PROMINENCE = 5;

/**
 * A phrase in far bigger letters than every other candidate, such as what a child said, is the title; names
 * below it are whom it is about.
 */
function isProminent(one: TitleCandidate, all: readonly TitleCandidate[]): boolean {
  if (!/(?:\p{Script=Latin}.* ){2}/u.test(one.text) || isName(one.text)) return false;
  return all.every(
    (other) =>
      other.line.size * BIGGER < one.line.size ||
      (overlap(other.text, one.text) && other.line.size <= one.line.size),
  );
}

const overlap = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

/** "Child A" and below it "Child B", each in a line of its own. */
const isListed = (sofar: string, next: string): boolean =>
  CODED_NAME.test(next) && /^[\p{L} ]+? \S+$/u.test(next) && CODED_NAME.test(sofar.split(', ').at(-1) ?? '');

const wordsOf = (lines: readonly TidyLine[], from: number, to: number): string =>
  lines
    .slice(from, to + 1)
    .map((line) => line.text)
    .join(' ');

/** Points of font size by which lines of one title may differ. */
const SIZE_TOLERANCE = 0.6;
/** From one baseline of a title to the next, in font sizes. */
const MOST_LEADING = 2.4;
/** Characters of a title over several lines. */
const LONGEST_TITLE = 140;

/** One title over several lines: the same letters, close together, or a line that ends open. */
function continues(
  line: TidyLine | undefined,
  next: TidyLine | undefined,
  sofar: string,
  own: Residue | undefined,
  more: Residue | undefined,
): boolean {
  if (!line || !next || line.page !== next.page || Math.abs(line.size - next.size) > SIZE_TOLERANCE)
    return false;
  const gap = next.y - line.y;
  if (gap <= 0 || gap > line.size * MOST_LEADING || line.bold !== next.bold) return false;
  if (next.x > line.right || next.right < line.x) return false;
  if (BY_WHOM.test(next.text)) return false;
  // "... the death of Mrs", and below it "Ellwood: Safeguarding Adults Review".
  if (ENDS_OPEN.test(sofar) && /^\p{Lu}/u.test(more?.left ?? '')) return true;
  if (more?.typed) return false;
  const label = /^[\p{L} ]{2,30}:\s/u;
  if (
    label.test(more?.left ?? '') ||
    (label.test(own?.left ?? '') && !own?.typed && !/^\p{Ll}/u.test(next.text))
  )
    return false;
  return sofar.length + next.text.length < LONGEST_TITLE;
}

/** A clause of its own. */
const BY_WHOM = new RegExp(`^(?:${alternatives(titlePhrases('DONE_BY'))})\\b.*\\b(?:by|for|behalf)\\b`, 'i');
const ENDS_OPEN = /(?:^|\s)(?:child|baby|family|adult|mr|mrs|ms|miss|the|of|and)$/i;

/** Two lines of one title in one: a word torn at its hyphen is whole again. */
function joined(left: string, next: string): string {
  if (/\p{L}-$/u.test(left)) return joinLines(left, next, () => false);
  return `${left}${/[–—-]$/.test(left) && !/\s[–—-]$/.test(left) ? ' – ' : ' '}${next}`;
}

function asCandidate(text: string, line: TidyLine, score: number, fromCover: boolean): TitleCandidate[] {
  return text === '' ? [] : [{ text, line, score, fromCover }];
}

/** "Initials of child: TW", in a line or in two cells: the child has no other name. */
export function initialsCandidates(front: readonly FrontLine[]): TitleCandidate[] {
  return front.flatMap((line) => {
    const cell = front.find(
      (other) =>
        other.page === line.page && other !== line && Math.abs(other.y - line.y) < 3 && other.x > line.x,
    );
    const [, whom = '', initials] =
      INITIALS.exec(`${line.text} ${line.beside ? (cell?.text ?? '') : ''}`.trim()) ?? [];
    if (initials === undefined) return [];
    const text = `${whom.charAt(0).toUpperCase()}${whom.slice(1).toLowerCase()} ${initials}`;
    return [{ text, line, score: INITIALS_SCORE, fromCover: true }];
  });
}
/** A label outweighs every line that only looks like a name. */
const INITIALS_SCORE = 6;

/** A heading that introduces somebody says less than the cover. */
const HEADING_SCORE = 1.5;
/** Such a heading is short, stands in the first pages, and of many only the first count. */
const HEADINGS = { pages: 15, characters: 60, most: 2 } as const;

/** "Who was Theo?", "Pen picture of Child A". */
export function headingCandidates(report: TidyReport): TitleCandidate[] {
  const found: TitleCandidate[] = [];
  for (const page of report.pages.slice(0, HEADINGS.pages)) {
    for (const line of page.lines) {
      if (line.text.length > HEADINGS.characters) continue;
      const match =
        /^(?:who (?:was|is|were|are)|pen (?:picture|portrait) of|about|introducing) (.+?)\??$/i.exec(
          bareHeading(line.text),
        );
      const name = match?.[1] ?? '';
      if (/^[“"‘']?\p{Lu}/u.test(name) && (CODED_NAME.test(unquoted(name)) || NAMES.test(unquoted(name))))
        found.push({ text: name, line, score: HEADING_SCORE, fromCover: false });
    }
  }
  return found.slice(0, HEADINGS.most);
}
