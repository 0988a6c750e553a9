import { francAll } from 'franc-min';
import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyReport } from '../normalize-lines.ts';
import { factOf } from './fact-of.ts';

const ENGLISH = new Set(
  'the of and to in was that for with had were his her by on not be at this which'.split(' '),
);
const WELSH = new Set(
  'y yr yn a o i ar ac oedd wedi gan fod ei eu am hyn nad bod mae nid roedd gyda plentyn i’r o’r a’r i’w sydd neu'.split(
    ' ',
  ),
);
/** To tell English from Welsh. */
const ENOUGH_WORDS = 40;
/** To tell that a text is in neither, so that the declared language counts. */
const SOME_WORDS = 5;
const PAGES_READ = 20;
/** Words after which no further page is read. */
const MOST_WORDS = 6000;
/** Characters that tell a language by their trigrams. */
const ENOUGH_CHARACTERS = 200;
const MOST_CHARACTERS = 2000;
/** How near the second language may come, on a scale on which the nearest has 1. */
const NEXT = 0.85;

/**
 * The language of most of the text, by its commonest words: `en-GB` or `cy`. Where the text is in neither,
 * the language that the file declares (`/Lang`), else the one that its trigrams are clearly nearest to. The
 * declaration alone is a default of the program that wrote it.
 */
export function readLanguage(report: TidyReport, declared: string | undefined): Fact<string> | undefined {
  const { words, english, welsh, firstPage, text } = countWords(report);
  if (words < SOME_WORDS) return undefined;
  const found = (value: string, share: number): Fact<string> =>
    factOf(value, share > 0.1 ? 0.98 : 0.85, { page: firstPage, text: 'most of the text' });
  const most = Math.max(english, welsh) / words;
  if (most > 0.08 && words < ENOUGH_WORDS) return undefined;
  if (most > 0.08) return english >= welsh ? found('en-GB', most) : found('cy', most);
  if (declared && /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(declared) && !/^(?:en|cy)\b/i.test(declared))
    return factOf(declared, 0.8, { page: firstPage, text: `/Lang ${declared}` });
  const nearest = nearestLanguage(text);
  return nearest === undefined ? undefined : found(nearest, most);
}

/** The language as in HTML (`pl`); undefined where others are nearly as near, or it is English after all. */
function nearestLanguage(text: string): string | undefined {
  if (text.length < ENOUGH_CHARACTERS) return undefined;
  const [nearest, next] = francAll(text.slice(0, MOST_CHARACTERS));
  if (nearest === undefined || nearest[0] === 'eng' || nearest[0] === 'und') return undefined;
  // ISO 639-3 has three letters; the canonical form of a language with two has these.
  return (next?.[1] ?? 0) > NEXT ? undefined : Intl.getCanonicalLocales(nearest[0])[0];
}

interface WordCount {
  readonly words: number;
  readonly english: number;
  readonly welsh: number;
  /** The first page with words, 0 if there is none. */
  readonly firstPage: number;
  /** The beginning of the text. */
  readonly text: string;
}

function countWords(report: TidyReport): WordCount {
  const count = { words: 0, english: 0, welsh: 0, firstPage: 0, text: '' };
  for (const page of report.pages.slice(0, PAGES_READ)) {
    const words = page.lines.flatMap((line) => wordsOf(line.text));
    count.words += words.length;
    count.english += words.filter((word) => ENGLISH.has(word)).length;
    count.welsh += words.filter((word) => WELSH.has(word)).length;
    if (count.text.length < MOST_CHARACTERS) count.text += page.lines.map(({ text }) => `${text}\n`).join('');
    if (count.firstPage === 0 && words.length > 0) count.firstPage = page.number;
    if (count.words > MOST_WORDS) break;
  }
  return count;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}’']+/u)
    .filter(Boolean);
