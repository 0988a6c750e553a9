import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { alternatives, anyPart, phraseTables } from '../phrases.ts';
import { isOwnPublication, isVague, lastSentence, meaningOf } from './date-roles.ts';
import type { SeenDate } from './dates-on-cover.ts';
import { type WrittenDate, writtenDates } from './parse-dates.ts';
import { pagesJoined } from './review-type.ts';

const datePhrases = phraseTables('date');
const rolePhrases = phraseTables('role');

/**
 * A line that is labelled as the publication, and no more than the date, or a sentence of its own, behind it.
 */
const NOTE = new RegExp(
  `^(?:first |report |originally )?(?:${alternatives(datePhrases('PUBLICATION_NOTES'))})\\b`,
  'i',
);
/** "Hexley Safeguarding Children Board, published 4 March 2022". */
const BODY_BEFORE = /^(?:\p{Lu}[\p{L}’'-]*,? |and |& |of ){2,9}(?<=(?:Partnership|Board|Committee),? )/u;
const MENTION = /publish|publication|made public|cyhoedd/i;
/** Pages at the front and at the end on which a line of its own may say when the report was published. */
const NOTED_PAGES = 4;
/** Characters before a date in which the sentence must say that this report was published. */
const SENTENCE = 240;

/**
 * "This report was published on 4 March 2022", wherever it stands; a publication line near the front or at
 * the end; a footer.
 */
export function statedInText(report: TidyReport): SeenDate[] {
  const stated = report.pages.flatMap((page, i) => {
    if (!page.lines.some((line) => MENTION.test(line.text))) return [];
    const isOuter = i < NOTED_PAGES || i >= report.pages.length - NOTED_PAGES / 2;
    return [...inSentences(page), ...(isOuter ? inNotes(page) : [])];
  });
  const inFooters = report.furniture.flatMap((line) =>
    writtenDates(line.text)
      .filter((date) => isPublished(line, date, line.text.slice(date.end)))
      .map((date): SeenDate => ({ date, meaning: 'published', line })),
  );
  return [...stated, ...inFooters];
}

/** Lines that are labelled as the publication, and such sentences in the credits. */
const inNotes = (page: TidyPage): SeenDate[] =>
  page.lines.flatMap((line, i): SeenDate[] => {
    const isCredit = page.lines.slice(Math.max(0, i - CREDIT_LINES), i + 1).some(isOfCredits);
    const next = page.lines[i + 1];
    const isLabelled = DATE_LABEL.test(line.text);
    const runsOver = isLabelled && next && next.y > line.y && next.y - line.y < line.size * DOUBLE_SPACED;
    const whole = runsOver ? `${line.text} ${next.text}` : line.text;
    const sentences = isCredit || isLabelled ? whole.split(/(?<=[.;|])\s+(?=\p{Lu})/u) : [whole];
    return sentences.flatMap((text): SeenDate[] => {
      const note = { ...line, text };
      const [date] = NOTE.test(text.replace(BODY_BEFORE, '')) ? writtenDates(text) : [];
      return date && isPublished(note, date, '') ? [{ date, meaning: 'published', line: note }] : [];
    });
  });

/** A label among sentences, whose date may run over the line. */
const DATE_LABEL = /(?:^|[.;|]\s)(?:Publication date|Date of publication|Date published): /;
/** From one line to the next in a text of double spacing, in font sizes. */
const DOUBLE_SPACED = 3;
/** Lines of credits before the one with the date. */
const CREDIT_LINES = 2;
const CREDIT = anyPart(rolePhrases('LABELS_OF_AUTHORS'), 'iu');
const isOfCredits = ({ text }: TidyLine): boolean => CREDIT.test(text) || text.startsWith('©');

const isPublished = (line: TidyLine, date: WrittenDate, after: string): boolean =>
  meaningOf(line.text.slice(0, date.start), after) === 'published';

function inSentences(page: TidyPage): SeenDate[] {
  const seen: SeenDate[] = [];
  for (const { text, starts } of pagesJoined(page.lines)) {
    const words = text.replaceAll('\n', ' ');
    for (const date of writtenDates(words)) {
      const before = lastSentence(words.slice(Math.max(0, date.start - SENTENCE), date.start));
      if (!MENTION.test(before) || !isOwnPublication(before)) continue;
      const line = starts.findLast((start) => start.at <= date.start)?.line;
      if (!line) continue;
      const { value, ...vague } = date;
      seen.push({
        date: isVague(before, date.words) ? vague : date,
        meaning: 'published',
        line: { ...line, text: `${before}${date.words}`.trim() },
      });
    }
  }
  return seen;
}

/** Dates of versions in running lines. */
export function datesInRunningLines(report: TidyReport): SeenDate[] {
  return report.furniture.flatMap((line) =>
    writtenDates(line.text).flatMap((date): SeenDate[] => {
      const meaning = meaningOf(line.text.slice(0, date.start), line.text.slice(date.end));
      return meaning === 'published' || meaning === 'other' ? [] : [{ date, meaning: 'version', line }];
    }),
  );
}
