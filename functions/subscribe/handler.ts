import '#shared/runtime/zod-without-jit.ts';
import { dynamoRateLimiter } from '#shared/adapters/dynamo-rate-limiter.ts';
import { snsSubscriptions } from '#shared/adapters/sns-subscriptions.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { dynamoClient, snsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { formHandler } from '#shared/runtime/form-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { renderSubscribeBusy } from '#site/subscribe-page.ts';
import { subscribe } from './subscribe.ts';

// Cold start: settings, clients, adapters.
const env = readEnv('REVIEWS_TABLE', 'ALERTS_TOPIC', 'ORIGIN_KEY', 'SETTINGS');
const settings = settingsFrom(env.SETTINGS);
const deps = {
  subscriptions: snsSubscriptions(snsClient(), env.ALERTS_TOPIC),
  rateLimiter: dynamoRateLimiter(dynamoClient(), env.REVIEWS_TABLE, systemClock),
  settings,
  digestKey: env.ORIGIN_KEY,
};

// Every form.
export const handler = formHandler(
  { originKey: env.ORIGIN_KEY, sorry: renderSubscribeBusy(settings) },
  (form) => subscribe(deps, form),
);
