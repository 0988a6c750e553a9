import { titleCase } from '../normalize-text.ts';
import { alternatives, phraseTables } from '../phrases.ts';
import { wordList } from '../words/word-list.ts';

const bodyPhrases = phraseTables('body');

const ENDING = new RegExp(`(?<=\\s)(?:${alternatives(bodyPhrases('BODY_ENDINGS'))})(?!\\p{L})`, 'giu');

/** A body that has no place. */
const NATIONAL = /(?:The\s+)?(?:National\s+)?Child\s+Safeguarding\s+Practice\s+Review\s+Panel(?!\p{L})/gu;

/** "Safer Hexley Partnership", "Keeping Hexley Safe Partnership". */
const SAFER =
  /(?<!\p{L})(?:Keeping|Safer)\s+(?:[\p{L}’'-]+,?\s+|&\s+){1,9}?Partnership(?:\s+Board)?(?!\p{L})/giu;

const LEADERS = [
  'Safeguarding\\s+(?:Children\\s+|Adults\\s+)?(?:Board|Partnership)',
  'Bwrdd\\s+Diogelu(?:\\s+(?:Plant|Oedolion|Rhanbarthol))?',
  'Partneriaeth\\s+Diogelu(?:\\s+(?:Plant|Oedolion))?',
].join('|');
const WORD = "\\p{Lu}[\\p{L}’'.-]*";
/** A body whose place stands behind: "Safeguarding Board for the North East", "Bwrdd Diogelu Gwynfa". */
const LEADING = new RegExp(
  `(?<!\\p{L})(?:${LEADERS})\\s+(?:(?:for|of|in)\\s+(?:the\\s+)?)?${WORD}(?:\\s+(?:(?:and|a|&)\\s+)?${WORD}){0,3}`,
  'gu',
);
/** Whether a name is one whose place stands behind it. */
export const LEADS_ITSELF = /^Safeguarding .*\bfor\b/;

/** "Hexley BoardTamebridge Board": two cells that a file has without a space. */
const TWO_IN_ONE = /(Board|Partnership|Committee)(?=\p{Lu}\p{Ll})/gu;

/** Words before the ending in which its place is looked for. */
const PLACE_WORDS = 10;
const JOINS = /^(?:and|&|of|the|upon|on|in|under|with|le|y|a)$/i;

/**
 * Names of bodies in a text, places and all; "the Board" and "Local Safeguarding Children Board" are none.
 */
export function bodyNamesIn(line: string): string[] {
  const apart = line.replace(TWO_IN_ONE, '$1 | ');
  const text = /\p{Ll}/u.test(apart) ? apart : titleCase(apart);
  const names: string[] = [];
  if (/safe/i.test(text)) for (const [name] of text.matchAll(SAFER)) names.push(tidyName(name));
  for (const match of text.matchAll(ENDING)) {
    const place = placeIn(text.slice(0, match.index));
    if (place.length < SHORTEST_PLACE) continue;
    const name = tidyName(`${place} ${match[0]}`);
    if (names.some((other) => other.endsWith(name))) continue;
    const shorter = names.findIndex((other) => name.endsWith(other));
    if (shorter >= 0) names.splice(shorter, 1);
    names.push(name);
  }
  for (const match of text.matchAll(LEADING)) {
    const name = tidyName(match[0]);
    if (wordList('not-places').has((name.split(' ').at(-1) ?? '').toLowerCase())) continue;
    const isLeading = /\b(?:Northern Ireland|Bwrdd|Partneriaeth)\b/.test(name);
    if (isLeading || (match.index === 0 && LEADS_ITSELF.test(name))) names.push(name);
  }
  for (const [name] of text.matchAll(NATIONAL)) names.push(tidyName(name.replace(/^The\s+/, '')));
  return names;
}

/** Letters; "Child Q / Safeguarding Board" names no body. */
const SHORTEST_PLACE = 3;

/** The place of a body by its name: "Hexley" of "Hexley Safeguarding Board". */
export const placeOf = (name: string): string =>
  name.slice(0, [...name.matchAll(ENDING)].at(-1)?.index ?? 0).trim();

/** The place at the end of these words: "behalf of Hexley" is Hexley; "Tidewell and Marsham" is both. */
export function placeIn(words: string): string {
  const all = words.trim().split(/\s+/).slice(-PLACE_WORDS);
  let start = 0;
  all.forEach((word, i) => {
    const bare = word.replace(/^[([“"‘]+|[.,;:]$/g, '');
    if (/^[([“"‘]/.test(word)) start = i;
    const ends = /[.;:]$/.test(word) || !/^(?:\p{Lu}[\p{L}\p{M}’'.-]*|&)$/u.test(bare);
    if (JOINS.test(bare) ? i === start : ends || wordList('not-places').has(bare.toLowerCase()))
      start = i + 1;
  });
  return all
    .slice(start)
    .join(' ')
    .replace(/^[,.\s([“"‘]+|[,\s]+$/g, '');
}

export function tidyName(name: string): string {
  const single = name.replace(/\s+/g, ' ').trim();
  // "MERROW & HYTHE Safeguarding Board": a place in capitals in a line of its own.
  const place = /^\p{Lu}{4,}(?: (?:&|\p{Lu}{2,}))*(?= \p{Lu}\p{Ll})/u.exec(single)?.[0];
  if (place) return titleCase(place) + single.slice(place.length);
  return /\p{Ll}/u.test(single) ? single : titleCase(single);
}
