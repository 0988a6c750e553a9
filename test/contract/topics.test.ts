import { expect, test } from 'vitest';
import type { Alert } from '#shared/domain/messages/alert.ts';
import type { DeliveryLog } from '#shared/ports.ts';
import { onEveryBackend } from './backends.ts';

const anAlert = (id: string, changes: Partial<Alert['attributes']> = {}): Alert => ({
  id,
  subject: 'New safeguarding practice review',
  email: 'Baby Eva – a review',
  sms: 'A new safeguarding practice review is public.',
  json: JSON.stringify({ id, title: 'Baby Eva – ŵ' }),
  attributes: { event: 'new', type: 'lcspr', year: 2024, themes: ['neglect', 'baby under 1'], ...changes },
});

onEveryBackend('topics and their deliveryLog', (backend) => {
  for (const raw of [true, false]) {
    test(`every alert is delivered once it is published (${raw ? 'raw' : 'wrapped'} delivery)`, async () => {
      const { topic, deliveryLog } = await backend().alerts({ raw });
      const ids = ['/reviews/2024/baby-eva/#new-1', '/reviews/2024/child-q/#changed-2'];
      for (const id of ids) await topic.publish(anAlert(id));
      await topic.publish(anAlert('/reviews/2019/z/#new-1', { themes: [], event: 'changed' }));
      expect((await drained(deliveryLog)).sort()).toEqual(['/reviews/2019/z/#new-1', ...ids]);
      expect(await drained(deliveryLog)).toEqual([]);
    });
  }

  test('an unconfirmed message is received again', async () => {
    const { topic, deliveryLog } = await backend().alerts({ raw: true });
    await topic.publish(anAlert('/reviews/2024/baby-eva/#new-1'));
    const failing = deliveryLog.drain(async () => {
      throw new Error('The table is away.');
    });
    await expect(failing).rejects.toThrow('The table is away.');
    await expect.poll(() => drained(deliveryLog)).toEqual(['/reviews/2024/baby-eva/#new-1']);
  });

  test('two concurrent readers see the same message', async () => {
    const { topic, deliveryLog } = await backend().alerts({ raw: true });
    const { id } = anAlert('/reviews/2024/baby-eva/#new-1');
    await topic.publish(anAlert(id));
    const seen: string[] = [];
    await deliveryLog.drain(async () => {
      seen.push(...(await drained(deliveryLog)));
    });
    expect(seen).toContain(id);
    expect(await drained(deliveryLog)).toEqual([]);
  });

  test('a second copy of an alert is seen too', async () => {
    const { topic, deliveryLog, repeat } = await backend().alerts({ raw: true });
    const alert = anAlert('/reviews/2024/baby-eva/#new-1');
    await topic.publish(alert);
    await repeat(alert);
    expect(await drained(deliveryLog)).toEqual([alert.id, alert.id]);
  });

  test('an officer gets the receipt as it was written', async () => {
    const { officers, receipts } = await backend().alerts({ raw: true });
    const receipt = { subject: 'Held: ref 1a2b3c4d', text: 'Page 3 shows an NHS number.\nŵ “quoted”\n' };
    await officers.publish(receipt);
    expect(await receipts()).toEqual([receipt]);
  });
});

async function drained(deliveryLog: DeliveryLog): Promise<string[]> {
  const seen: string[] = [];
  await deliveryLog.drain(async (id) => void seen.push(id));
  return seen;
}
