import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSettings } from '#shared/domain/settings.ts';
import { findDeployment } from '../infra/operate/deployment.ts';
import { dashboardAnswers } from '../local/dashboard-answers.ts';
import { startInbox } from '../local/inbox-server.ts';
import { localSettings } from '../local/start/local-settings.ts';
import { startStack } from '../test/support/start-stack.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SITE = 'http://localhost:8080';

/** A stack with some uploads, and the addresses of its inbox and dashboard. */
export interface OfficersAtWork {
  readonly inboxUrl: string;
  stop(): Promise<void>;
}

/** Starts the stack of `npm start`, uploads three reviews, and waits for the results. */
export async function officersAtWork(): Promise<OfficersAtWork> {
  const { stack, s3, drop, stop } = await startStack();
  Object.assign(process.env, stack.environment);
  const settings = parseSettings(localSettings(SITE));
  const inbox = await startInbox({
    port: 0,
    topics: stack.topics,
    s3,
    bucket: stack.outputs.UploadsBucket ?? '',
    siteUrl: SITE,
    s3Url: 'http://localhost:8082',
    folder: 'uploads/',
    dashboard: dashboardAnswers(await findDeployment({ local: false }), settings),
  });
  const file = (name: string) => readFile(path.join(ROOT, name));
  await drop('Ben final.yaml', 'publish at: 1 June 2030 09:00\n');
  await drop('Ben final.pdf', await file('samples/ben-lscpr-final.pdf'));
  await drop('Baby Eva.pdf', await file('samples/LCSPR Baby Eva FINAL for publication (1).pdf'));
  await drop('Baby Wren v4.pdf', await file('test/fixtures/clean/comment-in-tagged-report.pdf'));
  return {
    inboxUrl: inbox.url,
    stop: async () => {
      await inbox.close();
      await stop();
    },
  };
}
