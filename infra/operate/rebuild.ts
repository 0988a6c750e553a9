import { sqsFifoQueue } from '#shared/adapters/sqs-queue.ts';
import type { ReviewChanged } from '#shared/ports.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run rebuild -- [options]
Writes every page and listing again, without alerts and receipts.
`;

await runCommand(USAGE, async (_, deployment) => {
  const { sqs, reviews, queues } = await deployment();
  const url = queues.find(({ name }) => name === 'changes')?.url;
  if (url === undefined) throw new Error('There is no queue of changes.');
  const changes = sqsFifoQueue<ReviewChanged>(sqs, url);
  let signalled = 0;
  let unreadable = 0;
  for await (const { name } of reviews.all(() => unreadable++)) {
    await changes.send({ name });
    signalled++;
  }
  console.log(`${signalled} reviews are being published again. See how far it is: npm run status`);
  if (unreadable > 0) console.log(`${unreadable} records cannot be read, and were left as they are.`);
});
