import { languageName } from '#shared/domain/language-name.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { CarriedText } from '../../pdf/page-model.ts';
import { alternatives, phraseTables } from '../phrases.ts';
import { isEnglish, isNoSurname } from '../words/is-english.ts';
import { wordList } from '../words/word-list.ts';
import type { Check, Checked } from './check.ts';
import { spokenForm, wordsOfAddress } from './identifiers/written-apart.ts';
import { isEveryday } from './is-everyday.ts';
import { masked } from './mask.ts';
import { plain } from './positioned-text.ts';

const contactPhrases = phraseTables('contact');

interface Source {
  readonly place: string;
  readonly text: string;
  /**
   * `label`: a title, a bookmark, a file name. `prose`: sentences, whose first word has a capital anyway.
   * `author`: who wrote the file. `other`: XMP, which names fonts and programs too. `address`: of a link.
   */
  readonly kind: 'label' | 'prose' | 'author' | 'other' | 'address';
  /** It may stand for a piece of a word that the page shows: it is copied in place of letters. */
  readonly mayBePiece?: boolean;
}

/**
 * A person's name in the file's properties, XMP, bookmarks, alternative texts, tags, form fields, links or
 * attachments that no page shows. Words of the report itself, of its titles, of its
 * language, of documents and of software are no names; an author's login or initials are not taken for one.
 */
export const propertyName: Check = (checked) => {
  const shown = shownWords(checked);
  const told = new Set<string>();
  return sourcesOf(checked).flatMap((source): Finding[] => {
    const name = isOnPage(source.text, shown)
      ? undefined
      : (nameIn(source, shown) ?? nameIn(backwards(source, shown), shown));
    if (name === undefined) return [];
    const message = `A name that no page shows seems to stand in the ${source.place}: “${masked(name)}”.`;
    if (told.has(message)) return [];
    told.add(message);
    return [{ code: isRemoved(source) ? 'removed-from-copy' : 'property-name', message }];
  });
};

/** The words that nobody knows, each read from its end: a first name and a surname are no chance then. */
function backwards(source: Source, shown: Shown): Source {
  const text = source.text.replace(/\p{L}+/gu, (word) => {
    const small = word.toLowerCase();
    if (shown.words.has(small) || isEveryday(small) || isEnglish(small)) return '|';
    const [first = '', ...rest] = [...small].reverse();
    return first.toUpperCase() + rest.join('');
  });
  return { ...source, text, kind: 'address' };
}

/** Letters in a row that two texts have by chance are fewer. */
const PASSAGE = 24;

/** Whether a text is a passage of a page, whatever extraction made of its words. */
function isOnPage(text: string, shown: Shown): boolean {
  const letters = lettersOf(text);
  return letters.length >= PASSAGE && shown.letters().includes(letters);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '').toLowerCase();

/**
 * Whether the clean copy leaves the text out whatever it says, so that nobody needs to look: authors,
 * programs, and XMP that does not speak of a report. A title that names a person may say that the report does
 * too.
 */
const isRemoved = ({ kind, text, place }: Source): boolean =>
  kind === 'author' || (kind === 'other' && place === XMP && !OF_A_REPORT.test(text));
const XMP = 'file properties (XMP)';

function sourcesOf({ report }: Checked): Source[] {
  const { title, author, subject, keywords, creator, producer, other } = report.properties;
  const label = (place: string, text: string | undefined): Source[] =>
    text ? [{ place, text, kind: 'label' }] : [];
  return [
    ...label('title in the file properties', title),
    ...(author ? [{ place: 'author in the file properties', text: author, kind: 'author' as const }] : []),
    ...label('subject in the file properties', subject),
    ...label('keywords in the file properties', keywords),
    ...[creator, producer].flatMap((text) =>
      text ? [{ place: 'program name in the file properties', text, kind: 'author' as const }] : [],
    ),
    ...other
      .filter((text) => text !== author && isWords(text))
      .map((text) => ({ place: XMP, text, kind: 'other' as const })),
    ...report.carried.map(carriedSource),
    ...report.outline.flatMap((text) => label('list of bookmarks', spokenForm(text))),
    ...report.labels.map(({ of, text }) => ({
      place: PLACES_OF_LABELS[of],
      text,
      kind: of === 'tag' ? ('prose' as const) : ('other' as const),
    })),
    ...report.attachments.flatMap((text) => label('name of an attached file', text)),
  ];
}

/** “Genogram: Sam” is a description, not an address. */
const IS_ADDRESS = /^(?:https?|mailto|tel|file):|^[a-z]+:\S+$|^\.\.?\//i;

/** Words of an address are written small; only a first name with a surname is one there. */
const carriedSource = ({ place, text, replaces }: CarriedText): Source => {
  const where = place.replace(/^an? |^the /, '');
  if (!IS_ADDRESS.test(text))
    return { place: where, text: spokenForm(text), kind: 'prose', mayBePiece: replaces === true };
  return { place: where, text: wordsOfAddress(text), kind: 'address' };
};

const PLACES_OF_LABELS = {
  tag: 'title of a tag',
  'form field': 'name of a form field',
  'link target': 'name of a place that links lead to',
} as const;

/**
 * The constant of every XMP packet (XMP specification, part 1, 7.3.2), and other codes of letters and digits.
 */
const CODE = /^(?:W5M0MpCehiHzreSzNTczkc9d|(?=[^\d]{0,30}\d[^\d]{1,30}\d[^\d]{1,30}\d)[\w+/=-]{16,})$/;
/** Not a code, a date, a web address or a media type. */
const isWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text) &&
  !CODE.test(text.trim()) &&
  !/^(?:uuid:|xmp\.|https?:|[\w-]+\/[\w.+-]+$|[0-9a-f-]{16,}$|\d{4}-\d\d-\d\dT)/i.test(text.trim());

interface Shown {
  /** All words, in small letters. */
  readonly words: ReadonlySet<string>;
  /** Words that stand with a capital somewhere. */
  readonly capitalised: ReadonlySet<string>;
  /** Every letter of the report in one string, for pieces of words. */
  letters(): string;
}

function shownWords({ report, facts, titles }: Checked): Shown {
  const lines = [
    ...report.pages.flatMap((page) => page.lines.map((line) => plain(line.text))),
    ...(facts.reviewers?.value ?? []).map(plain),
    ...titles.map(plain),
    ...(facts.language === undefined ? [] : [languageName(facts.language.value)]),
  ];
  // Most words come again and again: each is looked at once.
  const written = new Set(lines.flatMap((line) => line.split(/[^\p{L}\p{M}']+/u)));
  const words = new Set<string>();
  const capitalised = new Set<string>();
  for (const piece of written) {
    const word = piece.replace(/^[\p{M}']+/u, '');
    if (word === '') continue;
    const bare = word.toLowerCase().replace(/'s?$/, '');
    words.add(bare);
    if (/^\p{Lu}/u.test(word)) capitalised.add(bare);
  }
  let letters: string | undefined;
  return {
    words,
    capitalised,
    letters() {
      letters ??= lettersOf(lines.join(''));
      return letters;
    },
  };
}

/** Months that are first names too: a date in a description is no person. */
const MONTHS_OF_NAMES = new Set(['april', 'may', 'june', 'august']);
const isMonth = (word: string, rest: string): boolean => /^jan$/i.test(word) && /^[ .'_-]{0,2}\d/.test(rest);
const AGED = /^,? (?:aged?|who|and (?:her|his)|with (?:her|his))\b|^'s? /;

type Sort = 'name' | 'unknown' | 'initial' | 'ordinary';

/** The first run of words that can only be a name, or undefined. */
function nameIn({ text, kind, mayBePiece }: Source, shown: Shown): string | undefined {
  const words = wordsOf(text, shown);
  const isProse = kind === 'prose' && !ADDRESS.test(text) && isEnglishProse(words);
  const sorts = withoutOrganisations(
    words,
    words.map(({ word, opens, rest }) => {
      if (isMonth(word, rest)) return 'ordinary';
      if (isProse && isForeign(word, shown)) return 'unknown';
      return sortOf(word, opens && words.length > 1 && !AGED.test(rest), kind, shown);
    }),
  );
  let best: string[] = [];
  for (let from = 0; from < sorts.length; from += 1) {
    let to = from;
    while (to < sorts.length && sorts[to] !== 'ordinary' && (to === from || !words[to]?.parted)) to += 1;
    const run = words.slice(from, to).map(({ word }) => word);
    if (run.length > best.length && isName(sorts.slice(from, to), kind, text)) best = run;
    if (to > from) from = to - 1;
  }
  if (best.length === 0) return undefined;
  if (mayBePiece && best.length === 1 && isPieceOfWord(best[0] ?? '', text, shown)) return undefined;
  return best.join(' ');
}

/** Of the words of a description, the share that is English where it is written in English. */
const ENGLISH = 0.6;
const FEWEST_WORDS = 4;
const ADDRESS = /:\/\/|www\.|\w@\w|\w\.\w/;

const isEnglishProse = (words: readonly Word[]): boolean =>
  words.length >= FEWEST_WORDS &&
  words.filter(({ word }) => word.length < SHORTEST_NAME || isEnglish(word.toLowerCase())).length >=
    ENGLISH * words.length;

/** A shorter word in small letters may be anything. */
const SHORTEST_NAME = 4;

/** A word in small letters that is neither English nor on any page: where nobody sets capitals, a name. */
const isForeign = (word: string, shown: Shown): boolean =>
  word.length >= SHORTEST_NAME &&
  /^\p{Ll}+$/u.test(word) &&
  !shown.words.has(word) &&
  !isEveryday(word) &&
  !isEnglish(word);

/**
 * A word that extraction may have broken off in the report, where its letters stand in a row: a listed name
 * only by itself.
 */
const isPieceOfWord = (word: string, text: string, shown: Shown): boolean =>
  (!wordList('first-names').has(word.toLowerCase()) || !/\p{L}/u.test(text.replace(word, ''))) &&
  shown.letters().includes(word.toLowerCase());

/** What an XMP text says that speaks of a report, and not of a font. */
const OF_A_REPORT =
  /\b(?:overview|report|review|scr|l?cspr|spr|sar|dhr|case|child|baby|family|draft|final|chronology|v\d)\b/i;

/** In a label one unknown word with a capital is enough; an author needs a first name and a surname. */
function isName(sorts: readonly Sort[], kind: Source['kind'], text: string): boolean {
  const names = sorts.filter((sort) => sort === 'name').length;
  const unknown = sorts.filter((sort) => sort === 'unknown').length;
  if (kind === 'author' || kind === 'address') return names > 0 && names + unknown >= 2;
  if (kind === 'other') return names > 0 || unknown > (OF_A_REPORT.test(text) ? 0 : 1);
  return names + unknown > 0;
}

const ORGANISATION = new RegExp(`^[\\s,]*(?:${alternatives(contactPhrases('BEHIND_A_PLACE'))})\\b`, 'i');
const ORDINARY_ENDING = new RegExp(`(?:${alternatives(contactPhrases('ORDINARY_ENDINGS'))})$`, 'i');

/**
 * An unknown word before that of an organisation is its place: `Northshire LSCB`. What a first name stands
 * before is a surname.
 */
const withoutOrganisations = (words: readonly Word[], sorts: readonly Sort[]): Sort[] =>
  sorts.map((sort, index) =>
    sort === 'unknown' && sorts[index - 1] !== 'name' && ORGANISATION.test(words[index]?.rest ?? '')
      ? 'ordinary'
      : sort,
  );

interface Word {
  readonly word: string;
  /** It opens the text or a sentence. */
  readonly opens: boolean;
  /** More than a space parts it from the word before. */
  readonly parted: boolean;
  /** What follows it. */
  readonly rest: string;
}

const partedAtCapitals = (word: string): string => word.replace(/(\p{Ll}{2})(\p{Lu}\p{Ll})/gu, '$1 $2');

/** Words of a title or file name: also parted by `_`, `-` and capitals inside (`CourtneyAshworth_v3`). */
function wordsOf(text: string, shown: Shown): Word[] {
  const spaced = plain(text)
    .replace(/\.(?:docx?|docm|pdf|odt|rtf|xlsx?|pptx?|indd|jpe?g|png|tiff?|msg|eml|zip|html?)\b/gi, ' ')
    .replace(/[A-Za-z]:[\\/]\S*/g, (path) => path.replace(/[\\/]+/g, ' | '))
    .replace(/\p{L}+/gu, (word) => (shown.words.has(word.toLowerCase()) ? word : partedAtCapitals(word)))
    .replace(/[_+]+/g, ' ');
  const words: Word[] = [];
  let before = 0;
  for (const match of spaced.matchAll(/\p{L}[\p{L}\p{M}]*(?:'\p{L}{2,})?/gu)) {
    const gap = spaced.slice(before, match.index);
    before = match.index + match[0].length;
    words.push({
      word: match[0],
      opens: words.length === 0 || /[.!?:|]\s*$/.test(gap),
      parted: words.length > 0 && !/^['’]?s?[\s.-]*$/.test(gap),
      rest: spaced.slice(before),
    });
  }
  return words;
}

/** Whether nobody is called by a word in small letters. */
const isNobody = (small: string, isFirstName: boolean): boolean =>
  isEveryday(small) || isEveryday(small.replace(/s$/, '')) || (!isFirstName && isNoSurname(small));

function sortOf(word: string, opens: boolean, kind: Source['kind'], shown: Shown): Sort {
  const small = word.toLowerCase();
  const capital = /^\p{Lu}/u.test(word);
  const isListed =
    wordList('first-names').has(small) && !wordList('places').has(small) && !MONTHS_OF_NAMES.has(small);
  if (isListed && capital && !shown.capitalised.has(small)) return 'name';
  if (word.length === 1) return capital ? 'initial' : 'ordinary';
  if (shown.words.has(small) || isNobody(small, isListed)) return 'ordinary';
  if (!capital) return isListed && kind === 'label' ? 'name' : 'ordinary';
  if (word.length < 3) return 'ordinary';
  if (!/\p{Ll}/u.test(word))
    return word.length > 6 && /[AEIOUY].*[AEIOUY]/.test(word) ? 'unknown' : 'ordinary';
  if (kind === 'prose' && opens) return 'ordinary';
  return looksOrdinary(word, shown) ? 'ordinary' : 'unknown';
}

/** A shorter name may be near another word. */
const LONG_WORD = 10;

const looksOrdinary = (word: string, shown: Shown): boolean =>
  ORDINARY_ENDING.test(word) || isSlip(word.toLowerCase(), shown);

/** A long word of the pages with one letter more, less or other, or two swapped: `Infrastructrue`. */
const isSlip = (word: string, { words }: Shown): boolean =>
  word.length >= LONG_WORD && [...words].some((other) => isOneSlip(word, other));

function isOneSlip(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false;
  const least = Math.min(word.length, other.length);
  let start = 0;
  while (start < least && word[start] === other[start]) start += 1;
  let end = 0;
  while (end < least - start && word.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [written, meant] = [word, other].map((one) => one.slice(start, one.length - end));
  return (
    Math.max(written?.length ?? 0, meant?.length ?? 0) < 2 ||
    written === [...(meant ?? '')].reverse().join('')
  );
}
