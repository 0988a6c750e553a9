import { MONTHS } from '../../months.ts';
import { type Edit, type MappedText, withEdits } from '../mapped-text.ts';
import { withNumerals } from './number-words.ts';

/** Digits and what people type for them: the letter O for nought, l and I for one. */
const DIGIT_LIKE = /(?<![\p{L}\d])(?=[OoIl]{0,30}\d)[\dOoIl]{2,40}(?![\p{L}\d])/gu;
/** Single characters with the same little gap between them, as in the boxes of a form. */
const BOXES = /(?<![\p{L}\d])[\dOoIl](?:[ \t|]{1,3}[\dOoIl]){5,40}(?![\p{L}\d])/gu;
/** A footnote mark that extraction joined to a year: `3 May 20257`. */
const YEAR_WITH_NOTE = new RegExp(`(?<=\\b(?:${MONTHS}),? (?:19|20)\\d\\d)\\d{1,2}(?!\\d)`, 'gi');
/** Fewer real digits are no number with a slip in it. */
const MOST_LETTERS = 0.5;

/**
 * The one form in which identifiers are looked for: numbers in words as numerals, letters typed for digits as
 * digits, the boxes of a form joined.
 */
export function normalForm(text: string): MappedText {
  const numerals = withNumerals(text);
  const digits = withEdits(numerals.text, digitEdits(numerals.text));
  return { text: digits.text, sourceOf: (start, end) => numerals.sourceOf(...digits.sourceOf(start, end)) };
}

function digitEdits(text: string): Edit[] {
  const edits: Edit[] = [];
  const add = ({ index, 0: found }: RegExpExecArray): void => {
    const digits = asDigits(found.replace(/[ \t|]/g, ''));
    const letters = found.replace(/[^OoIl]/g, '').length;
    if (digits !== found && letters <= digits.length * MOST_LETTERS)
      edits.push({ start: index, end: index + found.length, text: digits });
  };
  for (const match of text.matchAll(BOXES)) add(match);
  for (const match of text.matchAll(DIGIT_LIKE)) add(match);
  for (const { index, 0: note } of text.matchAll(YEAR_WITH_NOTE))
    edits.push({ start: index, end: index + note.length, text: '' });
  return edits;
}

/** O as nought, l and I as one. */
export const asDigits = (text: string): string => text.replace(/[Oo]/g, '0').replace(/[IlL]/g, '1');

/** Letters and digits of the normal form alone, in capitals. */
export interface CompactText {
  readonly text: string;
  /** The stretch of the source text, end exclusive. */
  sourceOf(start: number, end: number): readonly [number, number];
  /** The characters left out before this one, and '' where the two touch in the source. */
  gapBefore(offset: number): string;
}

/** Longer gaps part two numbers for certain; the rest of such a gap is not looked at. */
const LONGEST_GAP = 6;

export function compactForm({ text, sourceOf }: MappedText): CompactText {
  // In columns, for a report has hundreds of thousands of characters.
  const [offsets, codes] = [new Uint32Array(text.length), new Uint16Array(text.length)];
  let count = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    if (!isKept(text, offset)) continue;
    offsets[count] = offset;
    codes[count] = capital(text.charCodeAt(offset));
    count += 1;
  }
  const at = (offset: number): number => (offset < count ? (offsets[offset] ?? 0) : text.length);
  return {
    text: Buffer.from(codes.buffer, 0, count * codes.BYTES_PER_ELEMENT).toString('utf16le'),
    sourceOf: (start, end) => sourceOf(at(start), at(end - 1) + 1),
    gapBefore(offset) {
      const from = offset === 0 ? 0 : at(offset - 1) + 1;
      return text.slice(Math.max(from, at(offset) - LONGEST_GAP), at(offset)) || (offset === 0 ? '\n' : '');
    },
  };
}

/** Half of a letter beyond the basic plane is kept too: only its count matters. */
function isKept(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 0x80)
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return code > 0xbf && /[\p{L}\p{Cs}]/u.test(text.charAt(offset));
}

/** One code unit for one, so that offsets stay: `ß` stays as it is. */
function capital(code: number): number {
  if (code < 0x80) return code >= 97 && code <= 122 ? code - 32 : code;
  const upper = String.fromCharCode(code).toUpperCase();
  return upper.length === 1 ? upper.charCodeAt(0) : code;
}

/** A number found in compact text, with what parts its characters in the source. */
export interface FoundNumber {
  /** In the source text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Letters and digits alone, in capitals. */
  readonly value: string;
  /** Lengths of the groups in which it is written, such as `3,3,4`. */
  readonly shape: string;
  /** The gaps between its groups. */
  readonly gaps: readonly string[];
  /** The gaps before and after it. */
  readonly before: string;
  readonly after: string;
}

/** A footnote mark that extraction joined to the number before it: at most two digits, then a gap. */
const NOTE_MARK = 2;

/**
 * Every place where the compact text has this shape and the source has a gap on both sides. `shape` is a
 * pattern for compact text without anchors; overlapping places all count.
 */
export function findNumbers(compact: CompactText, shape: RegExp): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const { index: from, 0: value } of overlappingMatches(shape, compact.text)) {
    const to = from + value.length;
    const before = compact.gapBefore(from);
    if (before === '') continue;
    const groups = groupsOf(compact, from, to);
    const after = gapAfter(compact, to, groups.lengths.length > 1 || !/\d$/.test(value));
    if (after === '') continue;
    const [start, end] = compact.sourceOf(from, to);
    found.push({ start, end, value, shape: groups.lengths.join(), gaps: groups.gaps, before, after });
  }
  return found;
}

/** Every match, also those that begin inside another one. */
function* overlappingMatches({ source }: RegExp, text: string): Generator<RegExpExecArray> {
  const pattern = new RegExp(source, 'g');
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    yield match;
    pattern.lastIndex = match.index + 1;
  }
}

function groupsOf(compact: CompactText, from: number, to: number): { lengths: number[]; gaps: string[] } {
  const gaps: string[] = [];
  const lengths = [1];
  for (let offset = from + 1; offset < to; offset += 1) {
    const gap = compact.gapBefore(offset);
    if (gap === '') lengths.push((lengths.pop() ?? 0) + 1);
    else {
      gaps.push(gap);
      lengths.push(1);
    }
  }
  return { lengths, gaps };
}

/** The gap after a number, or '' where it goes on. */
function gapAfter(compact: CompactText, to: number, mayHaveNote: boolean): string {
  if (to >= compact.text.length) return '\n';
  for (let marks = 0; marks <= (mayHaveNote ? NOTE_MARK : 0); marks += 1) {
    if (to + marks >= compact.text.length) return '\n';
    const gap = compact.gapBefore(to + marks);
    if (gap !== '') return gap;
    if (!/\d/.test(compact.text[to + marks] ?? '')) return '';
  }
  return '';
}
