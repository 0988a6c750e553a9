import { queueDepth } from './queue-depth.ts';
import { redriveQueue } from './redrive-queue.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run redrive -- [options]
Counts the messages in the dead-letter queues.

  --yes            sends them back where they failed`;

await runCommand(USAGE, async ({ yes }, deployment) => {
  const { sqs, queues } = await deployment();
  let waiting = 0;
  for (const queue of queues) {
    const { waiting: messages } = await queueDepth(sqs, queue.deadLettersUrl);
    waiting += messages;
    if (yes) console.log(`${queue.name.padEnd(8)} ${await redriveQueue(sqs, queue)} sent back`);
    else console.log(`${queue.name.padEnd(8)} ${messages} dead letters`);
  }
  if (!yes && waiting > 0) console.log('To send them back where they failed: npm run redrive -- --yes');
});
