import { FIRST_NAMES } from '../checks/first-names.ts';
import { alternatives } from '../phrases.ts';
import { TITLES } from './name-phrases.ts';

/** Words that no person on a cover is called. */
const NOT_NAMES = new Set(
  `independent author authors reviewer reviewers lead chair chairs chairman chairwoman chairperson consultant
  consultants manager nurse officer director board partnership safeguarding children children’s children's
  child social worker work report review overview panel quality assurance designated doctor service services
  council police trust health family baby final version draft publication published publisher date limited
  ltd llp associates consulting consultancy training university county city borough executive summary
  contents page serious case learning practice thematic domestic homicide adult adults the this of for
  probation principal senior deputy assistant professional adviser advisor specialist commissioner detective
  inspector superintendent team business group agency authority national local community safety strategic
  operational member members confidential official sensitive document approved commissioned prepared
  produced submitted completed signed endorsed foreword post title subject name names role organisation
  department government office home people concise extended partners solutions institute foundation centre
  network research joint committee appendix not known tbc to be confirmed single unified management rapid
  restricted copyright all rights reserved scrutineer barrister solicitor social-work practitioner midwife
  dated regarding concerning following relating full professor associate fellow lecturer psychologist psychiatrist paediatrician teacher headteacher mr mrs ms`
    .split(/\s+/)
    .filter(Boolean),
);

const TITLE = new RegExp(
  `^(?:(?:the\\s+)?(?:late\\s+|retired\\s+|former\\s+)?(?:${alternatives(TITLES)})\\b\\.?\\s*)+`,
  'i',
);
const POST_NOMINALS = new Set(
  `bsc msc phd dphil mphil ba ma med bed llb llm dipsw cqsw css rgn rmn rhv rn rm hons dip cert pgce pgcert pgdip obe mbe cbe
  qpm kpm qc kc jp dl edd dsw scphn rscn mba dba frsa frcpch frcp frcgp mrcgp mrcpsych frcpsych rcn rmnh bn mn dsocsci
  cpsychol afbpss fcipd aasw msw dpsych dclinpsy esq retd ret’d phd. bachelor mres mst bsw fhea ffph mfph bm bs mb chb mbbs`.split(
    /\s+/,
  ),
);

/**
 * The people named in a line such as "Dr Anne Vale MSc, CQSW and Tom Hill (Independent Reviewers)", without
 * titles and post-nominals, in order. Roles, posts and firms in it are passed over. Empty when it names
 * nobody.
 */
export function peopleIn(text: string): string[] {
  return partsOf(text)
    .flatMap((part) => personName(part) ?? [])
    .filter(unique);
}

/** Whether something in the line looks like one more person, but cannot be read as a name. */
export function holdsUnreadName(text: string): boolean {
  return partsOf(text).some((part) => {
    if (personName(part) !== undefined) return false;
    const words = part
      .replace(TITLE, '')
      .split(/\s+/)
      .filter((word) => /^\p{Lu}\p{Ll}/u.test(word) && !isPostNominal(word, false));
    return words.length > 1 && (!words.some(isStockWord) || hasEverydaySurname(words));
  });
}

const partsOf = (text: string): string[] =>
  text
    .replace(/\((?:[^()]*)\)|\[[^\]]*\]/g, ',')
    .replace(/\b(?:(?:supported|assisted|advised) by|with (?:\w+ )?(?:advice|support|help) from)\b.*$/i, '')
    .replace(/ ac? (?=\p{Lu})/gu, ', ')
    .split(
      /\s*(?:,|;|\||\/|&|\+|\s[–—-]\s|\s[–—-]$|(?<!\p{L})(?:and|with|for|of|from|at|on behalf of|a’r|gyda)(?!\p{L}))\s*/iu,
    );
const unique = (name: string, i: number, all: readonly string[]): boolean => all.indexOf(name) === i;
const isStockWord = (word: string): boolean => NOT_NAMES.has(word.toLowerCase().replace(/[.’']s?$/, ''));

/** "Independent Reviewers Mica Rhodes". */
const ROLE_WORD = /^(?:independent|lead|joint|reviewers?|authors?|writers?)$/i;

/** Characters of the longest name. */
const LONGEST_NAME = 45;

/** The name, tidied, when these words are one person's name and nothing else. */
function personName(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(TITLE, '')
    .replace(/[.:]+$/, '');
  if (bare.length > LONGEST_NAME || /\d|@/.test(bare)) return undefined;
  const all = withoutRole(bare.split(/\s+/).filter(Boolean));
  const capitals = !/\p{Ll}/u.test(all.slice(0, 2).join(''));
  const words = withoutPostNominals(all, capitals);
  if (words.length < 2 || words.length > 4) return undefined;
  if (words.length === 2 && isPostNominal(words[1] ?? '', capitals) && !capitals) return undefined;
  if (words.some(isStockWord) && !(hasFirstName(bare) && hasEverydaySurname(words))) return undefined;
  if (!words.every((word, i) => isNamePart(word, i > 0 && i < words.length - 1))) return undefined;
  if ((words.at(-1) ?? '').replace(/\W/g, '').length < 2) return undefined;
  return words.map((word) => (capitals ? properCase(word) : word)).join(' ');
}

function withoutRole(words: readonly string[]): string[] {
  const rest = words.map((word) => (word === 'St.' ? 'St' : word));
  while (rest.length > 2 && ROLE_WORD.test(rest[0] ?? '')) rest.shift();
  return rest;
}

/** Without the post-nominals behind a name of at least two words. */
function withoutPostNominals(words: readonly string[], capitals: boolean): string[] {
  const letters = words.findIndex(
    (word, i) => i > 1 && POST_NOMINALS.has(word.replace(/[().]/g, '').toLowerCase()),
  );
  const rest = letters > 0 ? words.slice(0, letters) : [...words];
  while (rest.length > 2 && isPostNominal(rest.at(-1) ?? '', capitals)) rest.pop();
  return rest;
}

/** Whether only the last word is an everyday word, and one that is a surname. */
const hasEverydaySurname = (words: readonly string[]): boolean =>
  SURNAMES.test(words.at(-1) ?? '') && !words.slice(0, -1).some(isStockWord);

/** Everyday words that are surnames behind a first name. */
const SURNAMES = /^(?:Child|Page|Case|Board|Head|Home|Office)$/;

export const hasFirstName = (name: string): boolean =>
  /^\p{Lu}\./u.test(name) || FIRST_NAMES.has(name.split(/[\s-]/)[0]?.toLowerCase() ?? '');

const isPostNominal = (word: string, capitals: boolean): boolean => {
  const bare = word.replace(/[().]/g, '');
  return POST_NOMINALS.has(bare.toLowerCase()) || (!capitals && /^\p{Lu}{2,}$/u.test(bare));
};

const isNamePart = (word: string, inside: boolean): boolean =>
  /^\p{Lu}[\p{L}\p{M}]*(?:[-’'‘]\p{L}[\p{L}\p{M}]*)*$/u.test(word) ||
  /^\p{Lu}\.$/u.test(word) ||
  (inside && /^(?:de|van|von|der|den|la|le|di|da|del|bin|al|ap|ab|ferch|st\.?|y|o['’])$/i.test(word)) ||
  /^(?:d[e’']|o['’])\p{Lu}\p{L}+$/u.test(word);

function properCase(word: string): string {
  return word
    .toLowerCase()
    .replace(/(^|[-’'.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

/** Whether these words are posts and nothing else: "Independent Safeguarding Consultant". */
export const isPost = (text: string): boolean =>
  text
    .split(/[\s,/&()-]+/)
    .every((word) => word === '' || isStockWord(word) || /^(?:and|of|for|the|in)$/i.test(word));
