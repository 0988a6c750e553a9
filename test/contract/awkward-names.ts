import fc from 'fast-check';

const AWKWARD = [
  ' ',
  '+',
  '%',
  '%20',
  '&',
  '=',
  '?',
  '#',
  ';',
  '"',
  "'",
  '<',
  '>',
  '\\',
  '^',
  '`',
  '{',
  '|',
  '}',
  '~',
  '[',
  ']',
  '(1)',
  ',',
  '@',
  ':',
  '$',
  '!',
  '*',
  'é',
  'e\u0301',
  'ŵ',
  'ﬁ',
  '\u00a0',
  '\u200b',
  '日本',
  '👶🏽',
  '\ufffd',
  '-',
  '_',
  'FINAL',
];

/** File names as officers write them, and worse: a stem without slash or dot. */
export const awkwardName = fc
  .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.stringMatching(/^[A-Za-z0-9]{1,6}$/)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => `n${parts.join('')}`);
