import type { PartialDate } from '#shared/domain/partial-date.ts';
import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { isDateLabel } from './date-roles.ts';
import { datesInRunningLines, statedInText } from './dates-in-text.ts';
import { datesOnCover, missedOnCover, type SeenDate } from './dates-on-cover.ts';
import { factOf } from './fact-of.ts';
import type { FrontLine } from './front-matter.ts';
import { agrees } from './parse-dates.ts';
import { datesSigned } from './reviewers-in-text.ts';

export interface Dates {
  /** The rules that gave the facts. */
  readonly rules: { readonly publishedOn: string; readonly reportedOn: string };
  readonly publishedOn?: Fact<PartialDate>;
  readonly reportedOn?: Fact<PartialDate>;
  /**
   * Words about the publication near a date that was not taken: the report has a date of publication, and
   * which one is unclear.
   */
  readonly unclear?: TidyLine;
  readonly candidates: { readonly publishedOn: readonly string[]; readonly reportedOn: readonly string[] };
  /** Lines that hold a date or its label: none of them is the title. */
  readonly lines: ReadonlySet<TidyLine>;
}

/** Confidence of a date that is labelled as the publication. */
const SURE = 0.97;
/** That of the date below a signature. */
const SIGNED = 0.8;
/** The roles of dates that say when a report was made, in the order of their confidence. */
const REPORTED_BY = [
  ['completed', 0.95],
  ['bare', 0.9],
  ['approved', 0.8],
  ['version', 0.8],
] as const;

/**
 * `publishedOn` only from words that call a date the publication; `reportedOn` from the date of completion,
 * then a date that stands by itself on the cover, then approval, then a version. Dates of births, deaths,
 * incidents, meetings and submissions are neither. Where two labelled dates contradict each other, neither is
 * taken.
 */
export function readDates(front: readonly FrontLine[], report: TidyReport): Dates {
  const seen = datesOnCover(front);
  const lines = new Set<TidyLine>(seen.map(({ line }) => line));
  for (const line of front) if (isDateLabel(line.text)) lines.add(line);
  const stated = [...seen.filter((one) => one.meaning === 'published'), ...statedInText(report)];
  const published = settle(stated, SURE);
  const rest = [...seen, ...datesInRunningLines(report)];
  let reported: Fact<PartialDate> | undefined;
  let reportedBy = 'no date';
  for (const [meaning, confidence] of REPORTED_BY) {
    const of = rest.filter((one) => one.meaning === meaning);
    if (of.length === 0) continue;
    reportedBy = `dates that are ${meaning}`;
    reported = meaning === 'version' ? latest(of, confidence) : settle(of, confidence);
    break;
  }
  if (reportedBy === 'no date') {
    reported = settle(datesSigned(report, published === undefined), SIGNED);
    reportedBy = 'the date of the signature';
  }
  if (reported && published && reported.value > published.value && !agrees(reported.value, published.value))
    reported = undefined;
  const unclear = published ? undefined : (stated[0]?.line ?? missedOnCover(front));
  return {
    ...(published && { publishedOn: published }),
    ...(unclear && { unclear }),
    rules: {
      publishedOn: `${stated.length} with publication words: ${stated.map(({ line }) => line.text).join(' / ')}`,
      reportedOn: reportedBy,
    },
    ...(reported && { reportedOn: reported }),
    candidates: {
      publishedOn: wordings(stated.length > 0 ? stated : seen.filter((one) => one.meaning !== 'other')),
      reportedOn: wordings(rest.filter((one) => one.meaning !== 'other')),
    },
    lines,
  };
}

/** One date if all say the same; the most precise of those that agree; none if they contradict each other. */
function settle(seen: readonly SeenDate[], confidence: number): Fact<PartialDate> | undefined {
  if (seen.length === 0 || seen.some((one) => one.date.value === undefined)) return undefined;
  const first = seen.filter((one) => /\bfirst published|originally published/i.test(one.line.text));
  const pool =
    first.length > 0 ? first : seen.filter((one) => !/\bre-?published|\bupdated\b/i.test(one.line.text));
  const sorted = (pool.length > 0 ? pool : seen).toSorted(
    (a, b) => (b.date.value ?? '').length - (a.date.value ?? '').length,
  );
  const best = sorted[0];
  const value = best?.date.value;
  if (!best || !value || sorted.some((one) => !agrees(one.date.value ?? '', value))) return undefined;
  return factOf(value, confidence, best.line);
}

/** Of versions, the newest. */
function latest(seen: readonly SeenDate[], confidence: number): Fact<PartialDate> | undefined {
  const valid = seen.filter((one) => one.date.value !== undefined);
  const best = valid.toSorted((a, b) => (b.date.value ?? '').localeCompare(a.date.value ?? ''))[0];
  if (!best?.date.value) return undefined;
  return factOf(best.date.value, confidence, best.line);
}

/** What an officer can choose from; an impossible date says so. */
function wordings(seen: readonly SeenDate[]): string[] {
  return [
    ...new Set(
      seen.map(({ date, line }) =>
        date.value === undefined
          ? `${line.text} (no day or month of the calendar)`
          : line.text.length < 80
            ? `${date.value} (“${line.text}”)`
            : date.value,
      ),
    ),
  ].slice(0, 5);
}
