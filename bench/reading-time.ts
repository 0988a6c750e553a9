import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { longReport, REPORT_KINDS } from './long-reports.ts';
import { median } from './median.ts';
import { WAYS } from './readers.ts';

const PAGES = 40;
/** Number of warm-up rounds and of counted rounds. */
const [WARMING, COUNTED] = [3, 9];

/** Times for one kind of report relative to `getText` of the same bytes: medians of alternating rounds. */
export interface ReadingTime {
  readonly kind: string;
  readonly pages: number;
  /** From bytes to facts and summary, including hidden text of every page. */
  readonly facts: Ratio;
  /** The same with every check. */
  readonly examination: Ratio;
}

interface Ratio {
  readonly milliseconds: number;
  /** CPU milliseconds, over all threads. */
  readonly cpuMilliseconds: number;
}

/** Reads 40-page reports made of the samples, in this process. */
export async function readingTimes(): Promise<ReadingTime[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reading-time-'));
  try {
    const times: ReadingTime[] = [];
    for (const kind of REPORT_KINDS) {
      const { path } = await longReport(folder, kind, PAGES);
      times.push({ kind, pages: PAGES, ...(await against(readFileSync(path))) });
    }
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function against(bytes: Uint8Array): Promise<Pick<ReadingTime, 'facts' | 'examination'>> {
  const [facts, examination, getText] = [clock(), clock(), clock()];
  for (let round = -WARMING; round < COUNTED; round++) {
    const isCounted = round >= 0;
    await facts.time(async () => readFacts(await readPdf(bytes), REVIEW_TYPES), isCounted);
    await examination.time(() => WAYS.examination(bytes), isCounted);
    await getText.time(() => WAYS['pdf-parse getText'](bytes), isCounted);
  }
  const ratio = (one: Ratio): Ratio => ({
    milliseconds: one.milliseconds / getText.medians().milliseconds,
    cpuMilliseconds: one.cpuMilliseconds / getText.medians().cpuMilliseconds,
  });
  return { facts: ratio(facts.medians()), examination: ratio(examination.medians()) };
}

function clock() {
  const wall: number[] = [];
  const cpu: number[] = [];
  return {
    async time(work: () => Promise<unknown>, isCounted: boolean): Promise<void> {
      const before = process.cpuUsage();
      const start = performance.now();
      await work();
      if (!isCounted) return;
      wall.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      cpu.push((user + system) / 1000);
    },
    medians: (): Ratio => ({ milliseconds: median(wall), cpuMilliseconds: median(cpu) }),
  };
}
