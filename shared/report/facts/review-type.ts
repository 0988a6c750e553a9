import type { Fact } from '#shared/domain/review/fact.ts';
import type { ReviewType } from '#shared/domain/settings.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { factOf } from './fact-of.ts';
import type { FrontLine } from './front-matter.ts';

/** A wording of a type in a text. */
interface TypeWording {
  readonly code: string;
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

export interface TypeReading {
  /** The rule that gave the fact. */
  readonly rule: string;
  readonly fact?: Fact<string>;
  readonly candidates: readonly string[];
}

/** Finds the wordings of the types table in a text, longest first and never overlapping, in their order. */
export type TypeFinder = (text: string) => TypeWording[];

export function typeFinder(types: readonly ReviewType[]): TypeFinder {
  const known = finders.get(types);
  if (known) return known;
  const wordings = new Map<string, string>();
  const abbreviations = new Map<string, string>();
  for (const type of types) {
    for (const wording of [type.name, ...type.alsoKnownAs]) wordings.set(keyOf(wording), type.code);
    for (const abbreviation of type.abbreviations) abbreviations.set(abbreviation, type.code);
  }
  const longestFirst = (words: Iterable<string>): string[] => [...words].sort((a, b) => b.length - a.length);
  const phrases = longestFirst(wordings.keys()).map(phrasePattern).join('|');
  const letters = longestFirst(abbreviations.keys()).map(literally).join('|');
  const patterns: [RegExp, (words: string) => string | undefined][] = [];
  if (phrases !== '')
    patterns.push([
      new RegExp(`(?<!\\p{L})(?:${phrases})s?(?!\\p{L})`, 'giu'),
      (words) => wordings.get(keyOf(words)) ?? wordings.get(keyOf(words).replace(/s$/, '')),
    ]);
  if (letters !== '')
    patterns.push([
      new RegExp(`(?<![\\p{L}\\d])(?:${letters})(?![\\p{L}\\d])`, 'gu'),
      (words) => abbreviations.get(words),
    ]);
  const finder: TypeFinder = (text) => {
    const found: TypeWording[] = [];
    for (const [pattern, codeOf] of patterns) {
      for (const match of text.matchAll(pattern)) {
        const start = match.index;
        const end = start + match[0].length;
        const code = codeOf(match[0]);
        if (code === undefined || found.some((other) => start < other.end && other.start < end)) continue;
        found.push({ code, words: match[0].replace(/\s+/g, ' '), start, end });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  };
  finders.set(types, finder);
  return finder;
}

/** One table serves every report of a process. */
const finders = new WeakMap<readonly ReviewType[], TypeFinder>();

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** However it is spaced, hyphenated and capitalised. */
const keyOf = (wording: string): string =>
  wording
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[\s-]+/g, ' ');

const phrasePattern = (key: string): string =>
  key
    .split(' ')
    .map((word) => (/s$/.test(word) ? `${literally(word.slice(0, -1))}['’]?s` : literally(word)))
    .join('[\\s-]+');

/**
 * Where wordings of types are looked for: how sure a type is that is found there, and how many times more
 * weight than the next type it needs. On the cover the heaviest wording counts, elsewhere their sum.
 */
const PLACES = {
  cover: { confidence: 0.97, lead: 1.05, isSummed: false },
  running: { confidence: 0.92, lead: 1.5, isSummed: true },
  body: { confidence: 0.85, lead: 2, isSummed: true },
} as const;

/** Weights of a wording. On the cover the size of its letters, as a share of the biggest, is added. */
const WEIGHTS = {
  /** In full, not as an abbreviation. */
  long: 0.5,
  /** The first on the cover; the second has half of it, and so on. */
  first: 0.2,
  /** In a sentence of the cover, where no line of its own has a type. */
  coverProse: 0.5,
  /** An event on the way: "Rapid review held: 14 May". */
  event: 0.3,
  /** A reference: "SUSR 01/2025". */
  reference: 0.55,
  running: 1,
  /** "this Serious Case Review" */
  ownName: 3,
  /** Any other mention in the text. */
  mention: 0.3,
} as const;
/** An abbreviation has at most so many letters. */
const LONGEST_ABBREVIATION = 6;
/** Weight below which a type is not believed. */
const LEAST_WEIGHT = 0.5;
/** Pages in which a report says what it is. */
const FIRST_PAGES = 10;

/**
 * The type by the words of the cover: the wording in the biggest letters, then the first. Else by the running
 * lines, else by what the text calls itself ("this Serious Case Review").
 */
export function readType(
  front: readonly FrontLine[],
  report: TidyReport,
  findTypes: TypeFinder,
  types: readonly ReviewType[],
): TypeReading {
  const cover = onCover(front, findTypes);
  const running = report.furniture.flatMap((line) =>
    findTypes(line.text).map((type) => ({ type, line, weight: WEIGHTS.running })),
  );
  const onItsCover = pick(cover, PLACES.cover);
  const inLines = onItsCover ? undefined : pick(running, PLACES.running);
  const chosen = onItsCover ?? inLines ?? pick(inBody(report, findTypes), PLACES.body);
  const rule = onItsCover ? 'wording on the cover' : inLines ? 'running lines' : 'the text calls itself so';
  const nameOf = (code: string): string => types.find((type) => type.code === code)?.name ?? code;
  const codes = new Set([...cover, ...running].map(({ type }) => type.code));
  return { ...(chosen && { fact: chosen }), rule, candidates: [...codes].map(nameOf) };
}

interface Seen {
  readonly type: TypeWording;
  readonly line: TidyLine;
  readonly weight: number;
}

function onCover(front: readonly FrontLine[], findTypes: TypeFinder): Seen[] {
  const lines = front.filter((line) => !line.prose);
  const biggest = Math.max(1, ...lines.map((line) => line.size));
  const seen: Seen[] = [];
  for (const { text, starts } of pagesJoined(lines)) {
    for (const type of findTypes(text)) {
      const index = starts.findLastIndex((start) => start.at <= type.start);
      const line = starts[index]?.line;
      if (!line) continue;
      // A long wording in big letters is the type; an abbreviation in a reference or a small note hardly is.
      const order = WEIGHTS.first / (seen.length + 1);
      const length = type.words.length > LONGEST_ABBREVIATION ? WEIGHTS.long : 0;
      const aside = asideWeight(text.slice(type.start, type.end), text.slice(type.end));
      seen.push({ type, line, weight: aside ?? line.size / biggest + length + order });
    }
  }
  if (seen.length > 0) return seen;
  return front.flatMap((line) =>
    findTypes(line.text).map((type) => ({ type, line, weight: WEIGHTS.coverProse })),
  );
}

/**
 * "Rapid review held: 14 May" is an event on the way, "SUSR 01/2025" a reference: any other wording outweighs
 * them.
 */
function asideWeight(words: string, after: string): number | undefined {
  if (
    !words.includes('\n') &&
    /^ (?:was )?(?:held|meeting|date|took place|completed|undertaken)\b/i.test(after)
  )
    return WEIGHTS.event;
  return /^[A-Z]+$/.test(words) && /^[ -]?\d+ ?\/ ?\d/.test(after) ? WEIGHTS.reference : undefined;
}

/** The lines of each page as one text, so that a wording may run over line ends. */
export function pagesJoined<L extends TidyLine>(
  lines: readonly L[],
): { text: string; starts: { at: number; line: L }[] }[] {
  const pages = new Map<number, { text: string; starts: { at: number; line: L }[] }>();
  for (const line of lines) {
    const page = pages.get(line.page) ?? { text: '', starts: [] };
    if (page.text !== '') page.text += '\n';
    page.starts.push({ at: page.text.length, line });
    page.text += line.text;
    pages.set(line.page, page);
  }
  return [...pages.values()];
}

function inBody(report: TidyReport, findTypes: TypeFinder): Seen[] {
  const seen: Seen[] = [];
  for (const page of report.pages.slice(0, FIRST_PAGES)) {
    for (const { text, starts } of pagesJoined(page.lines)) {
      for (const type of findTypes(text)) {
        const line = starts[starts.findLastIndex((start) => start.at <= type.start)]?.line;
        if (!line) continue;
        const own = /\bthis\s+(?:\p{L}+\s+){0,2}$/iu.test(
          text.slice(Math.max(0, type.start - 40), type.start),
        );
        seen.push({ type, line, weight: own ? WEIGHTS.ownName : WEIGHTS.mention });
      }
    }
  }
  return seen;
}

function pick(
  seen: readonly Seen[],
  { confidence, lead, isSummed }: (typeof PLACES)[keyof typeof PLACES],
): Fact<string> | undefined {
  const best = new Map<string, { weight: number; seen: Seen }>();
  for (const one of seen) {
    const known = best.get(one.type.code);
    if (known && isSummed) known.weight += one.weight;
    else if (!known || one.weight > known.weight) best.set(one.type.code, { weight: one.weight, seen: one });
  }
  const [first, second] = [...best.values()].sort((a, b) => b.weight - a.weight);
  if (!first || (second && first.weight < second.weight * lead) || first.weight < LEAST_WEIGHT)
    return undefined;
  const { type, line } = first.seen;
  const text = line.text.includes(type.words) ? line.text : type.words;
  return factOf(type.code, confidence, { page: line.page, text });
}
