import { anyPart, phraseTables } from '../../phrases.ts';
import type { Check } from '../check.ts';
import { maskNames } from '../mask.ts';

const restrictionPhrases = phraseTables('restriction');

const HANDLING = restrictionPhrases('HANDLING');
/** OFFICIAL alone is on many published reports, and is no such mark. */
const SHOUTED = anyPart([...HANDLING, ...restrictionPhrases('HANDLING_IN_CAPITALS')], 'gi');
const MARK = anyPart([...HANDLING, ...restrictionPhrases('RESTRICTED')]);

/** Handling marks in capitals, which count wherever they stand. */
const shoutedIn = (text: string): RegExpExecArray[] =>
  [...text.matchAll(SHOUTED)].filter(([words]) => !/\p{Ll}/u.test(words));

/**
 * A handling mark that says the document is not for everyone. Prose about confidence and restrictions is
 * none.
 */
export const restrictionMarker: Check = ({ marks, body }) => {
  const found = [
    ...marks.marks
      .filter(({ where, text }) => (where !== 'alone' && MARK.test(text)) || shoutedIn(text).length > 0)
      .map(({ page, box, text }) => ({ page, box, words: maskNames(text) })),
    ...shoutedIn(body.text).map(({ index, 0: words }) => ({
      ...body.placeOf(index, index + words.length),
      words,
    })),
  ];
  const firstOfPages = new Map(found.toReversed().map((one) => [one.page, one]));
  return found
    .filter((one) => firstOfPages.get(one.page) === one)
    .map(({ page, box, words }) => ({
      code: 'restriction-marker',
      page,
      box,
      message: `A mark on the document restricts who may see it: “${words}”.`,
    }));
};
