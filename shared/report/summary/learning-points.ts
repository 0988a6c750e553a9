import type { Facts, Passage, Passages } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { Line, ReportModel } from '../../pdf/page-model.ts';
import { frontMatter } from '../facts/front-matter.ts';
import { tidyLines } from '../normalize-lines.ts';
import { alternatives, anyPart, phraseTables } from '../phrases.ts';
import { bareHeading, isLearningHeading, LEARNING_POINT, RECOMMENDATION } from './headings.ts';
import { type Paragraph, type Section, sectionsOf } from './sections.ts';
import { countWords, isWholeSentence, sentencesOf } from './sentences.ts';

const headingPhrases = phraseTables('heading');

const MOST_ITEMS = 5;
const MOST_WORDS = 120;
const MOST_WORDS_OF_ONE = 45;
const LONGEST_SENTENCE = 450;
/** Characters of a paragraph that are looked at. */
const LOOKED_AT = 2_000;

/** One point as it stands in the report; `text` is absent where it cannot be copied whole. */
interface Item {
  readonly key: string;
  readonly page: number;
  readonly text?: string;
}

/** How a report words one of the two. */
interface Kind {
  readonly label: RegExp;
  isHeading(heading: string): boolean;
  /** Whether a sentence of running text is such a point. */
  readonly says: RegExp;
}

const OF_RECOMMENDATIONS = anyPart(headingPhrases('RECOMMENDATION_HEADINGS'), 'iu');
const OF_OTHERS = anyPart(headingPhrases('OTHER_RECOMMENDATIONS'));

const LEARNING: Kind = {
  label: LEARNING_POINT,
  isHeading: isLearningHeading,
  says: /\b(?:should|must|needs?|needed|important|essential|crucial|vital|requires?|dylai|dylid|rhaid)\b/i,
};

const RECOMMENDATIONS: Kind = {
  label: RECOMMENDATION,
  isHeading: (heading) =>
    OF_RECOMMENDATIONS.test(heading) && !OF_OTHERS.test(heading) && heading.split(' ').length <= 9,
  says: /\b(?:should|must|recommend\w*|asked to|needs? to|dylai|dylid|rhaid)\b/i,
};

/** Headings with both: under them a point counts only for what it says. */
const MIXED = /\b(?:learning|lessons?|findings?|conclusions?|analysis)\b.*\brecommend/i;

const BACK_MATTER =
  /^(?:appendi\p{L}+|annex\w*|atodiad\w*|glossary|references|bibliography|(?:\p{L}+ ){0,3}action plan)\b/iu;

/**
 * The learning and the recommendations, in points that stand in the report word for word and in its order:
 * those that are labelled ("Learning point 2:"), else numbered or bulleted under such a heading, else
 * sentences there that say what should be. Tables of actions and appendices are passed over. Never throws;
 * what is not surely whole is left out.
 */
export function readPassages(all: readonly Section[]): Passages | undefined {
  const sections = partsUnder(all, (heading) => BACK_MATTER.test(heading)).rest;
  const learning = passage(itemsOf(sections, LEARNING));
  const recommendations = passage(itemsOf(sections, RECOMMENDATIONS));
  if (!learning && !recommendations) return undefined;
  return { ...(learning && { learning }), ...(recommendations && { recommendations }) };
}

/** Stands for a line that is not to be repeated; no sentence with it is whole. */
const MASK = '\ufffc';

/** The facts without any point that touches a place where something was found. */
export function withoutFlagged(facts: Facts, report: ReportModel, findings: readonly Finding[]): Facts {
  const { passages: read, ...others } = facts;
  const placed = findings.filter((finding) => finding.page !== undefined);
  if (!read || placed.length === 0) return facts;
  // A finding that only counts places: nobody knows where they are.
  const counted = findings.some(
    ({ code, page }) => page === undefined && placed.some((other) => other.code === code),
  );
  if (counted) return others;
  const pages = report.pages.map((page) => {
    const here = placed.filter((finding) => finding.page === page.number);
    if (here.length === 0) return page;
    const lines = page.lines.map((line) =>
      here.some(({ box }) => box === undefined || touches(line, box)) ? { ...line, text: MASK } : line,
    );
    return { ...page, lines };
  });
  const tidy = tidyLines({ ...report, pages });
  const passages = readPassages(sectionsOf(tidy, frontMatter(tidy)));
  return { ...others, ...(passages && { passages }) };
}

const touches = ({ x, y, width, size }: Line, [left, top, right, bottom]: readonly number[]): boolean =>
  !(x > (right ?? 0) || x + width < (left ?? 0) || y - size > (bottom ?? 0) || y + size * 0.3 < (top ?? 0));

function itemsOf(sections: readonly Section[], kind: Kind): Item[] {
  const labelled = distinct(sections.flatMap((section) => labelledItems(section, kind)));
  if (labelled.length > 0) return labelled;
  const { parts } = partsUnder(sections, kind.isHeading);
  const listed = distinct(parts.flatMap((part) => listedItems(part, kind)));
  if (listed.length > 0) return listed;
  const said = distinct(parts.flatMap((part) => saidItems(part, kind)));
  return said.length > 1 ? said : [];
}

/** Sections under such a heading, each with the smaller ones below it; and what is left. */
function partsUnder(
  sections: readonly Section[],
  isHeading: (heading: string) => boolean,
): { readonly parts: readonly (readonly Section[])[]; readonly rest: readonly Section[] } {
  const parts: Section[][] = [];
  const rest: Section[] = [];
  let head: Section | undefined;
  for (const section of sections) {
    if (head && isBelow(section, head)) parts.at(-1)?.push(section);
    else if (isHeading(section.heading)) {
      parts.push([section]);
      head = section;
    } else {
      rest.push(section);
      head = undefined;
    }
  }
  return { parts, rest };
}

function isBelow({ line }: Section, { line: head }: Section): boolean {
  if (!line || !head) return false;
  const number = /^\d+(?:\.\d+)*/.exec(head.text)?.[0];
  return (
    line.size < head.size - 0.4 ||
    (number !== undefined &&
      line.text.startsWith(`${number}.`) &&
      /^[\d.]+\d/.exec(line.text)?.[0] !== number) ||
    (line.size < head.size + 0.4 && head.bold && !line.bold)
  );
}

function labelledItems({ line, heading, page, paragraphs }: Section, { label }: Kind): Item[] {
  const items: Item[] = [];
  const title = line && bareHeading(line.text);
  if (title && label.test(title)) {
    const [first] = paragraphs;
    const statement = bareHeading(heading).replace(label, '');
    // "Recommendation 1: Neglect" is a title, "Finding 2: Plans did not change when they failed" is the
    // finding.
    const below = first && !label.test(first.text) ? first.text : '';
    items.push(item(countWords(statement) >= 8 ? statement : below, page, true));
  } else if (title && /^(?:Recommendation|Learning [Pp]oint|Finding) \d{1,2}$/.test(title) && paragraphs[0]) {
    if (label.test(`${title}: ${paragraphs[0].text}`)) items.push(item(paragraphs[0].text, page, true));
  }
  for (const { text, page } of paragraphs) {
    const found = label.exec(text);
    if (found) items.push(item(text.slice(found[0].length), page, false));
  }
  return items;
}

const NUMBER = /^(?:\(?\d{1,2}[.)\]]|\[\d{1,2}\])$/;
/** The number in the first column of a table. */
const CELL_NUMBER = /^\d{1,2}\s+(?=\p{Lu})/u;
/** "The Board should make sure that:" before a list: what is listed is no sentence without it. */
const OPEN_LEAD = /\b(?:that|to|should|must|will|by|how|whether|for|with|of|on)\s*:$/i;

function listedItems(part: readonly Section[], kind: Kind): Item[] {
  const mixed = MIXED.test(part[0]?.heading ?? '');
  const paragraphs = part.flatMap((section) => section.paragraphs);
  const numbered = paragraphs.flatMap(({ text, marker, page }) =>
    NUMBER.test(marker)
      ? [item(text, page, true)]
      : CELL_NUMBER.test(text)
        ? [item(text.replace(CELL_NUMBER, ''), page, false)]
        : [],
  );
  const items = numbered.length > 1 ? numbered : bulleted(paragraphs);
  return items.length > 1 ? items.filter(({ text }) => !mixed || (text && kind.says.test(text))) : [];
}

function bulleted(paragraphs: readonly Paragraph[]): Item[] {
  let open = false;
  return paragraphs.flatMap(({ text, marker, page }) => {
    if (marker === '' || /\d/.test(marker)) {
      open = OPEN_LEAD.test(text);
      return [];
    }
    return open ? [] : [item(text, page, true)];
  });
}

const LEANS = new RegExp(`^["“‘']?(?:${alternatives(headingPhrases('LEANING_POINTS'))})\\b`, 'i');

function saidItems(part: readonly Section[], { says }: Kind): Item[] {
  return part.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ text, page }) => {
      const found = sentencesOf(text.slice(0, LOOKED_AT)).find(
        (sentence) => isWholeSentence(sentence) && says.test(sentence) && !LEANS.test(sentence),
      );
      return found === undefined ? [] : [item(found, page, false)];
    }),
  );
}

/** `listed`: a point of a list may do without a capital and a full stop. */
function item(paragraph: string, page: number, listed: boolean): Item {
  const words = paragraph.slice(0, LOOKED_AT).replace(/\s+/g, ' ').trim();
  const text = wholeSentences(words, listed);
  return { key: (text ?? words).toLowerCase(), page, ...(text !== undefined && { text }) };
}

function wholeSentences(paragraph: string, listed: boolean): string | undefined {
  const kept: string[] = [];
  let words = 0;
  for (const sentence of sentencesOf(paragraph)) {
    words += countWords(sentence);
    const whole = isWholeSentence(sentence) || (listed && kept.length === 0 && isPoint(sentence));
    if (!whole || sentence.length > LONGEST_SENTENCE || sentence.includes(MASK)) break;
    if (kept.length > 0 && words > MOST_WORDS_OF_ONE) break;
    kept.push(sentence);
  }
  const text = kept.join(' ').replace(/[;,]?(?: and)?$|[.;]$/, '');
  return countWords(text) >= 3 ? text : undefined;
}

/** Words of a list that are not broken off. */
const isPoint = (text: string): boolean =>
  /^["“‘(]?\p{L}/u.test(text) &&
  /[\p{L}\p{N})”’".!?]$|;(?: and)?$/u.test(text) &&
  !/\b(?:a|an|the|and|or|of|to|for|with|in|on|by|that|their|its)$/i.test(text);

function distinct(items: readonly Item[]): Item[] {
  return [...new Map(items.toReversed().map((one) => [one.key, one])).values()].toReversed();
}

function passage(items: readonly Item[]): Passage | undefined {
  const taken: { readonly text: string; readonly page: number }[] = [];
  let words = 0;
  for (const { text, page } of items) {
    if (text === undefined) continue;
    words += countWords(text);
    if (taken.length === MOST_ITEMS || words > MOST_WORDS) break;
    taken.push({ text, page });
  }
  const [first] = taken;
  if (first === undefined) return undefined;
  return {
    items: taken.map(({ text }) => text),
    more: items.length - taken.length,
    firstPage: first.page,
    lastPage: taken.at(-1)?.page ?? first.page,
  };
}
