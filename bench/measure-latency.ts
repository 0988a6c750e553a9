import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { logReference } from '#shared/domain/log-reference.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../local/aws/embedded-stack.ts';
import { localSettings } from '../local/start/local-settings.ts';
import { synthesize } from '../local/start/synthesize.ts';
import type { Bench } from './bench.ts';
import { median, quantile } from './median.ts';
import { WAYS } from './readers.ts';
import { shortReport } from './short-report.ts';

/** Milliseconds from upload to result. */
interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Latency {
  readonly uploads: number;
  readonly atOnce: number;
  readonly examined: Quantiles;
  readonly listed: Quantiles;
  readonly alerted: Quantiles;
  /** Uploads examined and listed per second of a bulk load. */
  readonly listedPerSecond: number;
}

export interface LatencyResult {
  /** Milliseconds to read and clean one such report, measured between the single uploads. */
  readonly reading: number;
  /** Upload to alert, one at a time, less the reading time measured just after. */
  readonly beyondReading: Quantiles;
  readonly pages: number;
  /** Processors available during the bulk load. */
  readonly processors: number;
  readonly oneAtATime: Latency;
  readonly together: Latency;
  readonly bulk: Latency;
}

/** Timeout of a batch: alerts are limited to one a second. */
const PATIENCE_MS = 400_000;

/** Concurrent uploads, as from a file client. */
const PUTS_AT_ONCE = 20;

/** Uploads reports to the synthesized stack on this machine and takes the times from the functions' logs. */
export async function measureLatency({ folder, quick, say }: Bench): Promise<LatencyResult> {
  const readings: number[] = [];
  for (let round = 0; round < 6; round++) await pureReading();
  const assembly = await synthesize(localSettings('http://localhost:8080'), () => say('synthesizing'));
  const beyond: number[] = [];
  const events = eventsOf();
  const stack = await startEmbeddedStack({
    assembly,
    folder: join(folder, 'stack'),
    onLine: (line) => events.note(line),
    onError: (error) => say(`trouble: ${error instanceof Error ? error.message : String(error)}`),
  });
  const upload = uploader(stack);
  try {
    for (const lambda of stack.functions.values()) await lambda.warm().catch(() => undefined);
    // Warm-up: not counted.
    await batch('Warm', 4, 2, true);
    say('one at a time');
    const oneAtATime = await batch('Single', quick ? 8 : 200, 1, true);
    say('40 at once');
    const together = await batch('Together', quick ? 8 : 40, 40, true);
    say('a bulk load, listed but not waited for until alerted');
    const bulk = await batch('Bulk', quick ? 20 : 1_000, 1_000, false);
    return {
      reading: median(readings),
      beyondReading: quantilesOf(beyond),
      pages: 20,
      processors: availableParallelism(),
      oneAtATime,
      together,
      bulk,
    };
  } finally {
    await stack.stop();
  }

  async function batch(
    word: string,
    uploads: number,
    atOnce: number,
    untilAlerted: boolean,
  ): Promise<Latency> {
    const reports = await Promise.all(
      Array.from({ length: uploads }, async (_, number) => {
        const title = `Child ${word} ${number + 1}`;
        return { key: `${title.replaceAll(' ', '-').toLowerCase()}.pdf`, pdf: await shortReport(title) };
      }),
    );
    const waiting = [...reports];
    const took = { examined: [] as number[], listed: [] as number[], alerted: [] as number[] };
    const start = performance.now();
    let lastListed = start;
    const one = async (): Promise<void> => {
      for (let report = waiting.shift(); report !== undefined; report = waiting.shift()) {
        const ref = logReference(report.key.replace('.pdf', ''));
        const at = performance.now();
        await upload(report.key, report.pdf);
        const when = (event: string) => events.happened(`${event} ${ref}`);
        took.examined.push((await when('upload.examined')) - at);
        const listed = await when('review.published');
        took.listed.push(listed - at);
        lastListed = Math.max(lastListed, listed);
        if (untilAlerted) took.alerted.push((await when('alert.published')) - at);
        if (atOnce > 1 || word === 'Warm') continue;
        const reading = await pureReading();
        readings.push(reading);
        beyond.push((took.alerted.at(-1) ?? Number.NaN) - reading);
        // Waits for the alert rate limit, so that it does not delay the next upload.
        await pause(Math.max(0, 1_100 - (performance.now() - at)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, uploads) }, one));
    return {
      uploads,
      atOnce,
      examined: quantilesOf(took.examined),
      listed: quantilesOf(took.listed),
      alerted: quantilesOf(took.alerted),
      listedPerSecond: (1000 * uploads) / (lastListed - start),
    };
  }
}

async function pureReading(): Promise<number> {
  const pdf = await shortReport('Child Pure');
  const start = performance.now();
  await WAYS.examination(pdf);
  await WAYS['clean copy'](pdf);
  return performance.now() - start;
}

function uploader(stack: EmbeddedStack) {
  const s3 = new S3Client({
    endpoint: stack.s3Url,
    region: stack.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  const Bucket = stack.outputs.UploadsBucket;
  const clerks: Promise<unknown>[] = Array.from({ length: PUTS_AT_ONCE }, () => Promise.resolve());
  let uploads = 0;
  return async (Key: string, Body: Uint8Array): Promise<void> => {
    const clerk = uploads++ % PUTS_AT_ONCE;
    const put = clerks[clerk]?.then(() =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/pdf' })),
    );
    clerks[clerk] = Promise.resolve(put);
    await put;
  };
}

/** Collects the first log event of each kind per review. */
function eventsOf() {
  const seen = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    note(line: string): void {
      const [, event] = /"event":"([a-z.]+)"/.exec(line) ?? [];
      const [, ref] = /"ref":"([^"]+)"/.exec(line) ?? [];
      const what = `${event} ${ref}`;
      if (event === undefined || ref === undefined || seen.has(what)) return;
      const at = performance.now();
      seen.set(what, at);
      waiting.get(what)?.(at);
    },
    happened(what: string): Promise<number> {
      const at = seen.get(what);
      if (at !== undefined) return Promise.resolve(at);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Waited in vain for ${what}.`)), PATIENCE_MS);
        waiting.set(what, (then) => {
          clearTimeout(late);
          resolve(then);
        });
      });
    },
  };
}

const quantilesOf = (values: readonly number[]): Quantiles => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
});
