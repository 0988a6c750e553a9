import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords, isWholeSentence, sentencesOf } from '#shared/report/summary/sentences.ts';

test('sentences together are the paragraph, and none is empty', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          'Dr. Vale met him.',
          'He left',
          'at 3 p.m.',
          '“Why?”',
          'e.g. a fire',
          'No. 4',
          '...',
          'Jo (14).',
          'x',
        ),
        { maxLength: 12 },
      ),
      (parts) => {
        const paragraph = parts.join(' ');
        const sentences = sentencesOf(paragraph);
        expect(sentences.join(' ')).toBe(paragraph);
        expect(sentences.every((sentence) => sentence !== '')).toBe(true);
      },
    ),
  );
});

test.each([
  ['She saw Dr. Vale. He left.', ['She saw Dr. Vale.', 'He left.']],
  [
    'The fire, e.g. the second, was small. It went out.',
    ['The fire, e.g. the second, was small.', 'It went out.'],
  ],
  ['“Why?” he asked. Nobody knew.', ['“Why?” he asked.', 'Nobody knew.']],
  ['It was graded B. Police came.', ['It was graded B. Police came.']],
])('%s', (paragraph, sentences) => {
  expect(sentencesOf(paragraph)).toEqual(sentences);
});

test('a heading or a torn line is no whole sentence', () => {
  expect(isWholeSentence('Noah was 15.')).toBe(true);
  expect(isWholeSentence('Noah was 15')).toBe(false);
  expect(isWholeSentence('was 15.')).toBe(false);
});

test('numbers and hyphenated words count as one word each', () => {
  expect(countWords('A 17-year-old, in care – for 2 years.')).toBe(7);
});
