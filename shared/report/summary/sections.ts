import { bodySizeOf, type FrontLine } from '../facts/front-matter.ts';
import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { joinLines } from '../normalize-text.ts';
import { bareHeading, CONTENTS, LABELLED, OPENING, storyHeading } from './headings.ts';
import { labelledRows } from './labelled-rows.ts';

export interface Paragraph {
  /** Without its number, lines joined. */
  readonly text: string;
  /** The number or bullet that was taken off, empty if there was none. */
  readonly marker: string;
  readonly page: number;
  /** The heading inside a summary under which it stands. */
  readonly part?: string;
}

/** A heading and the paragraphs under it, up to the next heading of any level. */
export interface Section {
  readonly heading: string;
  /** The heading as it stands; absent for what stands before the first. */
  readonly line?: TidyLine;
  readonly page: number;
  readonly paragraphs: readonly Paragraph[];
}

/** `1.2 Noah was ...`, `2.2.1. ...`, `(4) ...`: the number of a paragraph. */
const PARAGRAPH_NUMBER = /^(?:\d{1,2}(?:\.\d{1,3}){1,3}\.?|\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])\s+/;
const BULLET = /^(?:[•▪◦●○■\uf0b7\uf0a7➢✓*]|[–-](?=\s)|[a-z]\)|\([a-z]\)|o(?=\s\p{Lu}))\s*/u;

/** The letters of most of the text. */
interface Letters {
  readonly size: number;
  readonly bold: boolean;
}

/** The report proper as sections: contents, tables and what stands before the first chapter are left out. */
export function sectionsOf(report: TidyReport, front: readonly FrontLine[]): Section[] {
  const size = bodySizeOf(report);
  const letters = { size, bold: mostlyBold(report, size) };
  const builder = new SectionBuilder(wordFinder(report));
  const skipped = new Map<number, number>();
  for (const line of front) skipped.set(line.page, (skipped.get(line.page) ?? 0) + 1);
  for (const page of report.pages) addPage(builder, page, skipped.get(page.number) ?? 0, letters);
  return builder.finish();
}

function addPage(builder: SectionBuilder, page: TidyPage, from: number, letters: Letters): void {
  const contents = isContents(page);
  const gap = leading(page, letters.size);
  const rows = labelledRows(page);
  for (let i = from; i < page.lines.length; i++) {
    const [line, next] = [page.lines[i], page.lines[i + 1]];
    if (!line || (contents && isContentsLine(line, next))) continue;
    const row = rows.get(line);
    if (row?.first === line) builder.addLabel(row.label, line);
    if (row) continue;
    const inCell = line.beside && inTable(page, i);
    if (inCell && builder.last?.page === page.number) builder.endParagraph();
    if (inCell) continue;
    if (isHeading(line, next, builder.last, letters, gap) && !isRunningText(page.lines, i, letters.size))
      builder.addHeading(line, page.lines[i - 1]);
    else builder.addText(line, gap);
  }
}

/** Puts the lines of a report together to paragraphs, and those under each heading to a section. */
class SectionBuilder {
  readonly #isWord: (word: string) => boolean;
  readonly #sections: Section[] = [];
  #heading = '';
  #headingLine: TidyLine | undefined;
  #paragraphs: Paragraph[] = [];
  #open: (Paragraph & { last: TidyLine }) | undefined;

  constructor(isWord: (word: string) => boolean) {
    this.#isWord = isWord;
  }

  /** The last line of the paragraph that may go on. */
  get last(): TidyLine | undefined {
    return this.#open?.last;
  }

  /** A heading, or the next line of the one before. */
  addHeading(line: TidyLine, before: TidyLine | undefined): void {
    if (this.#continuesHeading(line, before)) {
      this.#heading = `${this.#heading} ${line.text}`;
      return;
    }
    this.#endSection();
    this.#heading = bareHeading(line.text);
    this.#headingLine = line;
  }

  /** The label of a row of a table: the cell beside it stands under it as under a heading. */
  addLabel(label: string, line: TidyLine): void {
    this.#endSection();
    this.#heading = label;
    this.#headingLine = line;
  }

  /** A line of the open paragraph if it follows within `gap` points, else the first of a new one. */
  addText(line: TidyLine, gap: number): void {
    const open = this.#open;
    const isNumbered = PARAGRAPH_NUMBER.test(line.text) && !(open && isNumberInText(open, line));
    const starts = isNumbered || BULLET.test(line.text) || LABELLED.test(line.text);
    if (open && !starts && !isNextClause(open, line) && follows(open.last, line, gap, open.text)) {
      this.#open = { ...open, text: joinLines(open.text, line.text, this.#isWord), last: line };
      return;
    }
    this.endParagraph();
    const text = line.text.replace(PARAGRAPH_NUMBER, '').replace(TYPED_AGAIN, '').replace(BULLET, '');
    const marker = line.text.slice(0, line.text.length - text.length).trim();
    if (text !== '') this.#open = { text, marker, page: line.page, last: line };
  }

  endParagraph(): void {
    if (!this.#open) return;
    const { text, marker, page } = this.#open;
    this.#paragraphs.push({
      text: text.replaceAll('\u00ad', '').replace(ASIDES, '').replace(NO_REAL_NAME, ''),
      marker,
      page,
    });
    this.#open = undefined;
  }

  finish(): Section[] {
    this.#endSection();
    return this.#sections;
  }

  #endSection(): void {
    this.endParagraph();
    if (this.#heading !== '' || this.#paragraphs.length > 0)
      this.#sections.push({
        heading: this.#heading,
        ...(this.#headingLine && { line: this.#headingLine }),
        page: this.#headingLine?.page ?? 1,
        paragraphs: withoutTypedNumbers(this.#paragraphs),
      });
    this.#paragraphs = [];
  }

  #continuesHeading(line: TidyLine, before: TidyLine | undefined): boolean {
    if (this.#open || this.#paragraphs.length > 0 || this.#heading === '' || !before) return false;
    return (
      this.#headingLine?.page === line.page &&
      line.y - before.y < line.size * 1.9 &&
      before.size === line.size &&
      before.bold === line.bold &&
      !/^\d/.test(line.text) &&
      storyHeading(this.#heading) < 0.9
    );
  }
}

/** Characters of a line that is full. */
const FULL_LINE = 60;

/** "... when he was / 16. An ambulance": a number that a full line leads to, and no next one of a list. */
function isNumberInText(open: { marker: string; text: string; last: TidyLine }, line: TidyLine): boolean {
  const number = /^(\d{1,3})\. /.exec(line.text)?.[1];
  const isNext = Number(number) === Number.parseInt(open.marker, 10) + 1;
  return number !== undefined && !isNext && open.last.text.length > FULL_LINE && /\p{Ll}$/u.test(open.text);
}

/** Bullets that a picture draws, or none: the clause before ends in a semicolon, this one has a capital. */
const isNextClause = (open: { text: string; last: TidyLine }, line: TidyLine): boolean =>
  /;(?: and| or)?$/.test(open.text) && /^\p{Lu}\p{Ll}/u.test(line.text) && line.x <= open.last.x + 1;

/** "4.2 4.2.1 He was known": the number that a list gives, and one that somebody typed. */
const TYPED_AGAIN = /^\d{1,2}(?:\.\d{1,3}){1,3}\.?\s+(?=\p{Lu})/u;
const TYPED_NUMBER = /^(\d{1,3})\s+(?=["“‘']?\p{Lu})/u;

/**
 * Takes off the numbers that were typed before paragraphs, one higher each: "1 The child ...", "2 The mother
 * ...".
 */
function withoutTypedNumbers(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const numbers = paragraphs.map(({ text }) => Number(TYPED_NUMBER.exec(text)?.[1] ?? Number.NaN));
  return paragraphs.map((paragraph, i) => {
    const number = numbers[i] ?? Number.NaN;
    const counts = numbers[i - 1] === number - 1 || numbers[i + 1] === number + 1;
    return counts ? { ...paragraph, text: paragraph.text.replace(TYPED_NUMBER, '') } : paragraph;
  });
}

/** Marks that stand for something else: "[1]", "(“the Club”)", "(the LSCB)", "(not his real name)". */
const ASIDES = / ?\[\d{1,3}\]| ?\((?:hereafter |hereinafter )?(?:the )?["“‘'](?:the )?[^()]{1,40}["”’']\)/gi;
const NO_REAL_NAME = / ?\((?:a )?(?:pseudonym|not (?:his|her|their) real names?|names? changed)\)/gi;

/** Whether a word stands in the report, in lower case and not at the end of a line. */
function wordFinder(report: TidyReport): (word: string) => boolean {
  let words: Set<string> | undefined;
  return (word) => {
    words ??= new Set(report.pages.flatMap((page) => page.lines.flatMap((line) => wordsOf(line.text))));
    return words.has(word.toLowerCase());
  };
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}’'-]+/u)
    .flatMap((piece) => (piece.includes('-') ? compoundsIn(piece) : [piece]));

/** Words with hyphens inside, but none that a hyphen at its end tears. */
const compoundsIn = (piece: string): string[] =>
  [...piece.matchAll(/[\p{L}’']+(?:-[\p{L}’']+)*/gu)]
    .filter(({ 0: word, index }) => piece[index + word.length] !== '-')
    .map(([word]) => word);

function mostlyBold(report: TidyReport, bodySize: number): boolean {
  let bold = 0;
  let all = 0;
  for (const page of report.pages) {
    for (const line of page.lines) {
      if (Math.abs(line.size - bodySize) > 0.6) continue;
      all += line.text.length;
      if (line.bold) bold += line.text.length;
    }
  }
  return bold > all * 0.6;
}

/** The usual distance between two lines of a paragraph on this page. */
function leading(page: TidyPage, bodySize: number): number {
  const gaps: number[] = [];
  page.lines.forEach((line, i) => {
    const next = page.lines[i + 1];
    if (!next || Math.abs(line.size - bodySize) > 1.1 || Math.abs(next.size - line.size) > 0.6) return;
    const gap = next.y - line.y;
    if (gap > 2 && gap < bodySize * 2.6) gaps.push(gap);
  });
  if (gaps.length < 4) return bodySize * 1.4;
  const sorted = gaps.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.3)] ?? bodySize * 1.3;
}

function follows(last: TidyLine, line: TidyLine, gap: number, sofar: string): boolean {
  if (Math.abs(last.size - line.size) > 1.1) return false;
  const samePlace = last.page === line.page && line.y > last.y;
  if (samePlace) {
    // A cell beside it does not go on with it.
    if (line.y - last.y > gap * 1.28 + 1 || line.x > last.right || line.right < last.x) return false;
    // Without space between paragraphs, a short last line that ends a sentence is the end.
    return !(
      /[.!?:]["'”’)]?$/.test(sofar) &&
      last.right < line.right - (line.right - line.x) * 0.35 &&
      /^["'“‘]?\p{Lu}/u.test(line.text) &&
      line.right - line.x > 250
    );
  }
  // A new page or column goes on with an open sentence.
  return (
    !/[.!?:]["'”’)]?$/.test(sofar) && (/^["'“‘(]?[\p{Ll}\d]/u.test(line.text) || /[\p{Ll},-]$/u.test(sofar))
  );
}

function isHeading(
  line: TidyLine,
  next: TidyLine | undefined,
  previous: TidyLine | undefined,
  letters: Letters,
  gap: number,
): boolean {
  const { text } = line;
  if (!isWordedAsHeading(text)) return false;
  if (next && /^\p{Ll}/u.test(next.text) && LABELLED.test(text)) return false;
  const openBefore = previous !== undefined && leavesOpen(previous, line, gap);
  if (line.size > letters.size * 1.08 && !openBefore) return true;
  if (line.bold && !letters.bold)
    return !(openBefore && previous?.bold === line.bold) && !isBoldText(line, next, gap);
  if (openBefore || text.length > 75) return false;
  const bare = bareHeading(text);
  if (/\p{Lu}{3}/u.test(bare) && !/\p{Ll}/u.test(bare) && bare.split(' ').length < 10) return true;
  // Only by its words: then it must stand alone, not begin a paragraph.
  if (!standsAlone(line, next, gap) || text.length >= 60) return false;
  return storyHeading(bare) >= 0.85 || (OPENING.test(bare) && text.length < 40);
}

function isWordedAsHeading(text: string): boolean {
  if (text.length > 110 || /[.;,]$/.test(text.replace(/^\d+(\.\d+)*\.?/, '')) || !/\p{L}/u.test(text))
    return false;
  const bare = bareHeading(text);
  return /^["“‘']?[\p{Lu}\d]/u.test(bare) && !/^\d+$/.test(bare);
}

/** Whether the line before is right above and ends no sentence. */
const leavesOpen = (previous: TidyLine, line: TidyLine, gap: number): boolean =>
  previous.page === line.page &&
  line.y > previous.y &&
  line.y - previous.y < gap * 1.2 &&
  !/[.!?:]["'”’)]?$/.test(previous.text);

/** Two long bold lines close together are a text. */
const isBoldText = (line: TidyLine, next: TidyLine | undefined, gap: number): boolean =>
  next?.bold === true && next.y - line.y < gap * 1.15 && next.text.length > 60 && line.text.length > 60;

const standsAlone = (line: TidyLine, next: TidyLine | undefined, gap: number): boolean =>
  !next ||
  next.y - line.y > gap * 1.2 ||
  next.y < line.y ||
  line.right - line.x < (next.right - next.x) * 0.6;

/** A text in a box, in letters a little bigger than the others: three lines or more, close together. */
function isRunningText(lines: readonly TidyLine[], index: number, bodySize: number): boolean {
  const line = lines[index];
  if (!line || line.size > bodySize * 1.35) return false;
  const goesOn = (from: number, to: number): boolean => {
    const [one, other] = [lines[from], lines[to]];
    if (!one || !other || Math.abs(one.size - other.size) > 0.3 || one.bold !== other.bold) return false;
    const gap = other.y - one.y;
    return gap > 0 && gap < line.size * 1.7;
  };
  let first = index;
  while (index - first < 3 && goesOn(first - 1, first)) first--;
  let last = index;
  while (last - first < 3 && goesOn(last, last + 1)) last++;
  const ends = /[.!?]$/.test(lines[last]?.text ?? '');
  return (
    last - first >= (ends ? 1 : 2) && line.text.length > 25 && /^.{0,400}[\p{Ll},][.!?]?$/u.test(line.text)
  );
}

function isContents(page: TidyPage): boolean {
  const leaders = page.lines.filter((line) => /(?:\.\s?){5,}|…{2,}/.test(line.text)).length;
  return (
    leaders >= 3 ||
    (page.lines.some((line) => CONTENTS.test(bareHeading(line.text))) &&
      page.lines.filter((line) => /\s\d{1,3}$/.test(line.text)).length >= 4)
  );
}

const isContentsLine = (line: TidyLine, next: TidyLine | undefined): boolean =>
  /(?:\.\s?){4,}|…/.test(line.text) ||
  CONTENTS.test(bareHeading(line.text)) ||
  /\D\s\d{1,3}$/.test(line.text) ||
  /^\d{1,3}$/.test(line.text) ||
  (line.text.length < 90 &&
    next !== undefined &&
    /^(?:\.\s?){4,}|^\d{1,3}$/.test(next.text) &&
    Math.abs(next.y - line.y) < 3);

/** Cells: short lines beside each other. Two columns of running text are none. */
function inTable(page: TidyPage, index: number): boolean {
  const line = page.lines[index];
  if (!line) return false;
  return line.right - line.x < page.width * 0.36 && line.text.length < 50;
}
