import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import * as z from 'zod';
import { languagesOf } from '#shared/domain/languages.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { RateLimiter, Subscriptions } from '#shared/ports.ts';
import { CHANGE_FIELDS } from '#site/change-subscription-page.ts';
import {
  renderSubscribe,
  renderSubscribeAnswer,
  renderSubscribeBusy,
  SUBSCRIBE_FIELDS,
} from '#site/subscribe-page.ts';
import { type Answer, changeSubscription } from './change-subscription.ts';
import { choiceFrom } from './choice.ts';
import { mailboxOf } from './mailbox.ts';

export interface SubscribeDeps {
  readonly subscriptions: Subscriptions;
  readonly rateLimiter: RateLimiter;
  readonly settings: Settings;
  /** HMAC key of the rate limiter's digests, so that nobody can recover an address by guessing. */
  readonly digestKey: string;
}

/** A posted form and the client's network, of which only a keyed digest is stored, for a short time. */
export interface SubscribeForm {
  readonly fields: URLSearchParams;
  readonly source: string;
}

const HOUR_SECONDS = 3600;
/** Forms per hour and network. A school behind one address sends fewer. */
const MOST_FROM_ONE_NETWORK = 10;
/**
 * Confirmations per hour to networks that sent a form before in this hour. A flood exhausts this budget
 * first.
 */
const MOST_REPEATED = 300;
/** Confirmations per hour to other networks. Readers still get theirs during a flood from fewer networks. */
const MOST_FIRST = 3000;
/** Forms per hour and network that change or end a subscription. One change takes two. */
const MOST_CHANGES = 60;

/** UK and international mobile numbers, as E.164 (ITU-T). */
const Phone = z
  .string()
  .transform((text) =>
    text
      .replace(/[\s().-]/g, '')
      .replace(/^00/, '+')
      .replace(/^0(?=7\d{9}$)/, '+44'),
  )
  .pipe(z.string().regex(/^\+[1-9]\d{7,14}$/));

/**
 * Subscribes an address to alerts. SNS asks its owner to confirm, at most once an hour per mailbox. The
 * answer does not reveal whether the address is known, and no address is logged.
 */
export async function subscribe(
  { settings: ofPublisher, ...ports }: SubscribeDeps,
  { fields, source }: SubscribeForm,
): Promise<Answer> {
  const asked = fields.get(SUBSCRIBE_FIELDS.language);
  const settings =
    languagesOf(ofPublisher).find(({ publisher }) => publisher.language === asked) ?? ofPublisher;
  const deps = { ...ports, settings };
  const { rateLimiter } = deps;
  const digest = (text: string) =>
    createHmac('sha256', deps.digestKey).update(text).digest('hex').slice(0, 16);
  const network = digest(source);
  const busy: Answer = { status: 429, body: renderSubscribeBusy(settings) };
  if (fields.has(CHANGE_FIELDS.step)) {
    const isWithin = await rateLimiter.tryAcquire(`change from ${network}`, MOST_CHANGES, HOUR_SECONDS);
    return isWithin ? changeSubscription(deps.subscriptions, settings, fields) : busy;
  }
  const protocol = settings.sms && fields.get(SUBSCRIBE_FIELDS.channel) === 'sms' ? 'sms' : 'email';
  const welcome: Answer = { status: 200, body: renderSubscribeAnswer(protocol, settings) };
  // A bot filled the honeypot field. Its answer looks like any other.
  if (fields.get(SUBSCRIBE_FIELDS.trap)) return welcome;
  const endpoint =
    protocol === 'sms' ? Phone.safeParse(fields.get(SUBSCRIBE_FIELDS.phone)) : emailFrom(fields);
  const choice = choiceFrom(fields, settings);
  const badAddress = protocol === 'email' ? ('badEmail' as const) : ('badPhone' as const);
  const problems = [...(endpoint.success ? [] : [badAddress]), ...choice.problems];
  if (problems.length > 0) return { status: 400, body: renderSubscribe(settings, problems, fields) };
  const address = endpoint.data ?? '';
  if (!(await rateLimiter.tryAcquire(`subscribe from ${network}`, MOST_FROM_ONE_NETWORK, HOUR_SECONDS)))
    return busy;
  const mailbox = `subscribe to ${digest(protocol === 'sms' ? address : mailboxOf(address))}`;
  // SNS sent a confirmation within the hour. The answer does not reveal that.
  if (!(await rateLimiter.tryAcquireOnce(mailbox, HOUR_SECONDS))) return welcome;
  try {
    if (!(await isWithinBudget(rateLimiter, network))) {
      await rateLimiter.release(mailbox);
      return busy;
    }
    await deps.subscriptions.order({ protocol, endpoint: address, filter: choice.filter });
    return welcome;
  } catch (error) {
    // Nothing was sent, so the reader may retry at once.
    await rateLimiter.release(mailbox);
    throw error;
  }
}

/** Two budgets, so that a flood from some networks does not lock out readers in others. */
async function isWithinBudget(rateLimiter: RateLimiter, network: string): Promise<boolean> {
  const isFirst = await rateLimiter.tryAcquire(`subscribe first from ${network}`, 1, HOUR_SECONDS);
  return isFirst
    ? rateLimiter.tryAcquire('subscribe first', MOST_FIRST, HOUR_SECONDS)
    : rateLimiter.tryAcquire('subscribe', MOST_REPEATED, HOUR_SECONDS);
}

/** A domain in other letters is written in those of DNS, which SNS wants. */
function emailFrom(fields: URLSearchParams) {
  const address = fields
    .get(SUBSCRIBE_FIELDS.email)
    ?.trim()
    .replace(/[^@]+$/, (domain) => domainToASCII(domain) || domain);
  return z.email().max(254).safeParse(address);
}
