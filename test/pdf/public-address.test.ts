import { expect, test } from 'vitest';
import { privateHost, publicAddress } from '#shared/pdf/clean/public-address.ts';

test.each([
  'https://www.gov.uk/government/publications/working-together',
  'http://example.org:8080/a?b=c#d',
  'www.northshire.example',
  'https://learning.example/review%20one.pdf',
  'mailto:help@example.org',
  'tel:+44 1632 960123',
  'tel:01632960123',
  'tel:116 123',
  'tel:999',
])('stays: %s', (address) => {
  expect(publicAddress(address)).toBe(address);
});

test.each([
  'file:///S:/Reviews/Case.docx',
  'javascript:open()',
  'ftp://example.org/a',
  'https://intranet/cases',
  'http://localhost:3000/',
  'http://10.1.2.3/cases',
  'https://[fd00::1]/',
  'https://files.northshire.local/cases',
  'https://northshire-my.sharepoint.com/personal/j_smith',
  'https://www.dropbox.com/s/abc123/chronology.docx?dl=0',
  'https://drive.google.com/file/d/abc123/view',
  'https://officer:secret@example.org/',
  'https://eur02.safelinks.protection.outlook.com/?data=05%7Cofficer%40example.org',
  'https://',
  'tel:9434765919',
])('is no public address: %s', (address) => {
  expect(publicAddress(address)).toBeUndefined();
});

test('what a mail scanner wrapped is unwrapped, once', () => {
  const wrap = (address: string) =>
    `https://gbr01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=officer%40example.org`;
  expect(publicAddress(wrap('https://example.org/a?b=c'))).toBe('https://example.org/a?b=c');
  expect(publicAddress(wrap('http://intranet/cases'))).toBeUndefined();
  expect(publicAddress(wrap(wrap('https://example.org/')))).toBeUndefined();
});

test('the host of a store of files is named, and a public one is not', () => {
  expect(privateHost('https://www.dropbox.com/s/abc123/chronology.docx')).toBe('www.dropbox.com');
  expect(privateHost('https://intranet/cases')).toBe('intranet');
  expect(privateHost('https://www.gov.uk/working-together')).toBeUndefined();
  expect(privateHost('mailto:help@example.org')).toBeUndefined();
});

test.each(['http://localhost:8080/wfs', 'http://127.0.0.1/', 'http://http//www.example.org', 'http://www/'])(
  'a host that is nobody’s leads to nothing private, and is no public address: %s',
  (address) => {
    expect(privateHost(address)).toBeUndefined();
    expect(publicAddress(address)).toBeUndefined();
  },
);

test('other computers of a network are private', () => {
  expect(privateHost('http://10.1.2.3/cases')).toBe('10.1.2.3');
  expect(privateHost('http://localhost.northshire.local/cases')).toBe('localhost.northshire.local');
});
