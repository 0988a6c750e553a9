import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { alternatives, anyOf, anyPart, phraseTables } from '../phrases.ts';
import { wordList } from '../words/word-list.ts';
import { bodyNamesIn, LEADS_ITSELF, placeIn, placeOf, tidyName } from './body-names.ts';
import { factOf } from './fact-of.ts';
import type { FrontLine } from './front-matter.ts';
import { MOST_LEADING, SIZE_TOLERANCE } from './line-spacing.ts';
import { hasFirstName } from './people.ts';

const bodyPhrases = phraseTables('body');

export interface Partnership {
  /** The rule that gave the fact. */
  readonly rule: string;
  readonly fact?: Fact<string>;
  readonly candidates: readonly string[];
}

/** `Ipsley Vale LSCB`, as a line of its own. */
const ABBREVIATED = /^(\p{Lu}[\p{L}’' -]*)\s(LSCB|LSCP|LSAB|SCB|SCP|SAB|CSP|CPC)$/u;
interface Seen {
  readonly name: string;
  readonly line: TidyLine;
  readonly weight: number;
}

/**
 * The partnership or board that the report names as its own: by the cover, else by running lines, else by its
 * text.
 */
export function readPartnership(
  front: readonly FrontLine[],
  report: TidyReport,
  language: string | undefined,
): Partnership {
  const inText = inBody(report, front);
  const seen = onCover(front, new Set(inText.map(({ name }) => keyOf(name))));
  const cover = inOneLanguage(weigh(seen.filter(({ weight }) => weight > 0)), language);
  const running = weigh(
    report.furniture.flatMap((line) => bodyNamesIn(line.text).map((name) => ({ name, line, weight: 1 }))),
  );
  const body = weigh(inText);
  const short = weigh(abbreviated(front));
  const doubtful = weigh(seen.filter(({ weight }) => weight === 0));
  const candidates = [
    ...new Set([...cover, ...running, ...body, ...short, ...doubtful].map(([name]) => name)),
  ].slice(0, MOST_CANDIDATES);
  const rules: readonly (readonly [string, () => Fact<string> | undefined])[] = [
    ['a name on the cover', () => decide(cover, COVER)],
    ['two names together on the cover', () => together(cover)],
    ['running lines', () => decide(running, RUNNING)],
    ['the name that the text repeats', () => decide(body, BODY)],
    ['review partners that the cover lists', () => listedPartners(front)],
    ['an abbreviation on the cover', () => decide(short, SHORT)],
  ];
  let chosen: Fact<string> | undefined;
  let rule = 'no name that leads';
  for (const [name, apply] of rules) {
    chosen = apply();
    if (!chosen) continue;
    rule = name;
    break;
  }
  if (!chosen) return { candidates, rule };
  // A name set in capitals is written as the text of the report writes it.
  const spelt = body.find(([name]) => keyOf(name) === keyOf(chosen.value))?.[0] ?? chosen.value;
  const capitals = !/\p{Ll}/u.test(chosen.provenance.source === 'report' ? chosen.provenance.words : '');
  return { fact: capitals ? { ...chosen, value: spelt } : chosen, candidates, rule };
}

const MOST_CANDIDATES = 5;

/** How sure a rule is, and how many times the weight of the second name the first must have. */
interface Trust {
  readonly confidence: number;
  readonly lead: number;
}
const COVER: Trust = { confidence: 0.96, lead: 1.25 };
const RUNNING: Trust = { confidence: 0.92, lead: 1.5 };
const BODY: Trust = { confidence: 0.85, lead: 2.5 };
const SHORT: Trust = { confidence: 0.8, lead: 2 };
/** The confidence in the first of two names. */
const TOGETHER = 0.85;

function abbreviated(front: readonly FrontLine[]): Seen[] {
  return front.flatMap((line) =>
    line.text.split(/\s*[|•·]\s*/).flatMap((part): Seen[] => {
      const [, words = '', letters = ''] = ABBREVIATED.exec(part) ?? [];
      const place = placeIn(words);
      return place === '' ? [] : [{ name: tidyName(`${place} ${letters}`), line, weight: 1 }];
    }),
  );
}

const LISTED = anyPart(bodyPhrases('PARTNERS_LISTED'), 'iu');
const PARTNER = new RegExp(`^\\p{Lu}[^,;:]{0,60}(?:${alternatives(bodyPhrases('PARTNERS'))})$`, 'u');
const BETWEEN_PARTNERS = /[,;] (?:and )?| and (?=\p{Lu}[^,;]*$)/u;
const PARTNER_MARK = /^[•▪–-]\s*/;
/** Less than where one body has a line of its own. */
const LISTED_CONFIDENCE = 0.8;

/** The review partners whom the cover lists behind those words, or below them: "A, B and C". */
function listedPartners(front: readonly FrontLine[]): Fact<string> | undefined {
  const at = front.findIndex(({ text }) => LISTED.test(text));
  const label = front[at];
  if (!label) return undefined;
  const below = front.slice(at + 1).map(({ text }) => text.replace(PARTNER_MARK, ''));
  const behind = label.text.replace(LISTED, '');
  const end = below.findIndex((text) => !PARTNER.test(text));
  const lists =
    behind === ''
      ? [below.slice(0, end)]
      : [behind, `${behind} ${below[0] ?? ''}`].map((text) => text.split(BETWEEN_PARTNERS));
  const names = lists.find((list) => list.length > 0 && list.every((name) => PARTNER.test(name)));
  if (!names) return undefined;
  const text = [label.text, ...names].join(' / ');
  return factOf(new Intl.ListFormat('en-GB').format(names), LISTED_CONFIDENCE, { page: label.page, text });
}

const WELSH = /\b(?:Bwrdd|Partneriaeth)\b/i;

/** A bilingual cover names one body twice: the name in the language of the report counts. */
function inOneLanguage<T>(
  named: readonly (readonly [string, T])[],
  language: string | undefined,
): readonly (readonly [string, T])[] {
  const own = named.filter(([name]) => WELSH.test(name) === (language === 'cy'));
  return own.length > 0 ? own : named;
}

function decide(
  ranked: readonly (readonly [string, { weight: number; line: TidyLine }])[],
  { confidence, lead }: Trust,
): Fact<string> | undefined {
  const [first, second] = ranked;
  if (!first) return undefined;
  if (second && first[1].weight < second[1].weight * lead) return undefined;
  return factOf(first[0], confidence, first[1].line);
}

/** Points between which two names on a cover may stand to be those of bodies that publish together. */
const CLOSE = 60;

/** Of two bodies that the cover names together, in one line or one below the other, the first. */
function together(
  ranked: readonly (readonly [string, { weight: number; line: TidyLine }])[],
): Fact<string> | undefined {
  const [one, other, third] = ranked;
  if (!one || !other || (third && third[1].weight * COVER.lead > other[1].weight)) return undefined;
  const [a, b] = [one[1].line, other[1].line];
  if (a.page !== b.page || Math.abs(a.y - b.y) > CLOSE || Math.abs(a.size - b.size) > SIZE_TOLERANCE)
    return undefined;
  const isFirst = a.y < b.y || (a.y === b.y && a.text.indexOf(one[0]) < a.text.indexOf(other[0]));
  const [name, { line }] = isFirst ? one : other;
  return factOf(name, TOGETHER, line);
}

const keyOf = (name: string): string => name.toLowerCase().replace(/[’']/g, '').replace(/&/g, 'and');

function weigh(seen: readonly Seen[]): [string, { weight: number; line: TidyLine }][] {
  const byName = new Map<string, { name: string; weight: number; line: TidyLine }>();
  for (const { name, line, weight } of seen) {
    const key = keyOf(name);
    const known = byName.get(key);
    if (known) known.weight += weight;
    else byName.set(key, { name, weight, line });
  }
  return [...byName.values()].sort((a, b) => b.weight - a.weight).map(({ name, ...rest }) => [name, rest]);
}

/**
 * A line of its own says most; then "published by"; a chair's title or a commissioner least. A doubtful name
 * that the text does not confirm weighs nothing.
 */
function onCover(front: readonly FrontLine[], inText: ReadonlySet<string>): Seen[] {
  const biggest = Math.max(1, ...front.map((line) => line.size));
  return front.flatMap((line, i) => {
    const { names, text, isDoubtful } = namesAt(front, i);
    const last = front[i - 1];
    return wholeNames(names, last, line).map((name) => ({
      name,
      line: { ...line, text },
      weight: isDoubtful && !inText.has(keyOf(name)) ? 0 : weightOf(name, text) + line.size / biggest,
    }));
  });
}

interface NamesAt {
  readonly names: readonly string[];
  /** The line, or the lines over which a name runs. */
  readonly text: string;
  /** Whether the lines may say two things: the first names something else than the place of the second. */
  readonly isDoubtful: boolean;
}

/** The names in a line, or in it and the next ones where a name runs over. */
function namesAt(front: readonly FrontLine[], index: number): NamesAt {
  const line = front[index];
  if (!line) return { names: [], text: '', isDoubtful: false };
  const own = { names: bodyNamesIn(line.text), text: line.text, isDoubtful: false };
  const isTorn = /Partnership$/i.test(line.text) && /^Boards?$/i.test(front[index + 1]?.text ?? '');
  if (own.names.length > 0 && !isTorn && !endsOpen(line.text)) return own;
  for (let more = 1; more <= (line.beside ? MOST_CELL_LINES : MOST_LINES); more += 1) {
    const rest = line.beside ? cellBelow(front, line, more) : front.slice(index + 1, index + 1 + more);
    if (rest.length < more || !rest.every((next) => canGoOn(line, next))) break;
    const text = [line.text, ...rest.map((next) => next.text)].join(' ');
    const names = bodyNamesIn(text).filter((name) => endsOpen(line.text) || !isNamedIn(rest, name));
    if (names.length > own.names.length || (isTorn && names.length > 0))
      return { names, text, isDoubtful: names.some((name) => isDoubtfulOver([line, ...rest], name)) };
  }
  return own;
}

/** Whether a name over these lines may be none: its place may be another body, a person or a mark. */
function isDoubtfulOver(lines: readonly FrontLine[], name: string): boolean {
  const place = placeOf(name);
  const areApart = lines.some((line, i) => i > 0 && line.y - (lines[i - 1] ?? line).y > line.size * FAR);
  const words = place.toLowerCase().split(/[^\p{L}]+/u);
  return (
    areApart ||
    OF_NO_PLACE.test(place) ||
    words.some((word) => wordList('organisation-nouns').has(word)) ||
    (hasFirstName(place) && words.length < 3)
  );
}
/** Between the lines of one name on a cover, in font sizes. */
const FAR = 3;
const OF_NO_PLACE = anyOf(bodyPhrases('OF_NO_PLACE'));

/** Lines below the first that a name may run over, and the same in a narrow cell. */
const MOST_LINES = 2;
const MOST_CELL_LINES = 3;

const canGoOn = (line: FrontLine, next: FrontLine): boolean =>
  next.page === line.page &&
  (!next.beside || next.prose || line.beside) &&
  Math.abs(next.size - line.size) <= SIZE_TOLERANCE;

/** Whether one of these lines names the body, or another one, without the line before. */
const isNamedIn = (lines: readonly FrontLine[], name: string): boolean =>
  lines
    .flatMap((line) => bodyNamesIn(line.text))
    .some((own) => name.toLowerCase().endsWith(own.toLowerCase()) || LEADS_ITSELF.test(own));

/** The names, each with its beginning in the line before if that runs on. */
function wholeNames(
  names: readonly string[],
  last: FrontLine | undefined,
  line: FrontLine,
): readonly string[] {
  if (!last || names.length === 0 || !runsOn(last, line) || bodyNamesIn(last.text).length === 0) return names;
  const whole = bodyNamesIn(`${last.text} ${line.text}`);
  return names.map((name) => whole.find((other) => other.endsWith(` ${name}`)) ?? name);
}

/** Characters besides a name in a line of its own. */
const FEW_MORE = 6;
/** Characters before a name in which its part in the report is said. */
const LEAD_LENGTH = 40;
const CONTACT = /\bchair|director|manager|contact|independent scrutin/i;
const COMMISSIONER = /commissioned|behalf of/i;
const PUBLISHER = /publish(?:ed)? (?:by|for)|property of|copyright|©/i;

/** How much a name on the cover counts by what is said of it: a line of its own most. */
const WEIGHTS = { contact: 1, amongWords: 2, commissioner: 3, publisher: 5, alone: 6 };

function weightOf(name: string, text: string): number {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  const before = text.slice(Math.max(0, at - LEAD_LENGTH), Math.max(0, at));
  const alone = text.length - name.length < FEW_MORE;
  if (CONTACT.test(text) && !alone) return WEIGHTS.contact;
  if (COMMISSIONER.test(before)) return WEIGHTS.commissioner;
  if (PUBLISHER.test(before)) return WEIGHTS.publisher;
  return alone ? WEIGHTS.alone : WEIGHTS.amongWords;
}

/** Points by which the lines of a cell may begin apart, and their distance in font sizes. */
const CELL_EDGE = 4;
const CELL_LEADING = 1.5;

/** The next lines of the same cell. */
const cellBelow = (front: readonly FrontLine[], line: FrontLine, lines: number): FrontLine[] =>
  front
    .filter(
      (other) =>
        other.page === line.page &&
        Math.abs(other.x - line.x) < CELL_EDGE &&
        other.y > line.y &&
        other.y - line.y < line.size * CELL_LEADING * lines,
    )
    .slice(0, lines);

/** Points: three fifths of a page's text. */
const FULL_WIDTH = 280;

/** Whether a full line goes on in the next. */
const runsOn = (last: TidyLine, line: TidyLine): boolean =>
  last.page === line.page &&
  last.right - last.x > FULL_WIDTH &&
  Math.abs(last.size - line.size) < SIZE_TOLERANCE &&
  line.y > last.y &&
  line.y - last.y < line.size * MOST_LEADING;

const endsOpen = (text: string): boolean =>
  /(?:and|&|of|,|Safeguarding|Children|Adults)$/i.test(text) && /\p{Lu}/u.test(text);

const placeKey = ({ page, x, y }: TidyLine): string => `${page} ${x} ${y}`;

/** A name on the first pages counts twice. */
const EARLY_PAGES = 5;

function inBody(report: TidyReport, front: readonly FrontLine[]): Seen[] {
  const seen: Seen[] = [];
  const onCover = new Set(front.flatMap((line) => (line.prose ? [] : [placeKey(line)])));
  for (const page of report.pages) {
    page.lines.forEach((line, i) => {
      if (onCover.has(placeKey(line))) return;
      if (!/Partnership|Board|Committee|BOARD|PARTNERSHIP|Bwrdd|Partneriaeth/.test(line.text)) return;
      const before = page.lines[i - 1];
      const own = bodyNamesIn(line.text);
      const isWhole =
        own.length > 0 && !/^(?:Safeguarding|Children|Adults|Board|Partnership)/.test(line.text);
      const last = before?.text ?? '';
      const whole = bodyNamesIn(`${last} ${line.text}`).filter((name) => !bodyNamesIn(last).includes(name));
      const names = isWhole && !(before && runsOn(before, line)) ? own : whole;
      for (const name of names) seen.push({ name, line, weight: page.number <= EARLY_PAGES ? 2 : 1 });
    });
  }
  return seen;
}
