import { alternatives, anyPart, phraseTables } from '../phrases.ts';
import { writtenDates } from './parse-dates.ts';

const titlePhrases = phraseTables('title');

const CODED =
  '(?:Child|Children|Baby|Babies|Infant|Family|Mr|Mrs|Ms|Miss|Adult|Young Person|Person|Patient|Sibling|Siblings|Subject|Case|Twin|Twins|Boy|Girl|Plentyn|Babi|Teulu|Oedolyn)';
const KEY = '(?:[A-Z]{1,3}\\d{0,2}|\\d{1,3}|[A-Z]\\p{Ll}+)';
/** `Child A`, `Baby Wren`, `Child B and Child C`, `Mr D`. */
export const CODED_NAME = new RegExp(
  `^${CODED} ${KEY}(?:(?:,| and| &| a)+ (?:${CODED} )?${KEY})*$|^(?:The )?${KEY} Family$`,
  'u',
);
const NAME_AND_EVENT = new RegExp(
  `^(${CODED} ${KEY}) (?:in|at|on|by|from|following|after|during|while|whilst|when)\\b.*$`,
  'u',
);
/** `CYSUR 4 2019`, `WGSB 2/2019`: a review known by its number. */
export const CODE =
  /^(?!(?:CHILD|BABY|FAMILY|ADULT|MR|MRS|MS|PERSON|INFANT)\b)[A-Z]{2,}[A-Z ]{0,6}[ /-]?\d+(?:[ /-]\d{1,4})*$/;
/** `Theo`, `Ella and Finn`. */
export const NAMES =
  /^\p{Lu}[\p{L}’'-]+(?:(?:,| and| &| a) \p{Lu}[\p{L}’'-]+)*(?: (?:and|&) (?:his|her|their) \p{Ll}+)?$/u;

const STOCK_WORDS = `(?:the )?(?:${alternatives(titlePhrases('STOCK'))})(?: by the| of the| into the)?`;
const STOCK_OR_LEAD = `${alternatives(titlePhrases('LEADS'))}|${STOCK_WORDS}`;

/** Words that lead to the name: "in respect of", "into the death of", "re", "Title:". */
export const LEAD = new RegExp(
  `^(?:(?:${STOCK_WORDS}|an?|the|case|\\|)[\\s,:–-]*)*(?:${alternatives(titlePhrases('LEADS'))})(?![\\p{L}’'-])`,
  'iu',
);

/** A theme that begins with such a word is whole: "Injuries to non-mobile babies". */
const SUBJECT_FIRST = new RegExp(
  `^(?:(?:learning|lessons)(?: learned| learnt)? from|${alternatives(titlePhrases('EVENTS'))})\\s(?!.*\\|)`,
  'iu',
);

/** The words of a line that is a theme from its first word on, or from the colon behind the type. */
function wholeTheme(line: string): string | undefined {
  const words = line.replace(/^[|:;,.()\s–—-]+|[|:;,.()\s–—-]+$/g, '');
  const article = /^[|()\s]*[:–—-]/.test(line) && /^(?:An?|The)\s/.test(words);
  return !words.includes('|') && (article || SUBJECT_FIRST.test(words)) ? words : undefined;
}

const EVENT = new RegExp(`^(?:${alternatives(titlePhrases('EVENTS'))})$`, 'i');

const END = "(?![\\p{L}’'-])\\s*";
const MILD_START = new RegExp(`^(?:[|:;,.–—/*-]+|(?:${STOCK_OR_LEAD})${END})\\s*`, 'iu');
const FULL_START = new RegExp(
  `^(?:[|:;,.–—/*-]+|(?:${STOCK_OR_LEAD}|the|an?|of|on|for|into|about|in|by|local|learning|case)${END})\\s*`,
  'iu',
);
const STRIP_END = new RegExp(
  `\\s*(?:[|:;,–—/*-]+|(?<=[\\s|(–—:-])(?:${alternatives(titlePhrases('STOCK_BEHIND'))}))\\s*$`,
  'iu',
);
const LIFE = new RegExp(`[\\s,(–—-]*\\b(?:${alternatives(titlePhrases('OF_A_LIFE'))}).*$`, 'i');
const WHOLE_STOCK = new RegExp(`^(?:(?:${alternatives(titlePhrases('ONLY_STOCK'))})(?:\\s+|$))+$`, 'i');
const IS_NEVER = anyPart(titlePhrases('NEVER'));
const IS_HARDLY = new RegExp(`\\b(?:${alternatives(titlePhrases('HARDLY'))})\\b`, 'i');
const BEHIND_SENTENCE = new RegExp(
  `(?<=[\\p{L}\\d’”"'])\\.\\s+(?:${alternatives(titlePhrases('DONE_BY'))}|this|report)\\b.*$`,
  'iu',
);
/** Whether a title stands in a line before a sentence about who commissioned or wrote the report. */
export const opensWithTitle = (line: string): boolean => BEHIND_SENTENCE.test(line);

/** A person by what she is, before her name: "a woman, Nadine". */
const APPOSITION = new RegExp(
  `^(?:an? |the )?(?:[\\p{Ll}-]+ )?(?:${alternatives(titlePhrases('PERSONS'))}),? (?=[“"‘']?\\p{Lu})`,
  'u',
);
/** "Safe asleep: a thematic review of infant deaths": the type and what it is of, behind the title. */
const THEME_OF_TYPE = /(?<=\p{L})\s*\|\s*(?:of|into|on|about) [\p{Ll}\s’-]+$/u;
/** Those beside the person whom a review is about. */
const WITH_FAMILY = / and (?:other )?(?:members of )(?:his|her|their|the) (?:\p{Ll}+ ?){1,3}$/u;
/** The reference of a review behind its name: "Child C (NWSB 2/2018)". */
const REFERENCE_BEHIND = /\s*\((?:[A-Z]{2,} ?){1,3}\d[^()]*\)$/;
/** A law or guidance under which a review was done. */
const UNDER_LAW =
  /^(?:\|\s*)?(?:undertaken |commissioned |conducted )?(?:under|pursuant to|in accordance with|as required by)\b/i;
/** "under section 44 of the Care Act 2014: Leonard". */
const LAW_BEFORE_NAME =
  /^(\|\s*)?(?:under|pursuant to|in accordance with) [^:|]{0,60}\b(?:Act|Regulations)\b[^:|]{0,12}: /i;
/** Titles that end so are torn off. */
const ENDS_TORN = /\s(?:and|or|of|the|to|for|in|on|with|by|from|an?|&|AND|OR|OF|THE|TO|FOR|WITH|FROM)$/;

/**
 * The part of a line that can be a title; empty when there is none. `prominent`: set in the biggest letters.
 */
export function stripStockWords(written: string, prominent: boolean): string {
  const line = written.replace(LAW_BEFORE_NAME, '$1');
  if (UNDER_LAW.test(line)) return '';
  const text = strip(line.replace(BEHIND_SENTENCE, ''), prominent);
  return ENDS_TORN.test(text) ? '' : text;
}

const LONGEST_TITLE = 140;

function strip(line: string, prominent: boolean): string {
  const text = withoutDetails(line);
  const mild = stripped(text, MILD_START);
  const full = stripped(text, FULL_START);
  const leads = /^(?:\||\p{Ll})/u.test(text) && !/^the\b/.test(full);
  const name = nameOnly(line, leads || isName(bare(full)) ? full : mild);
  // "The Lane family", "The Larches".
  const isProper = /^the \p{Lu}\p{L}* family$/iu.test(mild) || /^The \p{Lu}\p{Ll}+$/u.test(mild);
  const title = readAsWhole(line, isProper && mild.slice(4) === name ? mild : name);
  if (!/\p{L}/u.test(title) || title.length > LONGEST_TITLE) return '';
  if (WHOLE_STOCK.test(title) && !isCoded(bare(title))) return '';
  return IS_NEVER.test(title) || (!prominent && IS_HARDLY.test(title)) ? '' : title;
}

/** Without dates, ages and stock words in brackets; a bar for each date. */
function withoutDetails(line: string): string {
  let text = line;
  for (const date of writtenDates(text).toReversed()) {
    if (CODE.test(text.slice(0, date.end).replace(/^.*?(?=[A-Z]{2,} ?\d)/, ''))) continue;
    text = `${text.slice(0, date.start)} | ${text.slice(date.end)}`;
  }
  return text
    .replace(LIFE, '')
    .replace(/\(\s*(?:\|\s*)+\)/g, ' | ')
    .replace(/\(([^()]*)\)/g, (all, inner: string) => (WHOLE_STOCK.test(inner) ? ' ' : all))
    .replace(/\s+/g, ' ')
    .replace(/\|(?: \|)+/g, '|')
    .replace(/^(?:an?|the) (?=\|)/i, '')
    .replace(/[:,–—-]\s*(?:an?|the)\s*(?=\|)/gi, ' ')
    .replace(/ (?:in|on) (?:\||(?:19|20)\d\d)\s*$/, '')
    .trim();
}

/**
 * The name without what else is said of the person: who she is, her family, the event, the reference of the
 * review.
 */
function nameOnly(line: string, chosen: string): string {
  const text = chosen
    .replace(THEME_OF_TYPE, '')
    .replace(/\s*\|\s*/g, ' – ')
    .replace(/\s+\((?:age[d]?|born|pseudonym|not (?:his|her|their) real name)[^)]*\)$/i, '')
    .trim()
    .replace(APPOSITION, '')
    .replace(WITH_FAMILY, '');
  const named = text.replace(REFERENCE_BEHIND, '');
  const whole = wholePhrase(line, named !== text && isCoded(bare(named)) ? named : text);
  // "the death of Child Y in a house fire".
  return line.startsWith(whole) ? whole : whole.replace(NAME_AND_EVENT, '$1');
}

/** "Review of practice: Child R2" is Child R2; "Review of practice" alone keeps its first word. */
function readAsWhole(line: string, text: string): string {
  const subject = /^[^:–]*\b(?:review|report|practice|case)\b[^:–]*(?:[:–]| -) (.+)$/i
    .exec(`${line} `.trim())?.[1]
    ?.trim();
  if (subject && CODED_NAME.test(bare(subject))) return subject;
  const isShouted = /\s/.test(text) && !/\p{Ll}/u.test(line);
  const isTheme = isShouted && !isCoded(bare(text)) && !NAMES.test(bare(text));
  if (/^\p{Ll}/u.test(text) || EVENT.test(text) || isTheme) return wholeTheme(line) ?? text;
  return /^(?:of|into|on|for)\b/.test(text) ? line.replace(/\s*\|\s*/g, ' ').trim() : text;
}

/**
 * Words of covers that are no stock where a phrase begins or ends with them: "Nobody Read the Report", "The
 * Final Straw".
 */
function wholePhrase(line: string, text: string): string {
  if (
    text === '' ||
    /[|:–—(]|\s-\s/.test(line) ||
    LEAD.test(line) ||
    isCoded(bare(text)) ||
    WHOLE_STOCK.test(text)
  )
    return text;
  const at = line.indexOf(text);
  if (at < 0) return text;
  const [before, after] = [line.slice(0, at), line.slice(at + text.length)];
  if (/^the (?:final|full|public)\s$/i.test(before)) return line;
  const endsWithStock =
    /^(?:\s\p{L}+){1,3}$/u.test(after) && /\s(?:the|a|his|her|their|an|this|no)\s/i.test(after);
  return endsWithStock && !isName(bare(text)) ? line : text;
}

const bare = (text: string): string => text.replace(/[“”"‘’']/g, '');
/** A coded name is a title though its words are on every cover. */
const isCoded = (text: string): boolean =>
  CODED_NAME.test(text) ||
  CODE.test(text) ||
  /^(?:CHILD|BABY|FAMILY|MR|MRS|MS|ADULT|PERSON) (?:[A-Z]{1,3}\d?|\d{1,3})$/.test(text);
const isName = (text: string): boolean => isCoded(text) || /^\p{Lu}\p{Ll}+$/u.test(text);

function stripped(line: string, start: RegExp): string {
  let text = line;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(start, '').replace(STRIP_END, '').trim();
    // "Learning from Billy’s review".
    if (text !== before && /[’']s$/.test(text) && !before.endsWith(text)) text = text.slice(0, -2);
    text = text
      .replace(/^\(([^()]*)\)$/, '$1')
      .replace(/\s*\(\s*\)\s*/g, ' ')
      .trim();
  }
  return text;
}
