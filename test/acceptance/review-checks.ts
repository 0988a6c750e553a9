import { randomBytes } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { readSettings } from '../../infra/read-settings.ts';
import { runSweep } from './stack-checks.ts';
import type { Check } from './target.ts';
import { expectSame, sample, type Trial, waitFor } from './trial.ts';

/** The least that S3 takes as a part that is not the last, with which two parts are over 8 MB. */
const PART_BYTES = 5 * 1024 * 1024;
/** An upload is examined well within this time, and the embargo must not be over before. */
const EMBARGO_MS = 60_000;
const MINUTE_MS = 60_000;

const BEN = 'ben-lscpr-final.pdf';
const EMILY = 'Emily-and-Jack-SCR-Overview-report-23.10.20.pdf';

const today = () => new Date().toISOString().slice(0, 10);
const isGone = async ({ get }: Trial, file: string) => (await get(file)).status === 404;

/** The life of one review, and of one under embargo. */
export function reviewChecks(trial: Trial): Check[] {
  const { title, name, put, remove, get, listed, alertsOf, receipts } = trial;
  const noteOf = (words: string, more = '') => `title: ${words}\npublished: ${today()}\n${more}`;
  const embargo = startEmbargo(trial, noteOf);
  let pathname = '';
  const oneAlert = async (words: string) => {
    await waitFor(`the alert of ${words}`, async () => (await alertsOf(words)).length > 0);
    const [alert, ...others] = await alertsOf(words);
    expectSame('number of further alerts', others.length, 0);
    if (alert === undefined) throw new Error(`There is no alert of ${words}.`);
    return alert;
  };
  return [
    {
      title: 'an upload is announced exactly once, and the officer gets a receipt',
      async run() {
        await put(`${name}.yaml`, noteOf(title));
        const droppedAt = Date.now();
        await put(`${name}.pdf`, sample(BEN));
        const alert = await oneAlert(title);
        pathname = alert.pathname;
        await waitFor('a receipt', async () => (await receipts()).find((text) => text.includes(pathname)));
        const seconds = (alert.at.getTime() - droppedAt) / 1000 - (await waitForNote(trial));
        return `upload to alert ${seconds.toFixed(1)} s beyond waitForNote`;
      },
    },
    embargo.drop,
    {
      title: 'a reader gets the page, the PDF, the listing and the feeds through the site',
      async run() {
        const page = await get(pathname);
        expectSame('status of the page', page.status, 200);
        expectSame('policy of the page', page.headers.has('content-security-policy'), true);
        expectSame('redirect without a slash', (await get(pathname.slice(0, -1))).status, 301);
        const pdf = await get(`${pathname}report.pdf`);
        expectSame('type of the PDF', pdf.headers.get('content-type'), 'application/pdf');
        expectSame('first bytes of the PDF', (await pdf.text()).slice(0, 5), '%PDF-');
        for (const feed of ['/reviews.atom', '/reviews.json'])
          expectSame(`status of ${feed}`, (await get(feed)).status, 200);
        await waitFor('the listing', async () => (await listed()).includes(title));
      },
    },
    {
      title: 'a new version replaces the old one at its address, without another alert',
      async run() {
        const before = (await receipts()).length;
        const edition = Buffer.concat([sample(BEN), Buffer.from('\n% second edition\n')]);
        await put(`${name}.pdf`, edition);
        await waitFor('a receipt', async () => (await receipts())[before]);
        await waitFor('the page', async () => (await (await get(pathname)).text()).includes(title));
        await oneAlert(title);
      },
    },
    {
      title: 'a multipart upload over 8 MB arrives, and what is no PDF is answered with a receipt',
      async run() {
        const before = (await receipts()).length;
        await putInParts(trial, `${name}-large.pdf`);
        await waitFor('a receipt', async () => (await receipts())[before]);
      },
    },
    {
      title: 'a renamed upload goes on at its address, without another alert',
      async run() {
        const before = (await receipts()).length;
        const Bucket = trial.target.output('UploadsBucket');
        const Key = `${name}-renamed.pdf`;
        trial.made(Key);
        await put(`${name}-renamed.yaml`, noteOf(`${title} renamed`));
        const CopySource = `${Bucket}/${name}.pdf`;
        await trial.target.officer.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
        await waitFor('a receipt', async () => (await receipts())[before]);
        await remove(`${name}.pdf`);
        await remove(`${name}.yaml`);
        await waitFor('the new title', async () => (await listed()).includes(`${title} renamed`));
        expectSame('status of the PDF', (await get(`${pathname}report.pdf`)).status, 200);
        await oneAlert(title);
        expectSame('number of alerts of the new name', (await alertsOf(`${title} renamed`)).length, 0);
      },
    },
    embargo.ends,
    {
      title: 'a deleted upload is withdrawn: no PDF, and not in the listing',
      async run() {
        await remove(`${name}-renamed.pdf`);
        await waitFor('the removal of the PDF', () => isGone(trial, `${pathname}report.pdf`));
        await waitFor(
          'the removal from the listing',
          async () => !(await listed()).includes(`${title} renamed`),
        );
        await oneAlert(title);
      },
    },
    ...lostEvent(trial, noteOf),
  ];
}

/** Seconds for which the uploads queue delays an event. */
async function waitForNote({ target }: Trial): Promise<number> {
  const { Attributes } = await target.operator.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: target.output('UploadsQueue'),
      AttributeNames: ['DelaySeconds'],
    }),
  );
  return Number(Attributes?.DelaySeconds);
}

/** A review that becomes public at the next minute but one, with its checks. */
function startEmbargo(
  trial: Trial,
  noteOf: (title: string, more: string) => string,
): Record<'drop' | 'ends', Check> {
  const { name, put, listed, alertsOf, receipts, target } = trial;
  const title = `${trial.title} under embargo`;
  const { timeZone } = readSettings(target.settingsFile).publisher;
  let publishAt = 0;
  return {
    drop: {
      title: 'a review under embargo is not public, and its officer is told when it will be',
      async run() {
        const before = (await receipts()).length;
        publishAt = Math.ceil((Date.now() + EMBARGO_MS) / MINUTE_MS) * MINUTE_MS;
        await put(`${name}-later.yaml`, noteOf(title, `publish at: ${clockTime(publishAt, timeZone)}\n`));
        await put(`${name}-later.pdf`, sample(EMILY));
        await waitFor('a receipt', async () => (await receipts())[before]);
        if (Date.now() < publishAt && (await listed()).includes(title))
          throw new Error('It is listed already.');
      },
    },
    ends: {
      title: 'an embargo ends at its minute: listed, and announced once',
      async run() {
        await waitFor('the listing', async () => (await listed()).includes(title));
        const [alert] = await waitFor('the alert', async () => {
          const alerts = await alertsOf(title);
          return alerts.length > 0 && alerts;
        });
        const late = ((alert?.at.getTime() ?? 0) - publishAt) / 1000;
        if (late < 0) throw new Error(`It was announced ${-late} seconds before its time.`);
        await trial.remove(`${name}-later.pdf`);
        await waitFor('the withdrawal', async () => !(await listed()).includes(title));
        return `${late.toFixed(1)} s after its minute`;
      },
    },
  };
}

/** An upload whose event was lost. Only on a stack that nobody else uses. */
function lostEvent(trial: Trial, noteOf: (title: string) => string): Check[] {
  const { withoutEvents } = trial.target;
  if (withoutEvents === undefined) return [];
  const title = `${trial.title} lost`;
  return [
    {
      title: 'an upload whose event was lost is found by the daily sweep, and announced once',
      async run() {
        await withoutEvents(async () => {
          await trial.put(`${trial.name}-lost.yaml`, noteOf(title));
          await trial.put(`${trial.name}-lost.pdf`, sample(EMILY));
        });
        await runSweep(trial, 'all');
        await waitFor('the alert', async () => (await trial.alertsOf(title)).length > 0);
        expectSame('number of alerts', (await trial.alertsOf(title)).length, 1);
      },
    },
  ];
}

/** An instant as a clock in a time zone shows it. */
function clockTime(at: number, timeZone: string): string {
  const style = {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat('en-GB', { ...style, hour12: false }).format(at).replace(/ at |, /, ' ');
}

async function putInParts({ target, made }: Trial, Key: string): Promise<void> {
  const { s3 } = target.officer;
  const Bucket = target.output('UploadsBucket');
  made(Key);
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts = [];
  for (const PartNumber of [1, 2]) {
    const Body = randomBytes(PART_BYTES);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ ETag, PartNumber });
  }
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
}
