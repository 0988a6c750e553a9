import { expect, test } from 'vitest';
import { aWorld } from '../support/fakes/a-world.ts';
import { deliverAll } from '../support/fakes/deliver-all.ts';
import { intercept } from '../support/fakes/intercept.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { memoryQueue } from '../support/fakes/memory-queue.ts';
import { untouched } from '../support/fakes/untouched.ts';

test('a drop reaches the uploads queue with its sequencer, and a file that a client left behind does not', async () => {
  const world = aWorld();
  const dropped = world.uploads.put('baby-eva/report.pdf', aPdf(), 'AWS:ANN');
  world.uploads.put('.DS_Store', 'x');
  world.uploads.remove('baby-eva/report.pdf');
  expect(world.uploadsQueue.waiting).toEqual([
    { name: 'baby-eva', drop: { ...dropped, principal: 'AWS:ANN', removed: false } },
    { name: 'baby-eva', drop: expect.objectContaining({ removed: true }) },
  ]);
});

test('the oldest message of a group holds back the others of its group, and of no other', async () => {
  const queue = memoryQueue<{ name: string; n: number }>({ groupOf: ({ name }) => name });
  await queue.send({ name: 'a', n: 1 });
  await queue.send({ name: 'a', n: 2 });
  await queue.send({ name: 'b', n: 3 });
  const first = queue.receive();
  expect(queue.available().map(({ message }) => message.n)).toEqual([3]);
  queue.release(first?.id ?? 0);
  expect(queue.receive()?.message.n).toBe(1);
});

test('a message that fails five times waits among the dead letters', async () => {
  const queue = memoryQueue<string>();
  await queue.send('poison');
  for (let time = 0; time < 5; time++) queue.release(queue.receive()?.id ?? 0);
  expect([queue.waiting, queue.deadLetters]).toEqual([[], ['poison']]);
});

test('every message is delivered, also one that is sent while another is handled', async () => {
  const queue = memoryQueue<number>();
  await queue.send(2);
  const seen: number[] = [];
  await deliverAll(queue, async (n) => {
    seen.push(n);
    if (n > 0) await queue.send(n - 1);
  });
  expect(seen).toEqual([2, 1, 0]);
});

test('an interceptor sees each call, and can leave its effect out', async () => {
  const world = aWorld();
  const calls: string[] = [];
  const files = intercept('publicFiles', world.publicFiles, async ({ port, method, args }, effect) => {
    calls.push(`${port}.${method} ${String(args[0])}`);
    if (method === 'remove') throw new Error('crashed before the effect');
    return effect();
  });
  world.publicFiles.write(
    { path: '/', body: 'x', contentType: 'text/html', cacheControl: 'no-cache' },
    'absent',
  );
  await expect(files.remove('/')).rejects.toThrow('crashed');
  expect((await files.read('/'))?.body).toBe('x');
  expect(calls).toEqual(['publicFiles.remove /', 'publicFiles.read /']);
});

test('an intercepted listing is a call for each element', async () => {
  const world = aWorld();
  world.uploads.put('a.pdf', 'x');
  world.uploads.put('b.pdf', 'x');
  let calls = 0;
  const uploads = intercept('uploads', world.uploads, (_call, effect) => {
    calls += 1;
    return effect();
  });
  expect((await Array.fromAsync(uploads.all())).map(({ key }) => key)).toEqual(['a.pdf', 'b.pdf']);
  expect(calls).toBe(3);
});

test('an unexpected call throws', () => {
  expect(() => untouched<{ send(): void }>('alertsQueue').send()).toThrow('alertsQueue.send was touched');
});

test('a made-up PDF is read as it was written, and other bytes are rejected', async () => {
  const { examiner } = aWorld();
  expect(await examiner.examine(aPdf({ title: 'Jake', summary: null }))).toMatchObject({
    readable: true,
    kind: 'report',
    facts: { title: { value: 'Jake' }, type: { value: 'lcspr' } },
  });
  expect(await examiner.examine(new Uint8Array())).toMatchObject({ readable: false, code: 'empty' });
  expect(await examiner.examine(new TextEncoder().encode('<html>'))).toMatchObject({ code: 'not-a-pdf' });
});
