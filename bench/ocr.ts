import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { recognizePages } from '#shared/pdf/ocr/recognize-pages.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { aScan } from '../test/support/pdf/a-scan.ts';
import { checkUsage } from './check-usage.ts';

const USAGE = `npm run bench:ocr -- [FOLDER]
Makes scans of 20 pages of the reports of a folder (samples by default), a little askew and grainy, and says how well and
how fast text recognition reads them at 150, 200 and 300 dots an inch.`;

const PAGES = 20;
const RESOLUTIONS = [150, 200, 300];
const [DEGREES, GRAIN] = [0.7, 40];
/** Pages with fewer are covers, contents and pictures: there is nothing to compare. */
const LEAST_WORDS = 150;

const Measured = z.object({
  texts: z.array(z.string()),
  processorSeconds: z.number(),
  seconds: z.number(),
  peakMegabytes: z.number(),
});

/** Of a report, the pages to scan, with the words that are on them. */
interface Original {
  readonly pdf: Uint8Array;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** In a process of its own, so that its memory is that of the recognition. */
async function measure(file: string): Promise<void> {
  const pdf = new Uint8Array(readFileSync(file));
  const report = await readPdf(pdf);
  const before = { at: performance.now(), used: process.cpuUsage() };
  const read = await recognizePages(pdf, report, new Set(report.pages.map(({ number }) => number)));
  const { user, system } = process.cpuUsage(before.used);
  const measured: z.infer<typeof Measured> = {
    texts: read.pages.map(({ lines }) => lines.map(({ text }) => text).join(' ')),
    processorSeconds: (user + system) / 1e6,
    seconds: (performance.now() - before.at) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measured));
}

/** One or two pages of prose of each report, until there are enough. */
async function chosenPages(folder: string): Promise<Original[]> {
  const originals: Original[] = [];
  let left = PAGES;
  for (const file of readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.pdf'))
    .sort()) {
    if (left === 0) break;
    const pdf = new Uint8Array(readFileSync(path.join(folder, file)));
    // A set may have damaged files too.
    const { pages } = await readPdf(pdf).catch(() => ({ pages: [] }));
    const chosen = pages
      .map(({ number, lines }) => ({ number, text: lines.map(({ text }) => text).join(' ') }))
      .filter(({ text }) => text.split(' ').length >= LEAST_WORDS)
      .slice(1, 1 + Math.min(2, left));
    left -= chosen.length;
    originals.push({
      pdf,
      numbers: chosen.map(({ number }) => number),
      texts: chosen.map(({ text }) => text),
    });
  }
  return originals;
}

async function main(folder: string): Promise<void> {
  const originals = await chosenPages(folder);
  const work = mkdtempSync(path.join(tmpdir(), 'bench-ocr-'));
  console.log('dpi   pages   processor s/page   s/page   characters   numbers   peak MB');
  for (const dotsPerInch of RESOLUTIONS) {
    const truth: string[] = [];
    const totals = {
      read: '',
      seconds: 0,
      processor: 0,
      peak: 0,
      edits: 0,
      characters: 0,
      right: 0,
      numbers: 0,
    };
    for (const { pdf, numbers, texts } of originals.filter(({ numbers }) => numbers.length > 0)) {
      const file = path.join(work, 'scan.pdf');
      writeFileSync(file, await aScan(pdf, { dotsPerInch, pages: numbers, degrees: DEGREES, grain: GRAIN }));
      const answer = execFileSync(process.execPath, [import.meta.filename, '--read', file], {
        maxBuffer: 1e8,
      });
      const measured = Measured.parse(JSON.parse(answer.toString()));
      totals.seconds += measured.seconds;
      totals.processor += measured.processorSeconds;
      totals.peak = Math.max(totals.peak, measured.peakMegabytes);
      for (const [place, text] of texts.entries()) {
        const [wanted, got] = [plain(text), plain(measured.texts[place] ?? '')];
        truth.push(wanted);
        totals.edits += editDistance(wanted, got);
        totals.characters += wanted.length;
        const there = numbersIn(got);
        for (const number of numbersIn(wanted)) {
          totals.numbers += 1;
          const at = there.indexOf(number);
          if (at >= 0) {
            totals.right += 1;
            there.splice(at, 1);
          }
        }
      }
    }
    const count = truth.length;
    console.log(
      [
        String(dotsPerInch).padEnd(6),
        String(count).padEnd(8),
        (totals.processor / count).toFixed(2).padEnd(19),
        (totals.seconds / count).toFixed(2).padEnd(9),
        `${(100 * (1 - totals.edits / totals.characters)).toFixed(2)} %`.padEnd(13),
        `${((100 * totals.right) / Math.max(1, totals.numbers)).toFixed(1)} %`.padEnd(10),
        totals.peak.toFixed(0),
      ].join(''),
    );
  }
  rmSync(work, { recursive: true });
}

/** One kind of quotation mark, dash and space. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

const numbersIn = (text: string): string[] => text.match(/\d[\d.,/]*/g) ?? [];

/** Levenshtein's, with one row. */
function editDistance(one: string, other: string): number {
  let row = Uint32Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = new Uint32Array(other.length + 1);
    next[0] = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const [first, second] = process.argv.slice(2);
if (first === '--read' && second !== undefined) await measure(second);
else {
  const folder = first ?? 'samples';
  checkUsage(USAGE, [folder]);
  await main(folder);
}
