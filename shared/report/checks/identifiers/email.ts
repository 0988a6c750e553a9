import type { Facts } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { Page } from '../../../pdf/page-model.ts';
import { longestFirst } from '../../phrases.ts';
import { isNoSurname } from '../../words/is-english.ts';
import { wordList } from '../../words/word-list.ts';
import { type Check, standingInText, type TextCheck } from '../check.ts';
import { masked } from '../mask.ts';
import { plain } from '../positioned-text.ts';
import { isContactDetail } from './contact-context.ts';

const AT = String.raw`[ \n]?(?:@|%40|\[at\]|\(at\))[ \n]?`;
const ADDRESS = new RegExp(
  String.raw`(?<![\w.+@-])(?<local>[\w.+'-]{1,64})${AT}(?<domain>[a-z\d-]{1,63}(?:\. ?[a-z\d-]{1,63}){0,4}\. ?[a-z]{2,15})(?=\d{0,2}(?![\w@]))`,
  'gi',
);
const ENDINGS = 'com|org|net|co|uk|gov|nhs|police|ac|sch|example|wales|scot|cymru|info|eu|ie';
/** A broken line may part an address after a full stop; a new sentence begins with no known ending. */
const NEW_SENTENCE = new RegExp(String.raw`\. (?!(?:${ENDINGS})\b).*`, 'is');
/** `kirsty dot mallory at gmail dot com`. */
const SPOKEN = new RegExp(
  String.raw`(?<![\w.])(?<local>[\w+'-]{1,30}(?:(?: dot |\.)[\w+'-]{1,30}){0,3}) at (?<domain>[\w-]{1,30}(?:(?: dot |\.)[\w-]{1,30}){0,3}(?: dot |\.)(?:${ENDINGS}))\b`,
  'gi',
);
const PRIVATE_MAIL = new RegExp(
  `^(?:${longestFirst(
    `gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol btinternet btopenworld sky talktalk virginmedia
    virgin ntlworld blueyonder tiscali protonmail proton gmx mail zoho fastmail pm`.split(/\s+/),
  )})\\.`,
  'i',
);
const PUBLIC_BODY =
  /(?:^|\.)(?:gov|nhs|police|parliament|mod|ac|sch)\.(?:uk|net|wales|scot)$|(?:^|\.)(?:gov|nhs)\.wales$/i;

interface Address {
  readonly start: number;
  readonly end: number;
  readonly local: string;
  readonly domain: string;
}

/**
 * E-mail addresses of people, also written `at` and `dot` and over the end of a line. Shared mailboxes, a
 * named reviewer's own address and those in an organisation's contact details are none; one at a private mail
 * provider is.
 */
export const emailInText: TextCheck = (flow, facts) => {
  const found = addressesIn(flow.text)
    .filter(({ local, domain }) => isPersonal(local, domain, facts))
    .filter(({ start, domain }) => PRIVATE_MAIL.test(domain) || !isContactDetail(flow, start));
  return standingInText('email', 'An e-mail address stands', flow, found);
};

function addressesIn(text: string): Address[] {
  const patterns = [
    ...(/@|%40|[[(]at[\])]/i.test(text) ? [ADDRESS] : []),
    ...(/ dot /i.test(text) ? [SPOKEN] : []),
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: words, groups }): Address[] => {
      const whole = words.replace(NEW_SENTENCE, '');
      const domain = (groups?.domain ?? '')
        .replace(NEW_SENTENCE, '')
        .replace(/ dot /gi, '.')
        .replace(/ /g, '');
      const local = (groups?.local ?? '').replace(/ dot /gi, '.');
      return domain.includes('.') ? [{ start: index, end: index + whole.length, local, domain }] : [];
    }),
  );
}

const isPersonal = (local: string, domain: string, facts: Facts): boolean =>
  (PRIVATE_MAIL.test(domain) || !isSharedMailbox(local.toLowerCase(), domain)) &&
  !(facts.reviewers?.value ?? []).some((name) => isOwnAddress(local, domain, name));

/** The longest local part that can be an abbreviation of an office: `kscp`. */
const ABBREVIATION = 4;

/** A shorter English word may be a part of a name. */
const SHORTEST_WORD = 5;

/**
 * Every part of the local part is made of words of offices, or is an English word or the office's own name at
 * an organisation.
 */
function isSharedMailbox(local: string, domain: string): boolean {
  const parts = local.split(/[^a-z]+/).filter((part) => part !== '');
  const isPublic = PUBLIC_BODY.test(domain);
  const isOrganisation = isPublic || /\.org(?:\.uk)?$/i.test(domain);
  const organisation = domain.toLowerCase().replace(/[^a-z]/g, '');
  if (isPublic && parts.length === 1 && local.length <= ABBREVIATION) return true;
  const isOfTeam = parts.length > 1 && TEAM.test(parts.at(-1) ?? '');
  return parts.every(
    (part) =>
      isMadeOfWords(part) ||
      isAbbreviation(TEAM.exec(part)?.groups?.whose ?? (isOfTeam ? part : '')) ||
      (isOrganisation && part.length >= SHORTEST_WORD && isNoSurname(part)) ||
      /^[a-z]{0,5}(?:sc[pb]|sab|icb|ccg)$/.test(part) ||
      (isPublic && part.length >= ABBREVIATION && organisation.includes(part)),
  );
}

/** `sdsteam`: whose mailbox it is, in a few letters that are no first name. */
const TEAM = /^(?<whose>.*?)(?:team|group|unit|office|mailbox|helpdesk|enquiries|secretariat)$/;
const isAbbreviation = (letters: string): boolean =>
  letters.length > 1 && letters.length <= ABBREVIATION && !wordList('first-names').has(letters);

const WORDS = wordList('mailbox-words');
const LONGEST_WORD = Math.max(...[...WORDS].map(({ length }) => length));

/** `publiccorrespondence`: words of offices, one after the other. */
function isMadeOfWords(part: string): boolean {
  const ends = [0];
  for (let end = 1; end <= part.length; end += 1)
    if (ends.some((start) => end - start <= LONGEST_WORD && WORDS.has(part.slice(start, end))))
      ends.push(end);
  return ends.includes(part.length);
}

/**
 * A reviewer's first name, initial and surname, and nothing else; or any of them at a domain of that name.
 */
function isOwnAddress(local: string, domain: string, name: string): boolean {
  const words = name.toLowerCase().split(/[ ,]+/);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (last.length < 3) return false;
  const letters = local.toLowerCase().replace(/[^a-z]/g, '');
  const given = [first, first.charAt(0)];
  const own = [last, ...given.flatMap((begin) => [begin + last, last + begin])];
  const atOwnDomain = domain.toLowerCase().includes(last) && (letters === first || WORDS.has(letters));
  return own.includes(letters) || atOwnDomain;
}

/** Addresses that only a link carries: the words on the page say something else. */
export const emailBehindLink: Check = ({ body, margins, report, facts }) => {
  const shown = plain(`${body.text}\n${margins.text}`).toLowerCase();
  return report.pages.flatMap((page) =>
    page.annotations.flatMap((link) => behindLink(page, link, facts, shown)),
  );
};

function behindLink(
  page: Page,
  { url, box }: Page['annotations'][number],
  facts: Facts,
  shown: string,
): Finding[] {
  const recipients = /^mailto:(?<to>[^?]+)/i.exec(url ?? '')?.groups?.to?.split(/[,;]|%2c/i) ?? [];
  return recipients.flatMap((recipient): Finding[] => {
    const [local = '', domain = ''] = recipient.replace(/%40/g, '@').trim().split('@');
    const address = `${local}@${domain}`;
    if (domain === '' || !isPersonal(local, domain, facts) || shown.includes(address.toLowerCase()))
      return [];
    const message = `An e-mail address stands behind a link: “${masked(address)}”.`;
    return [{ code: 'email', page: page.number, box, message }];
  });
}
