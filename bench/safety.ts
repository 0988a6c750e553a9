import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import type { Examination } from '#shared/ports.ts';
import { masked } from '#shared/report/checks/mask.ts';
import {
  goals,
  Labels,
  pagesFound,
  perCode,
  redactionFault,
  type Scored,
  scored,
  Truth,
} from './safety-score.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const examiner = isolatedExaminer({ types: [] });
let right = true;

interface Timed {
  readonly examination: Examination;
  readonly milliseconds: number;
}

async function examined(path: string): Promise<Timed> {
  const bytes = readFileSync(path);
  const start = performance.now();
  const examination = await examiner.examine(bytes);
  return { examination, milliseconds: performance.now() - start };
}

/** A set with `truth.jsonl`: decisions, codes, pages, false alarms, time. */
async function measureSet(folder: string): Promise<void> {
  const lines = readFileSync(join(folder, 'truth.jsonl'), 'utf8').trim().split('\n');
  const scores: Scored[] = [];
  let milliseconds = 0;
  let pages = 0;
  for (const truth of lines.map((line) => Truth.parse(JSON.parse(line)))) {
    const timed = await examined(join(folder, truth.file));
    scores.push(scored(truth, timed.examination));
    milliseconds += timed.milliseconds;
    if (timed.examination.readable) pages += timed.examination.facts.pages;
  }
  const { decisionsRight, recall, falseAlarms, published } = goals(scores);
  const onPages = pagesFound(scores);
  console.log(`decisions right  ${percent(decisionsRight)} of ${scores.length}   (goal 98 %)`);
  console.log(`recall           ${percent(recall)}   (goal 100 %)`);
  console.log(`false alarms     ${percent(falseAlarms)} of clean files   (goal at most 2 %)`);
  console.log(`pages named      ${onPages.found} of ${onPages.expected}`);
  console.log(`time             ${(milliseconds / Math.max(1, pages)).toFixed(1)} ms a page, ${pages} pages`);
  console.log('\ncode                      files  found  elsewhere');
  for (const { code, expected, found, wrong } of perCode(scores))
    console.log(
      `${code.padEnd(26)}${String(expected).padStart(4)}${String(found).padStart(7)}${String(wrong).padStart(9)}`,
    );
  for (const { truth, decision, missed, extra } of scores) {
    if (decision !== truth.expect)
      console.log(`\nWRONG  ${truth.file}: ${decision}, must be ${truth.expect}`);
    for (const code of missed) console.log(`MISSED ${truth.file}: ${code}`);
    for (const { code, page, message } of truth.expect === 'publish' ? extra : [])
      console.log(`FALSE  ${truth.file}${page === undefined ? '' : `, page ${page}`}: ${code}: ${message}`);
  }
  for (const page of onPages.missed) console.log(`PAGE   ${page}: no finding`);
  right &&= decisionsRight >= 0.98 && recall === 1 && falseAlarms <= 0.02 && published.length === 0;
}

/** The redaction set: every leak has a finding with its words, no lookalike has one. */
async function measureRedactions(folder: string): Promise<void> {
  const labels = Labels.parse(JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')));
  let faults = 0;
  for (const [file, label] of Object.entries(labels)) {
    const { examination } = await examined(join(folder, file));
    const fault = redactionFault(label, examination, masked);
    if (fault === undefined) continue;
    faults += 1;
    console.log(`${file}: ${fault}`);
  }
  console.log(`${Object.keys(labels).length - faults} of ${Object.keys(labels).length} right`);
  right &&= faults === 0;
}

/** Files without any truth, hostile ones say: how each ends, and whether the examiner still works afterwards. */
async function measureEndings(folder: string): Promise<void> {
  for (const file of pdfsIn(folder)) {
    const { examination, milliseconds } = await examined(join(folder, file));
    const ending = examination.readable
      ? `read, ${examination.facts.pages} pages: ${[...new Set(examination.findings.map(({ code }) => code))].join(', ')}`
      : `rejected: ${examination.code}`;
    console.log(`${file}: ${ending} (${(milliseconds / 1000).toFixed(1)} s)`);
    right &&= milliseconds < 35_000;
  }
}

const pdfsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /\.pdf$/i.test(file))
    .sort();

const folders = process.argv.slice(2);
for (const folder of folders.length > 0
  ? folders
  : ['../shared/corpus/dev', '../shared/corpus/safety', 'samples']) {
  console.log(`\n${folder}\n`);
  if (existsSync(join(folder, 'truth.jsonl'))) await measureSet(folder);
  else if (existsSync(join(folder, 'labels.json'))) await measureRedactions(folder);
  else await measureEndings(folder);
}
console.log(`\nMost resident memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
console.log(right ? 'All goals hold.' : 'Not all goals hold.');
process.exitCode = right ? 0 : 1;
