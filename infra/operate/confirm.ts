import { ConfirmSubscriptionCommand, GetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { snsLinkIn } from '#shared/domain/sns-links.ts';
import { isProtected } from './is-protected.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run confirm -- LINK [options]
Confirms an officer's or operator's address by the link in the message from AWS. Unlike a press of the link, it makes SNS
refuse to unsubscribe anybody who only opens a link.
`;

const WRONG_LINK =
  'Give the link that the message "AWS Notification - Subscription Confirmation" to an officer or operator of this ' +
  'stack contains, in quotation marks.';

await runCommand(USAGE, async ({ names }, deployment) => {
  const link = snsLinkIn(names.join(' '));
  if (link?.does !== 'confirm') throw new Error(WRONG_LINK);
  const { sns, output } = await deployment();
  if (![output('OfficersTopic'), output('OperatorsTopic')].includes(link.topicArn))
    throw new Error(WRONG_LINK);
  const { SubscriptionArn } = await sns.send(
    new ConfirmSubscriptionCommand({
      TopicArn: link.topicArn,
      Token: link.token,
      AuthenticateOnUnsubscribe: 'true',
    }),
  );
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  if (!isProtected(Attributes))
    throw new Error(
      'The address is confirmed, but somebody had opened the link before, so links in its messages still end ' +
        'the subscription. Unsubscribe it, run npm run ask-again, and give the link of the new message.',
    );
  console.log(`Confirmed ${Attributes?.Endpoint}. Links in its messages do not end the subscription.`);
});
