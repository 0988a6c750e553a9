import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardName } from './awkward-names.ts';
import { onEveryBackend } from './backends.ts';

interface Message {
  readonly name: string;
  readonly n?: number;
}

onEveryBackend('queues', (backend) => {
  test('a message of any characters arrives as it was sent', async () => {
    const queue = await backend().queue<Message>('standard');
    await queue.port.send({ name: 'x\ufffe\u0000\ud83d\n' });
    expect(await queue.receive()).toEqual({ name: 'x\ufffe\u0000\ud83d\n' });
    await fc.assert(
      fc.asyncProperty(awkwardName, async (name) => {
        await queue.port.send({ name });
        expect(await queue.receive()).toEqual({ name });
      }),
      { numRuns: 20 },
    );
  });

  test('messages of one review arrive in order, also two that are equal', async () => {
    const queue = await backend().queue<Message>('fifo');
    const name = `Final CHILD T LCSPR report (1) ${'é'.repeat(200)}`;
    for (const n of [1, 2, 2, 3]) await queue.port.send({ name, n });
    const received = [
      await queue.receive(),
      await queue.receive(),
      await queue.receive(),
      await queue.receive(),
    ];
    expect(received.map((message) => message?.n)).toEqual([1, 2, 2, 3]);
    expect(received[0]?.name).toBe(name);
  });

  test('an empty queue gives nothing', async () => {
    const queue = await backend().queue<Message>('standard');
    expect(await queue.receive()).toBeUndefined();
  });
});
