import { bodySizeOf, type FrontLine } from '../facts/front-matter.ts';
import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { joinLines } from '../normalize-text.ts';
import { bareHeading, CONTENTS, LABELLED, OPENING, storyHeading } from './headings.ts';

export interface Paragraph {
  /** Without its number, lines joined. */
  readonly text: string;
  /** The number or bullet that was taken off, empty if there was none. */
  readonly marker: string;
  readonly page: number;
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

/** The report proper as sections: contents, tables and what stands before the first chapter are left out. */
export function sectionsOf(report: TidyReport, front: readonly FrontLine[]): Section[] {
  const bodySize = bodySizeOf(report);
  const seen = wordFinder(report);
  const bodyBold = mostlyBold(report, bodySize);
  const sections: Section[] = [];
  let heading = '';
  let headingLine: TidyLine | undefined;
  let paragraphs: Paragraph[] = [];
  let open: (Paragraph & { last: TidyLine }) | undefined;
  const skip = new Map<number, number>();
  for (const line of front) skip.set(line.page, (skip.get(line.page) ?? 0) + 1);
  const endParagraph = (): void => {
    if (open)
      paragraphs.push({
        text: open.text.replaceAll('\u00ad', '').replace(ASIDES, ''),
        marker: open.marker,
        page: open.page,
      });
    open = undefined;
  };
  const endSection = (): void => {
    endParagraph();
    if (heading !== '' || paragraphs.length > 0)
      sections.push({
        heading,
        ...(headingLine && { line: headingLine }),
        page: headingLine?.page ?? 1,
        paragraphs: withoutTypedNumbers(paragraphs),
      });
    paragraphs = [];
  };
  for (const page of report.pages) {
    const contents = isContents(page);
    const gap = leading(page, bodySize);
    for (let i = skip.get(page.number) ?? 0; i < page.lines.length; i++) {
      const line = page.lines[i];
      if (!line || (contents && isContentsLine(line, page.lines[i + 1]))) continue;
      if (line.beside && inTable(page, i)) {
        if (open && open.last.page === page.number) endParagraph();
        continue;
      }
      const previous = open?.last;
      if (
        isHeading(line, page.lines[i + 1], previous, bodySize, bodyBold, gap) &&
        !isRunningText(page.lines, i, bodySize)
      ) {
        const before = page.lines[i - 1];
        const continuesHeading =
          !open &&
          paragraphs.length === 0 &&
          heading !== '' &&
          before &&
          headingLine?.page === page.number &&
          line.y - before.y < line.size * 1.9 &&
          before.size === line.size &&
          before.bold === line.bold &&
          !/^\d/.test(line.text) &&
          storyHeading(heading) < 0.9;
        if (continuesHeading) {
          heading = `${heading} ${line.text}`;
          continue;
        }
        endSection();
        heading = bareHeading(line.text);
        headingLine = line;
        continue;
      }
      const starts = PARAGRAPH_NUMBER.test(line.text) || BULLET.test(line.text) || LABELLED.test(line.text);
      if (open && !starts && follows(open.last, line, gap, open.text)) {
        open = { ...open, text: joinLines(open.text, line.text, seen), last: line };
      } else {
        endParagraph();
        const text = line.text.replace(PARAGRAPH_NUMBER, '').replace(BULLET, '');
        const marker = line.text.slice(0, line.text.length - text.length).trim();
        if (text !== '') open = { text, marker, page: page.number, last: line };
      }
    }
  }
  endSection();
  return sections;
}

const TYPED_NUMBER = /^(\d{1,3})\s+(?=["“‘']?\p{Lu})/u;

/** Takes off the numbers that were typed before paragraphs, one higher each: "1 The child ...", "2 The mother ...". */
function withoutTypedNumbers(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const numbers = paragraphs.map(({ text }) => Number(TYPED_NUMBER.exec(text)?.[1] ?? Number.NaN));
  return paragraphs.map((paragraph, i) => {
    const number = numbers[i] ?? Number.NaN;
    const counts = numbers[i - 1] === number - 1 || numbers[i + 1] === number + 1;
    return counts ? { ...paragraph, text: paragraph.text.replace(TYPED_NUMBER, '') } : paragraph;
  });
}

/** Marks that stand for something else: "[1]", "(“the Club”)", "(the LSCB)". */
const ASIDES = / ?\[\d{1,3}\]| ?\((?:hereafter |hereinafter )?(?:the )?["“‘'](?:the )?[^()]{1,40}["”’']\)/gi;

/** Whether a word stands in the report, in lower case and not at the end of a line. */
function wordFinder(report: TidyReport): (word: string) => boolean {
  let words: Set<string> | undefined;
  return (word) => {
    if (!words) {
      words = new Set();
      for (const page of report.pages) {
        for (const line of page.lines) {
          for (const piece of line.text.toLowerCase().split(/[^\p{L}’'-]+/u)) {
            if (!piece.includes('-')) words.add(piece);
            else
              for (const { 0: word, index } of piece.matchAll(/[\p{L}’']+(?:-[\p{L}’']+)*/gu))
                if (piece[index + word.length] !== '-') words.add(word);
          }
        }
      }
    }
    return words.has(word.toLowerCase());
  };
}

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
  bodySize: number,
  bodyBold: boolean,
  gap: number,
): boolean {
  const { text } = line;
  if (text.length > 110 || /[.;,]$/.test(text.replace(/^\d+(\.\d+)*\.?/, '')) || !/\p{L}/u.test(text))
    return false;
  const bare = bareHeading(text);
  if (!/^["“‘']?[\p{Lu}\d]/u.test(bare) || /^\d+$/.test(bare)) return false;
  if (next && /^\p{Ll}/u.test(next.text) && LABELLED.test(text)) return false;
  const openBefore =
    previous &&
    previous.page === line.page &&
    line.y > previous.y &&
    line.y - previous.y < gap * 1.2 &&
    !/[.!?:]["'”’)]?$/.test(previous.text);
  if (line.size > bodySize * 1.08 && !openBefore) return true;
  if (line.bold && !bodyBold)
    return (
      !(openBefore && previous?.bold === line.bold) &&
      !(next?.bold && next.y - line.y < gap * 1.15 && next.text.length > 60 && text.length > 60)
    );
  if (openBefore || text.length > 75) return false;
  if (/\p{Lu}{3}/u.test(bare) && !/\p{Ll}/u.test(bare) && bare.split(' ').length < 10) return true;
  // Only by its words: then it must stand alone, not begin a paragraph.
  const alone =
    !next ||
    next.y - line.y > gap * 1.2 ||
    next.y < line.y ||
    line.right - line.x < (next.right - next.x) * 0.6;
  return (
    alone && text.length < 60 && (storyHeading(bare) >= 0.85 || (OPENING.test(bare) && text.length < 40))
  );
}

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
