import type { Facts } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { CarriedText } from '../../../pdf/page-model.ts';
import type { Check, TextCheck } from '../check.ts';
import { plain, unplacedText } from '../positioned-text.ts';
import { crimeOrCaseReference } from './crime-or-case-reference.ts';
import { dateOfBirthInText } from './date-of-birth.ts';
import { emailInText } from './email.ts';
import { identityDocument } from './identity-document.ts';
import { nationalInsurance } from './national-insurance.ts';
import { nhsNumber } from './nhs-number.ts';
import { phone } from './phone.ts';
import { postcode } from './postcode.ts';
import { streetAddress } from './street-address.ts';
import { upn } from './upn.ts';
import { vehicleRegistration } from './vehicle-registration.ts';
import { spokenForm } from './written-apart.ts';

/** A house number and a street in a description, where nobody sets capitals: `14 acacia avenue`. */
const SMALL_STREET =
  /\b\d{1,4}[a-z]?,? (?<name>(?:[\p{L}'-]{1,20} ){1,3})(?:street|road|avenue|lane|crescent)\b/giu;
/** `2 cars in a road` */
const NO_NAME = /\b(?:an?|the|in|on|of|and|with|by|from) /i;

const streetAddressInText: TextCheck = ({ text }, facts) => {
  const withCapitals = text.replace(SMALL_STREET, (street, name: string) =>
    NO_NAME.test(name) ? street : street.replace(/(?<![\p{L}'])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  );
  return streetAddress(unplacedText(withCapitals), facts);
};

/**
 * The identifiers of a person that can be told from words alone, in the order in which an officer reads them.
 */
const IDENTIFIERS: readonly TextCheck[] = [
  nhsNumber,
  dateOfBirthInText,
  postcode,
  streetAddressInText,
  phone,
  emailInText,
  nationalInsurance,
  upn,
  identityDocument,
  vehicleRegistration,
  crimeOrCaseReference,
];

/**
 * Identifiers of people in any texts: bookmarks, alternative texts, addresses of links, strings of a clean
 * copy. No finding has a page or a box. Of a web address what follows `?` is read, and numbers of patients in
 * its path: paths are full of other numbers.
 */
export function identifiersInTexts(texts: readonly CarriedText[], facts: Facts): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { text, place } of texts) {
    const found = [
      ...wordsOf(text).flatMap((words) => IDENTIFIERS.flatMap((check) => check(unplacedText(words), facts))),
      ...segmentsOf(text).flatMap((segment) => nhsNumber(unplacedText(segment), facts)),
    ];
    for (const { code, message } of found)
      findings.set(`${code}|${message}|${place}`, { code, message: `${message} It is in ${place}.` });
  }
  return [...findings.values()];
}

/** The parts of a web address's host and path; one long number alone is that of a page. */
const segmentsOf = (text: string): string[] => {
  const path = /^\s*https?:\/\/(?<path>[^?#]*)/i.exec(text)?.groups?.path ?? '';
  return path
    .split(/[/.]/)
    .map(decoded)
    .filter((segment) => /\d[ _-]\d|\p{L}/u.test(segment));
};

/** The text itself; of a web or mail address its recipients and the values of its query. */
function wordsOf(text: string): string[] {
  const address = /^\s*(?<scheme>https?|mailto|file|ftp):(?<rest>[^?]*)(?<query>\?.*)?/is.exec(text)?.groups;
  if (!address) return [text];
  const recipients =
    address.scheme?.toLowerCase() === 'mailto' ? (address.rest ?? '').split(/[,;]|%2c/i) : [];
  const values = (address.query ?? '').split(/[?&;]/).map((pair) => pair.replace(/^[^=]*=/, ''));
  return [...recipients, ...values].filter((part) => part !== '').map(decoded);
}

function decoded(part: string): string {
  const spaced = part.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Identifiers in bookmarks, alternative texts and descriptions of links, which the clean copy keeps. */
export const identifiersOffPage: Check = ({ report, body, margins, facts }) => {
  const shown = [body.text, margins.text];
  const drawn = report.pages.flatMap((page) =>
    (page.drawn ?? []).map((text) => ({
      text,
      place: `letters of page ${page.number} that the file gives otherwise`,
    })),
  );
  const spoken = [...report.carried, ...drawn].map((one) => ({ ...one, text: spokenForm(one.text) }));
  const carried = spoken.filter(({ text }) => {
    const words = plain(text).trim();
    return /[\d@]/.test(words) && !shown.some((page) => page.includes(words));
  });
  return identifiersInTexts(carried, facts);
};
