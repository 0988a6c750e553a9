import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { askUnsubscribed } from './ask-unsubscribed.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run ask-again -- [options]
Sends a confirmation request to officers and operators who have not confirmed, or whose subscription has ended: a
deployment does not renew it. A link is valid for three days.
`;

await runCommand(USAGE, async ({ settingsFile }, deployment) => {
  const { output, sns, sqs, settings, undeliveredUrl } = await deployment();
  let asked = 0;
  const { officers, operators } = settings(settingsFile);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: undeliveredUrl, AttributeNames: ['QueueArn'] }),
  );
  const deadLetterTargetArn = Attributes?.QueueArn;
  for (const { who, TopicArn, addresses } of [
    { who: 'officer', TopicArn: output('OfficersTopic'), addresses: officers },
    { who: 'operator', TopicArn: output('OperatorsTopic'), addresses: operators },
  ]) {
    for (const address of await askUnsubscribed(sns, { TopicArn, addresses, deadLetterTargetArn })) {
      console.log(`Asked the ${who} ${address} again.`);
      asked++;
    }
  }
  if (asked === 0) console.log('Every officer and operator has confirmed.');
});
