import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { UnreadablePdf } from '#shared/pdf/unreadable-pdf.ts';
import { frontMatter } from '#shared/report/facts/front-matter.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { tidyLines } from '#shared/report/normalize-lines.ts';
import { sectionsOf } from '#shared/report/summary/sections.ts';
import { sentencesOf } from '#shared/report/summary/sentences.ts';
import { faultsOfSummary } from '#shared/report/summary/summary.ts';
import { type FieldScore, fieldScores, reviewerCounts } from './field-score.ts';
import { otherDocuments } from './other-documents.ts';
import { readingTimes } from './reading-time.ts';
import { Truth } from './reading-truth.ts';
import { baselines } from './summary-baselines.ts';
import { lettersOf, type SummaryScore, standsIn, summaryScore } from './summary-score.ts';

// npm run bench:reading [-- FOLDER [--rules]]: compares facts and summaries with a folder's truth.jsonl.

const folder = process.argv[2] ?? 'samples';
const truthFile = process.argv[2] ? join(folder, 'truth.jsonl') : 'bench/samples-truth.jsonl';
const truths = readFileSync(truthFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => Truth.parse(JSON.parse(line)));

const scores: FieldScore[] = [];
const summaries = new Map<string, SummaryScore[]>();
const misses: string[] = [];
/** Each summary next to the human one, with the faults that rules detect. */
const beside: string[] = [];
const faultCounts = new Map<string, number>();
const reviewers = { right: 0, named: 0, expected: 0 };
const time = { facts: 0, reading: 0, getText: 0 };
let standing = 0;
let stated = 0;
let exact = 0;
let unread = 0;
let refused = 0;

for (const truth of truths) {
  const bytes = readFileSync(join(folder, truth.file));
  const start = performance.now();
  const report = await readPdf(bytes).catch((error: unknown) => {
    if (error instanceof UnreadablePdf) return undefined;
    throw error;
  });
  if (!report) {
    refused++;
    if (truth.expect !== 'reject') misses.push(`${truth.file}: cannot be read`);
    continue;
  }
  if (truth.title === null) continue;
  const read = performance.now();
  const { kind, facts, rules } = readFacts(report, REVIEW_TYPES);
  const end = performance.now();
  const plain = await getText(bytes);
  time.facts += end - read;
  time.reading += end - start;
  time.getText += plain.milliseconds;

  const tidy = tidyLines(report);
  const texts = [plain.text, tidy.pages.flatMap((page) => page.lines.map((line) => line.text)).join(' ')].map(
    lettersOf,
  );
  if (texts.every((text) => text === '')) {
    unread++;
    const claimed = fieldScores(truth, facts).filter((score) => score.stated);
    for (const { field, got } of claimed)
      misses.push(`${truth.file}: ${field} is ${got}, though there is no text`);
    continue;
  }
  for (const score of fieldScores(truth, facts)) {
    scores.push(score);
    if (score.verdict !== 'right')
      misses.push(
        `${truth.file}: ${score.field} ${score.verdict}: ${score.got}, must be ${score.want}; by: ${new Map(Object.entries(rules)).get(score.field) ?? 'the words of the text'}`,
      );
  }
  if (kind !== 'report') misses.push(`${truth.file}: taken for a ${kind} by: ${rules.kind}`);
  if (facts.unclearPublication)
    misses.push(`${truth.file}: held for its date of publication: ${facts.unclearPublication.value}`);
  if (process.argv.includes('--rules')) console.log(truth.file, rules);
  const counts = reviewerCounts(truth, facts);
  reviewers.right += counts.right;
  reviewers.named += counts.named;
  reviewers.expected += counts.expected;

  const summary = facts.summary?.value ?? '';
  const scored = note('ours', truth, summary);
  for (const [name, text] of Object.entries(baselines(tidy, truth.summarySection))) note(name, truth, text);
  if (summary !== '') {
    stated++;
    const missing = sentencesOf(summary).filter((sentence) => !standsIn(sentence, texts));
    if (missing.length === 0) standing++;
    for (const sentence of missing) misses.push(`${truth.file}: not in the report: ${sentence}`);
    if (scored.words < 40 || scored.words > 90)
      misses.push(`${truth.file}: summary of ${scored.words} words`);
  } else misses.push(`${truth.file}: no summary, must be: ${truth.summaryReference}`);
  const sections = sectionsOf(tidy, frontMatter(tidy));
  const faults =
    summary === '' ? [] : faultsOfSummary(summary, sections, report.pages.length, facts.title?.value);
  for (const fault of faults) faultCounts.set(fault, (faultCounts.get(fault) ?? 0) + 1);
  const candidates = facts.candidates.summary?.map((text) => `\n    offered: ${text}`).join('') ?? '';
  beside.push(
    `${truth.file}${faults.length > 0 ? `: ${faults.join(', ')}` : ''}\n    read: ${summary || `held${candidates}`}\n    reference: ${truth.summaryReference}`,
  );
  if (summary === truth.summaryReference) exact++;
  if (scored.lacks.length > 0 && summary !== '')
    misses.push(`${truth.file}: summary lacks ${scored.lacks.join('; ')}`);
}
const others = await otherDocuments(folder);
misses.push(...others.misses);
const times = await readingTimes();
print();

function note(name: string, truth: Truth, summary: string): SummaryScore {
  const score = summaryScore(truth, summary);
  summaries.set(name, [...(summaries.get(name) ?? []), score]);
  return score;
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

function print(): void {
  const percent = (part: number, whole: number): string =>
    (whole === 0 ? '-' : ((100 * part) / whole).toFixed(1)).padStart(7);
  console.log(`${folder}: ${truths.length} files, ${refused} refused, ${unread} without text\n`);
  console.log('field         right  wrong absent   right %  precision  recall');
  for (const field of [...new Set(scores.map((score) => score.field))]) {
    const of = scores.filter((score) => score.field === field);
    const count = (test: (score: FieldScore) => boolean): number => of.filter(test).length;
    const right = count((score) => score.verdict === 'right');
    const rightly = count((score) => score.verdict === 'right' && score.stated);
    console.log(
      field.padEnd(12),
      [right, count((score) => score.verdict === 'wrong'), count((score) => score.verdict === 'absent')]
        .map((figure) => String(figure).padStart(6))
        .join(' '),
      ` ${percent(right, of.length)}  ${percent(
        rightly,
        count((score) => score.stated),
      )}  ${percent(
        rightly,
        count((score) => score.expected),
      )}`,
    );
  }
  const named = reviewers.named + reviewers.expected;
  console.log(`\nreviewers F1 ${(named === 0 ? 1 : (2 * reviewers.right) / named).toFixed(3)}`);
  if (others.all > 0)
    console.log(`documents that are no report: ${others.all}, read as a report: ${others.misses.length}`);
  console.log('\nsummary               facts %  ROUGE-1  ROUGE-L   words');
  for (const [name, all] of summaries) {
    const mean = (of: (score: SummaryScore) => number): number =>
      all.reduce((sum, score) => sum + of(score), 0) / all.length;
    console.log(
      name.padEnd(20),
      [
        mean((score) => score.facts) * 100,
        mean((score) => score.rouge1) * 100,
        mean((score) => score.rougeL) * 100,
        mean((score) => score.words),
      ]
        .map((figure) => figure.toFixed(1).padStart(8))
        .join(' '),
    );
  }
  console.log(
    `every sentence stands in the report: ${standing} of ${stated} summaries; word for word the reference: ${exact}`,
  );
  const counted = [...faultCounts].map(([fault, count]) => `${fault} ${count}`).join(', ');
  console.log(`faults of the editor's checklist: ${counted || 'none'}`);
  console.log(
    `\ntime against pdf-parse getText, each of these files once: facts and summary ${(time.facts / time.getText).toFixed(2)}, with reading the PDF ${(time.reading / time.getText).toFixed(2)}`,
  );
  console.log('\nagainst getText of the same bytes in this process, medians   time  processor');
  for (const { kind, pages, facts, examination } of times) {
    const line = (what: string, ratio: typeof facts): void =>
      console.log(
        `${kind}, ${pages} pages: ${what}`.padEnd(58),
        ratio.milliseconds.toFixed(2).padStart(6),
        ratio.cpuMilliseconds.toFixed(2).padStart(10),
      );
    line('from bytes to facts and summary', facts);
    line('whole examination', examination);
  }
  const share = (field: string): number => {
    const of = scores.filter((score) => score.field === field);
    return of.length === 0 ? 1 : of.filter((score) => score.verdict === 'right').length / of.length;
  };
  const meanOf = (name: string, of: (score: SummaryScore) => number): number => {
    const all = summaries.get(name) ?? [];
    return all.reduce((sum, score) => sum + of(score), 0) / Math.max(1, all.length);
  };
  const best = Math.max(
    ...[...summaries.keys()]
      .filter((name) => name !== 'ours')
      .map((name) => meanOf(name, (score) => score.rougeL)),
  );
  const goals: Record<string, boolean> = {
    'title at least 98 %': share('title') >= 0.98,
    'publication date at least 98 %': share('publishedOn') >= 0.98,
    'type at least 98 %': share('type') >= 0.98,
    'reviewers F1 at least 0.95': named === 0 || (2 * reviewers.right) / named >= 0.95,
    'partnership at least 97 %': share('partnership') >= 0.97,
    'summary facts at least 80 %': meanOf('ours', (score) => score.facts) >= 0.8,
    'ROUGE-L 10 points above the baselines': meanOf('ours', (score) => score.rougeL) >= best + 0.1,
    'no document that is no report read as one': others.misses.length === 0,
    'nothing wrong stated': !scores.some((score) => score.verdict === 'wrong') && standing === stated,
    // CPU time, because other programs may be running.
    'facts and summary of 40 pages, from bytes, at most 1.0 times getText, of every kind': times.every(
      ({ facts }) => facts.cpuMilliseconds <= 1,
    ),
  };
  console.log('');
  for (const [goal, reached] of Object.entries(goals))
    console.log(`${reached ? 'reached' : 'MISSED '}  ${goal}`);
  process.exitCode = Object.values(goals).every(Boolean) ? 0 : 1;
  console.log(`\nsummaries\n  ${beside.join('\n  ')}`);
  console.log(misses.length === 0 ? '\nno misses' : `\nmisses\n  ${misses.join('\n  ')}`);
}
