import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../simulation/random.ts';
import { dynamoError, type FaultOf, faultyProxy, s3Error } from '../support/faulty-proxy.ts';
import { smallReport } from '../support/pdf/small-report.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';
import {
  allPublished,
  countWhatBecame,
  listedPermalinks,
  OFFICER,
  READER,
  timesTold,
} from './count-what-became.ts';

const none: FaultOf = () => undefined;
const atOnce = (deliver: () => void) => deliver();

let test: StackUnderTest;
/** The current faults between functions and emulators. */
let faults: { s3: FaultOf; dynamodb: FaultOf };
/** How the uploads bucket's events reach their queue now. */
let deliveryHook: (deliver: () => void) => void;
let retryAfterSeconds: number;
/** When each object was first there, in milliseconds since 1970. */
const thereSince = new Map<string, number>();
/** Publishable uploads so far. */
const uploads: string[] = [];

/** Starts a stack behind a proxy. Tests of one stack share its state. */
async function start(): Promise<void> {
  uploads.length = 0;
  thereSince.clear();
  faults = { s3: none, dynamodb: none };
  deliveryHook = atOnce;
  retryAfterSeconds = 1;
  test = await startStack({
    retryAfterSeconds: () => retryAfterSeconds,
    proxy: (service, url) => faultyProxy(url, (...request) => faults[service](...request)),
    deliveryHook: (deliver) => deliveryHook(deliver),
    onChange({ key, removed }) {
      if (!removed && !thereSince.has(key)) thereSince.set(key, Date.now());
    },
  });
}

async function restart(): Promise<void> {
  await test.stop();
  await start();
}

beforeAll(start);

beforeEach(() => {
  faults = { s3: none, dynamodb: none };
  deliveryHook = atOnce;
  retryAfterSeconds = 1;
});

afterAll(() => test?.stop());

const nameOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');
const pageOf = (title: string) => `/reviews/2024/${nameOf(title)}/`;
const messagesTo = (recipient: string) =>
  test.received(recipient).filter(({ kind }) => kind === 'notification');

/** Drops reports without waiting for their outcomes. */
async function dropReports(...titles: string[]): Promise<void> {
  for (const title of titles) {
    await test.put(`${nameOf(title)}.pdf`, smallReport(title));
    uploads.push(nameOf(title));
  }
}

/** Resolves when some message has failed for the `times`-th time since this was called. */
function failedTimes(times: number): Promise<void> {
  const failed = new RegExp(`"receives":${times}\\b`);
  const from = test.lines.length;
  const hasFailed = () => test.lines.slice(from).some((line) => failed.test(line));
  return expect.poll(hasFailed).toBe(true);
}

/** Resolves when all of these are in the listing. */
async function untilListed(...titles: string[]): Promise<void> {
  const missing = async () => {
    const listed = await listedPermalinks(test);
    return titles.filter((title) => !listed.includes(pageOf(title)));
  };
  await expect.poll(missing).toEqual([]);
}

/**
 * Waits until everything is quiet, lets the clock settle what is in doubt, and counts what became of all
 * uploads.
 */
async function inTheEnd() {
  await test.quiet();
  await test.settleClaims();
  return countWhatBecame(test, uploads);
}

describe('the table', () => {
  const answer = dynamoError('InternalServerError', 500);

  it('answers 500 for a while: later everything is listed, and announced once', async () => {
    faults.dynamodb = () => ({ when: 'before', answer });
    await dropReports('Child Alder', 'Child Beech', 'Child Cedar', 'Child Damson');
    await failedTimes(3);
    expect(messagesTo(READER)).toEqual([]);
    faults.dynamodb = none;
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
  });

  it('answers 500 at times, before or after the effect', async () => {
    let requests = 0;
    // One in five, and of these every second when it is done.
    faults.dynamodb = () => {
      requests++;
      return requests % 5 === 0 ? { when: requests % 2 === 0 ? 'before' : 'after', answer } : undefined;
    };
    await dropReports('Child Elder', 'Child Fir', 'Child Gorse', 'Child Hawthorn', 'Child Iris');
    await test.quiet();
    faults.dynamodb = none;
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
    expect(requests).toBeGreaterThan(20);
  });

  it('cannot record that an alert was sent: it is not sent twice, and the sweep records it from the delivery log', async () => {
    let refused = 0;
    faults.dynamodb = (_, body) => {
      if (!body.includes('"state":{"S":"sent"}')) return undefined;
      refused++;
      return { when: 'before', answer };
    };
    await dropReports('Child Hazel', 'Child Ivy');
    await test.quiet();
    expect(refused).toBeGreaterThanOrEqual(2);
    expect((await test.review('child-hazel'))?.alert?.state).toBe('claimed');
    faults.dynamodb = none;
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
    expect((await test.review('child-hazel'))?.alert?.state).toBe('sent');
  });
});

describe('the public bucket', () => {
  const isWritten: (request: Parameters<FaultOf>[0]) => boolean = ({ method, url = '' }) =>
    method === 'PUT' && url.startsWith(`/${test.stack.outputs.PublicBucket}/`);

  it('refuses every write for a while: no alert precedes its page', async () => {
    const answers = [s3Error('SlowDown', 503), s3Error('AccessDenied', 403)];
    const told = messagesTo(READER).length + messagesTo(OFFICER).length;
    let refused = 0;
    faults.s3 = (request) => {
      const answer = answers[refused % 2];
      if (!isWritten(request) || answer === undefined) return undefined;
      refused++;
      return { when: 'before', answer };
    };
    const titles = ['Child Juniper', 'Child Larch', 'Child Maple', 'Child Nettle'];
    await dropReports(...titles);
    await failedTimes(3);
    const listed = await listedPermalinks(test);
    expect(titles.filter((title) => listed.includes(pageOf(title)))).toEqual([]);
    expect(messagesTo(READER).length + messagesTo(OFFICER).length).toBe(told);
    faults.s3 = none;
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
    for (const title of titles) {
      const [alert] = messagesTo(READER).filter(({ text }) => text.includes(pageOf(title)));
      const since = thereSince.get(`${pageOf(title).slice(1)}index.html`) ?? Number.NaN;
      expect(alert?.at).toBeGreaterThanOrEqual(since);
    }
  });

  it('refuses only listing writes: pages exist, and no alert precedes its listing', async () => {
    faults.s3 = (request) =>
      isWritten(request) && request.url?.includes('/reviews.json')
        ? { when: 'before', answer: s3Error('ServiceUnavailable', 503) }
        : undefined;
    await dropReports('Child Oak', 'Child Pine');
    await failedTimes(3);
    expect((await test.get(pageOf('Child Oak'))).status).toBe(200);
    expect(timesTold(test, READER, pageOf('Child Oak'))).toBe(0);
    faults.s3 = none;
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
  });
});

describe('messages that cannot be handled', () => {
  beforeAll(restart);

  it('go to the dead letters; their neighbours are listed while they are still being tried', async () => {
    const { queues } = test.stack;
    const uploadsLetters = 'review-publisher-uploads-dead-letters';
    const changesLetters = 'review-publisher-changes-dead-letters.fifo';
    // They fail for good long after their neighbours are listed.
    retryAfterSeconds = 20;
    const firstFailure = failedTimes(1);
    queues.send('review-publisher-uploads', { body: 'not what anybody sends' });
    // And one review whose page cannot be written.
    faults.s3 = ({ method, url = '' }) =>
      method === 'PUT' && url.includes(pageOf('Child Thistle'))
        ? { when: 'before', answer: s3Error('InternalError', 500) }
        : undefined;
    await dropReports('Child Thistle');
    await firstFailure;
    const neighbours = ['Child Quince', 'Child Rowan', 'Child Sorrel', 'Child Umber'];
    await dropReports(...neighbours);
    await untilListed(...neighbours);
    expect(test.stack.deadLetters()).toEqual({});
    retryAfterSeconds = 1;

    await test.quiet();
    expect(test.stack.deadLetters()).toEqual({ [uploadsLetters]: 1, [changesLetters]: 1 });
    expect(timesTold(test, READER, pageOf('Child Thistle'))).toBe(0);
    // The one was nonsense; the other is tried again when its cause is gone.
    queues.purge(uploadsLetters);
    faults.s3 = none;
    queues.moveAll(changesLetters, 'review-publisher-changes.fifo');
    expect(await inTheEnd()).toEqual(allPublished(uploads.length));
  });
});

describe('events of the uploads bucket', () => {
  beforeAll(restart);

  it('come late, in any order and up to three times: the newest of each upload is public, announced once', async () => {
    const seed = 1 + Math.floor(Math.random() * 1_000_000);
    const random = seededRandom(seed);
    const onTheWay: (() => void)[] = [];
    deliveryHook = (deliver) => {
      for (let copies = 1 + random.below(3); copies > 0; copies--) onTheWay.push(deliver);
    };
    const titles = ['Child Wren', 'Child Yew', 'Child Zinnia', 'Child Aspen', 'Child Clover'];
    const edition = (title: string, number: number) =>
      Buffer.concat([smallReport(title), Buffer.from(`\n% edition ${number}\n`)]);
    const put = (title: string, number: number) => test.put(`${nameOf(title)}.pdf`, edition(title, number));
    const remove = (title: string) => {
      const Bucket = test.stack.outputs.UploadsBucket;
      return test.s3.send(new DeleteObjectCommand({ Bucket, Key: `${nameOf(title)}.pdf` }));
    };
    let everybodyIsDone = false;
    const postman = (async () => {
      while (!everybodyIsDone || onTheWay.length > 0) {
        const [deliver] = onTheWay.splice(random.below(onTheWay.length), 1);
        deliver?.();
        await pause(random.below(100));
      }
    })();
    for (let number = 1; number <= 3; number++) {
      for (const title of titles) {
        await put(title, number);
        await pause(random.below(150));
      }
      if (number === 1) await untilListed('Child Clover');
    }
    // One goes and comes back; another is taken out for good.
    await remove('Child Wren');
    await put('Child Wren', 4);
    await remove('Child Clover');
    everybodyIsDone = true;
    await postman;

    const kept = titles.filter((title) => title !== 'Child Clover');
    uploads.push(...kept.map(nameOf));
    expect(await inTheEnd(), `seed ${seed}`).toEqual(allPublished(uploads.length));
    for (const title of kept) {
      const seen = (await test.review(nameOf(title)))?.seen[`${nameOf(title)}.pdf`]?.etag;
      expect(seen, `seed ${seed}`).toBe(hash('md5', edition(title, title === 'Child Wren' ? 4 : 3)));
    }
    expect((await test.review('child-clover'))?.outcome, `seed ${seed}`).toBe('withdrawn');
    const shown = [...(await test.publicFiles()).values()].map((file) =>
      Buffer.from(file).toString('latin1'),
    );
    expect(shown.join('\n'), `seed ${seed}`).not.toContain('Child Clover');
  });
});
