import { dayOf, type PartialDate } from '../../partial-date.ts';
import type { ReviewType } from '../../settings.ts';
import { asksForEmbargo } from '../files/name-marks.ts';
import { nearest } from '../files/nearest.ts';
import { FINDINGS, type FindingCode, isAcceptable } from '../finding.ts';
import { type Reading, readDate, readDay, readMoment } from './note-dates.ts';
import { fieldName, MOST_PROBLEMS, type NoteField, type NoteProblem, splitNote } from './note-lines.ts';
import { decodeNote } from './note-text.ts';

/** Why a review is listed without a report. */
export const WITHOUT_REPORT = ['delayed', 'not published', 'improvements only'] as const;
export type WithoutReport = (typeof WITHOUT_REPORT)[number];

/**
 * The review note, `baby-eva.yaml` or `baby-eva/review.yaml`. Its facts take precedence over the report's.
 */
export interface ReviewNote {
  /** Lists the review without a report, for a reason that readers see. */
  readonly status?: WithoutReport;
  readonly reason?: string;
  readonly title?: string;
  readonly summary?: string;
  readonly published?: PartialDate;
  /** Code of a review type. */
  readonly type?: string;
  readonly reviewers?: readonly string[];
  readonly partnership?: string;
  readonly themes?: readonly string[];
  readonly contentWarning?: string;
  /** End of the embargo, or `now` to lift an earlier one. */
  readonly publishAt?: string;
  /** Day of retirement, or `never` to lift an earlier one. */
  readonly retireOn?: string;
  readonly changeNote?: string;
  /** Send an alert for this change too. */
  readonly alertAgain?: boolean;
  /** Accepted codes. An empty list revokes earlier ones. */
  readonly accept?: readonly FindingCode[];
  /** The address follows the title of this note, also after subscribers were told of it. */
  readonly rename?: boolean;
  /** Once the report is removed, its address has no page any more. */
  readonly removeAddress?: boolean;
  /** Names of companions that stay public after the retirement. */
  readonly keepAfterRetirement?: readonly string[];
  /** Whether search engines may show the review; `false` hides page and PDFs from them. */
  readonly searchEngines?: boolean;
  /** Names of companions, which confirm that they belong to the review. */
  readonly companions?: readonly string[];
}

/** End of the embargo, if the note sets one. */
export const embargoOf = ({ publishAt }: ReviewNote): string | undefined =>
  publishAt === 'now' ? undefined : publishAt;

/** Day of retirement, if the note sets one. */
export const retirementOf = ({ retireOn }: ReviewNote): string | undefined =>
  retireOn === 'never' ? undefined : retireOn;

/** A parsed note. With any problem the whole note is ignored; `note` holds the fields that were valid. */
export interface ParsedNote {
  readonly note: ReviewNote;
  readonly problems?: readonly NoteProblem[];
  /** The lines that name files. */
  readonly namesFilesIn?: Readonly<Record<'companions' | 'keepAfterRetirement', number | undefined>>;
  /** A line, maybe a remark, that asks for an embargo where the note gives none. */
  readonly embargoLine?: string;
}

export interface NoteOptions {
  readonly types: readonly ReviewType[];
  readonly timeZone: string;
}

const MAX_BYTES = 64 * 1024;
const MOST_ENTRIES = 20;

const ACCEPTABLE = Object.keys(FINDINGS).filter(isAcceptable);

type Reader<T> = (field: NoteField) => Reading<T>;

/** A parser for a field with one value. */
const one =
  <T>(read: (value: string) => Reading<T>): Reader<T> =>
  ({ value, items }) => {
    if (items.length > 0) return { problem: 'takes one value, without a dash' };
    return value === '' ? { problem: 'is empty' } : read(value);
  };

/** What is copied from a web page with its code: `&nbsp;`, `<b>`. */
const WEB_CODE = /&(?:#x?[\da-f]{2,6}|[a-z]{2,8});|<\/?[a-z][a-z\d]{0,9}(?: [^<>]{0,200})?\/?>/i;

/** Text as typed, without enclosing quotes. */
const text = (most: number) =>
  one((value) => {
    const typed = unquoted(value);
    if (typed === undefined && / # /.test(value))
      return {
        problem:
          'has a # in it. If what follows is a remark, put it on a line of its own that begins with #; if it is text, put all of it in quotes',
      };
    const words = (typed ?? value).replace(/\s+/g, ' ').trim();
    if (words === '' || /^(?:\.{3}|…)$/.test(words)) return { problem: 'is empty' };
    const [code] = WEB_CODE.exec(words) ?? [];
    if (code !== undefined)
      return { problem: `has "${code}", which is code of a web page; write plain text` };
    if (!/[\p{L}\p{N}]/u.test(words)) return { problem: 'has neither letters nor numbers' };
    if (/^(?:\[[^\]]*\]|<[^>]*>)$/.test(words))
      return { problem: 'is a placeholder; write the text itself, or delete the line' };
    return words.length > most ? { problem: `is longer than ${most} characters` } : { value: words };
  });

/** A parser for a structured value, without enclosing quotes and a trailing comment. */
const strict = <T>(read: (value: string) => Reading<T>) =>
  one((value) =>
    read(
      withoutRemark(value)
        .replace(/^["'“”‘’]+|["'“”‘’]+$/g, '')
        .trim(),
    ),
  );

const yesOrNo = strict((value): Reading<boolean> => {
  const word = value.toLowerCase();
  if (['yes', 'true', 'y', 'on'].includes(word)) return { value: true };
  return ['no', 'false', 'n', 'off'].includes(word) ? { value: false } : { problem: 'is either yes or no' };
});

/**
 * A list: items on lines with a dash as typed, or separated by commas or semicolons, with or without
 * brackets.
 */
function list(most: number, separator: RegExp = SEPARATOR, isEntry = (_: string) => true): Reader<string[]> {
  return ({ value, items }) => {
    const inline = value === '' ? [] : entriesOf(value, separator);
    if (!inline.every(isEntry) && inline.length > 1)
      return { problem: `is "${value}": write each entry on a line of its own, after a dash` };
    const entries = [...inline, ...items].map((item) => (unquoted(item) ?? item).replace(/\s+/g, ' ').trim());
    const distinct = [...new Map(entries.toReversed().map((entry) => [entry.toLowerCase(), entry])).values()];
    if (entries.length === 0 || entries.includes('')) return { problem: 'is empty' };
    if (entries.length > MOST_ENTRIES) return { problem: `has more than ${MOST_ENTRIES} entries` };
    if (entries.some((entry) => entry.length > most))
      return { problem: `has an entry that is longer than ${most} characters` };
    return { value: distinct.toReversed() };
  };
}

const SEPARATOR = /[;,]/;
const BETWEEN_PEOPLE = /[;,]|\s(?:and|&|ac?)\s/i;
/** A full name has two words or more, and is not an office or firm. */
const isFullName = (entry: string): boolean =>
  /\S\s+\S/.test(entry) &&
  !/\b(?:reviewers?|authors?|chair|consultants?|lead|ltd|limited|board)\b/i.test(entry);

/** Items of `a, b` and `[a, "b, c"]`. Separators inside quotes are text. */
function entriesOf(value: string, separator: RegExp): string[] {
  const bare = withoutRemark(value).replace(/^\[(.*)\]$/, '$1');
  const quoted: string[] = [];
  const kept = bare.replace(/"[^"]*"|“[^”]*”/g, (words) => `\ue000${quoted.push(words) - 1}\ue000`);
  return kept
    .split(separator)
    .map((entry) => entry.replace(/\ue000(\d+)\ue000/g, (_, place) => quoted[Number(place)] ?? '').trim())
    .filter((entry) => entry !== '');
}

/** The text between enclosing quotes; undefined without them. */
function unquoted(value: string): string | undefined {
  const [, double, single, curly] =
    /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|“([^“”]*)”)(?:\s+#.*)?$/.exec(value) ?? [];
  return double?.replace(/\\(["\\])/g, '$1') ?? single?.replaceAll("''", "'") ?? curly;
}

const withoutRemark = (value: string): string => value.replace(/\s+#.*$/, '');

const codes: Reader<FindingCode[]> = ({ value, items }) => {
  const written = [...entriesOf(value, BETWEEN_PEOPLE), ...items.map(withoutRemark)];
  if (written.length === 1 && /^(?:none|nothing)$/i.test(written[0] ?? '')) return { value: [] };
  if (written.length === 0) return { problem: 'is empty' };
  if (written.length > ACCEPTABLE.length) return { problem: 'has more entries than there are findings' };
  const read = written.map((entry) => codeOf((unquoted(entry) ?? entry).trim()));
  const problems = read.flatMap((each) => ('problem' in each ? [each.problem] : []));
  if (problems.length > 0) return { problem: problems.join('; ') };
  return { value: [...new Set(read.flatMap((each) => ('value' in each ? [each.value] : [])))] };
};

/** A finding's code or title: `date of birth`, `Date-of-birth`. */
function codeOf(written: string): Reading<FindingCode> {
  const wanted = fieldName(written);
  const found = ACCEPTABLE.find((code) => [code, FINDINGS[code].title].map(fieldName).includes(wanted));
  if (found !== undefined) return { value: found };
  const words = ` ${wanted.replace(/[^a-z ]/g, ' ')} `;
  const held = ACCEPTABLE.find((code) => words.includes(` ${fieldName(code)} `));
  const meant = held ?? nearest(wanted.replaceAll(' ', '-'), ACCEPTABLE);
  const right = meant === undefined ? '' : `; did you mean ${meant}?`;
  return { problem: `has "${short(written)}", which is not a finding that can be accepted${right}` };
}

function typeOf(types: readonly ReviewType[]) {
  return strict((value): Reading<string> => {
    const wanted = fieldName(value);
    const type = types.find((each) =>
      [each.code, each.name, ...each.abbreviations, ...each.alsoKnownAs].some(
        (word) => fieldName(word) === wanted,
      ),
    );
    if (type !== undefined) return { value: type.code };
    const known = types.map(({ code }) => code);
    const meant = nearest(value.toLowerCase(), known);
    const right = meant === undefined ? `use one of ${known.join(', ')}` : `did you mean ${meant}?`;
    return { problem: `is not a review type; ${right}` };
  });
}

const NO_STATUS = `is ${WITHOUT_REPORT.join(', or ')}, for a review without its report. To publish the report, delete the line; to take it down, remove the PDF`;

const status = strict((value): Reading<WithoutReport> => {
  const found = WITHOUT_REPORT.find((one) => one === fieldName(value));
  return found === undefined ? { problem: NO_STATUS } : { value: found };
});

const orWord = <T>(word: string, read: (value: string) => Reading<T>) =>
  strict((value): Reading<T | string> => (value.toLowerCase() === word ? { value: word } : read(value)));

/** Parsers of all fields by name. */
function fieldsFor({ types, timeZone }: NoteOptions) {
  return {
    status: { as: 'status', read: status },
    reason: { as: 'reason', read: text(1500) },
    title: { as: 'title', read: text(200) },
    summary: { as: 'summary', read: text(1500) },
    published: { as: 'published', read: strict(readDate) },
    type: { as: 'type', read: typeOf(types) },
    reviewers: { as: 'reviewers', read: list(120, BETWEEN_PEOPLE, isFullName), isList: true },
    partnership: { as: 'partnership', read: text(200) },
    themes: { as: 'themes', read: list(60), isList: true },
    'content warning': { as: 'contentWarning', read: text(400) },
    'publish at': { as: 'publishAt', read: orWord('now', (value) => readMoment(value, timeZone)) },
    'retire on': { as: 'retireOn', read: orWord('never', readDay) },
    'change note': { as: 'changeNote', read: text(400) },
    'alert again': { as: 'alertAgain', read: yesOrNo },
    rename: { as: 'rename', read: yesOrNo },
    'remove address': { as: 'removeAddress', read: yesOrNo },
    'keep after retirement': { as: 'keepAfterRetirement', read: list(200), isList: true },
    'search engines': { as: 'searchEngines', read: yesOrNo },
    accept: { as: 'accept', read: codes, isList: true },
    companions: { as: 'companions', read: list(200), isList: true },
  } as const satisfies Record<string, { as: keyof ReviewNote; read: Reader<unknown>; isList?: true }>;
}

/** Parses the bytes of a review note. */
export function readReviewNote(bytes: Uint8Array, options: NoteOptions): ParsedNote {
  if (bytes.length > MAX_BYTES)
    return { note: {}, problems: [{ line: 1, message: 'The note is longer than 64 KB.' }] };
  const decoded = decodeNote(bytes);
  return 'problem' in decoded
    ? { note: {}, problems: [{ line: 1, message: decoded.problem }] }
    : parseReviewNote(decoded.text, options);
}

/**
 * Parses the text of a review note. Lists the first twenty problems with their lines, and counts the rest.
 */
export function parseReviewNote(source: string, options: NoteOptions): ParsedNote {
  const known = fieldsFor(options);
  const lists = new Set(Object.entries(known).flatMap(([name, field]) => ('isList' in field ? [name] : [])));
  const split = splitNote(source, Object.keys(known), lists);
  const problems = [...split.problems];
  const note: ReviewNote = {};
  const lineOf = new Map<keyof ReviewNote, number>();
  for (const field of split.fields) {
    const found = Object.entries(known).find(([name]) => name === field.name)?.[1];
    if (found === undefined) continue;
    const reading = found.read(field);
    if ('problem' in reading)
      problems.push({ line: field.line, message: `"${field.name}" ${sentence(reading.problem)}` });
    else Object.assign(note, { [found.as]: reading.value });
    lineOf.set(found.as, field.line);
  }
  if (note.alertAgain === true && !lineOf.has('changeNote'))
    problems.push({
      line: lineOf.get('alertAgain') ?? 1,
      message: '"alert again" needs a "change note" that says what changed.',
    });
  if (lineOf.has('status') !== lineOf.has('reason'))
    problems.push({
      line: lineOf.get('status') ?? lineOf.get('reason') ?? 1,
      message:
        '"status" and "reason" go together: they list a review without its report, and say why. Write both, or none.',
    });
  const embargo = embargoOf(note);
  const retirement = retirementOf(note);
  if (embargo !== undefined && retirement !== undefined && retirement <= dayOf(embargo, options.timeZone))
    problems.push({
      line: lineOf.get('retireOn') ?? 1,
      message: '"retire on" is not after the day of "publish at": it would not be public at all.',
    });
  const embargoLine = note.publishAt === undefined ? source.split('\n').find(asksForEmbargo) : undefined;
  return {
    note,
    ...((note.companions ?? note.keepAfterRetirement) && {
      namesFilesIn: {
        companions: lineOf.get('companions'),
        keepAfterRetirement: lineOf.get('keepAfterRetirement'),
      },
    }),
    ...(problems.length > 0 && { problems: bounded(problems) }),
    ...(embargoLine !== undefined && { embargoLine: short(embargoLine.trim()) }),
  };
}

function bounded(problems: readonly NoteProblem[]): NoteProblem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  const told = sorted.slice(0, MOST_PROBLEMS);
  const [next] = sorted.slice(MOST_PROBLEMS);
  const more = sorted.length - told.length;
  return next === undefined
    ? told
    : [
        ...told,
        { line: next.line, message: `There are ${more} more mistakes from here on. Fix these first.` },
      ];
}

const short = (written: string): string => (written.length > 60 ? `${written.slice(0, 57)}...` : written);

const sentence = (words: string): string => (/[?.]$/.test(words) ? words : `${words}.`);
