import { DOCUMENT_WORDS, PLACES } from './document-words.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';

/**
 * Whether a word in small letters is one of documents, of everyday or a place: nobody's name, as far as one
 * can tell.
 */
export const isEveryday = (word: string): boolean =>
  DOCUMENT_WORDS.has(word) || EVERYDAY_WORDS.has(word) || PLACES.has(word) || word.endsWith('shire');
