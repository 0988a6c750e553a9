import { REGION } from '../account.ts';
import type { Bucket } from './schema.ts';

/** An object event. */
export interface StoredEvent {
  readonly key: string;
  readonly seq: number;
  readonly version: string;
  readonly etag: string;
  readonly bytes: number;
  readonly removed: boolean;
  readonly event: string;
  readonly principal: string;
}

/** S3's messages for an event. Source: Amazon S3 user guide, "Event message structure". */
export function eventMessages(bucket: Bucket, event: StoredEvent): { queue: string; body: string }[] {
  const name = `${event.removed ? 'ObjectRemoved' : 'ObjectCreated'}:${event.event}`;
  return bucket.notifications
    .filter((rule) => rule.events.some((wanted) => matches(`s3:${name}`, wanted)))
    .filter((rule) => event.key.startsWith(rule.prefix) && event.key.endsWith(rule.suffix))
    .map((rule) => ({
      queue: rule.queue,
      body: JSON.stringify({
        Records: [
          {
            eventVersion: '2.1',
            eventSource: 'aws:s3',
            awsRegion: REGION,
            eventTime: new Date().toISOString(),
            eventName: name,
            userIdentity: { principalId: event.principal },
            requestParameters: { sourceIPAddress: '127.0.0.1' },
            responseElements: {},
            s3: {
              s3SchemaVersion: '1.0',
              configurationId: rule.id,
              bucket: {
                name: bucket.name,
                ownerIdentity: { principalId: 'LOCAL' },
                arn: `arn:aws:s3:::${bucket.name}`,
              },
              object: {
                key: eventKey(event.key),
                ...(event.removed ? {} : { size: event.bytes, eTag: event.etag }),
                ...(bucket.versioned ? { versionId: event.version } : {}),
                sequencer: event.seq.toString(16).toUpperCase().padStart(18, '0'),
              },
            },
          },
        ],
      }),
    }));
}

/** The test message that S3 sends when a notification configuration is stored. */
export function testEvent(bucket: string): string {
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date().toISOString(),
    Bucket: bucket,
  });
}

function matches(name: string, wanted: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

/** Keys in events are form-encoded, except slashes. */
function eventKey(key: string): string {
  return formEncode(key).replaceAll('%2F', '/');
}

/** Java's form encoding, which S3 also uses for `encoding-type=url`: a space becomes a plus. */
export function formEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(
      /[!'()~]/g,
      (character) => `%${character.codePointAt(0)?.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replaceAll('%20', '+');
}
