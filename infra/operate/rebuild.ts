import { sqsFifoQueue } from '#shared/adapters/sqs-queue.ts';
import type { ReviewChanged } from '#shared/ports.ts';
import { runCommand } from './run-command.ts';

// npm run rebuild [-- --local]: signals every review, so that its page and all listings are written again.
await runCommand(async ({ sqs, reviews, queues }) => {
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
