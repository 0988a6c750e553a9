import { beforeEach, expect, test } from 'vitest';
import { decisionInLines, decisionsAsCsv } from '#shared/domain/review/record/decision-log.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep } from '../support/run-pipeline.ts';

const PDF = 'baby-eva.pdf';
const NOTE = 'baby-eva.yaml';
const APPROVAL = 'baby-eva.approved';
const aFinding = { code: 'nhs-number', page: 3, message: 'An NHS number stands on page 3.' } as const;

let world: World;
beforeEach(() => {
  world = aWorld({ settings: { secondPerson: true } });
});

async function drop(key: string, content: Uint8Array | string, principal: string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content, principal);
  await runPipeline(world);
}

/** A report with a finding, accepted by Ann in the note and approved by Bob. */
async function publish(): Promise<void> {
  await drop(PDF, aPdf({ findings: [aFinding] }), 'AWS:ANN');
  await drop(NOTE, 'accept: [nhs-number]', 'AWS:ANN');
  await drop(APPROVAL, '', 'AWS:BOB');
}

test('a publication is logged with its uploaders, the accepted findings and the approver', async () => {
  await publish();
  const published = world.decisionLog.decisions.at(-1);
  const sha256 = (await world.reviews.get('baby-eva'))?.seen[PDF]?.sha256;
  expect(published).toMatchObject({
    name: 'baby-eva',
    what: 'published',
    accepted: [{ code: 'nhs-number', by: 'AWS:ANN' }],
    approvedBy: 'AWS:BOB',
  });
  expect(published?.files).toContainEqual({ key: PDF, sha256, by: 'AWS:ANN' });
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('the receipt of a publication names its approver', async () => {
  await publish();
  expect(world.officersTopic.receipts.at(-1)?.text).toContain('Approved by AWS:BOB.');
});

test('the log survives replacement and withdrawal, and names the person who deleted the report', async () => {
  await publish();
  const before = world.decisionLog.decisions;
  await drop(PDF, aPdf({ pages: 41 }), 'AWS:CEM');
  world.clock.advance(2_000);
  world.uploads.remove(PDF, 'AWS:DEE');
  await runPipeline(world);
  expect(world.decisionLog.decisions.slice(0, before.length)).toEqual(before);
  const { what, files } = world.decisionLog.decisions.at(-1) ?? {};
  expect(what).toBe('withdrawn');
  expect(files).toContainEqual(expect.objectContaining({ key: PDF, by: 'AWS:DEE' }));
});

test('embargoes and retirements are logged as acts of the clock', async () => {
  world = aWorld();
  await drop(NOTE, 'publish at: 2 February 2026 18:00', 'AWS:ANN');
  await drop(PDF, aPdf(), 'AWS:ANN');
  world.clock.advance(12 * 3_600_000);
  await runSweep(world, 'due');
  const decisions = world.decisionLog.decisions.map(({ what, files }) => [what, files[0]?.by]);
  expect(decisions).toEqual([
    ['held', 'AWS:ANN'],
    ['scheduled', 'AWS:ANN'],
    ['published', 'the clock'],
  ]);
});

test('the same again, and a repeated delivery, add nothing', async () => {
  await publish();
  const before = world.decisionLog.decisions.length;
  await world.changesQueue.send({ name: 'baby-eva' });
  await runPipeline(world);
  expect(world.decisionLog.decisions).toHaveLength(before);
});

test('nothing of it is public, in an alert or in a log line', async () => {
  await publish();
  const seen = [
    ...[...world.publicFiles.files.values()].map(({ body }) => body),
    ...world.alertsTopic.published,
    ...world.eventLog.events,
    ...world.entries.stored,
  ];
  for (const one of seen) expect(JSON.stringify(one)).not.toMatch(/AWS:(ANN|BOB)/);
});

test('the table of a year has a row for each file, and calculates nothing', () => {
  const decision = {
    name: '=HYPERLINK("x")',
    at: '2026-02-02T09:00:00.000Z',
    what: 'published',
    files: [{ key: 'a.pdf', sha256: 'ab', by: 'AWS:ANN' }, { key: 'a.yaml' }],
    accepted: [{ code: 'nhs-number', by: 'AWS:ANN' }],
    approvedBy: 'AWS:BOB',
    findings: [],
  };
  const [, first, second, ...rest] = decisionsAsCsv([decision]).split('\r\n');
  expect(first).toBe(
    `"2026-02-02T09:00:00.000Z","'=HYPERLINK(""x"")","published","a.pdf","ab","AWS:ANN","nhs-number","AWS:ANN","AWS:BOB"`,
  );
  expect(second).toContain('"a.yaml","",""');
  expect(rest).toEqual(['']);
  expect(decisionInLines(decision)).toContain('approved by  AWS:BOB');
});
