import type { Inline } from './edition.ts';

/** Bullets that say nothing but that an item begins; U+FFFD is one that its font does not name. */
const BULLETS = String.raw`•‣⁃∙·\u25a0-\u25ff\u2756\u2794-\u27be\ufffd`;
const PLAIN = new RegExp(`^[${BULLETS}]$`, 'u');
/** Dashes and letters that are bullets where a list has nothing else. */
const DASH = /^[\p{Pd}*o]$/u;

/** A mark that begins an item for certain: a bullet, a tick, a number. */
const SURE = new RegExp(String.raw`^(?:[${BULLETS}\u2610-\u2612\u2713-\u2718]|\d{1,3}[.)](?=\s|$))`, 'u');
/** A mark that could be a word as well, unless every item of the list begins with one. */
const LIKELY = /^(?:[\p{Pd}*o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){1,4}\.?)(?=\s|$)/u;
/** One letter or Roman number of an outline, as tags name it: `B.`, `IV:`. */
const OUTLINE = /^(?:o|\(?(?:\p{L}|[ivx]{1,5})[.):]{1,2})$/iu;
/** A number, or one word before it: `3.1`, `Recommendation 3:`. */
const NUMBERED = /^(?:\p{L}+ )?\(?\p{N}[\p{N}.]*[.):]*$/u;
const OPENS = /^[\p{Ps}\p{Pi}\p{Pf}"']/u;

/** The mark with which the words of an item begin. */
export const sureMark = (text: string): string | undefined => SURE.exec(text)?.[0];
export const likelyMark = (text: string): string | undefined => sureMark(text) ?? LIKELY.exec(text)?.[0];

/** Whether words that are tagged as a label can be one. Word also tags the first words of a page so. */
export const canBeLabel = (text: string): boolean =>
  NUMBERED.test(text) || OUTLINE.test(text) || !(/\p{L}/u.test(text) || OPENS.test(text));

/** Whether a mark is the one after another in a list: the same bullet, the next number or letter. */
export function followsMark(before: string, mark: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(mark) || mark === 'o') return before === mark;
  const [last, next] = [COUNTED.exec(before), COUNTED.exec(mark)];
  return last?.[1] === next?.[1] && last?.[3] === next?.[3] && placeOf(next?.[2]) === placeOf(last?.[2]) + 1;
}

const COUNTED = /^(.*?)(\d{1,3}|\p{L})([.):]*)$/u;

const placeOf = (count = ''): number =>
  /\d/.test(count) ? Number(count) : (count.codePointAt(0) ?? Number.NaN);

/** Whether the bullets of a web page can stand for the marks of all items. */
export function areBullets(labels: readonly (readonly Inline[])[]): boolean {
  const marks = labels.map(markText);
  if (marks.every((mark) => mark === '' || PLAIN.test(mark))) return true;
  const [first = ''] = marks;
  return marks.length > 1 && DASH.test(first) && marks.every((mark) => mark === first);
}

/** The words of a label, of an edition or of a page. */
export const markText = (label: readonly Pick<Inline, 'text'>[]): string =>
  label
    .map(({ text }) => text)
    .join('')
    .trim();
