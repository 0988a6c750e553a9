import { domainToASCII } from 'node:url';

/** Domains that share mailboxes with another domain. */
const SAME_DOMAIN: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com' };

/**
 * Normalizes an e-mail address: case, Unicode variants, dots and `+tag` are ignored. Some hosts distinguish
 * dots; treating two such mailboxes as one only delays the second.
 */
export function mailboxOf(address: string): string {
  const plain = address.normalize('NFKC').toLowerCase();
  const at = plain.lastIndexOf('@');
  const local = plain.slice(0, at).replace(/\+.*$/s, '').replaceAll('.', '');
  const written = plain.slice(at + 1).replace(/\.$/, '');
  const domain = domainToASCII(written) || written;
  return `${local}@${SAME_DOMAIN[domain] ?? domain}`;
}
