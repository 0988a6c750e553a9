import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { missingFacts } from '#shared/domain/review/decide/missing-facts.ts';
import type { Facts } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import { isStop } from '#shared/domain/review/finding.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import type { ReportModel } from '#shared/pdf/page-model.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { UnreadablePdf } from '#shared/pdf/unreadable-pdf.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { frontMatter } from '#shared/report/facts/front-matter.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { type TidyReport, tidyLines } from '#shared/report/normalize-lines.ts';
import { withoutExactDays } from '#shared/report/summary/exact-days.ts';
import { sectionsOf } from '#shared/report/summary/sections.ts';
import { sentencesOf } from '#shared/report/summary/sentences.ts';
import { faultsOfSummary } from '#shared/report/summary/summary.ts';
import { type FieldScore, fieldScores, reviewerCounts } from './field-score.ts';
import { type OtherDocuments, otherDocuments } from './other-documents.ts';
import { Truth } from './reading-truth.ts';
import { baselines } from './summary-baselines.ts';
import { lettersOf, type SummaryScore, standsIn, summaryScore } from './summary-score.ts';

type Decision = Truth['expect'];

/** One report of a corpus, as it was read. */
export interface ReadReport {
  readonly truth: Truth;
  /** Without a note: published, held or rejected. */
  readonly decision: Decision;
  /** Codes of the findings that hold it. */
  readonly stops: readonly string[];
  /** Without text there is nothing to read, and no scores. */
  readonly scores: readonly FieldScore[];
  readonly rules: Readonly<Record<string, string>>;
  readonly reviewers: { readonly right: number; readonly named: number; readonly expected: number };
  readonly summary?: ReadSummary;
  readonly misses: readonly string[];
  readonly milliseconds: { readonly facts: number; readonly reading: number; readonly getText: number };
}

interface ReadSummary {
  /** Empty if none is stated. */
  readonly text: string;
  readonly offered: readonly string[];
  readonly faults: readonly string[];
  readonly score: SummaryScore;
  readonly baselines: Readonly<Record<string, SummaryScore>>;
  readonly isVerbatim: boolean;
  /** The report itself holds the reference, so that it can be read word for word. */
  readonly isReferenceVerbatim: boolean;
}

export interface Corpus {
  readonly name: string;
  readonly reports: readonly ReadReport[];
  readonly others: OtherDocuments;
}

/** Reads all files of a folder with a `truth.jsonl`; of `samples/`, the truth is beside this file. */
export async function readCorpus(folder: string): Promise<Corpus> {
  const own = join(folder, 'truth.jsonl');
  const lines = readFileSync(existsSync(own) ? own : 'bench/samples-truth.jsonl', 'utf8')
    .trim()
    .split('\n');
  const reports: ReadReport[] = [];
  for (const line of lines) reports.push(await readReport(folder, Truth.parse(JSON.parse(line))));
  return { name: folder, reports, others: await otherDocuments(folder) };
}

const NOTHING = {
  scores: [],
  rules: {},
  reviewers: { right: 0, named: 0, expected: 0 },
  milliseconds: { facts: 0, reading: 0, getText: 0 },
};

async function readReport(folder: string, truth: Truth): Promise<ReadReport> {
  const bytes = readFileSync(join(folder, truth.file));
  const start = performance.now();
  const report = await readPdf(bytes).catch((error: unknown) => {
    if (error instanceof UnreadablePdf) return undefined;
    throw error;
  });
  if (!report) {
    const misses = truth.expect === 'reject' ? [] : [`${truth.file}: cannot be read`];
    return { ...NOTHING, truth, decision: 'reject', stops: [], misses };
  }
  const read = performance.now();
  const { kind, facts, rules } = readFacts(report, REVIEW_TYPES);
  const end = performance.now();
  const plain = await getText(bytes);
  const stops = [...new Set(stopsOf(report, kind === 'report', facts))];
  const decided = { truth, decision: stops.length > 0 ? 'hold' : 'publish', stops, rules } as const;
  const milliseconds = { facts: end - read, reading: end - start, getText: plain.milliseconds };
  const tidy = tidyLines(report);
  const texts = [plain.text, tidy.pages.flatMap((page) => page.lines.map((line) => line.text)).join(' ')]
    .flatMap((text) => [text, withoutExactDays(text)])
    .map(lettersOf);
  const scores = fieldScores(truth, facts);
  if (truth.title === null || texts.every((text) => text === '')) {
    const claimed = truth.title === null ? [] : scores.filter((score) => score.stated);
    const misses = claimed.map(
      ({ field, got }) => `${truth.file}: ${field} is ${got}, though there is no text`,
    );
    return { ...NOTHING, ...decided, misses };
  }
  const summary = readSummary(truth, facts, tidy, texts);
  const ruleOf = new Map<string, string>(Object.entries(rules));
  const misses = [
    ...scores
      .filter((score) => score.verdict !== 'right')
      .map(
        ({ field, verdict, got, want }) =>
          `${field} ${verdict}: ${got}, must be ${want}; by: ${ruleOf.get(field) ?? 'the words of the text'}`,
      ),
    ...(kind === 'report' ? [] : [`taken for a ${kind} by: ${rules.kind}`]),
    ...(decided.decision === truth.expect
      ? []
      : [`${decided.decision}, must be ${truth.expect}: ${stops.join(', ') || 'no finding'}`]),
    ...summaryMisses(truth, summary, texts),
  ].map((miss) => `${truth.file}: ${miss}`);
  return { ...decided, scores, reviewers: reviewerCounts(truth, facts), summary, misses, milliseconds };
}

const stopsOf = (report: ReportModel, isReport: boolean, facts: Facts): string[] =>
  isReport
    ? [...checkReport(report, facts), ...missingFacts(facts, facts)]
        .filter(isStop)
        .map(({ code }: Finding) => code)
    : ['not-the-report'];

function readSummary(truth: Truth, facts: Facts, tidy: TidyReport, texts: readonly string[]): ReadSummary {
  const text = facts.summary?.value ?? '';
  const sections = sectionsOf(tidy, frontMatter(tidy));
  const reference = truth.summaryReference ?? '';
  const others = Object.entries(baselines(tidy, truth.summarySection));
  return {
    text,
    offered: facts.candidates.summary ?? [],
    faults: text === '' ? [] : faultsOfSummary(text, sections, tidy.pages.length, facts.title?.value),
    score: summaryScore(truth, text),
    baselines: Object.fromEntries(others.map(([name, other]) => [name, summaryScore(truth, other)])),
    isVerbatim: text === reference,
    isReferenceVerbatim: reference !== '' && notStanding(reference, texts).length === 0,
  };
}

const notStanding = (summary: string, texts: readonly string[]): string[] =>
  sentencesOf(summary).filter((sentence) => !standsIn(sentence, texts));

const [FEWEST, MOST] = [40, 90];

function summaryMisses(truth: Truth, { text, score }: ReadSummary, texts: readonly string[]): string[] {
  if (text === '') return [`no summary, must be: ${truth.summaryReference}`];
  return [
    ...notStanding(text, texts).map((sentence) => `not in the report: ${sentence}`),
    ...(score.words < FEWEST || score.words > MOST ? [`summary of ${score.words} words`] : []),
    ...(score.lacks.length > 0 ? [`summary lacks ${score.lacks.join('; ')}`] : []),
  ];
}

async function getText(bytes: Uint8Array): Promise<{ text: string; milliseconds: number }> {
  const start = performance.now();
  const parser = new PDFParse({ data: bytes.slice(), verbosity: 0 });
  try {
    const { text } = await parser.getText({ pageJoiner: '' });
    return { text, milliseconds: performance.now() - start };
  } finally {
    await parser.destroy();
  }
}
