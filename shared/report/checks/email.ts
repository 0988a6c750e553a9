import type { Facts } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import { type Check, findingAt, type TextCheck } from './check.ts';
import { isContactDetail } from './contact-context.ts';
import { masked } from './mask.ts';
import { plain } from './positioned-text.ts';

const ADDRESS =
  /(?<![\w.+@-])([\w.+'-]{1,64}) ?(?:@|%40|\[at\]|\(at\)) ?([a-z0-9-]{1,63}(?:\. ?[a-z0-9-]{1,63}){0,4}\. ?[a-z]{2,15})(?![\w@])/gi;
/** A broken line may part an address after a full stop; a new sentence begins with no known ending. */
const ENDING = /\. (?!(?:com|org|net|co|uk|gov|nhs|police|ac|sch|example|wales|scot|cymru|info|eu|ie)\b)/i;
const PRIVATE_MAIL =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|sky|talktalk|virginmedia|virgin|ntlworld|blueyonder|tiscali|protonmail|proton|gmx|mail|zoho|fastmail|pm)\./i;
const PUBLIC_BODY =
  /(?:^|\.)(?:gov\.uk|gov\.wales|gov\.scot|nhs\.uk|nhs\.net|nhs\.wales|police\.uk|parliament\.uk|nspcc\.org\.uk)$/i;
/** Words of a shared mailbox. */
const OFFICE =
  /(?:^|[._+-]|\b)(?:info|enquir\w*|inquir\w*|contact\w*|admin\w*|office|press|media|comms|communications?|help\w*|support|mail|post|team|hub|mash|lado|duty|referrals?|safeguarding\w*|partnership\w*|children\w*|childrens?services|board|l?s[cp]b|lscp|scp|sab|lscb|unit|business\w*|review\w*|publications?|consultation|foi|dpo|ig|dataprotection|complaints?|feedback|customer\w*|service\w*|training|reception|secretary|webmaster|jo|hello|no-?reply|policy|advice)(?:$|[._+-]|\d|\b)/i;

/**
 * E-mail addresses of people, in the text and behind links. Shared mailboxes, a named reviewer's own address and those
 * among an organisation's contact details are none; an address with a private mail provider always is one.
 */
export const emailInText: TextCheck = (body, facts) =>
  addressesIn(body.text)
    .filter(([whole, local = '', domain = '']) => {
      return !ENDING.test(whole) && isPersonal(local, domain.replace(/ /g, ''), facts);
    })
    .filter(({ index, 2: domain = '' }) => PRIVATE_MAIL.test(domain) || !isContactDetail(body, index))
    .map(({ index, 0: whole }) =>
      findingAt(
        'email',
        body,
        index,
        index + whole.length,
        `An e-mail address stands in the text: “${masked(whole)}”.`,
      ),
    );

/** Addresses that only a link carries. */
export const emailBehindLink: Check = ({ body, margins, report, facts }) => {
  const shown = plain(`${body.text}\n${margins.text}`);
  return report.pages.flatMap((page) => behindLinks(page, facts, shown));
};

const addressesIn = (text: string): RegExpExecArray[] =>
  /@|%40|[[(]at[\])]/i.test(text) ? [...text.matchAll(ADDRESS)] : [];

function isPersonal(local: string, domain: string, facts: Facts): boolean {
  if (OFFICE.test(local) && !PRIVATE_MAIL.test(domain)) return false;
  if (PUBLIC_BODY.test(domain) && !/[._]/.test(local) && local.length > 12) return false;
  const surnames = (facts.reviewers?.value ?? []).map(
    (name) => name.split(/[ ,]+/).at(1)?.toLowerCase() ?? '',
  );
  return !surnames.some(
    (surname) => surname.length > 3 && `${local}@${domain}`.toLowerCase().includes(surname),
  );
}

/** An address that only its link carries: the words on the page say something else. */
function behindLinks(page: Parameters<typeof linkOf>[0], facts: Facts, shown: string): Finding[] {
  return page.annotations.flatMap((annotation) => linkOf(page, annotation.url, annotation.box, facts, shown));
}

function linkOf(
  page: {
    readonly number: number;
    readonly annotations: readonly {
      readonly url?: string;
      readonly box: readonly [number, number, number, number];
    }[];
  },
  url: string | undefined,
  box: readonly [number, number, number, number],
  facts: Facts,
  shown: string,
): Finding[] {
  const [, local = '', domain = ''] = /^mailto:([^@?]+)@([^?&]+)/i.exec(url ?? '') ?? [];
  if (local === '' || !isPersonal(local, domain, facts) || shown.includes(`${local}@${domain}`)) return [];
  return [
    {
      code: 'email',
      page: page.number,
      box,
      message: `An e-mail address stands behind a link: “${masked(`${local}@${domain}`)}”.`,
    },
  ];
}
