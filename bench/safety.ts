import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import type { Examination } from '#shared/ports.ts';
import { masked } from '#shared/report/checks/mask.ts';
import { type Carried, carriedBy } from './carried-text.ts';
import { checkUsage, readOptions } from './check-usage.ts';
import { isHeld, LeakLabel, leakFault } from './leaks-score.ts';
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
import { measureWild } from './safety-wild.ts';

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

/** The redaction set: every leak needs a finding with its words, every lookalike none. */
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

/** The leaks set: each file is held, or its clean copy lacks the secret; false alarms are not raised. */
async function measureLeaks(folder: string): Promise<void> {
  const lines = readFileSync(join(folder, 'labels.jsonl'), 'utf8').trim().split('\n');
  const labels = lines.map((line) => LeakLabel.parse(JSON.parse(line)));
  const known = { pictures: new Set<string>(), strings: new Set<string>() };
  for (const sample of pdfsIn('samples')) {
    const { pictures, strings } = await carriedBy(readFileSync(join('samples', sample)));
    for (const picture of pictures) known.pictures.add(picture);
    for (const string of strings) known.strings.add(string);
  }
  const kinds = new Map<string, { files: number; right: number }>();
  for (const label of labels.filter(
    ({ file }) => only === undefined || only.some((part) => file.includes(part)),
  )) {
    const bytes = readFileSync(join(folder, label.file));
    const { examination } = await examined(join(folder, label.file));
    const copy = isHeld(examination) ? undefined : await copyOf(bytes);
    const upload = copy === undefined ? undefined : await carriedBy(bytes).catch(() => undefined);
    const fault = leakFault(label, { examination, upload, copy, known });
    const kind = kinds.get(label.kind) ?? { files: 0, right: 0 };
    kinds.set(label.kind, { files: kind.files + 1, right: kind.right + (fault === undefined ? 1 : 0) });
    if (fault !== undefined) console.log(`${label.kind}: ${label.file}: ${fault}`);
    right &&= fault === undefined;
  }
  console.log('\nkind                      files  right');
  for (const [kind, { files, right: ofKind }] of kinds)
    console.log(`${kind.padEnd(26)}${String(files).padStart(5)}${String(ofKind).padStart(7)}`);
}

/** Content of the clean copy; undefined if there is none. */
async function copyOf(pdf: Uint8Array): Promise<Carried | undefined> {
  const copy = await examiner.clean(pdf, {
    title: 'A review',
    publisher: 'A partnership',
    language: 'en-GB',
  });
  return 'refused' in copy ? undefined : await carriedBy(copy.pdf);
}

/**
 * Files without truth, such as hostile ones: the result of each, and whether the examiner still works
 * afterwards.
 */
async function measureEndings(folder: string): Promise<void> {
  for (const file of pdfsIn(folder)) {
    const { examination, milliseconds } = await examined(join(folder, file));
    const ending = examination.readable
      ? `read, ${examination.facts.pages} pages: ${[...new Set(examination.findings.map(({ code }) => code))].join(', ')}`
      : `rejected: ${examination.code}`;
    const isInTime = milliseconds < 35_000;
    const seconds = `${(milliseconds / 1000).toFixed(1)} s${isInTime ? '' : ', the goal is 35 s'}`;
    console.log(`${file}: ${ending} (${seconds})`);
    right &&= isInTime;
  }
}

const pdfsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /\.pdf$/i.test(file))
    .sort();

const USAGE = `npm run bench:safety -- [FOLDER...]
npm run bench:safety -- --wild FOLDER
Says what the safety checks find and miss in a folder with truth.jsonl, labels.jsonl or labels.json, and how the other PDFs
of a folder end (samples by default); with --wild, how often each finding is raised on other people's PDFs.

  --only PART  of a set of leaks, the files whose names contain this`;
const { values, positionals: folders } = readOptions(USAGE, {
  options: {
    /** Of a set of leaks, the files whose names have one of these in them. */
    only: { type: 'string', multiple: true },
    /** A folder of documents that others made, without any truth. */
    wild: { type: 'string' },
  },
  allowPositionals: true,
});
const { only, wild } = values;
const asked = folders.length > 0 || wild !== undefined ? folders : ['samples'];
checkUsage(USAGE, [...asked, ...(wild === undefined ? [] : [wild])]);
if (wild !== undefined) await measureWild(examiner, wild);
for (const folder of asked) {
  console.log(`\n${folder}\n`);
  if (existsSync(join(folder, 'truth.jsonl'))) await measureSet(folder);
  else if (existsSync(join(folder, 'labels.jsonl'))) await measureLeaks(folder);
  else if (existsSync(join(folder, 'labels.json'))) await measureRedactions(folder);
  else await measureEndings(folder);
}
console.log(`\nMost resident memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
console.log(right ? 'All goals hold.' : 'Not all goals hold.');
process.exitCode = right ? 0 : 1;
