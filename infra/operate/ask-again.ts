import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { runCommand } from './run-command.ts';

// npm run ask-again [-- --local]: resends the confirmation request to officers and operators who have not
// confirmed. A link is valid for three days.
await runCommand(async ({ output }) => {
  const sns = new SNSClient({});
  for (const [who, TopicArn] of [
    ['officer', output('OfficersTopic')],
    ['operator', output('OperatorsTopic')],
  ]) {
    for (const { Protocol, Endpoint } of await pendingSubscriptions(sns, TopicArn ?? '')) {
      await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
      console.log(`Asked the ${who} ${Endpoint} again.`);
    }
  }
});

async function pendingSubscriptions(sns: SNSClient, TopicArn: string) {
  const pending: { readonly Protocol: string | undefined; readonly Endpoint: string | undefined }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
    for (const { SubscriptionArn, Protocol, Endpoint } of page.Subscriptions ?? [])
      if (SubscriptionArn === 'PendingConfirmation') pending.push({ Protocol, Endpoint });
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pending;
}
