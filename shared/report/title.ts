import type { Fact } from '#shared/domain/fact.ts';
import type { FrontLine } from './front-matter.ts';
import { bareHeading } from './headings.ts';
import { pagesJoined, type TypeFinder } from './review-type.ts';
import type { TidyLine, TidyReport } from './tidy-lines.ts';
import { titleCase } from './tidy-text.ts';
import { blank, CODE, LEAD, residue, WHOLE_STOCK } from './title-residue.ts';

export interface TitleReading {
  readonly fact?: Fact<string>;
  readonly candidates: readonly string[];
}

interface Candidate {
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

/**
 * The review's name or theme as a listing shows it. Every line of the cover that is not type, partnership, person, date
 * or notice is a candidate; size, wording ("in respect of", quotes, "Child A"), the running headers and the text of the
 * report vote. When two are close, or the report speaks of somebody else, there is no title.
 */
export function readTitle(
  front: readonly FrontLine[],
  report: TidyReport,
  findTypes: TypeFinder,
  taken: Taken,
): TitleReading {
  const body = bodyText(report, front);
  const running = report.furniture.map((line) =>
    residue(blank(line.text, findTypes(line.text)), taken.partnerships),
  );
  const candidates = [
    ...onCover(front, findTypes, taken),
    ...report.furniture.flatMap((line, i) => asCandidate(running[i] ?? '', line, 1.6, false)),
    ...inHeadings(report),
  ];
  const votes = new Map<string, { text: string; line: TidyLine; score: number; fromCover: boolean }>();
  for (const candidate of candidates) {
    const text = asListed(candidate.text, body);
    const key = keyOf(text);
    const known = votes.get(key);
    if (!known) votes.set(key, { ...candidate, text });
    else known.score = Math.max(known.score, candidate.score) + 0.5;
  }
  for (const vote of votes.values()) {
    const key = keyOf(vote.text);
    vote.score += shapeOf(vote.text);
    if (vote.fromCover && running.some((text) => keyOf(text) === key)) vote.score += 1.2;
    vote.score += Math.min(1.5, Math.log2(1 + mentions(vote.text, body)) / 2);
  }
  const ranked = [...votes.values()].sort((a, b) => b.score - a.score);
  const best = ranked[0];
  const offered = ranked.slice(0, 5).map(({ text }) => text);
  if (!best) return { candidates: commonSubjects(body).slice(0, 3) };
  const rival = ranked.find((other) => other !== best && !overlaps(other.text, best.text));
  const margin = best.score - (rival?.score ?? 0);
  if (best.score < 3.2 || margin < 0.35 || contradicted(best.text, body)) return { candidates: offered };
  const confidence = best.score >= 4 && margin >= 0.8 ? 0.95 : 0.85;
  const provenance = { source: 'report' as const, page: best.line.page, words: best.line.text };
  return { fact: { value: best.text, confidence, provenance }, candidates: offered };
}

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:and|the|a)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function overlaps(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [keyOf(a), keyOf(b)] : [keyOf(b), keyOf(a)];
  return ` ${long} `.includes(` ${short} `);
}

const CODED =
  '(?:Child|Children|Baby|Babies|Infant|Family|Mr|Mrs|Ms|Miss|Adult|Young Person|Person|Patient|Sibling|Siblings|Subject|Case|Twin|Twins|Boy|Girl|Plentyn|Babi|Teulu|Oedolyn)';
const STRONG = new RegExp(
  `^${CODED} (?:[A-Z]{1,3}\\d{0,2}|\\d{1,3}|[A-Z]\\p{Ll}+)(?:(?:,| and| &| a)+ (?:${CODED} )?(?:[A-Z]{1,3}\\d{0,2}|\\d{1,3}|[A-Z]\\p{Ll}+))*$`,
  'u',
);
const NAMES =
  /^\p{Lu}[\p{L}’'-]+(?:(?:,| and| &| a) \p{Lu}[\p{L}’'-]+)*(?: (?:and|&) (?:his|her|their) \p{Ll}+)?$/u;

/** How much the words look like a review's name: a coded name most, then first names, then a theme. */
function shapeOf(text: string): number {
  if (STRONG.test(text)) return 2;
  if (CODE.test(text)) return 1.8;
  if (NAMES.test(text)) return 1.2;
  const words = text.split(' ').length;
  return words <= 12 ? 0.6 : -0.5;
}

function onCover(front: readonly FrontLine[], findTypes: TypeFinder, taken: Taken): Candidate[] {
  const lines = front.filter((line) => !line.prose);
  const biggest = Math.max(1, ...lines.map((line) => line.size));
  const residues = residuesOf(lines, findTypes, taken);
  const candidates: Candidate[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const own = residues[i];
    if (!line || !own || own.text === '') continue;
    let text = own.text;
    let last = i;
    for (let j = i + 1; continues(lines[last], lines[j], text) && residues[j]?.text; j++) {
      text = `${text} ${residues[j]?.text}`;
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
  return sofar.length + next.text.length < 140;
}

interface Residue {
  readonly text: string;
  /** "in respect of", "re", "Title:" stand before it. */
  readonly led: boolean;
  /** The type stands in the same line. */
  readonly typed: boolean;
  readonly quoted: boolean;
}

/** What is left of each line when type, partnership, people, dates and stock words are taken away. */
function residuesOf(lines: readonly FrontLine[], findTypes: TypeFinder, taken: Taken): Residue[] {
  const residues = new Map<TidyLine, Residue>();
  for (const { text, starts } of pagesJoined(lines)) {
    let blanked = text;
    for (const { start, end } of findTypes(text)) {
      blanked =
        blanked.slice(0, start) + blanked.slice(start, end).replace(/[^\n]/g, '\ue001') + blanked.slice(end);
    }
    for (const name of taken.partnerships) {
      const pattern = new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'gi');
      blanked = blanked.replace(pattern, (match) => match.replace(/[^\n]/g, '\ue002'));
    }
    for (const { at, line } of starts) {
      const shown = blanked.slice(at, at + line.text.length);
      const rest =
        taken.lines.has(line) && !shown.includes('\ue001')
          ? ''
          : residue(shown.replace(/[\ue001\ue002]+/g, ' | '), []);
      residues.set(line, {
        text: rest,
        led: rest !== '' && LEAD.test(shown.replace(/[\ue001\ue002]+/g, ' ').trim()),
        typed: shown.includes('\ue001'),
        quoted: /^[“"‘'].*[”"’']$/.test(rest),
      });
    }
  }
  return lines.map((line) => residues.get(line) ?? { text: '', led: false, typed: false, quoted: false });
}

const isLead = (text: string, findTypes: TypeFinder): boolean => {
  const rest = blank(text, findTypes(text)).trim();
  return LEAD.test(rest) && rest.replace(LEAD, '').replace(/[^\p{L}]/gu, '') === '';
};

function asCandidate(text: string, line: TidyLine, score: number, fromCover: boolean): Candidate[] {
  return text === '' || WHOLE_STOCK.test(text) ? [] : [{ text, line, score, fromCover }];
}

/** "Who was Theo?", "Pen picture of Child A". */
function inHeadings(report: TidyReport): Candidate[] {
  const found: Candidate[] = [];
  for (const page of report.pages.slice(0, 15)) {
    for (const line of page.lines) {
      if (line.text.length > 60) continue;
      const match =
        /^(?:who (?:was|is|were|are)|pen (?:picture|portrait) of|about|introducing) (.+?)\??$/i.exec(
          bareHeading(line.text),
        );
      const name = match?.[1] ?? '';
      if (/^[“"‘']?\p{Lu}/u.test(name) && (STRONG.test(unquoted(name)) || NAMES.test(unquoted(name))))
        found.push({ text: name, line, score: 1.5, fromCover: false });
    }
  }
  return found.slice(0, 2);
}

const unquoted = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])[‘’'“”"„«»]+(?=[\p{L}\p{N}])/gu, '')
    .replace(/(?<=[\p{L}\p{N}.?!…])[’'“”"»]+(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Without quotes, capitals brought to the case in which the report writes the name. */
function asListed(text: string, body: string): string {
  const bare = unquoted(text)
    .replace(/\s*[&]\s*/g, ' and ')
    .replace(/[.,;:]+$/, '');
  if (/\p{Ll}/u.test(bare) || !/\p{Lu}{2}/u.test(bare)) return bare;
  const words = new RegExp(
    `(?<![\\p{L}\\p{N}])${bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const spelt = new Map<string, number>();
  for (const [found] of body.matchAll(words)) {
    if (/\p{Ll}/u.test(found) && /^\p{Lu}/u.test(found)) spelt.set(found, (spelt.get(found) ?? 0) + 1);
  }
  const common = [...spelt].sort((a, b) => b[1] - a[1])[0];
  return common ? common[0] : titleCase(bare);
}

function bodyText(report: TidyReport, front: readonly FrontLine[]): string {
  const lastFront = front.at(-1);
  const texts: string[] = [];
  for (const page of report.pages) {
    for (const line of page.lines) {
      if (
        lastFront &&
        (page.number < lastFront.page || (page.number === lastFront.page && line.y <= lastFront.y))
      )
        continue;
      texts.push(line.text);
    }
  }
  return texts.join(' ');
}

function mentions(title: string, body: string): number {
  const words = unquoted(title);
  let count = 0;
  for (let at = body.indexOf(words); at >= 0 && count < 30; at = body.indexOf(words, at + words.length))
    count++;
  const pair = /^(\p{Lu}[\p{L}’'-]+)(?:, | and )(\p{Lu}[\p{L}’'-]+)/u.exec(words);
  if (count < 2 && pair?.[1] && pair[2] && body.includes(pair[1]) && body.includes(pair[2])) return 6;
  return count;
}

/** Coded names in the text, the most frequent first. */
function commonSubjects(body: string): string[] {
  const counts = new Map<string, number>();
  for (const [name] of body.matchAll(
    /\b(?:Child|Baby|Family|Mr|Mrs|Ms|Adult|Young Person) [A-Z]{1,2}\d?(?![\p{L}’'.])/gu,
  ))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 3)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

/** A cover for "Child A" on a report that speaks of "Child B" throughout: an old template, or the wrong cover. */
function contradicted(title: string, body: string): boolean {
  const kind = /^(Child|Baby|Family|Mr|Mrs|Ms|Adult|Young Person) [A-Z]{1,2}\d?$/.exec(title)?.[1];
  if (!kind || body.length < 3000 || mentions(title, body) > 0) return false;
  return commonSubjects(body).some((name) => name.startsWith(`${kind} `));
}
