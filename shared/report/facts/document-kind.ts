import type { DocumentKind } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { alternatives, anyOf, anyPart, phraseTables } from '../phrases.ts';
import type { FrontLine } from './front-matter.ts';
import { MOST_LEADING, SIZE_TOLERANCE } from './line-spacing.ts';
import { writtenDates } from './parse-dates.ts';
import { structureOf } from './report-structure.ts';
import { pagesJoined, type TypeFinder } from './review-type.ts';

const documentPhrases = phraseTables('document');

/** What a document is, and how that was seen. */
export interface KindReading {
  readonly kind: DocumentKind;
  /** For the officer, unless it is the report: "minutes or papers of a meeting". */
  readonly reads?: string;
  /** The line that says so, if one does. */
  readonly line?: TidyLine;
  /** The rule that decided. */
  readonly rule: string;
}

/** Lines of a cover with something to fill in, from which on it is that of a template. */
const BLANKS_OF_TEMPLATE = 2;
const TO_FILL_IN = anyPart(documentPhrases('TO_FILL_IN'));
/** Parts, of eight, that a document has which calls itself a report of a review. */
const BUILT = 3;
/** Parts that outweigh a name which may be the theme of a review. */
const WELL_BUILT = 5;
/** Lines at the top of the first page among which a document gives its name, besides its cover. */
const TOP_LINES = 8;
/** Share of the biggest letters from which on a line can be the name of the document. */
const PROMINENT = 0.45;
/** Words of a line, besides the name, that leave it the name. */
const MOST_OTHER_WORDS = 3;

/**
 * What a PDF is. The report positively calls itself the report of a review, on its cover, in its running
 * lines or in its text, and is built as one. Everything else is a companion by its name, or another document.
 */
export function readKind(
  front: readonly FrontLine[],
  report: TidyReport,
  findTypes: TypeFinder,
  partnerships: readonly string[],
): KindReading {
  const first = report.pages.find((page) => page.lines.length > 0);
  const [opening] = first?.lines ?? [];
  if (!first || !opening) return { kind: 'report', rule: 'no text' };
  const cover = [
    ...front.filter((line) => line.page === first.number && !line.prose),
    ...first.lines.slice(0, TOP_LINES),
  ].filter((line, i, all) => line.text.length < 110 && all.indexOf(line) === i);
  const structure = structureOf(report);
  const claim = claimOf(front, cover, report, findTypes, structure);
  const built =
    structure.size >= BUILT && ['STORY', 'ANALYSIS', 'OUTCOME'].some((part) => structure.has(part));
  const isReport = claim !== undefined && built;
  const name = nameOf(cover, report.furniture, findTypes, partnerships);
  if (name && !(isReport && outweighs(name, cover, structure.size, findTypes))) return name;
  const blanks = cover.filter(({ text }) => TO_FILL_IN.test(text));
  if (blanks.length >= BLANKS_OF_TEMPLATE)
    return {
      kind: 'other',
      reads: 'a form or template',
      ...(blanks[0] && { line: blanks[0] }),
      rule: 'a cover to be filled in',
    };
  const form = formOf(first.lines);
  if (form && !(isReport && structure.size >= WELL_BUILT)) return form;
  if (isReport) return { kind: 'report', rule: `${claim}, built of ${[...structure].join(', ')}` };
  const rule =
    claim === undefined
      ? 'nothing calls it a review'
      : `${claim}, but built of ${[...structure].join(', ') || 'nothing'}`;
  return { kind: 'other', reads: 'another document', line: opening, rule };
}

interface NameReading extends KindReading {
  readonly line: TidyLine;
  readonly mayBeTheme: boolean;
}

/** Joins two things that one document is: "Overview Report and Action Plan". */
const BOTH = /\b(?:report|review)(?: and| &|,) (?:\p{L}+ ){0,2}$/iu;

/**
 * A report is the report although its cover has such a name: the name may be its theme, or part of "report
 * and action plan".
 */
function outweighs(
  name: NameReading,
  cover: readonly TidyLine[],
  parts: number,
  findTypes: TypeFinder,
): boolean {
  if (name.mayBeTheme && parts >= WELL_BUILT && !isAboutReviews(name.line.text, findTypes)) return true;
  if (name.kind === 'easy-read' || name.kind === 'translation') return false;
  return cover.some(
    (line) =>
      REPORT.test(line.text) && line.size >= name.line.size * 0.9 && !name.line.text.startsWith(line.text),
  );
}

/** "Serious Case Review Protocol", "Guidance for Safeguarding Adults Reviews". */
const isAboutReviews = (text: string, findTypes: TypeFinder): boolean =>
  findTypes(text).some(
    ({ start, end }) =>
      OF_ANOTHER.test(text.slice(end)) ||
      /\b(?:for|on|about)(?: an?| the| our)? $/i.test(text.slice(0, start)),
  );

/** A name that a document which is not the report gives itself. */
interface DocumentName {
  readonly kind: Exclude<DocumentKind, 'report'>;
  /** For the officer: "reads as ...". */
  readonly reads: string;
  /**
   * The words may also be the theme of a review: a document that is built as a report is the report all the
   * same.
   */
  readonly mayBeTheme?: true;
  readonly table: string;
}

/** In the order in which they are looked for. */
const DOCUMENT_NAMES: readonly DocumentName[] = [
  { kind: 'easy-read', reads: 'an easy read version', table: 'EASY_READ' },
  { kind: 'briefing', reads: 'a briefing', table: 'BRIEFING' },
  { kind: 'response', reads: 'a response or action plan', table: 'RESPONSE' },
  { kind: 'statement', reads: 'a statement', table: 'STATEMENT' },
  { kind: 'translation', reads: 'a translation', mayBeTheme: true, table: 'TRANSLATION' },
  { kind: 'other', reads: 'minutes or papers of a meeting', table: 'MINUTES' },
  { kind: 'other', reads: 'a letter', mayBeTheme: true, table: 'LETTER' },
  { kind: 'other', reads: 'terms of reference or another plan for a review', table: 'PLAN_FOR_REVIEW' },
  { kind: 'other', reads: 'an agency’s own report to a review', table: 'AGENCY_REPORT' },
  { kind: 'other', reads: 'a notification or referral', table: 'NOTIFICATION' },
  { kind: 'other', reads: 'a chronology', table: 'CHRONOLOGY' },
  { kind: 'other', reads: 'an audit, evaluation or analysis', table: 'AUDIT' },
  { kind: 'other', reads: 'a paper on several reviews or for a meeting', table: 'PAPER' },
  { kind: 'other', reads: 'a form or template', mayBeTheme: true, table: 'FORM' },
  { kind: 'other', reads: 'an invoice or order', table: 'INVOICE' },
  { kind: 'other', reads: 'a protocol, policy or guidance', mayBeTheme: true, table: 'POLICY' },
  { kind: 'other', reads: 'an annual or business report', table: 'ANNUAL_REPORT' },
  { kind: 'other', reads: 'slides or training material', mayBeTheme: true, table: 'SLIDES' },
  { kind: 'other', reads: 'a newsletter', mayBeTheme: true, table: 'NEWSLETTER' },
  { kind: 'other', reads: 'an inspection report', table: 'INSPECTION' },
  { kind: 'other', reads: 'a report of a coroner or court', mayBeTheme: true, table: 'CORONER' },
];

const NAMES = DOCUMENT_NAMES.map((name) => {
  const words = alternatives(documentPhrases(name.table));
  return { name, pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}])`, 'giu') };
});

function nameOf(
  cover: readonly TidyLine[],
  furniture: readonly TidyLine[],
  findTypes: TypeFinder,
  partnerships: readonly string[],
): NameReading | undefined {
  const biggest = Math.max(1, ...cover.map((line) => line.size));
  const lines = [
    ...inBlocks(cover).filter((line, i) => i < 2 || line.size >= biggest * PROMINENT),
    ...furniture.filter((line) => line.text.length < 110),
  ];
  let found: NameReading | undefined;
  for (const line of lines) {
    const name = nameIn(line.text, findTypes, partnerships);
    if (!name) continue;
    const { kind, reads, mayBeTheme = false } = name;
    const reading = { kind, reads, line, mayBeTheme, rule: `called ${reads} by “${line.text}”` };
    if (!mayBeTheme) return reading;
    found ??= reading;
  }
  return found;
}

/** Lines of one size, one below the other, as one. */
function inBlocks(lines: readonly TidyLine[]): TidyLine[] {
  const blocks: TidyLine[] = [];
  let last: TidyLine | undefined;
  for (const line of lines) {
    const block = blocks.at(-1);
    const goesOn =
      last &&
      !line.beside &&
      Math.abs(line.size - last.size) < SIZE_TOLERANCE &&
      line.y > last.y &&
      line.y - last.y < line.size * MOST_LEADING;
    if (block && goesOn) blocks[blocks.length - 1] = { ...block, text: `${block.text} ${line.text}` };
    else blocks.push(line);
    last = line;
  }
  return blocks;
}

/** The name that a line is: nothing else stands in it but what the document is about. */
function nameIn(
  text: string,
  findTypes: TypeFinder,
  partnerships: readonly string[],
): DocumentName | undefined {
  for (const { name, pattern } of NAMES) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index);
      const after = text.slice(match.index + match[0].length);
      if (BOTH.test(before) || NOT_ITSELF.test(before)) continue;
      const opens =
        /^(?:\W|the\b|an?\b|our\b|final\b|draft\b)*$/i.test(before) || /[:|–—-]\s*(?:an?\s)?$/.test(before);
      if (opens && !CLAUSE.test(after)) return name;
      if (otherWords(`${before} – ${after}`, findTypes, partnerships) <= MOST_OTHER_WORDS) return name;
    }
  }
  return undefined;
}

/** Words before a name that make it somebody else's, or another paper beside this one. */
const NOT_ITSELF = new RegExp(
  String.raw`(?<!\p{L})(?:${alternatives(documentPhrases('BEFORE_ANOTHER'))})(?: the| an?| their| its)?\s*$`,
  'u',
);
/** A theme goes on like this: "Response to sexual abuse in families". */
const CLAUSE = /^ (?:that|which|who|when|is|was|were|are|did|does|has|had|never|not|and the|in the|under)\b/i;
const JOINER = anyOf(documentPhrases('JOINERS'), 'giu');

/** How many words of a line are about something else than what the document is about. */
function otherWords(text: string, findTypes: TypeFinder, partnerships: readonly string[]): number {
  let rest = text;
  for (const found of [...writtenDates(rest), ...findTypes(rest)].toSorted((a, b) => b.start - a.start))
    rest = `${rest.slice(0, found.start)} ${rest.slice(found.end)}`;
  for (const name of partnerships) rest = rest.replace(name, ' ');
  return rest.replace(JOINER, ' ').match(/\p{L}{2,}/gu)?.length ?? 0;
}

const REPORT = anyOf(documentPhrases('REPORT_NAMES'));

const REVIEW = anyOf(documentPhrases('REVIEW_NAMES'));
const REVIEW_AT_END =
  /(?<!peer |annual |literature |national |quarterly |file |audit |performance )\breview\W*$/i;

const REVIEWER = /\b(?:independent|lead|overview|report) (?:reviewers?|authors?)\b/i;

const OF_ANOTHER = new RegExp(`^[\\s’'s)]*(?:${alternatives(documentPhrases('AROUND_A_REVIEW'))})`, 'i');
const FOR_ANOTHER = new RegExp(`\\b(?:${alternatives(documentPhrases('FOR_A_REVIEW'))})\\b[^.:]{0,45}$`, 'i');

/** How the document claims to be the report of a review; nothing where it does not. */
function claimOf(
  front: readonly FrontLine[],
  cover: readonly TidyLine[],
  report: TidyReport,
  findTypes: TypeFinder,
  structure: ReadonlySet<string>,
): string | undefined {
  const lines = [...new Set<TidyLine>([...cover, ...front.filter((line) => !line.prose)])];
  const claims = (text: string): boolean =>
    findTypes(text).some((type) => {
      const before = text.slice(Math.max(0, type.start - 70), type.start).replace(/\n/g, ' ');
      // "Children missing education in serious case reviews" is about many.
      if (/reviews$/i.test(type.words)) return false;
      return !OF_ANOTHER.test(text.slice(type.end)) && (!FOR_ANOTHER.test(before) || REPORT.test(before));
    });
  if (pagesJoined(lines).some(({ text }) => claims(text))) return 'a type on the cover';
  const isForAnother = (text: string): boolean => FOR_ANOTHER.test(text.slice(0, text.search(REVIEW)));
  const named = lines.find(
    ({ text }) =>
      REPORT.test(text) || ((REVIEW.test(text) || REVIEW_AT_END.test(text)) && !isForAnother(text)),
  );
  if (named) return 'a review by its cover';
  if (report.furniture.some(({ text }) => claims(text) || REPORT.test(text) || REVIEW_AT_END.test(text)))
    return 'a review by its running lines';
  if (lines.some(({ text }) => REVIEWER.test(text))) return 'a reviewer on the cover';
  const tells = structure.has('voice') && structure.has('own process') && structure.size >= WELL_BUILT;
  return tells || callsItself(report, findTypes) ? 'a review by its text' : undefined;
}

const PAGES_READ = 5;
/** Sentences near the front that must call the document a review, where no cover does. */
const ENOUGH_SELF_MENTIONS = 2;

/** "This Serious Case Review ..." near the front. */
function callsItself(report: TidyReport, findTypes: TypeFinder): boolean {
  let count = 0;
  for (const page of report.pages.slice(0, PAGES_READ)) {
    for (const { text } of pagesJoined(page.lines)) {
      count += findTypes(text).filter((type) =>
        /\bthis\s+(?:\p{L}+\s+){0,2}$/iu.test(text.slice(Math.max(0, type.start - 40), type.start)),
      ).length;
    }
  }
  return count >= ENOUGH_SELF_MENTIONS;
}

const LETTER = /^(?:dear|annwyl)\b/i;
const MEETING =
  /^(?:present|in attendance|attendees|apologies(?: for absence)?|minute[- ]taker|attended)\b\s*(?::|$)/i;
const BLANK =
  /_{4,}|\.{8,}\s*$|\[(?:insert|name|date|child)[^\]]*\]|☐|^(?:yes ?\/ ?no|signature|signed|print name)\b/i;
const BILL = /^(?:invoice|vat|sub-?total|total due|amount due|bank details|sort code|payment terms)\b/i;
const ENOUGH_BLANKS = 2;

/** What the first page is filled in, sent or billed as, without being called so. */
function formOf(lines: readonly TidyLine[]): KindReading | undefined {
  const reading = (reads: string, line: TidyLine | undefined): KindReading | undefined =>
    line && { kind: 'other', reads, line, rule: `${reads} by “${line.text}”` };
  const blanks = lines.filter((line) => BLANK.test(line.text));
  const bills = lines.filter((line) => BILL.test(line.text));
  return (
    reading(
      'a letter',
      lines.slice(0, 30).find((line) => LETTER.test(line.text)),
    ) ??
    reading(
      'minutes or papers of a meeting',
      lines.find((line) => MEETING.test(line.text)),
    ) ??
    (bills.length >= ENOUGH_BLANKS ? reading('an invoice or order', bills[0]) : undefined) ??
    (blanks.length >= ENOUGH_BLANKS || /_{4,}/.test(lines.map((line) => line.text).join(' '))
      ? reading('a form or template', blanks[0] ?? lines[0])
      : undefined)
  );
}
