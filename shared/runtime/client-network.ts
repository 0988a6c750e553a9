import { isIPv6 } from 'node:net';

/**
 * The client's network from CloudFront's `address:port`: an IPv4 address, or the /48 of an IPv6 address,
 * which is what providers assign to one customer (RFC 6177). Other text is returned unchanged.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export function networkOf(viewer: string): string {
  const address = viewer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const left = groupsOf(before);
  const right = groupsOf(after ?? '');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/48`;
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
