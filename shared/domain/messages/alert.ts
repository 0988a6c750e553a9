import { asciiLine, isolate, oneLine, plainText } from '../escape.ts';
import { folderOf, translated } from '../languages.ts';
import { type PublishedEntry, permalinkOf } from '../listing/entry.ts';
import { itemOf } from '../listing/listing.ts';
import { themeKey } from '../listing/themes.ts';
import { yearPagePath } from '../listing/year-page.ts';
import { inWords } from '../partial-date.ts';
import type { Settings } from '../settings.ts';
import { languagesOfMails } from './mail-languages.ts';
import { type Language, languageOf, MESSAGES } from './messages.ts';
import { fill, wrap } from './plain-mail.ts';

/** One alert to subscribers: its texts per protocol, and the attributes for filter policies. */
export interface Alert {
  /** Public and unique, e.g. `/reviews/2024/baby-eva/#new-1`. The key in the delivery log. */
  readonly id: string;
  /** ASCII, at most 99 characters, without case detail. */
  readonly subject: string;
  /** Plain text, lines of at most 78 columns. */
  readonly email: string;
  /** At most 140 characters, without case detail. */
  readonly sms: string;
  /** The JSON Feed item, as text. */
  readonly json: string;
  readonly attributes: {
    readonly event: 'new' | 'changed';
    readonly type: string;
    readonly year: number;
    readonly themes: readonly string[];
  };
}

const MOST_SUBJECT = 99;
const MOST_SMS = 140;

/** ID of an alert: permalink, event and number. `number` counts the alerts of this review from 1. */
export function alertIdOf(
  entry: { year: number; slug: string },
  event: Alert['attributes']['event'],
  number: number,
) {
  return `${permalinkOf(entry)}#${event}-${number}`;
}

/** The permalink in an alert's ID, or undefined if the ID is invalid. */
export function permalinkOfAlert(id: string): { readonly year: number; readonly slug: string } | undefined {
  const [, year, slug] = /^\/reviews\/(\d{4})\/([^/]+)\/#/.exec(id) ?? [];
  return year === undefined || slug === undefined ? undefined : { year: Number(year), slug };
}

/**
 * The text of an alert. Subject and SMS say that there is a review and nothing of its contents:
 * they show on locked screens, and even a title can be a detail; so the SMS links the year, or the year page
 * of it that lists the review, not the review.
 */
export function renderAlert(
  entry: PublishedEntry,
  event: 'new' | 'changed',
  number: number,
  settings: Settings,
): Alert {
  const first = languageOf(settings);
  const mails = languagesOfMails(settings).map((each) =>
    emailOf(translated(entry, each.settings), event, each.language, each.settings),
  );
  const publisher = oneLine(settings.publisher.name);
  return {
    id: alertIdOf(entry, event, number),
    subject: asciiLine(fill(MESSAGES[first][`${event}Subject`], { publisher }), MOST_SUBJECT),
    email: mails.join(`\n${'-'.repeat(40)}\n\n`),
    sms: smsOf(entry, event, first, settings),
    json: JSON.stringify(itemOf(entry, settings)),
    attributes: { event, type: entry.type, year: entry.year, themes: entry.themes.map(themeKey) },
  };
}

function emailOf(
  entry: PublishedEntry,
  event: 'new' | 'changed',
  language: Language,
  settings: Settings,
): string {
  const messages = MESSAGES[language];
  const { name, site, contact } = settings.publisher;
  const publisher = oneLine(name);
  const change = event === 'changed' ? entry.changes[0] : undefined;
  const paragraphs = [
    fill(messages[`${event}Lead`], { publisher }),
    entry.contentWarning === undefined ? messages.contentNote : plainText(entry.contentWarning),
    messages.support,
    [
      isolate(oneLine(entry.title)),
      isolate(oneLine(entry.typeName)),
      fill(messages.published, { date: inWords(entry.publishedOn, language) }),
    ].join('\n'),
    ...(change === undefined ? [] : [fill(messages.what, { note: isolate(oneLine(change.note)) })]),
    isolate(plainText(entry.summary)),
    `${messages.read}\n${site}${permalinkOf(entry)}${folderOf(settings)}`,
    `${fill(messages.why, { publisher })} ${fill(messages.stop, { email: contact.email })}\n${site}/subscribe/change/${folderOf(settings)}`,
  ];
  return `${paragraphs.map((paragraph) => wrap(paragraph)).join('\n\n')}\n`;
}

function smsOf(
  entry: PublishedEntry,
  event: 'new' | 'changed',
  language: Language,
  settings: Settings,
): string {
  const messages = MESSAGES[language];
  const year = settings.publisher.site + yearPagePath(entry);
  const publisher = asciiLine(settings.publisher.name, 60);
  const texts = [
    fill(messages[`${event}Sms`], { publisher, link: year }),
    fill(messages[`${event}SmsShort`], { link: year }),
    fill(messages[`${event}SmsShort`], { link: `${settings.publisher.site}/` }),
  ].map((text) => asciiLine(text, Number.POSITIVE_INFINITY));
  return (
    texts.find((text) => text.length <= MOST_SMS) ??
    asciiLine(fill(messages[`${event}SmsShort`], { link: publisher }), MOST_SMS)
  );
}
