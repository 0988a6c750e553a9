import { beforeEach, expect, test } from 'vitest';
import { subscribe } from '#functions/subscribe/subscribe.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { parseSettings, type Settings } from '#shared/domain/settings.ts';
import { aSettings } from '../support/a-settings.ts';
import { memoryClock } from '../support/fakes/memory-clock.ts';
import { memoryRateLimiter } from '../support/fakes/memory-rate-limiter.ts';
import { type MemorySubscriptions, memorySubscriptions } from '../support/fakes/memory-subscriptions.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';

let subscriptions: MemorySubscriptions;
let clock: ReturnType<typeof memoryClock>;
let settings: Settings;
let rateLimiter: ReturnType<typeof memoryRateLimiter>;
beforeEach(() => {
  subscriptions = memorySubscriptions();
  clock = memoryClock();
  settings = aSettings();
  rateLimiter = memoryRateLimiter(clock);
});

const post = (fields: Record<string, string> | [string, string][], source = '203.0.113.7') =>
  subscribe(
    { subscriptions, rateLimiter, settings, digestKey: 'key' },
    { fields: new URLSearchParams(fields), source },
  );

test('without choices a reader gets every new review', async () => {
  expect(await post({ email: ' reader@example.org ' })).toMatchObject({ status: 200 });
  expect(subscriptions.ordered).toEqual([
    { protocol: 'email', endpoint: 'reader@example.org', filter: { event: ['new'] } },
  ]);
});

test('a reader hears of the types, themes and changes that were chosen', async () => {
  await post([
    ['email', 'reader@example.org'],
    ['type', 'lcspr'],
    ['type', 'scr'],
    ['type', '"]}'],
    ['themes', 'Neglect, Online harm,'],
    ['changes', 'yes'],
  ]);
  expect(subscriptions.ordered[0]?.filter).toEqual({
    type: ['lcspr', 'scr'],
    themes: ['neglect', 'online harm'],
  });
});

test('a subscription to everything uses no filter policy', async () => {
  const every = REVIEW_TYPES.map(({ code }) => ['type', code] as [string, string]);
  await post([['email', 'reader@example.org'], ['changes', 'yes'], ...every]);
  expect(subscriptions.ordered[0]?.filter).toEqual({});
});

test('a type that the publisher has no more does not make the choice wider', async () => {
  const answer = await post({ email: 'reader@example.org', type: 'dropped' });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('href="#types">Choose the types of review again');
  expect(subscriptions.ordered).toEqual([]);
});

test('a domain in any letters is written in those of DNS', async () => {
  await post({ email: 'reader@bücher.example' });
  await post({ email: 'reader@παράδειγμα.example' });
  expect(subscriptions.ordered.map(({ endpoint }) => endpoint)).toEqual([
    'reader@xn--bcher-kva.example',
    'reader@xn--hxajbheg2az3al.example',
  ]);
});

test('too many choices for SNS are explained to the reader', async () => {
  const types = [...Array(16).keys()].map((count) => ({
    code: `own-${count}`,
    name: 'Own',
    nation: 'UK' as const,
  }));
  settings = parseSettings({ ...settings, types });
  const answer = await post([
    ['email', 'reader@example.org'],
    ['themes', [...Array(10).keys()].join(',')],
    ...types.map(({ code }) => ['type', code] as [string, string]),
  ]);
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('Choose fewer themes, or fewer types of review');
});

test('the answer is the same for the same form, and repeats no address', async () => {
  const first = await post({ email: 'reader@example.org' });
  expect(await post({ email: 'reader@example.org' })).toEqual(first);
  expect(first.body).not.toContain('reader@example.org');
});

test.each([
  '',
  'reader',
  'reader@',
  'a b@example.org',
  `${'x'.repeat(250)}@example.org`,
  'x@example.org\r\nBcc: y@example.org',
  'ψ@example.org',
])('the address %j is refused with a sentence that helps, and is not repeated', async (email) => {
  const answer = await post({ email });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('name@example.com');
  expect(subscriptions.ordered).toEqual([]);
});

test('a filled honeypot field gets the same answer and no subscription', async () => {
  const person = await post({ email: 'reader@example.org' });
  expect(await post({ email: 'robot@example.org', website: 'https://example.org' })).toEqual(person);
  expect(subscriptions.ordered).toHaveLength(1);
});

test('one network has to wait after ten forms in an hour, others do not', async () => {
  for (let count = 0; count < 10; count++) await post({ email: `reader${count}@example.org` });
  expect(await post({ email: 'eleventh@example.org' })).toMatchObject({ status: 429 });
  expect(await post({ email: 'other@example.org' }, '198.51.100.1')).toMatchObject({ status: 200 });
  clock.advance(3_600_000);
  expect(await post({ email: 'eleventh@example.org' })).toMatchObject({ status: 200 });
});

test('one mailbox gets one confirmation an hour, whatever its spelling and from wherever', async () => {
  const spellings = [
    'reader.name@gmail.com',
    'ReaderName@Gmail.com',
    'readername+1@gmail.com',
    'r.e.a.d.e.r.name+two@googlemail.com',
    'READERNAME@GMAIL.COM',
  ];
  for (const [index, email] of spellings.entries())
    expect(await post({ email }, `198.51.100.${index}`)).toMatchObject({ status: 200 });
  expect(subscriptions.ordered.map(({ endpoint }) => endpoint)).toEqual(['reader.name@gmail.com']);
  clock.advance(3_599_000);
  await post({ email: 'readername+3@gmail.com' });
  expect(subscriptions.ordered).toHaveLength(1);
  clock.advance(1000);
  await post({ email: 'readername+3@gmail.com' });
  expect(subscriptions.ordered).toHaveLength(2);
});

test('a flood from many networks locks no reader of another network out', async () => {
  const statuses = new Set<number>();
  for (let network = 0; network < 38; network++) {
    for (let count = 0; count < 10; count++) {
      const email = `victim${network}x${count}@example.org`;
      statuses.add((await post({ email }, `198.51.100.${network}`)).status);
    }
  }
  expect(statuses).toEqual(new Set([200, 429]));
  expect(await post({ email: 'reader@example.org' })).toMatchObject({ status: 200 });
  expect(subscriptions.ordered.at(-1)?.endpoint).toBe('reader@example.org');
});

test('a form that failed can be sent again at once', async () => {
  const order = subscriptions.order;
  const failing = { ...subscriptions, order: () => Promise.reject(new Error('SNS is down')) };
  const form = { fields: new URLSearchParams({ email: 'reader@example.org' }), source: '203.0.113.7' };
  const deps = { rateLimiter, settings, digestKey: 'key' };
  await expect(subscribe({ ...deps, subscriptions: failing }, form)).rejects.toThrow('SNS is down');
  await subscribe({ ...deps, subscriptions: { ...subscriptions, order } }, form);
  expect(subscriptions.ordered).toHaveLength(1);
});

test('a text message is offered only where the settings allow it', async () => {
  await post({ channel: 'sms', phone: '07700 900 982', email: 'reader@example.org' });
  settings = aSettings({ sms: true });
  await post({ channel: 'sms', phone: '07700 900 982' });
  expect(subscriptions.ordered.map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual([
    ['email', 'reader@example.org'],
    ['sms', '+447700900982'],
  ]);
  expect(await post({ channel: 'sms', phone: '999' })).toMatchObject({ status: 400 });
});

test('a form is answered in the language of its page, where the site has it', async () => {
  const languageOf = async (fields: Record<string, string>) =>
    /<html lang="(.*?)"/.exec((await post({ email: 'nobody', ...fields })).body)?.[1];
  expect(await languageOf({ language: 'cy' })).toBe('en-GB');
  settings = inTwoLanguages(settings);
  expect(await languageOf({})).toBe('en-GB');
  expect(await languageOf({ language: 'cy' })).toBe('cy');
  const { body } = await post({ email: 'nobody', language: 'cy' });
  expect(body).toContain('<input type="hidden" name="language" value="cy">');
  expect((await post({ link: 'nothing', step: 'link', language: 'cy' })).body).toContain('<html lang="cy"');
  expect((await post({ email: 'reader@example.org', language: 'cy' })).body).toMatch(
    /lang="cy".*href="\/cy\/"/s,
  );
});
