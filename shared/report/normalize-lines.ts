import type { Line, Page, ReportModel } from '../pdf/page-model.ts';
import { ligatureRepairer } from './normalize-ligatures.ts';
import { tidyText } from './normalize-text.ts';
import { anyPart, phraseTables } from './phrases.ts';

const pageNumberPhrases = phraseTables('page-number');

/** A line of words that is read as one, normalized. */
export interface TidyLine {
  readonly text: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly bold: boolean;
  /** Whether another line stands on the same baseline: a cell of a table, or a column beside it. */
  readonly beside: boolean;
}

export interface TidyPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TidyLine[];
}

export interface TidyReport {
  readonly pages: readonly TidyPage[];
  /** Running headers and footers, each wording once, page numbers taken off. */
  readonly furniture: readonly TidyLine[];
}

/** Characters; no page is so wide. A longer one is a trick on whoever reads it. */
const LONGEST_LINE = 600;

type Draft = { -readonly [K in keyof TidyLine]: TidyLine[K] };

/** "Page 3 of 40", "| iv", "3 | Page". */
const PAGE_NUMBER = anyPart(pageNumberPhrases('PAGE_NUMBERS'));
const NUMBER_AT_END = anyPart(pageNumberPhrases('PAGE_NUMBERS_AT_END'));

/**
 * The lines a reader reads: furniture, page numbers, slanted watermarks and shadows taken out; fragments
 * joined.
 */
export function tidyLines(report: ReportModel): TidyReport {
  const repair = ligatureRepairer(report.pages.flatMap((page) => page.lines.map(({ text }) => text)));
  const drafts = report.pages.map((page) => ({ page, lines: joined(page, repair) }));
  const repeated = repeatedLines(drafts);
  const furniture = new Map<string, TidyLine>();
  const pages = drafts.map(({ page, lines }) => ({
    number: page.number,
    width: page.width,
    height: page.height,
    lines: markBeside(
      lines.filter((line) => {
        const margin = inMargin(line, page);
        if (margin && PAGE_NUMBER.test(line.text)) return false;
        const numbered = margin && NUMBER_AT_END.test(line.text);
        if (!numbered && !repeated.has(signature(line))) return true;
        const text = line.text.replace(NUMBER_AT_END, '').trim();
        if (text !== '' && !furniture.has(text)) furniture.set(text, { ...line, text, beside: false });
        return false;
      }),
    ),
  }));
  return { pages, furniture: [...furniture.values()] };
}

function joined(page: Page, repair: (text: string) => string): Draft[] {
  const drafts: Draft[] = [];
  for (const line of page.lines) {
    const text = upright(line) ? tidyText(repair(line.text.slice(0, LONGEST_LINE))) : '';
    if (text === '') continue;
    const draft = asDraft(line, page.number, text);
    const last = drafts.at(-1);
    if (last && isShadow(last, draft)) continue;
    if (last && belongs(last, draft)) append(last, draft);
    else drafts.push(draft);
  }
  return drafts;
}

function upright(line: Line): boolean {
  return Math.abs(line.angle) < 5 && Number.isFinite(line.x) && Number.isFinite(line.y);
}

function asDraft(line: Line, page: number, text: string): Draft {
  const { x, y, size, bold } = line;
  const right = x + (Number.isFinite(line.width) ? line.width : 0);
  return { text, page, x, y, right, size: Number.isFinite(size) ? size : 0, bold, beside: false };
}

/** A second printing of the same words a little beside the first. */
function isShadow(last: Draft, next: Draft): boolean {
  return last.text === next.text && Math.abs(last.x - next.x) < 4 && Math.abs(last.y - next.y) < 4;
}

/** Superscript ordinals, what follows them, and a paragraph number with its paragraph. */
function belongs(last: Draft, next: Draft): boolean {
  const near = Math.max(last.size, next.size, 1);
  const gap = next.x - last.right;
  if (gap < -near || Math.abs(last.y - next.y) > near * 0.75) return false;
  if (/^(?:st|nd|rd|th)\b/i.test(next.text) && /(?:^|\D)\d{1,2}$/.test(last.text)) return gap < near;
  if (/\d(?:st|nd|rd|th)$/i.test(last.text)) return gap < near;
  const sameBaseline = Math.abs(last.y - next.y) < near * 0.25;
  // Letters set far apart in a title leave wide gaps between its words.
  if (sameBaseline && near >= 18 && Math.abs(last.size - next.size) < 0.6 && gap < near * 1.8) return true;
  return sameBaseline && /^(?:\d+\.)*\d+\.?$|^[•▪◦●–·-]$/.test(last.text) && gap < 60 && last.text.length < 8;
}

function append(last: Draft, next: Draft): void {
  last.text = tidyText(`${last.text} ${next.text}`);
  last.right = Math.max(last.right, next.right);
  if (next.text.length > 3) last.size = Math.max(last.size, next.size);
  if (last.text.length - next.text.length < 8) {
    last.y = next.y;
    last.bold ||= next.bold;
  }
}

function inMargin(line: Draft, page: Page): boolean {
  return line.y < page.height * 0.13 || line.y > page.height * 0.87;
}

const signature = (line: Draft): string => `${Math.round(line.y / 4)} ${line.text.replace(/\d+/g, '#')}`;

/** Wordings that stand at the same height in the margin of at least three pages, or of both pages of two. */
function repeatedLines(drafts: readonly { page: Page; lines: readonly Draft[] }[]): ReadonlySet<string> {
  const pagesOf = new Map<string, Set<number>>();
  for (const { page, lines } of drafts) {
    for (const line of lines) {
      if (!inMargin(line, page)) continue;
      const key = signature(line);
      const pages = pagesOf.get(key) ?? new Set();
      pagesOf.set(key, pages.add(page.number));
    }
  }
  const enough = drafts.length < 4 ? 2 : 3;
  return new Set([...pagesOf].filter(([, pages]) => pages.size >= enough).map(([key]) => key));
}

function markBeside(lines: readonly Draft[]): TidyLine[] {
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (next && Math.abs(next.y - line.y) < 2 && (next.x >= line.right - 1 || line.x >= next.right - 1)) {
      line.beside = true;
      next.beside = true;
    }
  }
  return [...lines];
}
