import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { barChart } from './bar-chart.ts';
import type { Bench } from './bench.ts';
import { checkUsage, readOptions } from './check-usage.ts';
import { goalsOf } from './goals.ts';
import { measureColdStart } from './measure-cold-start.ts';
import { measureCost } from './measure-cost.ts';
import { measureLatency } from './measure-latency.ts';
import { measureReading } from './measure-reading.ts';
import { measureScale } from './measure-scale.ts';
import { measureWild } from './measure-wild.ts';
import { performancePage } from './performance-page.ts';
import type { Results } from './results.ts';

const ROOT = resolve(import.meta.dirname, '..');
const USAGE = `npm run bench -- [options]
Measures everything, prints the goals, and writes bench/results.json and docs/performance.md with its chart.

  --quick      fewer rounds and sizes; writes nothing
  --only NAME  repeats reading, cold-start, latency or scale, and keeps the others of bench/results.json
  --wild FOLDER  instead: the processor time of the examination of every PDF below a folder, beside pdf-parse's
               getText and, where installed, pdftotext, mutool and x-ray (with their start); writes nothing`;
const { quick, only, wild } = readOptions(USAGE, {
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    wild: { type: 'string' },
  },
}).values;
if (wild !== undefined) {
  checkUsage(USAGE, [wild]);
  const holds = await measureWild(wild);
  console.log(holds ? 'The goal holds.' : 'The goal does not hold.');
  process.exit(holds ? 0 : 1);
}
const startedAt = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const minutes = (): number => (performance.now() - startedAt) / 60_000;

function bench(name: string): Bench {
  return {
    folder,
    quick,
    say: (line) => console.log(`${minutes().toFixed(1).padStart(4)} min  ${name}: ${line}`),
  };
}

const MEASUREMENTS = {
  reading: 'reading',
  'cold-start': 'coldStart',
  latency: 'latency',
  scale: 'scale',
} as const;
const known = quick ? undefined : measuredBefore(only);

try {
  const reading = known?.reading ?? (await measureReading(bench('reading')));
  const coldStart = known?.coldStart ?? (await measureColdStart(bench('cold start')));
  const latency = known?.latency ?? (await measureLatency(bench('latency')));
  const scale = known?.scale ?? (await measureScale(bench('scale')));
  const results: Results = {
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      processors: availableParallelism(),
      node: process.version,
    },
    minutes: known?.minutes ?? minutes(),
    load: loadavg()[1] ?? 0,
    reading,
    coldStart,
    latency,
    scale,
    cost: await measureCost(reading, scale),
  };
  const goals = goalsOf(results);
  console.log('');
  for (const { what, goal, measured, met } of goals)
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (goal ${goal})`);
  if (!quick) {
    writeFileSync(join(ROOT, 'bench/results.json'), `${JSON.stringify(results, rounded, 2)}\n`);
    writeFileSync(join(ROOT, 'docs/performance.md'), performancePage(results, goals));
    writeFileSync(join(ROOT, 'docs/images/reading.svg'), barChart(readingBars(results)));
    console.log('\nWritten: bench/results.json, docs/performance.md, docs/images/reading.svg');
  }
  console.log(`${minutes().toFixed(1)} minutes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// The emulators keep connections open.
process.exit();

/** The stored results of measurements that are not repeated. */
function measuredBefore(only: string | undefined): Partial<Results> | undefined {
  if (only === undefined) return undefined;
  const names = only.split(',');
  const results: Results = JSON.parse(readFileSync(join(ROOT, 'bench/results.json'), 'utf8'));
  const measured = Object.entries(MEASUREMENTS).flatMap(([name, key]) => (names.includes(name) ? [key] : []));
  if (measured.length !== names.length)
    throw new Error(`--only knows ${Object.keys(MEASUREMENTS).join(', ')}.`);
  return Object.fromEntries(Object.entries(results).filter(([key]) => !measured.some((one) => one === key)));
}

function readingBars({ reading }: Results) {
  const report = reading.find(
    ({ kind, pages, suspicious }) => kind === 'LibreOffice' && pages === 100 && suspicious === 0,
  );
  const bars = Object.entries(report?.milliseconds ?? {}).map(([way, value]) => ({
    label: way === 'examination' ? 'our whole examination' : way === 'clean copy' ? 'our clean copy' : way,
    value,
    ours: way === 'examination' || way === 'clean copy',
  }));
  return { title: 'A report of 100 pages: milliseconds, shorter is better', unit: 'ms', bars };
}

/** Four significant digits, the precision of these measurements. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
