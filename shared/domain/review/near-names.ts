import { editDistance } from './nearest.ts';
import { fileOf, nameOfKey, roleOfKey } from './upload-key.ts';

/** Additions by editors and downloads to a file name. */
const ADDED = /\s{0,3}(?:\.(?:pdf|ya?ml|txt|rtf|approved)|\(\d{1,6}\)|[-–_ ]{1,3}copy(?: ?\d{1,6})?)$/;
/** A note, or a text file that was meant as one. */
const TEXT = /\.(?:ya?ml|txt|rtf)$/i;
/** Shorter words and numbers distinguish reviews: "Child A" and "Child B". */
const SHORTEST_MISTYPED = 3;

/** Whether a file is a review note or may be meant as one. */
export const isMeantAsNote = (key: string): boolean =>
  roleOfKey(key) === 'note' || (roleOfKey(key) === 'other' && TEXT.test(key));

/** Normalized name of a review: without case, kinds of space and program additions. */
function meantName(key: string): string {
  const name = key.includes('/') ? (nameOfKey(key) ?? key) : fileOf(key);
  let stem = name.normalize('NFKC').toLowerCase().trim();
  for (let before = ''; before !== stem; ) {
    before = stem;
    stem = stem.replace(ADDED, '');
  }
  return stem.replace(/[\s_.–-]+/g, ' ').trim();
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

function isOneSlip(one: string, other: string): boolean {
  if (Math.max(one.length, other.length) < SHORTEST_MISTYPED) return false;
  return one.replace(/\D/g, '') === other.replace(/\D/g, '') && editDistance(one, other) <= 1;
}
