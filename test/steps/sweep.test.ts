import { beforeEach, describe, expect, test } from 'vitest';
import { alertSubscribers } from '#functions/alert-subscribers/alert-subscribers.ts';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { sweep } from '#functions/sweep/sweep.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runSweep, stepsOf } from '../support/run-pipeline.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let world: World;
beforeEach(() => {
  world = aWorld();
});

const away = async (): Promise<never> => {
  throw new Error('The table is away.');
};
/** A sweep that can read no entry. */
const sweepInVain = () =>
  sweep({ ...stepsOf(world).sweep, entries: { ...world.entries, get: away } }, { scope: 'recent' });

describe('an alert whose publisher crashed before it recorded it', () => {
  beforeEach(async () => {
    world.uploads.put('baby-eva.pdf', aPdf());
    const steps = stepsOf(world);
    for (const signal of world.uploadsQueue.waiting) await examineUpload(steps.examineUpload, signal);
    for (const change of world.changesQueue.waiting) await publishReview(steps.publishReview, change);
    let puts = 0;
    const reviews: World['reviews'] = {
      ...world.reviews,
      put: (review) => (++puts === 1 ? world.reviews.put(review) : away()),
    };
    await alertSubscribers({ ...steps.alertSubscribers, reviews }, { name: 'baby-eva' }).catch(() => {});
    expect(world.alertsTopic.published).toHaveLength(1);
    expect((await world.reviews.get('baby-eva'))?.alert?.state).toBe('claimed');
  });

  test.each([
    ['one sweep, five minutes before the claim may be settled', [3]],
    ['every sweep and each second try, until the claim may be settled', [3, 4, 8, 9, 13]],
  ])('is not published again when %s, failed with the message in hand', async (_, failing) => {
    let minute = 0;
    const passTo = (next: number): void => {
      world.clock.advance((next - minute) * MINUTE);
      minute = next;
    };
    for (const next of failing) {
      passTo(next);
      await expect(sweepInVain()).rejects.toThrow('The table is away.');
    }
    for (const next of [14, 18, 23]) {
      passTo(next);
      await runSweep(world);
    }
    expect(world.alertsTopic.published).toHaveLength(1);
    expect((await world.reviews.get('baby-eva'))?.alert?.state).toBe('sent');
  });

  test('is not published again while another sweep has the message in hand', async () => {
    world.clock.advance(12 * MINUTE);
    const get: World['entries']['get'] = async (year, slug) => {
      await runSweep(world);
      return await world.entries.get(year, slug);
    };
    await sweep({ ...stepsOf(world).sweep, entries: { ...world.entries, get } }, { scope: 'all' });
    expect(world.alertsTopic.published).toHaveLength(1);
    expect((await world.reviews.get('baby-eva'))?.alert?.state).toBe('sent');
  });
});

describe('an upload whose event was lost', () => {
  const found = () => world.eventLog.events.filter(({ type }) => type === 'sweep.found');

  beforeEach(() => {
    world = aWorld({ settings: { waitForNote: 15 }, onBucketEvent: () => {} });
    world.uploads.put('baby-eva.pdf', aPdf());
  });

  test('is found within a quarter of an hour by the sweep of every five minutes', async () => {
    const ages = [9 * MINUTE + 14 * SECOND, 5 * MINUTE];
    for (const later of ages) {
      world.clock.advance(later);
      await runSweep(world);
    }
    expect(found()).toEqual([{ type: 'sweep.found', lost: 1, due: 0 }]);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test.each([0, 5 * MINUTE, 9 * MINUTE + 14 * SECOND])(
    'does not count as lost while its event may be on its way: after %i ms',
    async (age) => {
      world.clock.advance(age);
      await runSweep(world);
      expect(found()).toEqual([]);
      expect(world.uploadsQueue.waiting).toEqual([]);
    },
  );

  test('is found at once when everything is looked at, as after a restart', async () => {
    await runSweep(world, 'all');
    expect(found()).toEqual([{ type: 'sweep.found', lost: 1, due: 0 }]);
  });
});

describe('an officer or operator who would hear nothing', () => {
  const reported = () => world.eventLog.events.filter(({ type }) => type === 'staff.unsubscribed');
  const staff = { officers: ['Ann@example.org', 'ben@example.org'], operators: ['ops@example.org'] };

  beforeEach(() => {
    world = aWorld({ settings: staff });
  });

  test('is reported while the subscription is missing or not confirmed', async () => {
    world.officers.list.splice(0, 2, { address: 'ann@example.org', arn: undefined });
    world.operators.list.length = 0;
    await runSweep(world);
    expect(reported()).toEqual([{ type: 'staff.unsubscribed', missing: 2, pending: 1 }]);
  });

  test('is nobody when all are confirmed, in whatever case SNS writes them', async () => {
    world.officers.list.splice(0, 1, { address: 'ann@example.org', arn: 'arn:aws:sns:ann' });
    await runSweep(world);
    expect(reported()).toEqual([]);
  });
});
