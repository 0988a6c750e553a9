import { expect, test } from 'vitest';
import type { LoggedDecision } from '#shared/domain/review/record/decision-log.ts';
import { onEveryBackend } from './backends.ts';

const aDecision = (changes: Partial<LoggedDecision> = {}): LoggedDecision => ({
  name: 'baby-eva',
  at: '2026-02-02T09:00:00.000Z',
  what: 'published',
  files: [{ key: 'baby-eva.pdf', sha256: 'ab', by: 'AWS:ANN' }],
  accepted: [{ code: 'nhs-number' }],
  approvedBy: 'AWS:BOB',
  findings: ['untagged'],
  ...changes,
});

onEveryBackend('decision log', (backend) => {
  test('the decisions on a review come back as they were added, oldest first', async () => {
    const { port } = await backend().decisionLog();
    const later = aDecision({ at: '2026-03-02T09:00:00.000Z', what: 'withdrawn' });
    for (const decision of [later, aDecision(), aDecision({ name: 'baby-bo' })]) await port.add(decision);
    expect(await port.of('baby-eva')).toEqual([aDecision(), later]);
    expect(await port.of('baby')).toEqual([]);
    const all = await Array.fromAsync(port.all());
    expect(all.map(({ name }) => name).sort()).toEqual(['baby-bo', 'baby-eva', 'baby-eva']);
  });

  test('a decision added twice is stored once; two of one instant are both stored', async () => {
    const { port } = await backend().decisionLog();
    for (const what of ['held', 'published', 'published']) await port.add(aDecision({ what }));
    expect((await port.of('baby-eva')).map(({ what }) => what).sort()).toEqual(['held', 'published']);
  });

  test('decisions are no records, and stay when the record is written', async () => {
    const { port, reviews } = await backend().decisionLog();
    await port.add(aDecision());
    expect(await reviews.get('baby-eva')).toBeUndefined();
    expect(await Array.fromAsync(reviews.all(() => {}))).toEqual([]);
    await reviews.put({ name: 'baby-eva', revision: 0, drops: {}, seen: {}, findings: [], owed: [] });
    expect(await port.of('baby-eva')).toEqual([aDecision()]);
  });
});
