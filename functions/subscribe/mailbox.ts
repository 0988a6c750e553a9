import { domainToASCII } from 'node:url';

/** Domains that deliver to the mailboxes of another. */
const SAME_DOMAIN: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com' };

/**
 * One text for all spellings of a mailbox: capitals, Unicode variants, dots and what follows a plus are
 * ignored. Some hosts tell dots apart; counting two of their mailboxes as one only makes the second wait.
 */
export function mailboxOf(address: string): string {
  const plain = address.normalize('NFKC').toLowerCase();
  const at = plain.lastIndexOf('@');
  const local = plain.slice(0, at).replace(/\+.*$/s, '').replaceAll('.', '');
  const written = plain.slice(at + 1).replace(/\.$/, '');
  const domain = domainToASCII(written) || written;
  return `${local}@${SAME_DOMAIN[domain] ?? domain}`;
}
