import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptance } from './acceptance.ts';
import type { Target } from './target.ts';
import { startEmbeddedTarget } from './targets.ts';

describe('the embedded stack', () => {
  let target: Target;

  beforeAll(async () => {
    target = await startEmbeddedTarget();
  });

  afterAll(() => target?.close());

  it('passes the acceptance suite, which leaves nothing behind', { timeout: 900_000 }, async () => {
    const held: string[] = [];
    await acceptance(target, (title) => held.push(title));
    expect(held).toContain('an embargo ends at its minute: listed, and announced once');
    expect(held.at(-1)).toBe('everything that was made is gone');
  });
});
