import { expect, test } from 'vitest';
import { snsLinkIn } from '#shared/domain/sns-links.ts';

const TOPIC = 'arn:aws:sns:eu-west-2:123456789012:review-publisher-alerts';
const ARN = `${TOPIC}:0b2c3d4e-0000-4000-8000-1234567890ab`;
const END = `https://sns.eu-west-2.amazonaws.com/unsubscribe.html?SubscriptionArn=${ARN}&Endpoint=a@example.org`;
const CONFIRM = `https://sns.eu-west-2.amazonaws.com/confirmation.html?TopicArn=${TOPIC}&Token=2336412f37fb687f5d51&Endpoint=a@example.org`;

test.each([
  ['as SNS writes it', END],
  [
    'in the whole text of a message',
    `If you wish to stop, click the link below:\n${END}\n\nPlease do not reply.`,
  ],
  [
    'wrapped by a mail system that checks links',
    `https://eur03.safelinks.protection.example/?url=${encodeURIComponent(END)}&data=05`,
  ],
  [
    'wrapped twice',
    `https://a.example/?u=${encodeURIComponent(`https://b.example/?u=${encodeURIComponent(END)}`)}`,
  ],
])('the link that ends a subscription is read %s', (_, text) => {
  expect(snsLinkIn(text)).toEqual({ does: 'end', topicArn: TOPIC, subscriptionArn: ARN });
});

test('the link that confirms a subscription gives its topic and token', () => {
  expect(snsLinkIn(CONFIRM)).toEqual({ does: 'confirm', topicArn: TOPIC, token: '2336412f37fb687f5d51' });
});

test.each(['', 'a@example.org', 'https://reviews.example.org/subscribe/', END.slice(0, 140)])(
  'there is no link in "%s"',
  (text) => {
    expect(snsLinkIn(text)).toBeUndefined();
  },
);
