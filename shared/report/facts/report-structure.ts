import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { alternatives, anyOf, phraseTables } from '../phrases.ts';
import { bareHeading } from '../summary/headings.ts';
import { bodySizeOf } from './front-matter.ts';

const reportPartPhrases = phraseTables('report-part');

/** The parts that reports of reviews have, by the wordings of their headings. */
const PARTS = ['OPENING', 'STORY', 'METHOD', 'PEOPLE', 'ANALYSIS', 'OUTCOME'].map((part) => ({
  part,
  pattern: new RegExp(`^(?:${alternatives(reportPartPhrases(part))})$`, 'iu'),
}));

const VOICE = anyOf(reportPartPhrases('OWN_VOICE'));

const HEADED = [
  {
    part: 'own process',
    pattern: new RegExp(`^(?:${alternatives(reportPartPhrases('OWN_PROCESS'))})$`, 'iu'),
  },
  ...PARTS,
];

/** A heading that a contents line still carries its leader dots and page behind. */
const LEADER = /\s*(?:\.{3,}|…+|(?:\. ){3,}).*$/;
const LONGEST_HEADING = 70;
/** Times the size of the text that a heading has at least. */
const LARGER = 1.08;

/** Characters of a line; a longer one is no heading, even with leader dots and a page behind it. */
const LONGEST_LINE = LONGEST_HEADING + 120;
/** Characters; a shorter line is too little of a sentence to speak of the report. */
const SHORTEST_SENTENCE = 25;

/**
 * The parts of a report of a review that this document has; `voice` and `own process` where it speaks of
 * itself as one.
 */
export function structureOf(report: TidyReport): ReadonlySet<string> {
  const found = new Set<string>();
  const bodySize = bodySizeOf(report);
  for (const line of report.pages.flatMap((page) => page.lines)) {
    if (found.size === PARTS.length + 2) return found;
    if (!found.has('voice') && speaksOfItself(line)) found.add('voice');
    const heading = headingOf(line, bodySize);
    if (heading === undefined) continue;
    for (const { part, pattern } of HEADED) if (!found.has(part) && pattern.test(heading)) found.add(part);
  }
  return found;
}

const speaksOfItself = (line: TidyLine): boolean =>
  line.text.length > SHORTEST_SENTENCE && VOICE.test(line.text);

/** "Section One: the analysis", "2. Analysis". */
const BEGINS = /^(?:[\d.]+\s+)?\p{Lu}/u;

/** The words of a line that can be a heading by its length and how it begins and ends. */
function headingOf(line: TidyLine, bodySize: number): string | undefined {
  // A cell of a table, unless its letters are those of a heading: then it stands in a column.
  const isCell = line.beside && line.size < bodySize * LARGER;
  if (isCell || line.text.length > LONGEST_LINE) return undefined;
  const heading = bareHeading(line.text.replace(LEADER, ''));
  if (heading.length > LONGEST_HEADING || !BEGINS.test(line.text) || /[.;,]$/.test(heading)) return undefined;
  return heading;
}
