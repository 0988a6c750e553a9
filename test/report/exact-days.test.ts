import { expect, test } from 'vitest';
import { saysExactDay, withoutExactDays } from '#shared/report/summary/exact-days.ts';

test.each([
  ['On 9 May 2019 Ava was found.', 'In May 2019 Ava was found.'],
  ['Ava died on Friday, 3rd of May 2019.', 'Ava died in May 2019.'],
  ['Ava died on May 12th, 2019.', 'Ava died in May 2019.'],
  ['In the early hours of 3 May 2019 she fell.', 'In May 2019 she fell.'],
  ['She was seen at 8.30am on 3 May.', 'She was seen in May.'],
  ['On 12 June 2022, at about 9 pm, Ava was attacked.', 'In June 2022 Ava was attacked.'],
  ['She was born 4 June 2004.', 'She was born in June 2004.'],
  ['On 04/05/2019 she died.', 'In May 2019 she died.'],
  ['On 4.12.19 she died.', 'In December 2019 she died.'],
  ['On 04/17/2019 she died.', 'In 2019 she died.'],
  ['She was in hospital between 3 May and 4 June 2019.', 'She was in hospital between May and June 2019.'],
  ['Between 3 and 8 May 2019 nobody called.', 'In May 2019 nobody called.'],
])('a month stands in place of the day: %s', (written, published) => {
  expect(withoutExactDays(written)).toBe(published);
  expect(saysExactDay(published)).toBe(false);
});

test.each(['She was fourteen in May 2019.', 'He may 12 times have called.', 'A plan of 12 months ended.'])(
  'a sentence without a day stays as it is: %s',
  (written) => {
    expect(withoutExactDays(written)).toBe(written);
  },
);

test('a day that cannot be cut stays, and can be seen', () => {
  const week = 'She was ill in the week of 4 March 2020.';
  expect(withoutExactDays(week)).toBe(week);
  expect(saysExactDay(week)).toBe(true);
});
