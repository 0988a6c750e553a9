import { alternatives, phraseTables } from '../phrases.ts';

const sentencePhrases = phraseTables('sentence');

const segmenter = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

const ABBREVIATION = new RegExp(
  `(?:^|[\\s(“"‘'])(?:${alternatives(sentencePhrases('ABBREVIATIONS'))})\\.\\s*$`,
);

/** The sentences of a paragraph, in order, trimmed. Abbreviations and initials do not end one. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let open = '';
  const segments = [...segmenter.segment(paragraph)];
  for (const [i, { segment }] of segments.entries()) {
    open += segment;
    // "Why?" he asked.
    if (/^\p{Ll}/u.test(segments[i + 1]?.segment ?? '')) continue;
    if (ABBREVIATION.test(open) && !/\betc\.\s*$/.test(open)) continue;
    if (!/[.!?…]["'”’)\]]*\s*$/.test(open)) continue;
    sentences.push(open.trim());
    open = '';
  }
  if (open.trim() !== '') sentences.push(open.trim());
  return sentences;
}

/** Whether these words end as a sentence does, and begin as one. */
export function isWholeSentence(text: string): boolean {
  return /^["'“‘(]?[\p{Lu}\d]/u.test(text) && /[.!?]["'”’)]*$/.test(text);
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
