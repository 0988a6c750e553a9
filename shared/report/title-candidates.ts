import type { FrontLine } from './front-matter.ts';
import { bareHeading } from './headings.ts';
import { pagesJoined, type TypeFinder } from './review-type.ts';
import type { TidyLine, TidyReport } from './tidy-lines.ts';
import { CODED_NAME, LEAD, NAMES, residue } from './title-residue.ts';

/** Words that may be the title. */
export interface TitleCandidate {
  readonly text: string;
  readonly line: TidyLine;
  /** How much the layout says for it, before the rest of the report is asked. */
  readonly score: number;
  readonly fromCover: boolean;
}

/** What the other readers found on the cover, which therefore is not the title. */
export interface Taken {
  readonly lines: ReadonlySet<TidyLine>;
  readonly partnerships: readonly string[];
}

/** What is left of each cover line once all that is something else is taken out; lines of one title joined. */
export function coverCandidates(
  front: readonly FrontLine[],
  findTypes: TypeFinder,
  taken: Taken,
): TitleCandidate[] {
  const lines = front.filter((line) => !line.prose);
  const biggest = Math.max(1, ...lines.map((line) => line.size));
  const residues = residuesOf(lines, findTypes, taken);
  const candidates: TitleCandidate[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const own = residues[i];
    if (!line || !own || own.text === '') continue;
    let text = own.text;
    let last = i;
    for (let j = i + 1; continues(lines[last], lines[j], text); j++) {
      const next = lines[j]?.text ?? '';
      const more = /^(?:and|&|a|ac)$/i.test(next) ? next : residues[j]?.text;
      if (!more) break;
      text = `${text}${joint(lines[last]?.text ?? '')}${more}`;
      last = j;
    }
    const led = own.led || isLead(lines[i - 1]?.text ?? '', findTypes);
    const score =
      (line.size / biggest) * 3 + (led ? 1.5 : 0) + (own.typed ? 0.8 : 0) + (own.quoted ? 0.4 : 0);
    candidates.push(...asCandidate(text, last > i ? { ...line, text } : line, score, true));
    if (last > i && /^["“‘']?\p{Lu}/u.test(residues[last]?.text ?? '')) {
      candidates.push(...asCandidate(own.text, line, score - 1.2, true));
    }
    i = last;
  }
  return candidates;
}

/** One title over several lines: the same letters, close together, or a line that ends open. */
function continues(line: TidyLine | undefined, next: TidyLine | undefined, sofar: string): boolean {
  if (!line || !next || line.page !== next.page || Math.abs(line.size - next.size) > 0.6) return false;
  const gap = next.y - line.y;
  if (gap <= 0 || gap > line.size * 2.4 || line.bold !== next.bold) return false;
  if (/^[\p{L} ]{2,30}:\s/u.test(next.text) || /^[\p{L} ]{2,30}:\s/u.test(line.text)) return false;
  return sofar.length + next.text.length < 140;
}

/** How two lines of one title are written in one. */
function joint(line: string): string {
  const mark = /\s*([:–—-])$/.exec(line)?.[1];
  return mark === ':' ? ': ' : mark ? ' – ' : ' ';
}

interface Residue {
  readonly text: string;
  /** "in respect of", "re", "Title:" stand before it. */
  readonly led: boolean;
  /** The type stands in the same line. */
  readonly typed: boolean;
  readonly quoted: boolean;
}

function residuesOf(lines: readonly FrontLine[], findTypes: TypeFinder, taken: Taken): Residue[] {
  const biggest = Math.max(1, ...lines.map((line) => line.size));
  const residues = new Map<TidyLine, Residue>();
  for (const { text, starts } of pagesJoined(lines)) {
    const blanked = blank(text, findTypes, taken.partnerships);
    for (const { at, line } of starts) {
      const shown = blanked.slice(at, at + line.text.length);
      const typed = shown.includes(TYPE);
      const left = shown.replace(GAPS, ' | ').trim();
      const rest = taken.lines.has(line) && !typed ? '' : residue(left, typed || line.size >= biggest * 0.9);
      residues.set(line, {
        text: rest,
        led: rest !== '' && LEAD.test(left),
        typed,
        quoted: /^[“"‘'].*[”"’']$/.test(rest),
      });
    }
  }
  return lines.map((line) => residues.get(line) ?? { text: '', led: false, typed: false, quoted: false });
}

const TYPE = '\ue001';
const GAPS = /[\ue001\ue002]+/g;

/** The text, types and partnerships overprinted; a type's letters in a case number ("SUSR 3/2024") stay. */
function blank(text: string, findTypes: TypeFinder, partnerships: readonly string[]): string {
  let blanked = text;
  for (const { start, end } of findTypes(text)) {
    if (/^[A-Z]+$/.test(text.slice(start, end)) && /^[ -]?\d+[ /-]\d/.test(text.slice(end))) continue;
    blanked =
      blanked.slice(0, start) + blanked.slice(start, end).replace(/[^\n]/g, TYPE) + blanked.slice(end);
  }
  for (const name of partnerships) {
    const words = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    blanked = blanked.replace(new RegExp(words, 'gi'), (match) => match.replace(/[^\n]/g, '\ue002'));
  }
  return blanked;
}

/** What a running header or footer says besides type, partnership and stock words. */
export function withoutStock(text: string, findTypes: TypeFinder, partnerships: readonly string[]): string {
  return residue(blank(text, findTypes, partnerships).replace(GAPS, ' | ').trim(), false);
}

const isLead = (text: string, findTypes: TypeFinder): boolean => {
  const rest = blank(text, findTypes, []).replace(GAPS, ' | ').trim();
  return LEAD.test(rest) && rest.replace(LEAD, '').replace(/[^\p{L}]/gu, '') === '';
};

function asCandidate(text: string, line: TidyLine, score: number, fromCover: boolean): TitleCandidate[] {
  return text === '' ? [] : [{ text, line, score, fromCover }];
}

/** "Who was Theo?", "Pen picture of Child A". */
export function headingCandidates(report: TidyReport): TitleCandidate[] {
  const found: TitleCandidate[] = [];
  for (const page of report.pages.slice(0, 15)) {
    for (const line of page.lines) {
      if (line.text.length > 60) continue;
      const match =
        /^(?:who (?:was|is|were|are)|pen (?:picture|portrait) of|about|introducing) (.+?)\??$/i.exec(
          bareHeading(line.text),
        );
      const name = match?.[1] ?? '';
      if (/^[“"‘']?\p{Lu}/u.test(name) && (CODED_NAME.test(unquoted(name)) || NAMES.test(unquoted(name))))
        found.push({ text: name, line, score: 1.5, fromCover: false });
    }
  }
  return found.slice(0, 2);
}

/** Without quotation marks around words. */
export const unquoted = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])[‘’'“”"„«»]+(?=[\p{L}\p{N}])/gu, '')
    .replace(/(?<=[\p{L}\p{N}.?!…])[’'“”"»]+(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
