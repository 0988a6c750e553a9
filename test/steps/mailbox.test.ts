import { expect, test } from 'vitest';
import { mailboxOf } from '#functions/subscribe/mailbox.ts';

test.each([
  ['Ann.Reader+alerts@Example.org', 'annreader@example.org'],
  ['ann@example.org.', 'ann@example.org'],
  // Full-width letters, as some keyboards type them.
  ['\uff41nn@ex\uff41mple.org', 'ann@example.org'],
  ['ann@b\u00fccher.example', 'ann@xn--bcher-kva.example'],
  ['ann@googlemail.com', 'ann@gmail.com'],
])('%j is delivered to the mailbox %j', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});
