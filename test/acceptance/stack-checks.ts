import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand, PutObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Check } from './target.ts';
import { expectSame, type Trial, waitFor } from './trial.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ASKED = /^Asked the (officer|operator) \S+ again|^Every officer and operator has confirmed/;
const FORM = 'application/x-www-form-urlencoded';

/** Runs a sweep: the one of every five minutes, or the daily one, which looks at every upload. */
export async function runSweep({ target }: Trial, scope: 'recent' | 'all'): Promise<void> {
  const FunctionName = target.output('SweepFunction');
  const Payload = JSON.stringify({ scope });
  const swept = await target.operator.lambda.send(new InvokeCommand({ FunctionName, Payload }));
  expectSame('error of the sweep', swept.FunctionError, undefined);
}

/** Runs a command of the operators on the stack. Answers what it prints. */
async function command({ target }: Trial, name: string, ...more: string[]): Promise<string> {
  const options = ['--stack', target.stackName, '--settings', target.settingsFile];
  const args = [path.join(ROOT, `infra/operate/${name}.ts`), ...more, ...options];
  const env = { ...process.env, ...target.environment };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return stdout;
}

/** The site and the form, before any review is published. */
export function siteChecks(trial: Trial): Check[] {
  const { get, id, target } = trial;
  const form = (headers: Record<string, string>) =>
    fetch(new URL('/subscribe', target.siteUrl), {
      method: 'POST',
      body: 'email=no+address&everything=yes',
      headers: { 'content-type': FORM, ...headers },
      redirect: 'manual',
    });
  return [
    {
      title:
        'the end of a deployment protects the table, and its sweep writes the page for a missing address',
      async run() {
        if (target.lacks.has('deletion protection')) await runSweep(trial, 'recent');
        else expectMatch(await command(trial, 'after-deploy'), /The table is protected/);
        const missing = await get(`/${id}.html`);
        expectSame('status of a missing page', missing.status, 404);
        expectSame('type of the page', missing.headers.get('content-type'), 'text/html; charset=utf-8');
        expectSame('sniffing', missing.headers.get('x-content-type-options'), 'nosniff');
      },
    },
    { title: 'a probe subscribes to alerts and receipts', run: () => trial.listen() },
    {
      title: 'the subscription form answers through the site, and refuses a page of another site',
      async run() {
        const origin = new URL(target.siteUrl).origin;
        const refused = await form({ 'sec-fetch-site': 'cross-site', origin: 'https://example.org' });
        expectSame('status for a page of another site', refused.status, 403);
        const answer = await form({ 'sec-fetch-site': 'same-origin', origin });
        expectSame('status for an address that is none', answer.status, 400);
        expectSame('is it the form', (await answer.text()).includes('<form'), true);
      },
    },
  ];
}

/** Actions that must be denied, on an engine that checks permissions. */
export function denialChecks({ target, id }: Trial): Check[] {
  const { officer, operator, output } = target;
  const publish = (sns: SNSClient) =>
    sns.send(new PublishCommand({ TopicArn: output('AlertsTopic'), Message: 'An alert of an intruder.' }));
  const write = (s3: S3Client) =>
    s3.send(new PutObjectCommand({ Bucket: output('PublicBucket'), Key: `${id}.html`, Body: id }));
  const tagged = { Bucket: output('UploadsBucket'), Key: `acceptance-${id}-tagged.pdf` };
  if (target.lacks.has('permissions')) return [];
  return [
    {
      title: 'neither an officer nor an operator publishes alerts or writes public files',
      async run() {
        await expectDenied('an alert of an officer', () => publish(officer.sns));
        await expectDenied('a public file of an officer', () => write(officer.s3));
        await expectDenied('an alert of an operator', () => publish(operator.sns));
        await expectDenied('a public file of an operator', () => write(operator.s3));
      },
    },
    {
      title: 'an officer tags no upload, so none looks as if it had passed the malware scan',
      async run() {
        const TagSet = [{ Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' }];
        await expectDenied('a tag of an officer', () =>
          officer.s3.send(new PutObjectTaggingCommand({ ...tagged, Tagging: { TagSet } })),
        );
        if (target.lacks.has('permission for tags of an upload')) return 'not checked with an upload';
        const Tagging = TagSet.map(({ Key, Value }) => `${Key}=${Value}`).join();
        await expectDenied('an upload of an officer with a tag', () =>
          officer.s3.send(new PutObjectCommand({ ...tagged, Body: id, Tagging })),
        );
        return '';
      },
    },
  ];
}

/** The operators' commands, and that no message became a dead letter. */
export function operatorChecks(trial: Trial): Check[] {
  return [
    {
      title: 'the commands status, ask-again, history, rebuild and redrive work',
      async run() {
        expectMatch(await command(trial, 'status'), /published|withdrawn/);
        expectMatch(await command(trial, 'ask-again'), ASKED);
        expectMatch(await command(trial, 'history', `${trial.name}-renamed`), /published[\s\S]+withdrawn/);
        const year = String(new Date().getFullYear());
        expectMatch(await command(trial, 'history', '--year', year, '--csv'), new RegExp(trial.name));
        expectMatch(await command(trial, 'rebuild'), /being published again/);
        expectMatch(await command(trial, 'redrive'), /uploads +0 dead letters/);
        await waitFor('the listing', async () => (await trial.get('/reviews.json')).ok);
      },
    },
    {
      title: 'no message is among the dead letters',
      run: async () => expectSame('dead letters', await trial.target.deadLetters(), 0),
    },
  ];
}

function expectMatch(text: string, expected: RegExp): void {
  if (!expected.test(text)) throw new Error(`Not as expected (${expected}): ${text}`);
}

async function expectDenied(what: string, act: () => Promise<unknown>): Promise<void> {
  const refusal = await act().then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  if (!/AccessDenied|AuthorizationError|Forbidden/.test(refusal))
    throw new Error(`${what} was to be denied; what came was ${refusal}.`);
}
