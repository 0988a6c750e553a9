import { expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';

/** A mailbox of Amazon's that takes every message and reads none. */
const READER = 'success@simulator.amazonses.com';
const order = (filter: Record<string, string[]> = { event: ['new'] }, endpoint = READER) => ({
  protocol: 'email' as const,
  endpoint,
  filter,
});

onEveryBackend('subscriptions', (backend) => {
  test('an address is asked first: it counts for nothing until its owner confirms', async () => {
    const { port, listed } = await backend().subscriptions();
    await port.order(order());
    expect(await listed()).toEqual([{ endpoint: READER, confirmed: false }]);
  });

  test('ordering twice answers alike, and asks for one subscription', async () => {
    const { port, listed } = await backend().subscriptions();
    expect(await port.order(order())).toBe(await port.order(order()));
    expect(await listed()).toHaveLength(1);
  });

  test('a confirmed subscription keeps the choices of its owner when others are requested', async ({
    skip,
  }) => {
    const { port, listed, confirm } = await backend().subscriptions();
    if (confirm === undefined) return skip('Only the mailbox can confirm.');
    await port.order(order({ event: ['new'], type: ['scr'] }));
    await confirm(READER);
    await port.order(order({ type: ['lcspr'] }));
    await port.order(order({}));
    expect(await listed()).toEqual([
      { endpoint: READER, confirmed: true, filter: { event: ['new'], type: ['scr'] } },
    ]);
  });

  test('without choices there is no filter policy', async ({ skip }) => {
    const { port, listed, confirm } = await backend().subscriptions();
    if (confirm === undefined) return skip('Only the mailbox can confirm.');
    await port.order(order({}));
    await confirm(READER);
    expect(await listed()).toEqual([{ endpoint: READER, confirmed: true, filter: {} }]);
  });

  test('its owner changes and ends a confirmed subscription by a link of the messages', async ({ skip }) => {
    const { port, listed, linksTo } = await backend().subscriptions();
    if (linksTo === undefined) return skip('Only the mailbox knows its links.');
    await port.order(order({ event: ['new'], themes: ['neglect'] }));
    const { subscriptionArn, ...link } = await linksTo(READER);
    expect(await port.filterOf(subscriptionArn)).toBeUndefined();
    expect(await port.confirm({ ...link, token: 'unknown-token' })).toBe(false);
    expect(await port.confirm({ ...link, topicArn: `${link.topicArn}-of-others` })).toBe(false);
    expect(await port.confirm(link)).toBe(true);
    expect(await port.filterOf(subscriptionArn)).toEqual({ event: ['new'], themes: ['neglect'] });
    for (const filter of [{ type: ['scr'] }, {}]) {
      await port.change(subscriptionArn, filter);
      expect(await port.filterOf(subscriptionArn)).toEqual(filter);
    }
    await port.end(subscriptionArn);
    expect(await listed()).toEqual([]);
    expect(await port.filterOf(subscriptionArn)).toBeUndefined();
  });

  test('more choices than SNS can compare are a defect, and no silence', async () => {
    const { port, listed } = await backend().subscriptions();
    const many = Array.from({ length: 16 }, (_, count) => String(count));
    await expect(port.order(order({ type: many, themes: many }))).rejects.toThrow(/filter ?policy/i);
    expect(await listed()).toEqual([]);
  });

  test('words of any language and shape are filters', async () => {
    const { port, listed } = await backend().subscriptions();
    await port.order(order({ event: ['new'], themes: ['esgeulustod', '"', '\\', 'ŵ – “x”', '{"a":[1]}'] }));
    expect(await listed()).toHaveLength(1);
  });
});
