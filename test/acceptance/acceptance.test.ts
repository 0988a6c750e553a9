import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StackUnderTest, startStack } from '../support/start-stack.ts';
import { acceptance } from './acceptance.ts';
import { embeddedTarget } from './targets.ts';

describe('the embedded stack', () => {
  let stack: StackUnderTest;
  let target: ReturnType<typeof embeddedTarget>;

  beforeAll(async () => {
    stack = await startStack();
    target = embeddedTarget(stack.stack);
  }, 300_000);

  afterAll(async () => {
    target?.close();
    await stack?.stop();
  });

  it('passes the acceptance suite, which leaves nothing behind', { timeout: 600_000 }, async () => {
    const queues = stack.stack.queues.names();
    const { checks, cleanUp } = acceptance(target);
    for (const { title, run } of checks)
      await run().catch((cause: unknown) => {
        throw new Error(`${title}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      });
    await cleanUp();
    expect(stack.stack.queues.names()).toEqual(queues);
  });
});
