import { expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';

onEveryBackend('identities', (backend) => {
  test('the first to claim an identity has it, until one that names it takes it over', async () => {
    const { port } = await backend().identities();
    expect(await port.claim('a', 'baby-eva')).toBe('baby-eva');
    expect(await port.claim('a', 'baby-eva')).toBe('baby-eva');
    expect(await port.claim('a', 'baby-bo')).toBe('baby-eva');
    expect(await port.claim('b', 'baby-bo')).toBe('baby-bo');
    expect(await port.claim('a', 'baby-bo', 'baby-ash')).toBe('baby-eva');
    expect(await port.claim('a', 'baby-bo', 'baby-eva')).toBe('baby-bo');
    expect(await port.claim('a', 'baby-eva')).toBe('baby-bo');
  });

  test('one of many that claim at once has it', async () => {
    const { port } = await backend().identities();
    const names = Array.from({ length: 10 }, (_, place) => `upload-${place}`);
    const owners = await Promise.all(names.map((name) => port.claim('a', name)));
    expect(new Set(owners).size).toBe(1);
    expect(names).toContain(owners[0]);
  });

  test('an identity is no record, even if an upload has its name', async () => {
    const { port, reviews } = await backend().identities();
    await port.claim('a', 'baby-eva');
    expect(await reviews.get('a')).toBeUndefined();
    expect(await Array.fromAsync(reviews.all(() => {}))).toEqual([]);
    await reviews.put({ name: 'a', revision: 0, drops: {}, seen: {}, findings: [], owed: [] });
    expect(await port.claim('a', 'baby-bo')).toBe('baby-eva');
  });
});
