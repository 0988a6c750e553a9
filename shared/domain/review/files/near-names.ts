import { editDistance } from './nearest.ts';
import { fileOf, nameOfKey, roleOfKey } from './upload-key.ts';

/** Additions by editors and downloads to a file name. */
const ADDED = /\s{0,3}(?:\(\d{1,6}\)|[-–_ ]{1,3}copy(?: ?\d{1,6})?)$/;
const ENDING = /\.(?:pdf|ya?ml|txt|rtf|md|docx?|odt|pages|json|html?|eml|msg|approved)$/;
/** Documents in which somebody may have written the note; a file without an ending may be one too. */
const WRITTEN =
  /(?<!\.approved)\.(?:txt|rtf|md|docx?|odt|pages|json|html?|eml|msg)[\s.]*$|\.ya?ml[^/]*$|(?:^|\/)[^./]+$/i;
/** Files that hold no note, whatever they are called. */
const NO_NOTE = /\.(?:pdf|approved|png|jpe?g|gif|svg|webp|tiff?|bmp|hei[cf]|mp[34]|m4[av]|mov)\b/i;
/** An ending that is none of a note: mistyped (`.yamal`), of a backup, of an archive. */
const OTHER_ENDING = /\.[a-z]\w{1,8}~?$/i;
/** Names of a note that name no review. */
const NAMELESS = new Set(['review', 'review note', 'note', 'notes', 'embargo']);
/** How a reason begins that asks whether a note of nearly the name of a PDF is its note. */
export const IS_IT = 'Is it';
export const asksForName = ({ reason }: { readonly reason?: string | undefined }): boolean =>
  reason?.startsWith(IS_IT) === true;
/** Shorter words and numbers distinguish reviews: "Child A" and "Child B". */
const SHORTEST_MISTYPED = 3;

/** Whether a file is a review note, or may be meant as one or hold one. */
export const isMeantAsNote = (key: string): boolean =>
  roleOfKey(key) === 'note' ||
  (roleOfKey(key) === 'other' && (WRITTEN.test(key) || (!key.includes('/') && !NO_NOTE.test(key))));

/** Whether a note beside the folders is called as one in a folder: it may be of any review. */
export const isNameless = (key: string): boolean => !key.includes('/') && NAMELESS.has(meantName(key));

/** Normalized name of a review: without case, kinds of space and program additions. */
function meantName(key: string): string {
  const name = key.includes('/') ? (nameOfKey(key) ?? key) : fileOf(key);
  const isOther = roleOfKey(key) === 'other' && !WRITTEN.test(key);
  let stem = decoded(isOther ? name.replace(OTHER_ENDING, '') : name)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '');
  for (let before = ''; before !== stem; ) {
    before = stem;
    stem = stem
      .replace(/[\s.]+$/, '')
      .replace(ADDED, '')
      .replace(ENDING, '');
  }
  return stem.replace(/[\s_.–-]+/g, ' ').trim();
}

/** A name that a browser or a mail program encoded: `baby%20eva`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Words with which people name a version or a language. */
const VERSIONS =
  'final revised update updated corrected amended redacted published english welsh cymraeg cy en';
const VERSION = new RegExp(
  `(?<=\\S) (?:v ?\\d{1,3}|version(?: \\d{1,3})?|${VERSIONS.replaceAll(' ', '|')})$`,
);

/** Whether two file names differ only in case, spaces, endings and words for a version or a language. */
export function isVersionOf(one: string, other: string): boolean {
  return withoutVersion(one) === withoutVersion(other);
}

function withoutVersion(key: string): string {
  let name = meantName(key);
  for (let before = ''; before !== name; ) {
    before = name;
    name = name.replace(VERSION, '');
  }
  return name;
}

/**
 * Whether two file names are probably meant to be the same: equal but for case, spaces and endings, or for
 * one typing error.
 */
export function isNearName(one: string, other: string): boolean {
  const [a, b] = [meantName(one), meantName(other)];
  if (a === b) return true;
  const [words, others] = [a.split(' '), b.split(' ')];
  if (words.length !== others.length) return isOneSlip(words.join(''), others.join(''));
  const different = words.flatMap((word, place) =>
    word === others[place] ? [] : [[word, others[place] ?? '']],
  );
  const [only] = different;
  return different.length === 1 && only !== undefined && isOneSlip(only[0] ?? '', only[1] ?? '');
}

/** Whether a note is called after a title or a file, with more words or fewer. A number is another review. */
export function isNamedAfter(key: string, called: string): boolean {
  const [some, others] = [meantName(key), meantName(called)];
  const [short, long] = some.length < others.length ? [some, others] : [others, some];
  if (short.length < SHORTEST_MISTYPED || !` ${long} `.includes(` ${short} `)) return false;
  const more = ` ${long} `.replace(` ${short} `, ' ').trim();
  return !more.split(' ').some((word) => /^\d+$/.test(word));
}

function isOneSlip(one: string, other: string): boolean {
  if (Math.max(one.length, other.length) < SHORTEST_MISTYPED) return false;
  return one.replace(/\D/g, '') === other.replace(/\D/g, '') && editDistance(one, other) <= 1;
}
