import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './median.ts';
import { pdfsBelow } from './pdfs-below.ts';
import { WAYS } from './readers.ts';

/** Other programs as they read a PDF, and how to see whether they are installed. */
const TOOLS: Readonly<Record<string, { readonly check: Command; readonly read: Command }>> = {
  pdftotext: { check: ['pdftotext', '-v'], read: ['pdftotext', '-q'] },
  'mutool text': { check: ['mutool', '-v'], read: ['mutool', 'draw', '-q', '-F', 'txt', '-o', '/dev/null'] },
  'mutool pixels': { check: ['mutool', '-v'], read: ['mutool', 'draw', '-q', '-F', 'pgm', '-r', '72'] },
  'x-ray': { check: ['python3', '-c', 'import xray'], read: ['python3', '-m', 'xray'] },
};
type Command = readonly [string, ...string[]];

/** From here on a report is long: the goal on speed is about these. */
const LONG_PAGES = 100;
/** Most processor time of the examination of a long report, in that of `getText`. */
const GOAL = 2;
const ROUNDS = 3;

interface Measured {
  readonly file: string;
  readonly pages: number;
  /** Milliseconds of processor time, by reader; absent where one does not read the file. */
  readonly milliseconds: ReadonlyMap<string, number>;
}

/**
 * Measures the processor time of the examination beside that of other readers on every PDF below a folder,
 * all in one run, and prints a line for each file. Whether the goal on long reports holds.
 */
export async function measureWild(folder: string): Promise<boolean> {
  const tools = Object.keys(TOOLS).filter(isInstalled);
  const readers = ['examination', ...tools];
  const files = pdfsBelow(folder);
  // pdf.js leaves promises behind when it closes a damaged document.
  process.on('unhandledRejection', () => {});
  console.log(`Processor time in that of getText; medians of ${ROUNDS} rounds.\n`);
  console.log(`${'pages'.padStart(5)}  ${'getText'.padStart(9)}${readers.map(column).join('')}  file`);
  const measured: Measured[] = [];
  // What runs for the first time is slower.
  const [first] = files;
  if (first !== undefined) await measuredFile(join(folder, first), [], 1);
  for (const [index, file] of files.entries()) {
    process.stderr.write(`\r${index + 1} of ${files.length}\x1b[K`);
    const one = { file, ...(await measuredFile(join(folder, file), tools, ROUNDS)) };
    measured.push(one);
    process.stderr.write('\r\x1b[K');
    console.log(lineOf(one, readers));
  }
  const long = measured.filter(({ pages }) => pages >= LONG_PAGES);
  console.log('');
  for (const [what, some] of [
    ['all', measured],
    [`of ${LONG_PAGES} pages and more`, long],
  ] as const) {
    const ratios = some.flatMap((one) => ratioOf(one, 'examination') ?? []);
    console.log(
      `${what}: ${ratios.length} examined, median ${ratio(median(ratios))}, most ${ratio(Math.max(...ratios))}`,
    );
  }
  const isSlow = (one: Measured) =>
    (ratioOf(one, 'examination') ?? 0) > Math.min(GOAL, ratioOf(one, 'x-ray') ?? GOAL);
  return !long.some(isSlow);
}

async function measuredFile(
  path: string,
  tools: readonly string[],
  rounds: number,
): Promise<Omit<Measured, 'file'>> {
  const bytes = readFileSync(path);
  const times = new Map<string, number[]>();
  let pages = 0;
  const ways: Readonly<Record<string, () => Promise<number | undefined>>> = {
    getText: () =>
      ownTime(async () => {
        pages = await WAYS['pdf-parse getText'](bytes);
      }),
    examination: () => ownTime(() => WAYS.examination(bytes)),
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const reader of ['getText', 'examination', ...tools]) {
      const time = await (ways[reader]?.() ?? toolTime([...(TOOLS[reader]?.read ?? []), path]));
      if (time !== undefined) times.set(reader, [...(times.get(reader) ?? []), time]);
    }
  }
  return { pages, milliseconds: new Map([...times].map(([reader, values]) => [reader, median(values)])) };
}

/** Milliseconds of processor time that work in this process takes; `undefined` where it fails. */
async function ownTime(work: () => Promise<unknown>): Promise<number | undefined> {
  const before = process.cpuUsage();
  try {
    await work();
  } catch {
    return undefined;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The same of a command, with its start: the second line of the shell's `times` is of its children. */
function toolTime(command: readonly string[]): number | undefined {
  const { stdout, status } = spawnSync(
    'sh',
    ['-c', '"$@" >/dev/null 2>&1 || exit; times', 'sh', ...command],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) return undefined;
  const parts = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function isInstalled(tool: string): boolean {
  const [command = '', ...rest] = TOOLS[tool]?.check ?? [];
  try {
    execFileSync(command, rest, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function ratioOf({ milliseconds }: Measured, reader: string): number | undefined {
  const [own, text] = [milliseconds.get(reader), milliseconds.get('getText')];
  return own === undefined || text === undefined ? undefined : own / text;
}

function lineOf(one: Measured, readers: readonly string[]): string {
  const text = one.milliseconds.get('getText');
  const ratios = readers.map((reader) => column(ratio(ratioOf(one, reader))));
  const own = text === undefined ? 'not read' : `${text.toFixed(0)} ms`;
  return `${String(one.pages).padStart(5)}  ${own.padStart(9)}${ratios.join('')}  ${one.file}`;
}

const column = (text: string): string => text.padStart(15);
const ratio = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? '-' : `${value.toFixed(2)} x`;
