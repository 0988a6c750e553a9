import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock, RateLimiter } from '../ports.ts';

/** Counters in the reviews table (`pk` `rate-limit#...`), one for each span of time; the table's TTL (`expires`) forgets them. */
export function dynamoRateLimiter(
  client: DynamoDBClient,
  table: string,
  clock: Pick<Clock, 'now'>,
): RateLimiter {
  return {
    async tryAcquire(what, most, seconds) {
      // The first call in a time window has no counter yet, so there is no condition to meet.
      if (most < 1) return false;
      const span = Math.floor(Date.parse(clock.now()) / 1000 / seconds);
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { pk: { S: `rate-limit#${what}` }, sk: { S: String(span) } },
            UpdateExpression: 'SET taken = if_not_exists(taken, :none) + :one, expires = :expires',
            ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
            ExpressionAttributeValues: {
              ':none': { N: '0' },
              ':one': { N: '1' },
              ':most': { N: String(most) },
              ':expires': { N: String((span + 2) * seconds) },
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
