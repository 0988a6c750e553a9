import '#shared/runtime/zod-without-jit.ts';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import { snsAlertsTopic } from '#shared/adapters/sns-alerts-topic.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { dynamoClient, snsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { reviewChanged } from '#shared/runtime/review-changed.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { alertSubscribers } from './alert-subscribers.ts';

// Cold start: settings, clients, adapters.
const env = readEnv('REVIEWS_TABLE', 'ALERTS_TOPIC', 'SETTINGS');
const dynamo = dynamoClient();
const deps = {
  reviews: dynamoReviews(dynamo, env.REVIEWS_TABLE),
  entries: dynamoEntries(dynamo, env.REVIEWS_TABLE),
  alerts: snsAlertsTopic(snsClient(), env.ALERTS_TOPIC),
  clock: systemClock,
  eventLog: powertoolsEventLog(logger, metrics),
  settings: settingsFrom(env.SETTINGS),
};

// Every message: one review whose alert is due.
export const handler = queueHandler(reviewChanged, (change) => alertSubscribers(deps, change));
