import { languageName } from '../../language-name.ts';
import { smallWords } from '../../small-words.ts';
import type { DocumentKind, Facts } from '../fact.ts';
import type { Finding } from '../finding.ts';
import type { ReviewNote } from '../note/review-note.ts';
import { samePartnership } from '../partnership-name.ts';
import { isTransliterated, withJoinedWords } from './transliteration.ts';
import { fileOf, nameKey, nameOfKey } from './upload-key.ts';

/** One PDF with its facts. */
export interface ReadDocument {
  readonly key: string;
  readonly sha256?: string | undefined;
  readonly kind: DocumentKind;
  readonly facts: Facts;
  /** No word of it may be a name. */
  readonly namesNobody?: boolean | undefined;
}

/** Words in titles that are not names. */
const GENERIC = new Set(
  (
    'a an and the of for in on to child children baby babies family young person adult mr mrs ms miss sibling siblings ' +
    'review report briefing bulletin learning lessons practice practitioner practitioners safeguarding serious case local ' +
    'thematic minute seven response statement action plan easy read version translation summary executive overview final short full'
  ).split(' '),
);

/** The kind of a companion. What is no briefing and the like, in another language, is a translation. */
export function companionKind(report: ReadDocument, { kind, facts }: ReadDocument): DocumentKind {
  const [language, main] = [facts.language?.value, report.facts.language?.value ?? 'en-GB'];
  const isOther = language !== undefined && baseOf(language) !== baseOf(main);
  return isOther && (kind === 'report' || kind === 'other') ? 'translation' : kind;
}

/**
 * Companions that need an officer's confirmation: another report, a copy of the report, an unknown kind, or
 * one that names another review. A note that lists the file (`companions: ...`) confirms it, but not what
 * `replaced` it later. All translations without the name are one question, with that line.
 */
export function doubtfulCompanions(
  report: ReadDocument,
  others: readonly ReadDocument[],
  listed: readonly string[] = [],
  replaced: ReadonlySet<string> = new Set(),
): Finding[] {
  const names = new Set(listed.map(nameKey));
  const unlisted = others.filter(({ key }) => replaced.has(key) || !names.has(nameKey(key)));
  const doubtful = unlisted.flatMap((one): Finding[] => {
    const why = doubtAbout(report, one);
    return why === undefined ? [] : [{ code: 'doubtful-companion', message: `${fileOf(one.key)} ${why}` }];
  });
  const translations = unlisted.filter((one) => isUnnamedTranslation(report, one));
  if (translations.length === 0) return doubtful;
  return [...doubtful, { code: 'doubtful-companion', message: unnamedQuestion(translations, listed) }];
}

function doubtAbout(report: ReadDocument, one: ReadDocument): string | undefined {
  const { facts, kind } = one;
  if (one.sha256 !== undefined && one.sha256 === report.sha256) return 'is the report itself again.';
  const isTranslation = companionKind(report, one) === 'translation';
  if (kind === 'other' && !isTranslation)
    return `reads as ${facts.documentType?.value ?? 'another document'}. It is neither a report nor a briefing, response, statement or translation.`;
  if (companionKind(report, one) === 'report') return 'is a full report too. One folder holds one review.';
  if (hasOtherPartnership(report, one))
    return `names another partnership than the report: ${facts.partnership?.value}.`;
  if (isTranslation) return undefined;
  const [own, main] = [namesIn(facts.title?.value), namesIn(report.facts.title?.value)];
  if (own.length > 0 && main.length > 0 && !haveCommon(own, main))
    return `names another review than the report: "${facts.title?.value}".`;
  return undefined;
}

function hasOtherPartnership(report: ReadDocument, { facts }: ReadDocument): boolean {
  const [named, publisher] = [facts.partnership?.value, report.facts.partnership?.value];
  return named !== undefined && publisher !== undefined && !samePartnership(named, publisher);
}

/**
 * Only a name can be compared across languages: that in the title of the report, in any script. What names
 * nobody, and is called after the language that it is in, is of the report in its folder.
 */
function isUnnamedTranslation(report: ReadDocument, one: ReadDocument): boolean {
  if (companionKind(report, one) !== 'translation' || hasOtherPartnership(report, one)) return false;
  if (one.sha256 !== undefined && one.sha256 === report.sha256) return false;
  if (one.namesNobody && isCalledAfterLanguage(one)) return false;
  const words = withJoinedWords(namesIn(headingOf(one)));
  return !namesIn(report.facts.title?.value).some((name) =>
    words.some((word) => word === name || isTransliterated(name, word)),
  );
}

/** Whether a file name says the language of the document (`so.pdf`, `rowan-somali.pdf`) and no other name. */
function isCalledAfterLanguage({ key, facts: { language } }: ReadDocument): boolean {
  const code = baseOf(language?.value ?? '');
  const known = smallWords([code, languageName(code), languageName(code, code)].join(' ')).split(' ');
  const ofReview = smallWords(nameOfKey(key) ?? '').split(' ');
  const words = smallWords(nameKey(key)).split(' ');
  return (
    words.some((word) => known.includes(word)) &&
    words.every((word) => [...known, ...ofReview].includes(word) || GENERIC.has(word))
  );
}

/** The title, and the line by which the document was told from a report, where no title was found. */
function headingOf({ facts: { title, documentType } }: ReadDocument): string | undefined {
  const { provenance } = documentType ?? {};
  return title?.value ?? (provenance?.source === 'report' ? provenance.words : undefined);
}

function unnamedQuestion(translations: readonly ReadDocument[], listed: readonly string[]): string {
  const files = translations.map(({ key }) => fileOf(key));
  const named = translations.map(
    ({ facts }, index) => `${files[index]} (${languageName(facts.language?.value ?? '')})`,
  );
  const line = [...listed, ...files].map((file) => JSON.stringify(file)).join(', ');
  const [are, their] =
    files.length === 1
      ? ['is a translation, and its title does', 'it is']
      : ['are translations, and their titles do', 'they are'];
  return `${named.join(', ')} ${are} not have the name in the title of the report. If you know that ${their} of this report, write in the review note: companions: [${line}]`;
}

/**
 * A note of another review: its title and its date of publication are others than those of the report, or
 * title, reviewers and all dates. A reviewer writes many reviews.
 */
export function noteOfAnother({ facts }: ReadDocument, note: ReviewNote): Finding[] {
  const { title, reviewers, publishedOn, reportedOn } = facts;
  const differ = (some: readonly string[] = [], others: readonly string[] = []) =>
    some.length > 0 && others.length > 0 && !haveCommon(some, others);
  const otherDate = (dates: readonly (string | undefined)[]) => {
    const given = dates.flatMap((date) => date ?? []);
    return given.length > 0 && !given.some((date) => agree(date, note.published));
  };
  const named = (people: readonly string[] = []) => namesIn(people.join(' '));
  const isOther =
    otherDate([publishedOn?.value]) ||
    (differ(named(note.reviewers), named(reviewers?.value)) &&
      otherDate([publishedOn?.value, reportedOn?.value]));
  if (!isOther || !differ(namesIn(note.title), namesIn(title?.value))) return [];
  const by = (people: readonly string[] = []) => (people.length === 0 ? '' : ` by ${people.join(', ')}`);
  const message = `The review note is about "${note.title}"${by(note.reviewers)}. The report gives "${title?.value}"${by(reviewers?.value)}.`;
  return [{ code: 'note-of-another', message }];
}

/** Whether two dates agree, as precisely as both are given. No date agrees with any. */
const agree = (one: string, other = ''): boolean => one.startsWith(other) || other.startsWith(one);

export const haveCommon = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((name) => others.includes(name));

/** Briefing formats whose number is not part of a name. */
const KIND_OF_BRIEFING = /\b(?:7|seven)[- ]minutes?\b/g;

/** Soft hyphens, joiners and the stretching of Arabic words, which are no letters. */
const UNSEEN_IN_WORDS = /[\u00ad\u0640\u200b-\u200f\u2066-\u2069]/g;

/** Words of a title that may be a name: "Child Q" is about Q. */
export function namesIn(title = ''): string[] {
  return title
    .normalize('NFKC')
    .replace(UNSEEN_IN_WORDS, '')
    .toLowerCase()
    .replace(KIND_OF_BRIEFING, ' ')
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== '' && !GENERIC.has(word));
}

const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? '';
