import { logReference } from '#shared/domain/log-reference.ts';
import { countReviews, nameOfRef } from './count-reviews.ts';
import { describeStaff } from './describe-staff.ts';
import { queueDepth } from './queue-depth.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run status -- [options]
Counts reviews by state, without names, and says what waits in each queue and which officers and operators get messages.

  --ref REF        instead names the review that has this reference in the logs`;

await runCommand(USAGE, async ({ ref, settingsFile }, findDeployment) => {
  const deployment = await findDeployment();
  const { sqs, sns, output, reviews, queues, undeliveredUrl } = deployment;
  const settings = deployment.settings(settingsFile);
  if (ref !== undefined) {
    const unreadable: string[] = [];
    const name =
      (await nameOfRef(
        reviews.all((one) => unreadable.push(one)),
        ref,
      )) ?? unreadable.find((one) => logReference(one) === ref);
    console.log(name ?? `No review has the ref ${ref}.`);
    return;
  }
  let unreadable = 0;
  const counts = await countReviews(
    reviews.all(() => unreadable++),
    new Date().toISOString(),
    settings.publisher.timeZone,
  );
  line('Reviews', `${counts.total}${inWords(counts.states, ': ')}`);
  line('Public', inWords(counts.public) || 'nothing');
  if (unreadable > 0) line('Unreadable', `${unreadable} records`);
  line('On their way', `${counts.outOfSync}${sinceWords(counts.outOfSyncSince)}`);
  line('Alerts', `${inWords(counts.alerts) || 'none'}${lastWords(counts.lastAlertAt)}`);
  for (const { name, url, deadLettersUrl } of queues) {
    const [work, dead] = await Promise.all([queueDepth(sqs, url), queueDepth(sqs, deadLettersUrl)]);
    line(
      `Queue ${name}`,
      `${work.waiting} waiting, ${work.taken} taken, ${dead.waiting + dead.taken} dead letters`,
    );
  }
  line('Undelivered', `${(await queueDepth(sqs, undeliveredUrl)).waiting}`);
  line('Officers', await describeStaff(sns, output('OfficersTopic'), settings.officers));
  line('Operators', await describeStaff(sns, output('OperatorsTopic'), settings.operators));
});

function line(what: string, how: string): void {
  console.log(`${what.padEnd(14)} ${how}`);
}

function inWords(counts: Readonly<Record<string, number>>, before = ''): string {
  const words = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return words.length > 0 ? before + words.join(', ') : '';
}

function sinceWords(since: string | undefined): string {
  return since === undefined ? '' : `, the oldest since ${since}`;
}

function lastWords(at: string | undefined): string {
  return at === undefined ? '' : `; the last at ${at}`;
}
