import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { textFiles } from '#shared/report/words/read-lines.ts';
import { withoutCanvas } from '../infra/pdfjs-without-canvas.ts';
import type { Bench } from './bench.ts';
import { type LongReport, longReport, REPORT_KINDS } from './long-reports.ts';
import { median } from './median.ts';
import { type Part, WAYS, type Way } from './readers.ts';

const run = promisify(execFile);

/** Durations for one report: medians over rounds in which every reader had its turn. */
export interface ReadingResult extends Omit<LongReport, 'path'> {
  /** Milliseconds by reader, in a warm process. */
  readonly milliseconds: Readonly<Record<string, number>>;
  /** CPU milliseconds by reader, over all threads. */
  readonly cpuMilliseconds: Readonly<Record<string, number>>;
  /** Milliseconds by phase of the examination. */
  readonly parts: Readonly<Record<string, number>>;
  /** Results for the first PDF of a fresh process, by reader. */
  readonly fresh: Readonly<Record<string, z.infer<typeof Fresh>>>;
}

const Fresh = z.object({ milliseconds: z.number(), cpuMilliseconds: z.number(), megabytes: z.number() });

/** Command-line PDF readers, if installed. */
const TOOLS: Readonly<Record<string, (path: string) => string[]>> = {
  pdftotext: (path) => ['pdftotext', '-q', path, '/dev/null'],
  mutool: (path) => ['mutool', 'draw', '-q', '-F', 'txt', '-o', '/dev/null', path],
  tika: (path) => ['tika', '--text', path],
};

/** Times every reader on reports of 40, 100 and 300 pages. */
export async function measureReading({ folder, quick, say }: Bench): Promise<ReadingResult[]> {
  const reports: LongReport[] = [];
  for (const kind of REPORT_KINDS) {
    reports.push(await longReport(folder, kind, 40), await longReport(folder, kind, 100));
  }
  if (!quick) reports.push(await longReport(folder, 'LibreOffice', 300));
  reports.push(
    await longReport(folder, 'LibreOffice', 100, 20),
    await longReport(folder, 'LibreOffice', 100, 100),
  );
  const tools = Object.keys(TOOLS).filter(isInstalled);
  const program = await readingProgram();
  const results: ReadingResult[] = [];
  for (const report of reports) {
    const rounds = quick || report.pages === 300 || report.suspicious > 0 ? 3 : 5;
    say(`${report.kind}, ${report.pages} pages, ${report.suspicious} suspicious: ${rounds} rounds`);
    results.push(await measureReport(report, rounds, tools, program));
  }
  return results;
}

async function measureReport(
  { path, ...report }: LongReport,
  rounds: number,
  tools: readonly string[],
  program: string,
): Promise<ReadingResult> {
  const bytes = readFileSync(path);
  const times: Samples = new Map();
  const cpu: Samples = new Map();
  const parts: Samples = new Map();
  const part: Part = (name, work) => {
    const start = performance.now();
    const done = work();
    const note = () => add(parts, name, performance.now() - start);
    if (done instanceof Promise) void done.then(note, note);
    else note();
    return done;
  };
  const ways = Object.keys(WAYS) as Way[];
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) for (const samples of [times, cpu, parts]) samples.clear();
    for (const way of ways) {
      const before = process.cpuUsage();
      const start = performance.now();
      await WAYS[way](bytes, part);
      add(times, way, performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      add(cpu, way, (user + system) / 1000);
    }
    for (const tool of tools) {
      const [command = '', ...args] = TOOLS[tool]?.(path) ?? [];
      const start = performance.now();
      await run(command, args);
      add(times, tool, performance.now() - start);
    }
  }
  const fresh: Record<string, z.infer<typeof Fresh>> = {};
  for (const way of ways) fresh[way] = await freshProcess(program, way, path);
  return {
    ...report,
    milliseconds: medians(times),
    cpuMilliseconds: medians(cpu),
    parts: medians(parts),
    fresh,
  };
}

type Samples = Map<string, number[]>;

function add(samples: Samples, name: string, value: number): void {
  samples.set(name, [...(samples.get(name) ?? []), value]);
}

const medians = (samples: Samples): Record<string, number> =>
  Object.fromEntries([...samples].map(([name, values]) => [name, median(values)]));

async function freshProcess(program: string, way: Way, path: string): Promise<z.infer<typeof Fresh>> {
  const { stdout } = await run(process.execPath, [program, way, path]);
  return Fresh.parse(JSON.parse(stdout));
}

/** Bundled like the functions, so that memory and start-up match Lambda. */
async function readingProgram(): Promise<string> {
  // Inside the project, so that PDFium's WebAssembly resolves from node_modules.
  const outfile = join(import.meta.dirname, '../dist/bench/reading-process.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'reading-process.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
    logLevel: 'error',
    plugins: [withoutCanvas],
  });
  for (const file of textFiles())
    await copyFile(join(import.meta.dirname, '../shared/report/words', file), join(dirname(outfile), file));
  return outfile;
}

function isInstalled(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
