import { expect, test } from 'vitest';
import { spokenForm, wordsOfAddress } from '#shared/report/checks/identifiers/written-apart.ts';

test.each([
  ['K a y l e i g h', 'Kayleigh'],
  ['K.a.y.l.e.i.g.h', 'Kayleigh'],
  ['\u{1d40a}\u{1d41a}\u{1d432}', 'Kay'],
  [String.fromCodePoint(...[...'Kay'].map((letter) => 0xe0000 + letter.charCodeAt(0))), 'Kay'],
  ['Child A and Child B', 'Child A and Child B'],
  ['A B', 'A B'],
])('%j is read as %j', (written, spoken) => {
  expect(spokenForm(written)).toBe(spoken);
});

test.each([
  ['https://kayleigh-thornbury.example.org/', 'Kayleigh Thornbury Example'],
  ['https://www.example.org/kayleighthornbury', 'Kayleigh Thornbury'],
  ['https://www.example.org/form?q=S2F5bGVpZ2ggVGhvcm5idXJ5', 'Kayleigh Thornbury'],
  ['https://www.example.org/%4b%61yleigh%20Thornbury', 'Kayleigh Thornbury'],
  ['mailto:kayleigh.thornbury@example.org', 'Kayleigh Thornbury Example'],
])('the words of %s', (address, words) => {
  expect(wordsOfAddress(address)).toContain(words);
});

test.each([
  'https://www.example.org/daventry-district-council',
  'https://www.georgetown.example.org/',
  'https://www.example.org/samaritans',
  'https://www.renalpatientview.example.org/',
  'https://www.iwantgreatcare.example.org/',
  '%E0%A4%A',
])('no word of %s is taken apart', (address) => {
  expect(wordsOfAddress(address)).not.toMatch(/George Town|Sam Aritans|Dave Ntry|Rena L|Iwan T/);
});

test('a word that falls into English words in millions of ways is read all the same', () => {
  const address = `https://www.example.org/${'butterflyover'.repeat(40)}zq`;
  expect(wordsOfAddress(address)).toMatch(/butterflyover.*zq/i);
});
