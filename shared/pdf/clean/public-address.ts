/**
 * Ports or names other than a public site has, and stores of files: what an address there shows can change,
 * and is for those who work on the review.
 */
const PRIVATE_HOSTS = [
  /^(?:[^.:[\]]+|.*\.(?:local|internal|intranet|corp|lan|home|localdomain))$/i,
  /^(?:10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[.*\])$/,
  /^(?:.*\.)?(?:sharepoint|sharefile|dropbox|box|wetransfer|egnyte|objectiveconnect|egress|icloud|mimecast)\.com$/i,
  /^(?:.*\.)?(?:1drv\.ms|onedrive\.live\.com|teams\.microsoft\.com|we\.tl|mega\.nz|objectiveconnect\.co\.uk)$/i,
  /^(?:drive|docs)\.google\.com$/i,
];
/** The computer of whoever follows the address, or a slip of the hand (`http://http//…`): nobody's place. */
const NOBODYS_HOST = /^(?:localhost|127\.[\d.]+|\[::1\]|https?|www)$/i;
/** A number that can be called from the United Kingdom, and nothing after it. */
const PHONE = /^tel:(?:(?:\+|00?|\(0)[\d ().-]{3,23}|1[\d ]{2,6}|999)$/i;
/** Mail scanners put every address behind one of their own, with the address of whoever got the mail. */
const SCANNER = /^[\w-]+\.safelinks\.protection\.outlook\.com$/i;

/**
 * The address that a public copy may lead to, or `undefined` where nobody outside could follow it. What mail
 * scanners wrapped is unwrapped, and a mailbox has no ready-made subject or text, a site no name and
 * password.
 */
export function publicAddress(address: string): string | undefined {
  const trimmed = address.trim();
  if (/^mailto:/i.test(trimmed)) return trimmed.replace(/\?.*$/s, '');
  if (PHONE.test(trimmed)) return trimmed;
  const isBare = /^www\./i.test(trimmed);
  if (!isBare && !/^https?:\/\//i.test(trimmed)) return undefined;
  const url = parsed(isBare ? `https://${trimmed}` : trimmed);
  if (url === undefined) return undefined;
  const wrapped = SCANNER.test(url.hostname) ? url.searchParams.get('url') : undefined;
  if (wrapped === null) return undefined;
  if (wrapped !== undefined)
    return SCANNER.test(parsed(wrapped)?.hostname ?? '') ? undefined : publicAddress(wrapped);
  if (isPrivate(url)) return undefined;
  return url.username === '' && url.password === '' ? address : undefined;
}

const isPrivate = ({ hostname }: URL): boolean =>
  NOBODYS_HOST.test(hostname) || PRIVATE_HOSTS.some((host) => host.test(hostname));

/** The host of a web address that is somebody's, but no public place, or undefined. */
export function privateHost(address: string): string | undefined {
  const url = /^\s*https?:/i.test(address) ? parsed(address.trim()) : undefined;
  return url !== undefined && isPrivate(url) && !NOBODYS_HOST.test(url.hostname) ? url.hostname : undefined;
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
