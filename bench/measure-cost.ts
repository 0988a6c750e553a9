import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { localSettings } from '../local/start/local-settings.ts';
import { synthesize } from '../local/start/synthesize.ts';
import { PRICES } from './list-prices.ts';
import type { ReadingResult } from './measure-reading.ts';
import type { ScaleResult } from './measure-scale.ts';

export type Items = Readonly<Record<string, number>>;

/** US dollars by item, at list prices without the free tier. */
export interface CostResult {
  /** Cost of publishing one 40-page report, by number of existing reviews. */
  readonly publication: readonly { readonly reviews: number; readonly items: Items }[];
  /** A month without publications and readers. */
  readonly idleMonth: Items;
  /** The idle month after the permanent free tier. */
  readonly idleMonthAfterAllowances: number;
  /** 100,000 readers who open the index, search, and open one review and its report. */
  readonly readers: Items;
  readonly textractFor40Pages: number;
}

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional(),
          // May be a reference instead of a name.
          FunctionName: z.string().optional().catch(undefined),
          MemorySize: z.number().optional(),
        })
        .optional(),
    }),
  ),
});

/** Assumed, not measured: milliseconds of a request to S3, DynamoDB, SQS or SNS within a region. */
export const REQUEST_MS = 8;
const { lambdaGbSecond, lambdaRequest } = PRICES;

/** Cost of one invocation of a step. */
function lambda({ memory }: Counts, step: string, milliseconds: number): number {
  const megabytes = memory.get(step);
  if (megabytes === undefined) throw new Error(`The template has no function ${step}.`);
  return lambdaRequest.dollars + (milliseconds / 1000) * (megabytes / 1024) * lambdaGbSecond.dollars;
}

/** Calculates costs from the measurements. */
export async function measureCost(
  reading: readonly ReadingResult[],
  scale: readonly ScaleResult[],
): Promise<CostResult> {
  const counts = await resourceCounts();
  const idleMonth = idle(counts);
  return {
    publication: scale.map((one) => ({ reviews: one.reviews, items: publication(reading, one, counts) })),
    idleMonth,
    idleMonthAfterAllowances: afterAllowances(idleMonth, counts),
    readers: readers(scale),
    textractFor40Pages: 40 * PRICES.textractPage.dollars,
  };
}

function publication(reading: readonly ReadingResult[], scale: ScaleResult, counts: Counts): Items {
  const report = reading.find(({ kind, pages }) => kind === 'LibreOffice' && pages === 40);
  const { examination = 0, 'clean copy': cleanCopy = 0 } = report?.milliseconds ?? {};
  const requests = scale.tableRequests + scale.gets + scale.puts;
  return {
    // Reads record, bucket and PDF; writes the clean copy, the record and a message.
    'examine-upload': lambda(counts, 'examine-upload', examination + cleanCopy + 8 * REQUEST_MS),
    'publish-review': lambda(counts, 'publish-review', scale.milliseconds + requests * REQUEST_MS),
    // Rate limit of alerts: two seconds.
    'alert-subscribers': lambda(counts, 'alert-subscribers', 2000),
    DynamoDB:
      (scale.tableReadUnits + 8) * PRICES.dynamoRead.dollars +
      (scale.tableWriteUnits + 12) * PRICES.dynamoWrite.dollars,
    S3: (scale.puts + 4) * PRICES.s3Put.dollars + (scale.gets + 2) * PRICES.s3Get.dollars,
    'SQS and SNS':
      12 * PRICES.sqsRequest.dollars + 3 * PRICES.sqsFifoRequest.dollars + 2 * PRICES.snsRequest.dollars,
    'logs and traces': (10_000 / 1e9) * PRICES.logGb.dollars + 3 * PRICES.trace.dollars,
  };
}

/** Seconds of a 30-day month. */
const MONTH = 30 * 24 * 3600;
const SWEEPS = MONTH / 60 + MONTH / 300 + 30;
/**
 * Lambda polls an empty queue with five long polls of 20 seconds at a time.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const POLLS = (5 * MONTH) / 20;

function idle(counts: Counts): Items {
  return {
    [`alarms on ${counts.alarms} metrics`]: counts.alarms * PRICES.alarmMonth.dollars,
    [`${counts.dashboards} dashboard`]: counts.dashboards * PRICES.dashboardMonth.dollars,
    [`${counts.keys} keys`]: counts.keys * PRICES.keyMonth.dollars,
    'polls of three queues': POLLS * (2 * PRICES.sqsRequest.dollars + PRICES.sqsFifoRequest.dollars),
    sweeps: SWEEPS * lambda(counts, 'sweep', 20 * REQUEST_MS),
    'requests of the sweeps':
      (MONTH / 300) * 14 * PRICES.s3Get.dollars +
      (MONTH / 300) * PRICES.s3Put.dollars +
      SWEEPS * 4 * PRICES.dynamoRead.dollars,
    'traces and logs of the sweeps':
      SWEEPS * PRICES.trace.dollars + ((SWEEPS * SWEEP_LOG_BYTES) / 1e9) * PRICES.logGb.dollars,
    'storage of 1,000 reviews': 1.5 * PRICES.s3GbMonth.dollars + 0.01 * PRICES.dynamoGbMonth.dollars,
  };
}

/** Bytes of the log lines of a sweep that finds nothing. */
const SWEEP_LOG_BYTES = 800;

/**
 * Permanent free tier per month: ten alarm metrics, three dashboards of 50 metrics, 5 GB of logs, a million
 * SQS requests, a million invocations and 400,000 GB-seconds of Lambda, 100,000 traces.
 */
function afterAllowances(items: Items, counts: Counts): number {
  const all = Object.values(items).reduce((sum, dollars) => sum + dollars, 0);
  const free =
    Math.min(10, counts.alarms) * PRICES.alarmMonth.dollars +
    Math.min(3, counts.dashboards) * PRICES.dashboardMonth.dollars +
    ((SWEEPS * SWEEP_LOG_BYTES) / 1e9) * PRICES.logGb.dollars +
    1e6 * PRICES.sqsRequest.dollars +
    SWEEPS * (lambda(counts, 'sweep', 20 * REQUEST_MS) + PRICES.trace.dollars);
  return all - free;
}

function readers(scale: readonly ScaleResult[]): Items {
  const reader = scale.find(({ reviews }) => reviews === 1_000)?.reader ?? {};
  const pages = Object.entries(reader).filter(
    ([path]) => path === '/' || path === '/reviews.json' || path.startsWith('/assets/'),
  );
  const bytes = pages.reduce((sum, [, { compressed }]) => sum + compressed, 0) + 3_000 + 180_000;
  const requests = pages.length + 2;
  return {
    bytes: ((100_000 * bytes) / 1e9) * PRICES.cloudFrontGb.dollars,
    requests: 100_000 * requests * PRICES.cloudFrontRequest.dollars,
  };
}

interface Counts {
  readonly alarms: number;
  readonly dashboards: number;
  readonly keys: number;
  /** Memory in MB by step. */
  readonly memory: ReadonlyMap<string, number>;
}

/** Counts the resources of the template that cost something while idle. */
async function resourceCounts(): Promise<Counts> {
  const assembly = await synthesize(localSettings('http://localhost:8080'), () => undefined);
  const resources = globSync('*.template.json', { cwd: assembly }).flatMap((file) =>
    Object.values(Template.parse(JSON.parse(readFileSync(join(assembly, file), 'utf8'))).Resources),
  );
  const of = (type: string) => resources.filter(({ Type }) => Type === type);
  const count = (type: string) => of(type).length;
  return {
    // An alarm is billed for each of its metrics.
    alarms: of('AWS::CloudWatch::Alarm')
      .map(
        ({ Properties }) =>
          Properties?.Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1,
      )
      .reduce((sum, metrics) => sum + metrics, 0),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    keys: count('AWS::KMS::Key'),
    memory: new Map(
      of('AWS::Lambda::Function').map(({ Properties: { FunctionName = '', MemorySize = 128 } = {} }) => [
        FunctionName.replace('review-publisher-', ''),
        MemorySize,
      ]),
    ),
  };
}
