import * as z from 'zod';
import { FINDINGS, type Finding, type FindingCode, isStop } from '#shared/domain/review/finding.ts';
import type { Examination } from '#shared/ports.ts';

/** A line of `truth.jsonl`: the fields about safety. */
export const Truth = z.object({
  file: z.string(),
  expect: z.enum(['publish', 'hold', 'reject']),
  findings: z.array(z.string()),
  findingPages: z.array(z.number()),
});
export type Truth = z.infer<typeof Truth>;

export type Decision = Truth['expect'];

export interface Scored {
  readonly truth: Truth;
  readonly decision: Decision;
  readonly stops: readonly Finding[];
  /** Expected codes without a finding. */
  readonly missed: readonly string[];
  /** Findings with an unexpected code. */
  readonly extra: readonly Finding[];
}

/** The decision of the checks alone: a missing title or summary does not count. */
export function decisionOf(examination: Examination): Decision {
  if (!examination.readable) return 'reject';
  return examination.findings.some(isStop) ? 'hold' : 'publish';
}

export function scored(truth: Truth, examination: Examination): Scored {
  const stops = examination.readable ? examination.findings.filter(isStop) : [];
  return {
    truth,
    decision: decisionOf(examination),
    stops,
    missed: truth.findings.filter((code) => !stops.some((finding) => finding.code === code)),
    extra: stops.filter(({ code }) => !truth.findings.includes(code)),
  };
}

export interface CodeScore {
  readonly code: FindingCode;
  /** Files that should have it. */
  readonly expected: number;
  readonly found: number;
  /** Files with a false alarm. */
  readonly wrong: number;
}

export function perCode(scores: readonly Scored[]): CodeScore[] {
  return Object.keys(FINDINGS)
    .filter((code): code is FindingCode => code in FINDINGS)
    .map((code) => ({
      code,
      expected: scores.filter(({ truth }) => truth.findings.includes(code)).length,
      found: scores.filter(({ truth, missed }) => truth.findings.includes(code) && !missed.includes(code))
        .length,
      wrong: scores.filter(({ extra }) => extra.some((finding) => finding.code === code)).length,
    }))
    .filter(({ expected, wrong }) => expected + wrong > 0);
}

/** Expected pages, and those of them with a finding. */
export function pagesFound(scores: readonly Scored[]): { expected: number; found: number; missed: string[] } {
  const pages = scores.flatMap(({ truth, stops }) =>
    truth.findingPages.map((page) => ({
      file: truth.file,
      page,
      found: stops.some((finding) => finding.page === page),
    })),
  );
  return {
    expected: pages.length,
    found: pages.filter(({ found }) => found).length,
    missed: pages.filter(({ found }) => !found).map(({ file, page }) => `${file}, page ${page}`),
  };
}

export interface Goals {
  readonly decisionsRight: number;
  readonly recall: number;
  readonly falseAlarms: number;
  /** Files that must be held or rejected but would be published. */
  readonly published: readonly string[];
}

/** Shares from 0 to 1. An empty share is 1, for false alarms 0. */
export function goals(scores: readonly Scored[]): Goals {
  const share = (some: number, all: number, none: number): number => (all === 0 ? none : some / all);
  const clean = scores.filter(({ truth }) => truth.expect === 'publish');
  const codes = perCode(scores);
  const sum = (key: 'expected' | 'found'): number => codes.reduce((total, code) => total + code[key], 0);
  return {
    decisionsRight: share(
      scores.filter(({ truth, decision }) => truth.expect === decision).length,
      scores.length,
      1,
    ),
    recall: share(sum('found'), sum('expected'), 1),
    falseAlarms: share(clean.filter(({ decision }) => decision !== 'publish').length, clean.length, 0),
    published: scores
      .filter(({ truth, decision }) => truth.expect !== 'publish' && decision === 'publish')
      .map(({ truth }) => truth.file),
  };
}

/** Codes of text that the page does not show. */
const HIDDEN: ReadonlySet<FindingCode> = new Set([
  'hidden-text-under-box',
  'unapplied-redaction',
  'invisible-text',
  'off-page-text',
  'hidden-layer',
]);

/** One line of the redaction set's `labels.json`. */
export const Labels = z.record(z.string(), z.object({ leak: z.boolean(), words: z.string() }));

/** The fault of a result for the redaction set, or undefined. `mask` masks words as findings do. */
export function redactionFault(
  label: { readonly leak: boolean; readonly words: string },
  examination: Examination,
  mask: (words: string) => string,
): string | undefined {
  const hidden = examination.readable ? examination.findings.filter(({ code }) => HIDDEN.has(code)) : [];
  if (!label.leak) return hidden.length === 0 ? undefined : `false: ${hidden[0]?.message}`;
  if (hidden.length === 0) return 'missed';
  return hidden.some(({ message }) => message.includes(mask(label.words)))
    ? undefined
    : `other words: ${hidden[0]?.message}`;
}
