import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import type { UploadSignal } from '#shared/ports.ts';
import { restoreRecords } from './restore-records.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run restore -- --yes [options]
Rebuilds table and public files from the uploads bucket, without alerts and receipts.

  --yes            needed, since it writes records`;

await runCommand(USAGE, async ({ yes }, deployment) => {
  if (!yes)
    throw new Error(
      'This makes a record for every review in the uploads bucket that has none. A table restored to a point in time keeps more: see docs/operators.md. To go on: npm run restore -- --yes',
    );
  const { sqs, reviews, uploads, queues } = await deployment();
  const url = queues.find(({ name }) => name === 'uploads')?.url;
  if (url === undefined) throw new Error('There is no queue of uploads.');
  const uploadSignals = sqsQueue<UploadSignal>(sqs, url);
  const restored = await restoreRecords({ uploads, reviews, uploadSignals, clock: systemClock });
  console.log(`${restored} reviews are being restored. See how far it is: npm run status`);
});
