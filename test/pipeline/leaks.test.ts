import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStop } from '#shared/domain/review/finding.ts';
import { everythingIn } from '../support/everything-in.ts';
import { LEAKS, leakingCopy, withEarlierRevision } from '../support/leaking-copy.ts';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';

const report = new Uint8Array(
  readFileSync(resolve(import.meta.dirname, '../../samples/ben-lscpr-final.pdf')),
);
/** Content that the clean copy removes, so that an officer may accept its finding. */
const CLEANED = ['annotation-comment', 'attachment', 'javascript', 'property-name'] as const;
const SURNAMES =
  `Quennell Ashgrove Bellwether Corrigan Dunmore Elverton Farraday Garside Hollins Ivimey Jessop Kettle
  Lorimer Mossop Nettlefold Ormsby Pickersgill Quarmby Rosewarne Sotheran Tregear Umfreville Vellacott Wetherby`.split(
    /\s+/,
  );

let test: StackUnderTest;
let officer: string;
/** Upload and secret of each kind of leak. */
const uploads = Object.entries({ ...LEAKS, 'earlier-revision': () => undefined }).map(
  ([code, leak], index) => ({
    code,
    leak,
    name: `upload ${code}`,
    secret: `Zebedee ${SURNAMES[index]}`,
  }),
);

/** Everything that somebody outside of the partnership, or a log, gets to see. */
async function everythingShown(): Promise<string> {
  const files = [...(await test.publicFiles())].map(
    ([key, bytes]) =>
      `${key}\n${key.endsWith('.pdf') ? everythingIn(bytes) : Buffer.from(bytes).toString('utf8')}`,
  );
  const messages = test.stack.topics.inbox(1000);
  const alerts = messages
    .filter(({ endpoint }) => endpoint !== officer)
    .map(({ subject, text }) => `${subject}\n${text}`);
  const subjects = messages.map(({ subject }) => subject);
  return [...files, ...alerts, ...subjects, ...test.lines].join('\n').toLowerCase();
}

const secretsIn = (text: string) =>
  uploads
    .filter(
      ({ secret, name }) => text.includes(secret.toLowerCase().split(' ')[1] ?? '') || text.includes(name),
    )
    .map(({ code }) => code);

/** The bytes of an upload. */
const leaking = (code: string, leak: (typeof uploads)[number]['leak'], secret: string) =>
  code === 'earlier-revision' ? withEarlierRevision(report, secret) : leakingCopy(report, leak, secret);

beforeAll(async () => {
  test = await startStack();
  officer =
    test.stack.topics.subscriptions().find(({ topic }) => topic.endsWith('-officers'))?.endpoint ?? '';
});

afterAll(() => test?.stop());

describe('a report that leaks', () => {
  it.each(uploads)(
    'by $code is held, and its officer is told the page and the kind',
    async ({ code, leak, name, secret }) => {
      await test.drop(`${name}.pdf`, await leaking(code, leak, secret));
      const review = await test.review(name);
      expect(review?.findings.map((finding) => finding.code)).toContain(code);
      expect(review?.outcome).toBe('held');
      const [receipt] = test.received(officer).slice(-1);
      expect(receipt?.text).toContain(`accept:`);
      expect(receipt?.text).toContain(code);
    },
  );

  it('leaves no trace in any public file, feed, alert, subject or log line', async () => {
    expect(secretsIn(await everythingShown())).toEqual([]);
    expect([...(await test.publicFiles()).keys()].filter((key) => key.endsWith('.pdf'))).toEqual([]);
  });

  it('is published without the leak once its officer has accepted it', async () => {
    // S3 times are whole seconds, and an acceptance has to be later than its PDF.
    await pause(1_100);
    for (const [index, code] of CLEANED.entries()) {
      // They are one report with different leaks, so each after the first is asked about.
      const codes = index === 0 ? [code] : [code, 'near-review'];
      await test.drop(`upload ${code}.yaml`, `accept: [${codes.join(', ')}]\n`);
    }
    const open = await Promise.all(
      CLEANED.map(async (code) =>
        (await test.review(`upload ${code}`))?.findings.filter(isStop).map((finding) => finding.code),
      ),
    );
    expect(open).toEqual(CLEANED.map(() => []));
    const pdfs = [...(await test.publicFiles()).keys()].filter((key) => key.endsWith('.pdf'));
    expect(pdfs).toHaveLength(CLEANED.length);
    expect(secretsIn(await everythingShown())).toEqual([]);
  });

  it('leaves no trace when it is withdrawn', async () => {
    for (const { name } of uploads) await test.takeOut(`${name}.pdf`);
    const files = await test.publicFiles();
    expect([...files.keys()].filter((key) => key.endsWith('.pdf'))).toEqual([]);
    expect(secretsIn(await everythingShown())).toEqual([]);
    expect([...files.values()].map((bytes) => Buffer.from(bytes).toString('utf8')).join()).not.toContain(
      'young parents',
    );
  });
});
