import { anyOf, anyPart, longestFirst, phraseTables } from '../../phrases.ts';
import { wordList } from '../../words/word-list.ts';
import type { FlowText } from '../positioned-text.ts';

const contactPhrases = phraseTables('contact');

const KIN = longestFirst(
  `mothers? fathers? mum dad parents? grandmother grandfather grandparents? grandma grandad stepmother stepfather aunt
  uncle cousins? sisters? brothers? siblings? husband wife boyfriend girlfriend neighbours? tenants? she he her his him
  hers they them mam m[gp][mf] mobile absent`.split(/\s+/),
);
const PRIVATE = new RegExp(
  String.raw`\b(?:${KIN}|foster|family home|home address|at home|home number|(?:own|home) number|the family)\b`,
  'i',
);
const CASE = /\b(?:Child|Baby|Mother|Father) \p{Lu}/u;
const PERSON = /\b(?:Mr|Mrs|Ms|Miss|Child|Baby|Mother|Father) \p{Lu}/u;
/** Verbs of a story: a line of contact details has none. */
const STORY = new RegExp(
  String.raw`\b(?:${longestFirst(
    `was were had did has hold holds held list lists listed give gave given told asked rang record records recorded reported
    know known attended texted used keep keeps kept note noted find found wrote written sent left came went saw seen show
    shows shown registered believed shared provided stay stayed took taken placed visited admitted discharged received
    confirmed arrived traced live lives lived living reside resided residing moved rehoused tenancy`.split(
      /\s+/,
    ),
  )})\b`,
  'i',
);
const NOUN = longestFirst(
  [...wordList('organisation-nouns')].map((noun) => noun.charAt(0).toUpperCase() + noun.slice(1)),
);
/** Capitalised words that end in such a noun: `Northbrook Council`, `Surrey County Council`. */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\d])(?<words>(?:\p{Lu}[\p{L}'&-]{0,25},? (?:and |of |for |the |& )?){1,4})(?:${NOUN}|NHS|HQ|LLP|CIC|ICB|CCG|MASH|LADO)(?![\p{L}])`,
  'gu',
);
const KNOWN = new RegExp(
  String.raw`(?<![\p{L}])(?:${longestFirst([...wordList('known-organisations')])})(?![\p{L}])`,
  'u',
);
const OFFICE_LINE = new RegExp(
  String.raw`\b(?:${longestFirst([...wordList('office-lines')])})\b|\b\p{Lu}\p{L}+ Advice Line\b`,
  'iu',
);
const PUBLIC_DOMAIN = anyPart(contactPhrases('PUBLIC_DOMAINS'));
/** Offices stand on floors; people live in flats. */
const OFFICE_FLOOR =
  /^(?!.*\bflat\b).*\b(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth) floor\b/is;
/** What a publisher says of its paper. */
const OF_AN_IMPRINT =
  /\b(?:alternative formats?|large print|copies of this (?:report|publication|document|paper))\b/i;
/** The mailbox of an office among the lines of an address: the address is the office's too. */
const OFFICE_MAILBOX = /(?<![\w.-])(?:info|enquiries|contact|contactus|office|admin|support|reception)@\w/i;
const INVITES = anyOf(contactPhrases('INVITATIONS'));
const OF_CONTACTS = anyOf(contactPhrases('CONTACTS'));
const GENERIC = wordList('generic-organisation-words');
const MOBILE = /^(?:0044|44)?0?7/;
/** Characters of a line or cell of contact details; prose is longer. */
const LONGEST_LINE = 400;
/** The words before a number in which the organisation must stand that it belongs to. */
const NEAR = 140;

/**
 * Whether a number or address is an organisation's own: in a line of contact details with the organisation's
 * proper name, beside a helpline's, or in its block of address lines. An office word in a sentence about
 * people is not enough.
 */
export function isContactDetail(flow: FlowText, start: number, digits = ''): boolean {
  const paragraph = flow.paragraphAt(start);
  const unit =
    paragraph.includes('\t') && paragraph.length < LONGEST_LINE ? paragraph : flow.sentenceAt(start);
  if (isOrganisationsBlock(flow.blockAround(start))) return true;
  if (PRIVATE.test(unit) || PERSON.test(unit) || STORY.test(unit)) return false;
  if (isOffices(unit, digits)) return true;
  const before = unitBefore(flow, unit, start);
  if (OFFICE_LINE.test(before) && (INVITES.test(unit) || isLine(unit))) return true;
  if (MOBILE.test(digits) && !namesOrganisation(before)) return false;
  if (namesOrganisation(before.slice(-NEAR)) && (isLine(unit) || INVITES.test(unit))) return true;
  if (isLine(unit) && (isContactsList(flow, start, unit) || PUBLIC_DOMAIN.test(unit))) return true;
  return isLine(unit) && isOrganisationsBlock(paragraph);
}

const isOffices = (unit: string, digits: string): boolean =>
  (isLine(unit) && OFFICE_FLOOR.test(unit)) || (OF_AN_IMPRINT.test(unit) && !MOBILE.test(digits));

/**
 * The part of the line or sentence before the detail, with the sentences before it that are lines of names
 * too.
 */
function unitBefore(flow: FlowText, unit: string, start: number): string {
  const at = flow.text.lastIndexOf(unit, start);
  if (at === -1) return unit;
  const here = flow.text.slice(at, start);
  if (!isLine(unit) || at < 2 || flow.text[at - 1] === '\n') return here;
  const previous = flow.sentenceAt(at - 2);
  return isLine(previous) ? `${previous} ${here}` : here;
}

/** `Department for Business`, `University of East London`: the noun stands first. */
const NOUN_FIRST = new RegExp(String.raw`(?<![\p{L}\d])(?:${NOUN}) (?:for|of) (?:the )?\p{Lu}\p{L}{2}`, 'u');

/** A proper name, not `Children's services` or `the School`. */
function namesOrganisation(text: string): boolean {
  if (KNOWN.test(text) || NOUN_FIRST.test(text)) return true;
  return [...text.matchAll(NAMED)].some(({ groups }) =>
    (groups?.words ?? '').split(/[ ,]+/).some((word) => word !== '' && !GENERIC.has(word.toLowerCase())),
  );
}

const LINE_WORDS = new Set(
  `tel telephone phone fax email e-mail mail website web www address office open visit write contact call ring free of and
  the for at on or in to by a you your us our is are please can be reached further information copy available from via
  floor st nd rd th street lane road http https t e w m under worried about concerned if this licence view house upon le next on de`.split(
    /\s+/,
  ),
);

/** A line of names, numbers and the words of contact details: no other word in small letters. */
const isLine = (unit: string): boolean =>
  unit
    .replace(/\S*(?:@|www\.|https?:|\.uk|\.org|\.com)\S*/gi, ' ')
    .split(/[^\p{L}'-]+/u)
    .filter((word) => /^\p{Ll}/u.test(word))
    .every((word) => LINE_WORDS.has(word.toLowerCase()));

/** A row with a name, under a heading such as "Useful contacts". */
const isContactsList = (flow: FlowText, start: number, unit: string): boolean =>
  OF_CONTACTS.test(flow.headingBefore(start)) && /^\p{Lu}\p{L}+[^\d]{0,60}\t/u.test(unit);

/**
 * Lines of an address, one of which names an organisation or its web address. A line that ends in a colon
 * introduces them.
 */
function isOrganisationsBlock(lines: string): boolean {
  const block = lines.replace(/^.*:$/gm, '').trim();
  if (PRIVATE.test(block) || STORY.test(block) || CASE.test(block)) return false;
  return (
    block.includes('\n') &&
    (namesOrganisation(block.replaceAll('\n', ', ')) ||
      PUBLIC_DOMAIN.test(block) ||
      OFFICE_MAILBOX.test(block))
  );
}
