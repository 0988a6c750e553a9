import { type Goal, thousands } from './goals.ts';
import { PRICES, PRICES_OF } from './list-prices.ts';
import { REQUEST_MS } from './measure-cost.ts';
import { reasonFor } from './missed-goals.ts';
import type { Results } from './results.ts';

/** Renders docs/performance.md. */
export function performancePage(results: Results, goals: readonly Goal[]): string {
  const { machine, minutes, load } = results;
  return `# How fast, how lean, and what it costs

Written by \`npm run bench\`, which takes ${minutes.toFixed(0)} minutes; \`npm run bench -- --quick\` gives a first look. Do not edit it: change \`bench/\` and run it again. The figures were taken on ${machine.processors} processors (${machine.processor}, Node ${machine.node}) at a load of ${load.toFixed(1)}, medians of several rounds in which everything that is compared has its turn, so that the ratios hold where the milliseconds do not${load > 1.5 * machine.processors ? ': other programs were running, and alone it is faster' : ''}. An import is judged by its processor time.

## Goals

${table(
  ['', 'Goal', 'Measured', ''],
  goals.map(({ what, goal, measured, met }) => [what, goal, measured, met ? 'met' : '**missed**']),
)}
${missed(goals)}
## Reading

![Milliseconds that each way takes to read a report of 100 pages](images/reading.svg)

These tables are older than the look at the pixels of every page. With it, the examination of four public reports of 15 to 117 pages took 2 to 5 times \`getText\`, and x-ray, which looks for boxes alone, 0.7 to 2.2 times: \`npm run bench -- --wild FOLDER\` measures any folder of PDFs so, beside \`pdftotext\`, \`mutool\` and x-ray where they are installed.

The reports are made of the pages in \`samples/\`. *Suspicious* pages have a picture beneath their text, so that only pixels tell whether it can be read. Milliseconds, and in brackets the ratio to \`pdf-parse\` \`getText\` alone, which is what one would use to get at the text:

${reading(results)}
What the examination is made of, and the first PDF of a process that has just started, as on Lambda after a cold start:

${parts(results)}
## Cold start

An import of each bundle in a process of its own, in turn.

${table(
  ['', 'Import, ms', 'Processor, ms', 'JavaScript, KB', 'Most of it (KB)'],
  results.coldStart.map(({ name, milliseconds, cpuMilliseconds, bytes, contents }) => [
    name,
    milliseconds.toFixed(0),
    cpuMilliseconds.toFixed(0),
    (bytes / 1000).toFixed(0),
    Object.entries(contents)
      .slice(0, 4)
      .map(([part, size]) => `${part} ${(size / 1000).toFixed(0)}`)
      .join(', '),
  ]),
)}
The thread that opens PDFs is ready ${examinerReady(results)} ms after the first upload asks for it. The JavaScript of \`examine-upload\` counts what is loaded only when it is needed: clean copies and pixels.

## Latency

On the embedded stack: the synthesized template with its bundles, queues, buckets and table on this machine. A report of ${results.latency.pages} pages takes ${results.latency.reading.toFixed(0)} ms to read and to clean by itself.

${latency(results)}
At most one alert a second goes out, on purpose: of many uploads at once the last are announced later than they are listed. A bulk load of ${results.latency.bulk.uploads} reports was examined and listed at ${results.latency.bulk.listedPerSecond.toFixed(1)} a second.

## Scale

One more review of the newest year, published by the real step, beside so many others of 25 years. The time is without the network. A rebuild renders and writes every public file.

${scale(results)}
## Reader

Bytes that a reader fetches, and in brackets as compressed on the way.

${reader(results)}
The search reads \`/reviews.json\` when somebody types, and older years when it is asked to.

## Cost

At list prices, US dollars, without the free tier. Measured are time, requests and bytes; assumed are ${REQUEST_MS} ms for each request within AWS.

${cost(results)}
The list prices of ${PRICES_OF}, which the command does not look up, for US East (N. Virginia); London is 15 to 20 % dearer:

${table(
  ['', 'Price, $', 'For one', 'Source'],
  Object.values(PRICES).map(({ what, dollars, unit, source }) => [
    what,
    String(Number(dollars.toPrecision(6))),
    unit,
    source,
  ]),
)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map((_, index) => (index === 0 ? '---' : '---:'))) + rows.map(line).join('');
}

function missed(goals: readonly Goal[]): string {
  const reasons = new Map<string, string[]>();
  for (const { what, met } of goals)
    if (!met) reasons.set(reasonFor(what), [...(reasons.get(reasonFor(what)) ?? []), what]);
  if (reasons.size === 0) return '';
  const said = [...reasons].map(([why, whats]) => `- *${whats.join('; ')}.* ${why}`);
  return `\n### What is missed, and why\n\n${said.join('\n')}\n`;
}

function reading({ reading: results }: Results): string {
  const ways = [...new Set(results.flatMap(({ milliseconds }) => Object.keys(milliseconds)))];
  return table(
    ['Report', 'Pages', 'Suspicious', ...ways, 'Pages a second'],
    results.map(({ kind, pages, suspicious, milliseconds }) => {
      const against = milliseconds['pdf-parse getText'] ?? Number.NaN;
      return [
        kind,
        String(pages),
        String(suspicious),
        ...ways.map((way) => {
          const value = milliseconds[way];
          return value === undefined ? '' : `${value.toFixed(0)} (${(value / against).toFixed(2)})`;
        }),
        ((1000 * pages) / (milliseconds.examination ?? Number.NaN)).toFixed(0),
      ];
    }),
  );
}

function parts({ reading: results }: Results): string {
  const names = [...new Set(results.flatMap((result) => Object.keys(result.parts)))];
  return table(
    [
      'Report',
      'Pages',
      'Suspicious',
      ...names.map((name) => `${name}, ms`),
      'first, ms',
      'getText first, ms',
      'peak, MB',
      'getText peak, MB',
    ],
    results.map(({ kind, pages, suspicious, parts: of, fresh }) => [
      kind,
      String(pages),
      String(suspicious),
      ...names.map((name) => of[name]?.toFixed(0) ?? ''),
      ...(['milliseconds', 'megabytes'] as const).flatMap((figure) =>
        ['examination', 'pdf-parse getText'].map((way) => fresh[way]?.[figure].toFixed(0) ?? ''),
      ),
    ]),
  );
}

const examinerReady = ({ coldStart }: Results): string =>
  coldStart.find(({ name }) => name === 'examine-upload')?.workerMilliseconds.toFixed(0) ?? '';

function latency({ latency: { oneAtATime, together, bulk } }: Results): string {
  return table(
    ['', 'Uploads', 'Examined: p50, p95, p99', 'Listed', 'Alerted'],
    Object.entries({ 'one at a time': oneAtATime, '40 at once': together, 'bulk load': bulk }).map(
      ([name, of]) => [
        name,
        String(of.uploads),
        ...[of.examined, of.listed, of.alerted].map(({ p50, p95, p99 }) =>
          !Number.isFinite(p50) ? '' : `${[p50, p95, p99].map((value) => value.toFixed(0)).join(', ')} ms`,
        ),
      ],
    ),
  );
}

function scale({ scale: results }: Results): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;
  return (
    table(
      [
        'Reviews',
        'Time',
        'Processor',
        'Table requests',
        'Read units',
        'Write units',
        'GET',
        'read',
        'PUT',
        'written',
        'Rebuild',
      ],
      results.map((one) => [
        thousands(one.reviews),
        `${one.milliseconds.toFixed(0)} ms`,
        `${one.cpuMilliseconds.toFixed(0)} ms`,
        ...[one.tableRequests, one.tableReadUnits, one.tableWriteUnits, one.gets].map(String),
        kilobytes(one.getBytes),
        String(one.puts),
        kilobytes(one.putBytes),
        `${(one.rebuildMilliseconds / 1000).toFixed(1)} s`,
      ]),
    ) +
    `\nWritten, by file:\n\n${table(
      ['', ...results.map(({ reviews }) => thousands(reviews))],
      Object.keys(results.at(-1)?.files ?? {})
        .filter((path) => !path.includes('child-'))
        .map((path) => [`\`${path}\``, ...results.map(({ files }) => kilobytes(files[path] ?? 0))]),
    )}`
  );
}

function reader({ scale: results }: Results): string {
  const [first] = results;
  return table(
    ['', ...results.map(({ reviews }) => `${thousands(reviews)} reviews`)],
    Object.keys(first?.reader ?? {}).map((path) => [
      `\`${path}\``,
      ...results.map(({ reader: of }) => {
        const { bytes = 0, compressed = 0 } = of[path] ?? {};
        return `${thousands(bytes)} (${thousands(compressed)})`;
      }),
    ]),
  );
}

function cost({
  cost: { publication, idleMonth, idleMonthAfterAllowances, readers, textractFor40Pages },
}: Results): string {
  const sum = (items: Readonly<Record<string, number>>) =>
    Object.values(items).reduce((all, one) => all + one, 0);
  const kinds = Object.keys(publication[0]?.items ?? {});
  const ours = sum(publication.find(({ reviews }) => reviews === 1_000)?.items ?? {});
  return `One publication of a report of 40 pages, beside so many others:

${table(
  ['', ...publication.map(({ reviews }) => thousands(reviews))],
  [
    ...kinds.map((kind) => [kind, ...publication.map(({ items }) => (items[kind] ?? 0).toFixed(6))]),
    ['together', ...publication.map(({ items }) => `**${sum(items).toFixed(6)}**`)],
  ],
)}
Textract would take $${textractFor40Pages.toFixed(2)} for the text of its pages alone: ${(textractFor40Pages / ours).toFixed(0)} times as much. Each subscriber by e-mail adds $${(2 / 1e5).toFixed(5)} to an alert.

${table(
  ['A month in which nothing happens', '$'],
  [
    ...Object.entries(idleMonth).map(([what, dollars]) => [what, dollars.toFixed(2)]),
    ['together', sum(idleMonth).toFixed(2)],
    ['after the free tier that does not end', `**${idleMonthAfterAllowances.toFixed(2)}**`],
  ],
)}
${table(
  ['100,000 readers of the index, the search, a review and its report', '$'],
  [
    ...Object.entries(readers).map(([what, dollars]) => [what, dollars.toFixed(2)]),
    ['together', `**${sum(readers).toFixed(2)}**`],
  ],
)}
CloudFront's rateLimiter of 1 TB and 10 million requests a month covers them.
`;
}
