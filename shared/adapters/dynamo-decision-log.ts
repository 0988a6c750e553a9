import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { LoggedDecision } from '#shared/domain/review/record/decision-log.ts';
import { digestOf } from '#shared/domain/review/record/publication.ts';
import type { DecisionLog } from '#shared/ports.ts';
import { dynamoItem } from './dynamo-item.ts';

const PREFIX = 'decision#';

/** Decisions are items beside the record: `pk` is `upload#<name>`, `sk` is `decision#<instant>#<digest>`. */
export function dynamoDecisionLog(client: DynamoDBClient, table: string): DecisionLog {
  const parse = (item: Parameters<typeof unmarshall>[0]) => LoggedDecision.parse(unmarshall(item));
  return {
    async add(decision) {
      const sk = `${PREFIX}${decision.at}#${digestOf(decision).slice(0, 16)}`;
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: dynamoItem({ ...decision, pk: `upload#${decision.name}`, sk }),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        // The digest identifies the decision, so it is stored already.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async of(name) {
      const decisions: LoggedDecision[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': { S: `upload#${name}` }, ':prefix': { S: PREFIX } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) decisions.push(...Items.map(parse));
      return decisions;
    },
    async *all() {
      const pages = paginateScan(
        { client },
        {
          TableName: table,
          FilterExpression: 'begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':prefix': { S: PREFIX } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) yield* Items.map(parse);
    },
  };
}
