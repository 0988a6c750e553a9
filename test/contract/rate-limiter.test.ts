import { expect, test } from 'vitest';
import { memoryClock } from '../support/fakes/memory-clock.ts';
import { onEveryBackend } from './backends.ts';

onEveryBackend('rate limiter', (backend) => {
  test('as many are allowed as were said, also when all ask at once', async () => {
    const rateLimiter = await backend().rateLimiter(memoryClock());
    const answers = await Promise.all(Array.from({ length: 12 }, () => rateLimiter.tryAcquire('a', 5, 3600)));
    expect(answers.filter((allowed) => allowed)).toHaveLength(5);
    expect(await rateLimiter.tryAcquire('a', 5, 3600)).toBe(false);
  });

  test('one thing takes nothing from another', async () => {
    const rateLimiter = await backend().rateLimiter(memoryClock());
    expect(await rateLimiter.tryAcquire('subscribe from 1', 1, 3600)).toBe(true);
    expect(await rateLimiter.tryAcquire('subscribe from 1', 1, 3600)).toBe(false);
    expect(await rateLimiter.tryAcquire('subscribe from 2', 1, 3600)).toBe(true);
  });

  test('each time window counts from zero', async () => {
    const clock = memoryClock('2026-02-02T09:59:59.000Z');
    const rateLimiter = await backend().rateLimiter(clock);
    expect(await rateLimiter.tryAcquire('a', 1, 3600)).toBe(true);
    expect(await rateLimiter.tryAcquire('a', 1, 3600)).toBe(false);
    clock.advance(1000);
    expect(await rateLimiter.tryAcquire('a', 1, 3600)).toBe(true);
  });

  test('nothing is allowed where none are', async () => {
    const rateLimiter = await backend().rateLimiter(memoryClock());
    expect(await rateLimiter.tryAcquire('a', 0, 3600)).toBe(false);
  });

  test('something is allowed once in a span that begins with it, whatever the hour', async () => {
    const clock = memoryClock('2026-02-02T09:59:59.000Z');
    const rateLimiter = await backend().rateLimiter(clock);
    expect(await rateLimiter.tryAcquireOnce('a', 3600)).toBe(true);
    clock.advance(3_599_000);
    expect(await rateLimiter.tryAcquireOnce('a', 3600)).toBe(false);
    expect(await rateLimiter.tryAcquireOnce('b', 3600)).toBe(true);
    clock.advance(1000);
    expect(await rateLimiter.tryAcquireOnce('a', 3600)).toBe(true);
  });

  test('a released key is allowed again', async () => {
    const rateLimiter = await backend().rateLimiter(memoryClock());
    await rateLimiter.tryAcquireOnce('a', 3600);
    await rateLimiter.release('a');
    expect(await rateLimiter.tryAcquireOnce('a', 3600)).toBe(true);
  });
});
