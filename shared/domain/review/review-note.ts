import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { instantOf } from '../local-time.ts';
import { isRealDate, type PartialDate } from '../partial-date.ts';
import type { ReviewType } from '../settings.ts';
import { FINDINGS, type FindingCode, NOT_ACCEPTABLE } from './finding.ts';

/** What the officer says about a review, in `baby-eva.yaml` or `baby-eva/review.yaml`. It is believed before the report. */
export interface ReviewNote {
  readonly title?: string;
  readonly summary?: string;
  readonly published?: PartialDate;
  /** Code of the types table. */
  readonly type?: string;
  readonly reviewers?: readonly string[];
  readonly partnership?: string;
  readonly themes?: readonly string[];
  readonly contentWarning?: string;
  /** Instant before which nothing may be public. */
  readonly publishAt?: string;
  /** Day on which the report is taken down. */
  readonly retireOn?: string;
  readonly changeNote?: string;
  /** Alert subscribers of this change too. */
  readonly alertAgain?: boolean;
  readonly accept?: readonly FindingCode[];
}

/** One thing wrong with a note: the 1-based line and a sentence for the officer. */
export interface NoteProblem {
  readonly line: number;
  readonly message: string;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MAX_BYTES = 64 * 1024;

/** `2024-04-24`, `24 April 2024`, `April 2024`, `2024`. */
function dateFrom(text: string): PartialDate | undefined {
  const words = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+) (\d{4})$/i.exec(text.trim().replace(/\s+/g, ' '));
  const month = words === null ? 0 : MONTHS.indexOf(words[2]?.toLowerCase() ?? '') + 1;
  const iso =
    words === null
      ? text.trim()
      : `${words[3]}-${String(month).padStart(2, '0')}${words[1] === undefined ? '' : `-${words[1].padStart(2, '0')}`}`;
  return isRealDate(iso) ? iso : undefined;
}

const text = (most: number) =>
  z
    .union([z.string(), z.number()], 'write it as text')
    .transform((value) => String(value).replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'is empty').max(most, `is longer than ${most} characters`));

const date = z
  .union([z.string(), z.number()], 'write a date such as 24 April 2024')
  .transform((value, context) => {
    const found = dateFrom(String(value));
    if (found === undefined)
      context.addIssue({
        code: 'custom',
        message: 'is not a date; write it as 24 April 2024, April 2024 or 2024-04-24',
      });
    return found ?? '';
  });

const day = date.refine((value) => value === '' || value.length === 10, 'needs a day, such as 24 April 2025');

const list = (most: number) =>
  z
    .union([
      text(most).transform((one) => [one]),
      z.array(text(most)).min(1, 'is empty').max(20, 'has more than 20 entries'),
    ])
    .transform((items) => items);

const acceptable = Object.keys(FINDINGS).filter(
  (code) => FINDINGS[code as FindingCode].severity === 'stop' && !NOT_ACCEPTABLE.has(code as FindingCode),
);

function fields(types: readonly ReviewType[], timeZone: string) {
  const typeCode = text(120).transform((value, context) => {
    const wanted = value.toLowerCase();
    const type = types.find((one) =>
      [one.code, one.name, ...one.abbreviations, ...one.alsoKnownAs].some(
        (wording) => wording.toLowerCase() === wanted,
      ),
    );
    if (type === undefined)
      context.addIssue({
        code: 'custom',
        message: `is not a review type; use one of ${types.map((one) => one.code).join(', ')}`,
      });
    return type?.code ?? '';
  });
  const moment = text(40).transform((value, context) => {
    const parts = /^(.*?)[ T,]+(?:at )?(\d{1,2})[:.](\d{2})$/.exec(value);
    const on = parts === null ? undefined : dateFrom(parts[1] ?? '');
    const time = parts === null ? '' : `${parts[2]?.padStart(2, '0')}:${parts[3]}`;
    if (on?.length !== 10 || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
      context.addIssue({ code: 'custom', message: 'is not a day and time; write it as 24 April 2024 09:00' });
      return '';
    }
    return instantOf(on, time, timeZone);
  });
  const code = text(60).transform((value, context) => {
    const known = acceptable.find((one) => one === value.toLowerCase());
    if (known === undefined)
      context.addIssue({ code: 'custom', message: `"${value}" is not a finding that can be accepted` });
    return (known ?? '') as FindingCode;
  });
  return {
    title: { as: 'title', schema: text(200) },
    summary: { as: 'summary', schema: text(1500) },
    published: { as: 'published', schema: date },
    type: { as: 'type', schema: typeCode },
    reviewers: { as: 'reviewers', schema: list(120) },
    partnership: { as: 'partnership', schema: text(200) },
    themes: { as: 'themes', schema: list(60) },
    'content warning': { as: 'contentWarning', schema: text(400) },
    'publish at': { as: 'publishAt', schema: moment },
    'retire on': { as: 'retireOn', schema: day },
    'change note': { as: 'changeNote', schema: text(400) },
    'alert again': { as: 'alertAgain', schema: z.boolean('write yes as true, no as false') },
    accept: { as: 'accept', schema: z.union([code.transform((one) => [one]), z.array(code)]) },
  } as const satisfies Record<string, { as: keyof ReviewNote; schema: z.ZodType }>;
}

type Fields = ReturnType<typeof fields>;
const FIELDS = new WeakMap<readonly ReviewType[], Map<string, Fields>>();

/** Schemas cost more to make than a note to read. */
function fieldsFor(types: readonly ReviewType[], timeZone: string): Fields {
  const byZone = FIELDS.get(types) ?? new Map<string, Fields>();
  FIELDS.set(types, byZone);
  const known = byZone.get(timeZone) ?? fields(types, timeZone);
  byZone.set(timeZone, known);
  return known;
}

/**
 * Reads a review note. Every problem has its line; with one problem the whole note counts for nothing,
 * so that half a note never publishes anything.
 */
export function parseReviewNote(
  source: string,
  options: { readonly types: readonly ReviewType[]; readonly timeZone: string },
): { readonly note: ReviewNote } | { readonly problems: readonly NoteProblem[] } {
  if (source.length > MAX_BYTES)
    return { problems: [{ line: 1, message: 'The note is longer than 64 KB.' }] };
  const lines = new LineCounter();
  const document = parseDocument(source.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        line: lineAt(error.pos[0]),
        message: plainYamlError(error.code),
      })),
    };
  }
  if (document.contents === null) return { note: {} };
  if (!isMap(document.contents))
    return { problems: [{ line: 1, message: 'Write one field a line, such as "title: Baby Eva".' }] };
  const known = fieldsFor(options.types, options.timeZone);
  const problems: NoteProblem[] = [];
  const note: Record<string, unknown> = {};
  const lineOf = new Map<string, number>();
  for (const pair of document.contents.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const line = isScalar(pair.key) && pair.key.range ? lineAt(pair.key.range[0]) : 1;
    const field = Object.entries(known).find(
      ([name]) =>
        name ===
        key
          .trim()
          .toLowerCase()
          .replace(/[\s_-]+/g, ' '),
    )?.[1];
    if (field === undefined) {
      problems.push({
        line,
        message: `"${key}" is not a field of a review note. The fields are: ${Object.keys(known).join(', ')}.`,
      });
      continue;
    }
    const value: unknown = document.getIn([isScalar(pair.key) ? pair.key.value : key]);
    const parsed = field.schema.safeParse(
      isScalar(value) || value === null || typeof value !== 'object' ? value : plain(value),
    );
    if (parsed.success) {
      note[field.as] = parsed.data;
      lineOf.set(field.as, line);
    } else problems.push({ line, message: `"${key}" ${innermost(parsed.error)}.` });
  }
  if (note.alertAgain === true && note.changeNote === undefined) {
    problems.push({
      line: lineOf.get('alertAgain') ?? 1,
      message: '"alert again" needs a "change note" that says what changed.',
    });
  }
  return problems.length > 0 ? { problems } : { note: note as ReviewNote };
}

function plain(node: object): unknown {
  return 'toJSON' in node && typeof node.toJSON === 'function' ? node.toJSON() : node;
}

/** The message of the deepest issue: a union reports what its last alternative says. */
function innermost(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'invalid_union' && issue.errors.length > 0) {
    const deepest = issue.errors
      .flat()
      .find((one) => one.code === 'custom' || one.code === 'too_big' || one.code === 'too_small');
    if (deepest) return deepest.message;
  }
  return issue?.message ?? 'cannot be used';
}

function plainYamlError(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'This field stands twice; leave one of them.';
  if (code === 'TAB_AS_INDENT') return 'Use spaces at the beginning of a line, not a tab.';
  return 'This line cannot be read. Write one field a line, such as "title: Baby Eva"; put text that has a colon in it in quotes.';
}
