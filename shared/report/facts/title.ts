import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { titleCase } from '../normalize-text.ts';
import { anyPart, phraseTables } from '../phrases.ts';
import { factOf } from './fact-of.ts';
import type { FrontLine } from './front-matter.ts';
import type { TypeFinder } from './review-type.ts';
import { CODE, CODED_NAME, NAMES } from './strip-stock-words.ts';
import { coverCandidates, headingCandidates, initialsCandidates } from './title-candidates.ts';
import { type Taken, unquoted, withoutStock } from './title-residues.ts';

const titlePhrases = phraseTables('title');

/** Points that the report as a whole gives a candidate. */
const POINTS = {
  /** It is a running header or footer. */
  running: 1.6,
  /** It stands on the cover and in a running line. */
  coverAndRunning: 1.2,
  /** It was found in one more place. */
  repeated: 0.5,
  /** At most, for being mentioned in the text: half a point each time the number of mentions doubles. */
  mentioned: 1.5,
  mentionsDoubled: 0.5,
} as const;

/** Points for how much the words look like the name of a review. */
const SHAPE_POINTS = {
  /** "Child A" */
  codedName: 2,
  /** "SUSR 01/2025" */
  code: 1.8,
  /** First names */
  names: 1.2,
  /** Words of a length that a theme has. */
  theme: 0.6,
  /** More words than a theme has. */
  tooLong: -0.5,
} as const;
const MOST_WORDS_OF_A_THEME = 12;

/** Points below which there is no title. */
const LEAST_SCORE = 3.2;
/** The same where it is quoted on the cover and far ahead (`FAR_AHEAD`) of every other candidate. */
const LEAST_SCORE_IF_QUOTED = 2.4;
const FAR_AHEAD = 1.5;
/** Points that the title must be ahead of the next candidate. */
const LEAST_MARGIN = 0.35;
/** From this score and margin on, a title is sure. */
const SURE = { score: 4, margin: 0.8, confidence: 0.95 } as const;
const CONFIDENCE = 0.85;

/** Mentions after which counting stops, since more give no more points. */
const MOST_MENTIONS = 30;
/** Mentions that two names count as which the text mentions apart from each other. */
const MENTIONS_OF_A_PAIR = 6;
/** Characters below which a text is too short to contradict its cover. */
const LEAST_BODY = 3000;
/** A coded name is a subject of the text if it stands there more often than this. */
const MENTIONS_IN_PASSING = 3;

export interface TitleReading {
  /** The best candidates with their points. */
  readonly rule: string;
  readonly fact?: Fact<string>;
  readonly candidates: readonly string[];
}

/** Several labels and their values in one line, as in a form: which words are whose value is not certain. */
const isRowOfLabels = (text: string): boolean => text.split(': ').length > 2;

/**
 * The review's name or theme as a listing shows it. Every line of the cover that is not type, partnership,
 * person, date or notice is a candidate; size, wording ("in respect of", quotes, "Child A"), the running
 * headers and the text of the report vote. When two are close, or the report speaks of somebody else, there
 * is no title.
 */
export function readTitle(
  front: readonly FrontLine[],
  report: TidyReport,
  findTypes: TypeFinder,
  taken: Taken,
): TitleReading {
  const body = bodyText(report, front);
  const running = report.furniture.map((line) => withoutStock(line.text, findTypes, taken.partnerships));
  const runningKeys = new Set(running.map((text) => keyOf(text)));
  const onCover = coverCandidates(front, findTypes, taken);
  const namesSomebody = onCover.some(({ text }) => isPersonName(unquoted(text)));
  const candidates = [
    // A slogan stands on the cover and at the foot of every page.
    ...onCover.filter(
      ({ text }) =>
        !SLOGAN.test(unquoted(text)) && !(namesSomebody && isSlogan(text, runningKeys, taken.partnerships)),
    ),
    ...initialsCandidates(front),
    ...report.furniture.flatMap((line, i) =>
      running[i] && !(namesSomebody && isSlogan(running[i], runningKeys, taken.partnerships))
        ? [{ text: running[i], line, score: POINTS.running, fromCover: false }]
        : [],
    ),
    ...headingCandidates(report),
  ];
  const votes = new Map<string, { text: string; line: TidyLine; score: number; fromCover: boolean }>();
  for (const candidate of candidates) {
    const text = asListed(candidate.text, body);
    if (isRowOfLabels(text)) continue;
    const key = keyOf(text);
    const known = votes.get(key);
    if (!known) votes.set(key, { ...candidate, text });
    else known.score = Math.max(known.score, candidate.score) + POINTS.repeated;
  }
  for (const vote of votes.values()) {
    const key = keyOf(vote.text);
    vote.score += shapeOf(vote.text);
    if (vote.fromCover && runningKeys.has(key)) vote.score += POINTS.coverAndRunning;
    const mentioned = Math.log2(1 + mentions(vote.text, body)) * POINTS.mentionsDoubled;
    vote.score += Math.min(POINTS.mentioned, mentioned);
  }
  const ranked = [...votes.values()].sort((a, b) => b.score - a.score);
  const best = preferredName(ranked);
  const offered = ranked.slice(0, 5).map(({ text }) => text);
  const rule = ranked
    .slice(0, 3)
    .map(({ text, score, line }) => `${score.toFixed(1)} “${text}” (page ${line.page})`)
    .join(', ');
  if (!best) return { candidates: commonSubjects(body).slice(0, 3), rule: 'no candidate' };
  const rival = ranked.find(
    (other) =>
      other !== best &&
      !overlaps(other.text, best.text) &&
      !(isPersonName(best.text) && CODE.test(other.text)),
  );
  const margin = best.score - (rival?.score ?? 0);
  const alone = best.fromCover && margin > FAR_AHEAD && /[“”"‘’]/.test(best.line.text);
  const least = alone ? LEAST_SCORE_IF_QUOTED : LEAST_SCORE;
  if (best.score < least || margin < LEAST_MARGIN || contradicted(best.text, body))
    return { candidates: offered, rule };
  const isSure = best.score >= SURE.score && margin >= SURE.margin;
  const confidence = isSure ? SURE.confidence : CONFIDENCE;
  return { fact: factOf(best.text, confidence, best.line), candidates: offered, rule };
}

const isPersonName = (text: string): boolean => CODED_NAME.test(text) || NAMES.test(text);

/** Points by which the reference of a review may lead over the name of whom it is about. */
const LEAD_OF_CODE = 2;

/** The best candidate; of a name and the reference of the same review, the name. */
function preferredName<T extends { text: string; score: number; fromCover: boolean }>(
  ranked: readonly T[],
): T | undefined {
  const [best] = ranked;
  if (!best || !CODE.test(best.text)) return best;
  return (
    ranked.find((one) => one.fromCover && isPersonName(one.text) && one.score > best.score - LEAD_OF_CODE) ??
    best
  );
}

/**
 * What partnerships write over everything: no name, and also a running line, with their place or such words
 * in it.
 */
function isSlogan(text: string, running: ReadonlySet<string>, partnerships: readonly string[]): boolean {
  const words = unquoted(text);
  if (isPersonName(words) || CODE.test(words) || !words.includes(' ')) return false;
  const places = partnerships.map((name) => name.split(' ')[0] ?? '').filter((place) => place.length > 3);
  return SLOGAN.test(words) || (running.has(keyOf(words)) && places.some((place) => words.includes(place)));
}
const SLOGAN = anyPart(titlePhrases('SLOGANS'));

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:and|the|a)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function overlaps(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [keyOf(a), keyOf(b)] : [keyOf(b), keyOf(a)];
  return ` ${long} `.includes(` ${short} `);
}

/** How much the words look like a review's name: a coded name most, then first names, then a theme. */
function shapeOf(text: string): number {
  if (CODED_NAME.test(text)) return SHAPE_POINTS.codedName;
  if (CODE.test(text)) return SHAPE_POINTS.code;
  if (NAMES.test(text)) return SHAPE_POINTS.names;
  const isTheme = text.split(' ').length <= MOST_WORDS_OF_A_THEME;
  return isTheme ? SHAPE_POINTS.theme : SHAPE_POINTS.tooLong;
}

/** Without quotes, capitals brought to the case in which the report writes the name. */
function asListed(text: string, body: string): string {
  const bare = unquoted(text).replace(/[.,;:]+$/, '');
  const joined = (words: string): string => words.replace(/\s*&\s*/g, ' and ');
  if (/\p{Ll}/u.test(bare) || !/\p{Lu}{2}/u.test(bare) || CODE.test(bare)) return joined(bare);
  const close = bare.replace(/(?<=(?<!\p{Lu})\p{Lu}) (?=\p{Lu}(?!\p{Lu}))/gu, '');
  if (close !== bare && mentions(titleCase(bare), body) === 0 && mentions(titleCase(close), body) > 0)
    return titleCase(close);
  const words = new RegExp(
    `(?<![\\p{L}\\p{N}])${bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const spelt = new Map<string, number>();
  for (const [found] of body.matchAll(words)) {
    if (/\p{Ll}/u.test(found) && /^\p{Lu}/u.test(found)) spelt.set(found, (spelt.get(found) ?? 0) + 1);
  }
  const common = [...spelt].sort((a, b) => b[1] - a[1])[0];
  return joined(common ? common[0] : titleCase(bare));
}

function bodyText(report: TidyReport, front: readonly FrontLine[]): string {
  const lastFront = front.at(-1);
  const texts: string[] = [];
  for (const page of report.pages) {
    for (const line of page.lines) {
      if (
        lastFront &&
        (page.number < lastFront.page || (page.number === lastFront.page && line.y <= lastFront.y))
      )
        continue;
      texts.push(line.text);
    }
  }
  return texts.join(' ');
}

function mentions(title: string, body: string): number {
  const words = unquoted(title);
  let count = 0;
  for (
    let at = body.indexOf(words);
    at >= 0 && count < MOST_MENTIONS;
    at = body.indexOf(words, at + words.length)
  )
    count++;
  const pair = /^(\p{Lu}[\p{L}’'-]+)(?:, | and )(\p{Lu}[\p{L}’'-]+)/u.exec(words);
  if (count < 2 && pair?.[1] && pair[2] && body.includes(pair[1]) && body.includes(pair[2]))
    return MENTIONS_OF_A_PAIR;
  return count;
}

/** Coded names in the text, the most frequent first. */
function commonSubjects(body: string): string[] {
  const counts = new Map<string, number>();
  for (const [name] of body.matchAll(
    /\b(?:Child|Baby|Family|Mr|Mrs|Ms|Adult|Young Person) [A-Z]{1,2}\d?(?![\p{L}’'.])/gu,
  ))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MENTIONS_IN_PASSING)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

/**
 * A cover for "Child A" on a report that speaks of "Child B" throughout: an old template, or the wrong cover.
 */
function contradicted(title: string, body: string): boolean {
  const kind = /^(Child|Baby|Family|Mr|Mrs|Ms|Adult|Young Person) [A-Z]{1,2}\d?$/.exec(title)?.[1];
  if (!kind || body.length < LEAST_BODY || mentions(title, body) > 0) return false;
  return commonSubjects(body).some((name) => name.startsWith(`${kind} `));
}
