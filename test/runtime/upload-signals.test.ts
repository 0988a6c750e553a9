import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import { uploadSignals } from '#shared/runtime/upload-signals.ts';

/** As S3 writes it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notification = (eventName: string, object: object): unknown => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName,
      eventTime: '2026-02-02T09:00:00Z',
      userIdentity: { principalId: 'AWS:AIDAEXAMPLE' },
      s3: { bucket: { name: 'uploads' }, object: { sequencer: '0055AED6DCD90281E5', ...object } },
    },
  ],
});

test('a put becomes a signal with its key, its sequencer, its version, its time and who dropped it', () => {
  const event = notification('ObjectCreated:Put', {
    key: 'baby-eva/Final+CHILD+T+%281%29.pdf',
    eTag: 'd41d',
    versionId: '3L4kqtJlcpXroDTDmJ',
    size: 1,
  });
  expect(uploadSignals.parse(event)).toEqual([
    {
      name: 'baby-eva',
      drop: {
        key: 'baby-eva/Final CHILD T (1).pdf',
        sequencer: '0055AED6DCD90281E5',
        principal: 'AWS:AIDAEXAMPLE',
        removed: false,
        etag: 'd41d',
        version: '3L4kqtJlcpXroDTDmJ',
        at: '2026-02-02T09:00:00.000Z',
      },
    },
  ]);
});

test.each([
  ['ObjectCreated:CompleteMultipartUpload', false],
  ['ObjectCreated:Copy', false],
  ['ObjectRemoved:Delete', true],
  ['ObjectRemoved:DeleteMarkerCreated', true],
  ['LifecycleExpiration:Delete', true],
])('%s is understood', (eventName, removed) => {
  expect(uploadSignals.parse(notification(eventName, { key: 'a.pdf' }))).toMatchObject([
    { drop: { removed } },
  ]);
});

test.each([null, undefined])('a bucket without versions names none (%s)', (versionId) => {
  const [signal] = uploadSignals.parse(notification('ObjectCreated:Put', { key: 'a.pdf', versionId }));
  expect(signal?.drop).toEqual({
    key: 'a.pdf',
    sequencer: '0055AED6DCD90281E5',
    principal: 'AWS:AIDAEXAMPLE',
    removed: false,
    at: '2026-02-02T09:00:00.000Z',
  });
});

test('a key of any characters is decoded as S3 encodes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (stem) => {
      const key = `folder/${stem}.pdf`;
      fc.pre(nameOfKey(key) !== undefined);
      const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
      expect(uploadSignals.parse(notification('ObjectCreated:Put', { key: encoded }))).toMatchObject([
        { name: 'folder', drop: { key } },
      ]);
    }),
  );
});

test('a file that a client left behind and the test event of S3 signal nothing', () => {
  expect(uploadSignals.parse(notification('ObjectCreated:Put', { key: 'x/.DS_Store' }))).toEqual([]);
  expect(uploadSignals.parse({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'uploads' })).toEqual([]);
});

test('the end of a malware scan signals its review', () => {
  const event = {
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    source: 'aws.guardduty',
    detail: {
      s3ObjectDetails: { bucketName: 'uploads', objectKey: 'baby-eva/report one.pdf', eTag: 'd41d' },
      scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' },
    },
  };
  expect(uploadSignals.parse(event)).toEqual([{ name: 'baby-eva' }]);
});

test('our own signal is passed on, and anything else is refused', () => {
  expect(uploadSignals.parse({ name: 'baby eva' })).toEqual([{ name: 'baby eva' }]);
  for (const stranger of [{}, { name: 1 }, { Records: [{}] }, 'text', null]) {
    expect(uploadSignals.safeParse(stranger).success).toBe(false);
  }
});
