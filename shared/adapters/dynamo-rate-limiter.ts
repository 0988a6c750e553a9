import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock, RateLimiter } from '../ports.ts';

/**
 * Counters in the reviews table (`pk` `rate-limit#...`), one for each time window. The table's TTL
 * (`expires`) deletes them.
 */
export function dynamoRateLimiter(
  client: DynamoDBClient,
  table: string,
  clock: Pick<Clock, 'now'>,
): RateLimiter {
  const seconds = () => Math.floor(Date.parse(clock.now()) / 1000);
  const once = (what: string) => ({ pk: { S: `rate-limit#${what}` }, sk: { S: 'once' } });
  return {
    async tryAcquireOnce(what, span) {
      return succeeds(
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: once(what),
            UpdateExpression: 'SET expires = :expires',
            ConditionExpression: 'attribute_not_exists(expires) OR expires <= :now',
            ExpressionAttributeValues: {
              ':now': { N: String(seconds()) },
              ':expires': { N: String(seconds() + span) },
            },
          }),
        ),
      );
    },
    async release(what) {
      const release = { ':now': { N: String(seconds()) } };
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: once(what),
          UpdateExpression: 'SET expires = :now',
          ExpressionAttributeValues: release,
        }),
      );
    },
    async tryAcquire(what, most, length) {
      // The first call in a time window has no counter yet, so there is no condition to meet.
      if (most < 1) return false;
      const span = Math.floor(seconds() / length);
      return succeeds(
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { pk: { S: `rate-limit#${what}` }, sk: { S: String(span) } },
            UpdateExpression: 'SET taken = if_not_exists(taken, :none) + :one, expires = :expires',
            ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
            ExpressionAttributeValues: {
              ':none': { N: '0' },
              ':one': { N: '1' },
              ':most': { N: String(most) },
              ':expires': { N: String((span + 2) * length) },
            },
          }),
        ),
      );
    },
  };
}

/** False if the condition of a write did not hold. */
async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
