import { beforeEach, describe, expect, test } from 'vitest';
import { subscribe } from '#functions/subscribe/subscribe.ts';
import { aSettings } from '../support/a-settings.ts';
import { memoryClock } from '../support/fakes/memory-clock.ts';
import { memoryRateLimiter } from '../support/fakes/memory-rate-limiter.ts';
import {
  type MemorySubscriptions,
  memorySubscriptions,
  TOPIC_ARN,
} from '../support/fakes/memory-subscriptions.ts';

const ANN = 'ann@example.org';
let subscriptions: MemorySubscriptions;
let deps: Parameters<typeof subscribe>[0];

beforeEach(async () => {
  subscriptions = memorySubscriptions();
  const rateLimiter = memoryRateLimiter(memoryClock());
  deps = { subscriptions, rateLimiter, settings: aSettings(), digestKey: 'key' };
  await subscriptions.order({
    protocol: 'email',
    endpoint: ANN,
    filter: { event: ['new'], type: ['lcspr'], themes: ['neglect'] },
  });
});

const post = (fields: [string, string][]) =>
  subscribe(deps, { fields: new URLSearchParams(fields), source: '203.0.113.7' });
const ann = () => subscriptions.known.find(({ endpoint }) => endpoint === ANN);
const SNS = 'https://sns.eu-west-2.amazonaws.com';
const endLink = (arn = ann()?.arn) => `${SNS}/unsubscribe.html?SubscriptionArn=${arn}&Endpoint=${ANN}`;
const confirmLink = (topic = TOPIC_ARN) =>
  `${SNS}/confirmation.html?TopicArn=${topic}&Token=${ann()?.token}&Endpoint=${ANN}`;

test('the link of an alert alone changes nothing: the answer shows the choice, and asks', async () => {
  subscriptions.follow(ANN);
  const before = ann();
  const answer = await post([
    ['step', 'link'],
    ['link', endLink()],
  ]);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/value="lcspr" checked/);
  expect(answer.body).toMatch(/name="themes"[^>]* value="neglect"/);
  expect(answer.body).not.toMatch(/name="changes"[^>]* checked/);
  expect(answer.body).toContain('<meta name="robots" content="noindex');
  expect(ann()).toEqual(before);
});

test('a subscriber changes the choice by that link', async () => {
  subscriptions.follow(ANN);
  const answer = await post([
    ['step', 'save'],
    ['link', endLink()],
    ['themes', 'online harm'],
    ['themes', 'Neglect'],
    ['changes', 'yes'],
  ]);
  expect(answer.body).toContain('Your choice is saved');
  expect(ann()?.filter).toEqual({ themes: ['online harm', 'neglect'] });
});

test('a choice of a type that the publisher has no more is asked again, and not widened', async () => {
  subscriptions.follow(ANN);
  const arn = ann()?.arn ?? '';
  await subscriptions.change(arn, { event: ['new'], type: ['dropped'], themes: ['neglect'] });
  for (const step of ['link', 'save']) {
    const answer = await post([
      ['step', step],
      ['link', endLink()],
      ...(step === 'save' ? ([['type', 'dropped']] as [string, string][]) : []),
    ]);
    expect(answer.body).toContain('Choose the types of review again');
  }
  expect(ann()?.filter).toEqual({ event: ['new'], type: ['dropped'], themes: ['neglect'] });
});

test('a choice that SNS cannot compare is explained, and the old one kept', async () => {
  subscriptions.follow(ANN);
  const answer = await post([
    ['step', 'save'],
    ['link', endLink()],
    ['themes', 'x'.repeat(61)],
  ]);
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('There is a problem');
  expect(ann()?.filter.themes).toEqual(['neglect']);
});

test('a subscriber stops all alerts by that link', async () => {
  subscriptions.follow(ANN);
  const answer = await post([
    ['step', 'stop'],
    ['link', endLink()],
  ]);
  expect(answer.body).toContain('Your alerts are stopped');
  expect(subscriptions.known).toEqual([]);
});

test('an address that is confirmed on our page cannot be ended by a mail scanner', async () => {
  const answer = await post([
    ['step', 'link'],
    ['link', confirmLink()],
  ]);
  expect(answer.body).toContain('Your address is confirmed');
  expect(ann()).toMatchObject({ confirmed: true, protected: true });
});

describe('a link that is not known', () => {
  test.each([
    ['no link at all', () => ANN, 'Paste the link'],
    [
      'of a subscription that has ended',
      () => endLink(`${TOPIC_ARN}:00000000-0000-4000-8000-000000000099`),
      'We do not know this link',
    ],
    ['of an unconfirmed address', () => endLink(), 'We do not know this link'],
    ['of another topic', () => confirmLink(`${TOPIC_ARN}-2`), 'We do not know this link'],
  ])('is explained, and changes nothing: %s', async (_, link, says) => {
    for (const step of ['link', 'save', 'stop']) {
      const answer = await post([
        ['step', step],
        ['link', link()],
      ]);
      expect(answer.status).toBe(400);
      expect(answer.body).toContain(says);
    }
    expect(ann()).toMatchObject({ confirmed: false, filter: { themes: ['neglect'] } });
  });
});

test('one network may try only so many links in an hour', async () => {
  const statuses = new Set<number>();
  for (let count = 0; count < 61; count++) statuses.add((await post([['step', 'stop']])).status);
  expect(statuses).toEqual(new Set([400, 429]));
});
