import type { TidyLine } from '../normalize-lines.ts';
import type { FrontLine } from './front-matter.ts';
import { pagesJoined, type TypeFinder } from './review-type.ts';
import { CODE, CODED_NAME, LEAD, NAMES, opensWithTitle, stripStockWords } from './strip-stock-words.ts';

/** What the other readers found on the cover, which therefore is not the title. */
export interface Taken {
  readonly lines: ReadonlySet<TidyLine>;
  readonly partnerships: readonly string[];
}

/** What is left of a line of the cover without what is known to be something else. */
export interface Residue {
  readonly text: string;
  /** The line with gaps for type and partnership; empty when it is taken by something else. */
  readonly left: string;
  /** "in respect of", "re", "Title:" stand before it. */
  readonly led: boolean;
  /** The type stands in the same line. */
  readonly typed: boolean;
}

/** Letters of a title are so big, as a share of the biggest on the cover. */
const NEARLY_BIGGEST = 0.9;

/** The residue of each line. */
export function residuesOf(lines: readonly FrontLine[], findTypes: TypeFinder, taken: Taken): Residue[] {
  const biggest = Math.max(1, ...lines.map((line) => line.size));
  const residues = new Map<TidyLine, Residue>();
  for (const { text, starts } of pagesJoined(lines)) {
    const blanked = blank(text, findTypes, taken.partnerships);
    for (const { at, line } of starts) {
      const shown = blanked.slice(at, at + line.text.length);
      const typed = shown.includes(TYPE);
      const shownLeft = shown.replace(GAPS, ' | ').trim();
      const whole = stripStockWords(shownLeft, typed || line.size >= biggest * NEARLY_BIGGEST);
      const isTaken =
        INITIALS.test(line.text) ||
        (taken.lines.has(line) && !typed && !tellsOfALife(shown, whole) && !opensWithTitle(line.text));
      const left = isTaken ? '' : shownLeft;
      const rest = isTaken ? '' : whole;
      residues.set(line, { text: rest, left, led: rest !== '' && LEAD.test(left), typed });
    }
  }
  return lines.map((line) => residues.get(line) ?? { text: '', left: '', led: false, typed: false });
}

/** The date in such a line is that of a birth or death, and the name is in the line all the same. */
const tellsOfALife = (line: string, name: string): boolean =>
  /\b(?:deaths?|murder|homicide|suicide|injur(?:y|ies)) (?:of|to)\b/i.test(line) ||
  CODED_NAME.test(name) ||
  (/\b(?:died|born)\b/i.test(line) && isName(name));
const TYPE = '\ue001';
const GAPS = /[\ue001\ue002]+/g;

/**
 * The text, types and partnerships overprinted. "SUSR 3/2024" without another name is one, and so is "AB CPR
 * 3/2024".
 */
function blank(text: string, findTypes: TypeFinder, partnerships: readonly string[]): string {
  let blanked = text;
  const found = findTypes(text);
  for (const { start, end } of found) {
    const numbered = /^[A-Z]+$/.test(text.slice(start, end))
      ? /^[ /-]?\d+(?:[ /-]\d+)*/.exec(text.slice(end))
      : null;
    if (numbered && /[A-Z]{2,} $/.test(text.slice(0, start))) continue;
    const alone = numbered && !/\p{L}{2}/u.test(restOfLine(text, end + numbered[0].length, found));
    if (alone && /\d[ /-]\d/.test(numbered[0])) continue;
    const stop = end + (numbered?.[0].length ?? 0);
    blanked =
      blanked.slice(0, start) + blanked.slice(start, stop).replace(/[^\n]/g, TYPE) + blanked.slice(stop);
  }
  for (const name of partnerships) {
    const words = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    blanked = blanked.replace(new RegExp(words, 'gi'), (match) => match.replace(/[^\n]/g, '\ue002'));
  }
  return blanked;
}

/** What stands behind a place in its line besides wordings of types. */
function restOfLine(text: string, from: number, types: ReturnType<TypeFinder>): string {
  const line = text.slice(from).split('\n', 1)[0] ?? '';
  return types
    .filter(({ start, end }) => start >= from && end <= from + line.length)
    .reduceRight((rest, { start, end }) => rest.slice(0, start - from) + rest.slice(end - from), line);
}

/** What a running header or footer says besides type, partnership and stock words. */
export function withoutStock(text: string, findTypes: TypeFinder, partnerships: readonly string[]): string {
  return stripStockWords(blank(text, findTypes, partnerships).replace(GAPS, ' | ').trim(), false);
}

/** Whether a line only leads to the title: "in respect of". */
export const isLead = (text: string, findTypes: TypeFinder): boolean => {
  const rest = blank(text, findTypes, []).replace(GAPS, ' | ').trim();
  return LEAD.test(rest) && rest.replace(LEAD, '').replace(/[^\p{L}]/gu, '') === '';
};

/** "Initials of child: TW" */
export const INITIALS =
  /^initials? of (?:the )?(child|baby|adult|young person|subject)\s*:?\s*([A-Z]{1,3}\d?)$/i;

/** Without quotation marks around words. */
export const unquoted = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])[‘’'“”"„«»]+(?=[\p{L}\p{N}])/gu, '')
    .replace(/(?<=[\p{L}\p{N}.?!…])[’'“”"»]+(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

export const isName = (text: string): boolean => {
  const name = unquoted(text);
  return CODED_NAME.test(name) || CODE.test(name) || NAMES.test(name);
};
