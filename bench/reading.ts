import { checkUsage, readOptions } from './check-usage.ts';
import { type Corpus, type ReadReport, readCorpus } from './read-corpus.ts';
import { mean, percent, readingGoals, reviewersF1, share } from './reading-goals.ts';
import { readingTimes } from './reading-time.ts';

const USAGE = `npm run bench:reading -- [FOLDER...] [--rules]
Compares facts and summaries with the truth.jsonl of each folder (samples by default), and says which goals are reached.
--rules also says by which rule each fact was read.`;

const { values, positionals: folders } = readOptions(USAGE, {
  options: { rules: { type: 'boolean' } },
  allowPositionals: true,
});
checkUsage(USAGE, folders);
const corpora: Corpus[] = [];
for (const folder of folders.length > 0 ? folders : ['samples']) corpora.push(await readCorpus(folder));
for (const corpus of corpora) print(corpus);

const times = await readingTimes();
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
// CPU time, because other programs may be running.
const isFast = times.every(({ facts }) => facts.cpuMilliseconds <= 1);
let isReached = isFast;
for (const corpus of corpora) {
  console.log(`\ngoals on ${corpus.name}`);
  for (const { what, measured, reached } of readingGoals(corpus)) {
    console.log(`  ${reached ? 'reached' : 'MISSED '}  ${what}: ${measured}`);
    isReached &&= reached;
  }
}
console.log('\ngoal of all corpora');
console.log(
  `  ${isFast ? 'reached' : 'MISSED '}  facts and summary of 40 pages, from bytes, no slower than getText`,
);
process.exitCode = isReached ? 0 : 1;

/** Each field, the summaries beside baselines and beside the references, and each miss. */
function print({ name, reports, others }: Corpus): void {
  const read = reports.filter((report) => report.scores.length > 0);
  console.log(`\n${name}: ${reports.length} files, ${reports.length - read.length} without a text to read\n`);
  printFields(read);
  console.log(`\nreviewers F1 ${reviewersF1(read).toFixed(3)}`);
  if (others.all > 0)
    console.log(`documents that are no report: ${others.all}, read as a report: ${others.asReports.length}`);
  printSummaries(read);
  const total = (of: (report: ReadReport) => number): number => read.reduce((sum, one) => sum + of(one), 0);
  const getText = total(({ milliseconds }) => milliseconds.getText);
  const ratio = (milliseconds: number): string => (milliseconds / getText).toFixed(2);
  console.log(
    `\ntime against pdf-parse getText, each of these files once: facts and summary ${ratio(total(({ milliseconds }) => milliseconds.facts))}, with reading the PDF ${ratio(total(({ milliseconds }) => milliseconds.reading))}`,
  );
  if (values.rules) for (const { truth, rules } of read) console.log(truth.file, rules);
  const misses = [...reports.flatMap((report) => report.misses), ...others.misses];
  console.log(misses.length === 0 ? '\nno misses' : `\nmisses\n  ${misses.join('\n  ')}`);
}

function printFields(read: readonly ReadReport[]): void {
  console.log('field         right  wrong absent   right %  precision  recall');
  const scores = read.flatMap((report) => report.scores);
  for (const field of new Set(scores.map((score) => score.field))) {
    const of = scores.filter((score) => score.field === field);
    const count = (verdict: string): number => of.filter((score) => score.verdict === verdict).length;
    const rightly = of.filter((score) => score.verdict === 'right' && score.stated).length;
    const shares = [
      share(count('right'), of.length),
      share(rightly, of.filter((score) => score.stated).length),
      share(rightly, of.filter((score) => score.expected).length),
    ];
    console.log(
      field.padEnd(12),
      ['right', 'wrong', 'absent'].map((verdict) => String(count(verdict)).padStart(6)).join(' '),
      shares.map((one) => percent(one).padStart(9)).join(' '),
    );
  }
}

function printSummaries(read: readonly ReadReport[]): void {
  const summaries = read.flatMap(({ summary }) => summary ?? []);
  console.log('\nsummary               facts %  ROUGE-1  ROUGE-L   words');
  for (const name of ['ours', ...Object.keys(summaries[0]?.baselines ?? {})]) {
    const scores = summaries.flatMap(({ score, baselines }) =>
      name === 'ours' ? score : (baselines[name] ?? []),
    );
    const figures = [
      100 * mean(scores.map(({ facts }) => facts)),
      100 * mean(scores.map(({ rouge1 }) => rouge1)),
      100 * mean(scores.map(({ rougeL }) => rougeL)),
      mean(scores.map(({ words }) => words)),
    ];
    console.log(name.padEnd(20), figures.map((figure) => figure.toFixed(1).padStart(8)).join(' '));
  }
  const faults = Map.groupBy(
    summaries.flatMap((summary) => summary.faults),
    (fault) => fault,
  );
  const counted = [...faults].map(([fault, all]) => `${fault} ${all.length}`).join(', ');
  console.log(`faults of the editor's checklist: ${counted || 'none'}`);
  console.log('\nsummaries');
  for (const { truth, summary } of read) {
    if (!summary) continue;
    const { text, faults: own, offered } = summary;
    console.log(`  ${truth.file}${own.length > 0 ? `: ${own.join(', ')}` : ''}`);
    console.log(`    read: ${text || `held${offered.map((one) => `\n    offered: ${one}`).join('')}`}`);
    console.log(`    reference: ${truth.summaryReference}`);
  }
}
