import { expect, test } from 'vitest';
import { identifiersInTexts } from '#shared/report/checks/identifiers/identifiers-off-page.ts';

const codes = (text: string): string[] =>
  identifiersInTexts([{ text, place: 'a bookmark' }], { pages: 1, candidates: {} }).map(({ code }) => code);

test.each([
  ['a house, 14 acacia avenue, norwich', 'street-address'],
  ['Letter to NHS number 943 476 5919', 'nhs-number'],
  ['Child A, born on 3 March 2019', 'date-of-birth'],
  ['Call her mother on 07700 900123', 'phone'],
  ['From kirsty.mallory@gmail.com', 'email'],
  ['https://docs.example.org/943-476-5919/notes', 'nhs-number'],
  ['https://docs.example.org/form?child=943%20476%205919', 'nhs-number'],
  ['https://docs.example.org/form?dob=born+on+3%20March+2019', 'date-of-birth'],
  ['https://docs.example.org/?user=kirsty.mallory%40gmail.com', 'email'],
  ['mailto:info@northbrook.gov.uk,kirsty.mallory%40gmail.com?subject=Hello', 'email'],
])('an identifier in a text without a page is found: “%s”', (text, code) => {
  expect(codes(text)).toEqual([code]);
});

test.each([
  'https://www.example.org/documents/9434765919/report.pdf',
  'mailto:enquiries@northbrook.gov.uk',
  'https://www.example.org/?page=12&year=2019',
  'Bar chart: 12 contacts in 2019, 14 in 2020',
  'a drawing of 2 cars in a road',
  '%E0%A4%A',
])('and no identifier where there is none: “%s”', (text) => {
  expect(codes(text)).toEqual([]);
});

test('a finding says where the text is, has no page, and is told once', () => {
  const text = 'NHS number 943 476 5919';
  const found = identifiersInTexts(
    [
      { text, place: 'a bookmark' },
      { text, place: 'a bookmark' },
    ],
    { pages: 1, candidates: {} },
  );
  expect(found).toEqual([
    {
      code: 'nhs-number',
      message: 'An NHS number stands in the text: “███ ███ ██19”. It is in a bookmark.',
    },
  ]);
});
