import type { Results } from './results.ts';

export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

/** All goals with their measured values. */
export function goalsOf({ reading, coldStart, latency, scale, cost }: Results): Goal[] {
  const plain = reading.filter(({ pages, suspicious }) => pages === 100 && suspicious === 0);
  const suspicious = reading.filter((one) => one.pages === 100 && one.suspicious > 0);
  const ratio = (one: (typeof reading)[number], other: string) =>
    (one.milliseconds.examination ?? Number.NaN) / (one.milliseconds[other] ?? Number.NaN);
  const most = (of: readonly number[]) => Math.max(...of);
  const goals: Goal[] = [];
  const add = (what: string, goal: string, measured: string, met: boolean) => {
    goals.push({ what, goal, measured, met });
  };
  const getText = most(plain.map((one) => ratio(one, 'pdf-parse getText')));
  add('Examination of 100 pages against pdf-parse getText alone', '≤ 1.0 ×', times(getText), getText <= 1);
  if (plain.some(({ milliseconds }) => milliseconds.pdftotext !== undefined)) {
    const tool = most(plain.map((one) => ratio(one, 'pdftotext')));
    add('... against pdftotext', '≤ 5 ×', times(tool), tool <= 5);
  }
  for (const one of suspicious) {
    const against = ratio(one, 'pdf-parse getText');
    add(
      `... with ${one.suspicious} of 100 pages suspicious, against getText`,
      '≤ 2.5 ×',
      times(against),
      against <= 2.5,
    );
  }
  const speed = Math.min(
    ...plain.map(({ milliseconds }) => 100_000 / (milliseconds.examination ?? Number.NaN)),
  );
  add('Pages a second', '≥ 80', speed.toFixed(0), speed >= 80);
  const memory = most(plain.map(({ fresh }) => fresh.examination?.megabytes ?? Number.NaN));
  add('Peak memory of that examination', '≤ 220 MB', `${memory.toFixed(0)} MB`, memory <= 220);

  // CPU time, which other programs do not distort.
  const empty = coldStart.find(({ name }) => name === 'empty handler')?.cpuMilliseconds ?? 0;
  for (const { name, cpuMilliseconds, bytes } of coldStart.filter((one) => /^[a-z-]+$/.test(one.name))) {
    const limit = name === 'examine-upload' ? 250 : 60;
    const size = name === 'examine-upload' ? 2_500_000 : 350_000;
    const over = cpuMilliseconds - empty;
    add(`Import of ${name} over an empty handler`, `≤ ${limit} ms`, `${over.toFixed(0)} ms`, over <= limit);
    add(`Size of ${name}`, `≤ ${size / 1000} KB`, `${(bytes / 1000).toFixed(0)} KB`, bytes <= size);
  }

  const { p50, p99 } = latency.beyondReading;
  add('Upload to alert beyond reading the PDF, p50', '≤ 150 ms', `${p50.toFixed(0)} ms`, p50 <= 150);
  add('Upload to alert beyond reading the PDF, p99', '≤ 400 ms', `${p99.toFixed(0)} ms`, p99 <= 400);
  const rate = (latency.bulk.listedPerSecond * latency.reading) / 1000 / latency.processors;
  add(
    'Bulk load against the pure reading rate of all processors',
    '≥ 85 %',
    `${(100 * rate).toFixed(0)} %`,
    rate >= 0.85,
  );

  const small = scale.find(({ reviews }) => reviews === 1_000);
  const large = scale.at(-1);
  if (small && large) {
    const grown = [
      ['time', large.cpuMilliseconds / small.cpuMilliseconds],
      ['bytes read and written', (large.getBytes + large.putBytes) / (small.getBytes + small.putBytes)],
      ['table read units', large.tableReadUnits / small.tableReadUnits],
    ] as const;
    for (const [what, by] of grown)
      add(
        `One more review at ${thousands(large.reviews)} against 1,000: ${what}`,
        '≤ 1.5 ×',
        times(by),
        by <= 1.5,
      );
    for (const [path, what] of [
      ['/', 'The index page'],
      ['/reviews.json', 'The first page of the feed'],
    ] as const) {
      const by = (large.reader[path]?.bytes ?? 0) / (small.reader[path]?.bytes ?? 1);
      add(`${what} at ${thousands(large.reviews)} against 1,000`, '≤ 1.0 ×', times(by), by <= 1.05);
    }
  }
  for (const { reviews, items } of cost.publication.filter((one) => one.reviews >= 1_000)) {
    const dollars = Object.values(items).reduce((sum, one) => sum + one, 0);
    add(
      `One publication beside ${thousands(reviews)} others`,
      '≤ $0.0003',
      `$${dollars.toFixed(5)}`,
      dollars <= 0.0003,
    );
  }
  const idle = cost.idleMonthAfterAllowances;
  add('A month in which nothing happens, after the free tier', '≤ $2', `$${idle.toFixed(2)}`, idle <= 2);
  return goals;
}

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
export const thousands = (value: number): string => value.toLocaleString('en-GB');
