import { asciiLine, isolate, oneLine, plainText } from '../escape.ts';
import { languageName } from '../language-name.ts';
import { typesInEveryLanguage } from '../languages.ts';
import { permalinkOf } from '../listing/entry.ts';
import { momentInWords } from '../local-time.ts';
import { logReference } from '../log-reference.ts';
import { dayOf, inWords } from '../partial-date.ts';
import { roleOfKey } from '../review/files/upload-key.ts';
import { noticeOfVersion } from '../review/law/law-terms.ts';
import { type Lifecycle, lifecycle } from '../review/lifecycle.ts';
import { mayBeRename } from '../review/record/handover.ts';
import type { OwedReceipt, Publication, Review } from '../review/review.ts';
import type { Settings } from '../settings.ts';
import { languagesOfMails } from './mail-languages.ts';
import { wrap } from './plain-mail.ts';
import { factLines } from './receipt-facts.ts';
import { acceptLines, findingLines, noteLines } from './receipt-findings.ts';
import { firstLines, subjectOf } from './receipt-headline.ts';
import { repositoryNote, repositoryText } from './repository-text.ts';

/** A message to the officer about an upload. */
export interface Receipt {
  /** The outcome, without case detail or file name: ASCII, at most 99 characters. */
  readonly subject: string;
  /** Plain text, lines of at most 78 columns. */
  readonly text: string;
}

/**
 * Renders the receipt for an upload, as the review stands at `now`. The subject holds the outcome and a short
 * reference, never a file name or title, since notifications show it.
 */
export function renderReceipt(
  review: Review,
  owed: OwedReceipt,
  settings: Settings,
  now: string = owed.at,
): Receipt {
  const address = addressOf(review, settings);
  const reference = logReference(review.name);
  const { timeZone } = settings.publisher;
  const standing = lifecycle(review, now, timeZone);
  const languages = languagesOfMails(settings).map(({ language }) => language);
  const sections = [
    ...languages.map((language) => firstLines(review, owed, standing, settings, language)),
    [...uploadLines(owed), `Reference: ${reference}`, `When: ${momentInWords(owed.at, timeZone)}`].join('\n'),
    ...bodyOf(review, owed, settings, address, standing),
    `Questions? Write to ${settings.operators[0] ?? settings.publisher.contact.email} and give the reference.`,
  ];
  return {
    subject: asciiLine(
      `${languages.map((language) => subjectOf(owed, language)).join(' / ')}: upload ${reference}`,
      99,
    ),
    text: `${sections.map((section) => wrapped(section)).join('\n\n')}\n`,
  };
}

function addressOf(review: Review, settings: Settings): string | undefined {
  return review.permalink && settings.publisher.site + permalinkOf(review.permalink);
}

/** Wraps each line separately and keeps its indentation. */
function wrapped(section: string): string {
  return section
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return wrap(line.slice(indent.length), undefined, indent);
    })
    .join('\n');
}

function uploadLines(owed: OwedReceipt): string[] {
  const files = owed.files.map((file) => isolate(oneLine(file)));
  if (files.length === 0) return [];
  return files.length === 1 ? [`Upload: ${files[0]}`] : ['Upload:', ...files.map((file) => `  ${file}`)];
}

function bodyOf(
  review: Review,
  owed: OwedReceipt,
  settings: Settings,
  address: string | undefined,
  standing: Lifecycle,
): string[] {
  const reason = owed.reason === undefined ? [] : [plainText(owed.reason)];
  const facts = owed.facts === undefined ? [] : [factLines(owed.facts, typesInEveryLanguage(settings))];
  // The address has followed the title, so the note on how to move it would mislead.
  // A schedule says to whom the report is to be sent.
  const worthKnowing = owed.findings.filter(
    ({ code }) =>
      (code !== 'another-title' || !review.movedFrom) &&
      (code !== 'short-notice' || owed.outcome !== 'scheduled'),
  );
  const notes = noteLines(worthKnowing);
  const themes = review.publication?.themes ?? [];
  switch (owed.outcome) {
    case 'published':
      return [
        `It is public at\n${address ?? settings.publisher.site}`,
        ...(review.movedFrom === undefined
          ? []
          : ['Its address follows the corrected title. The address from before has no page any more.']),
        ...reason,
        ...alertLines(review, noteNameOf(review, owed)),
        ...approverLines(owed),
        ...documentLines(review.publication, 'are'),
        ...facts,
        ...notes,
        ...laterLines(review, noteNameOf(review, owed)),
        ...(owed.facts === undefined ||
        address === undefined ||
        review.publication?.withoutReport !== undefined
          ? []
          : [
              `Ready to send on, in the form in which the NSPCC's national case review repository lists reviews. ${repositoryNote(owed.facts, themes)}`,
              repositoryText(owed.facts, themes, address, review.permalink?.year, settings),
            ]),
      ];
    case 'scheduled':
      return [
        ...noticeLines(review.scheduled, owed.at, settings),
        ...documentLines(review.scheduled, 'become'),
        ...facts,
        ...notes,
        ...standingLines(standing, address),
        otherTime(review, owed),
      ];
    case 'reminder':
      return [
        ...(standing.state === 'held' || standing.state === 'rejected'
          ? [
              'What you uploaded since then waits for you, as its receipt says. What was scheduled before becomes public all the same.',
            ]
          : []),
        ...noticeLines(review.scheduled, owed.at, settings),
        ...facts,
        `Is it still right? ${otherTime(review, owed)}`,
      ];
    case 'held':
      return [
        ...reason,
        ...findingLines(owed.findings, owed.facts),
        ...acceptLines(owed.findings, noteNameOf(review, owed), settings.publisher.site, owed.facts),
        ...standingLines(standing, address),
        ...notes,
        ...facts,
      ];
    case 'rejected':
      return [
        ...reason,
        ...findingLines(owed.findings, owed.facts),
        ...acceptLines(owed.findings, noteNameOf(review, owed), settings.publisher.site),
        ...standingLines(standing, address),
      ];
    case 'withdrawn':
      return [...reason, ...(mayBeRename(owed) ? [] : withdrawnLines(review, owed, address))];
    case 'unchanged':
      return [
        ...reason,
        'The files say nothing that readers do not see already. Nobody was alerted.',
        ...standingLines(standing, address),
      ];
    case 'retired':
      return [
        ...reason,
        ...(address === undefined || review.firstListedAt === undefined
          ? []
          : [
              `Its page keeps the title, the dates${keptTitles(review.publication)} and your contact:\n${address}`,
            ]),
        `To publish the report again, write “retire on: never” or a later day in the review note (${noteNameOf(review, owed)}).`,
      ];
  }
}

const otherTime = (review: Review, owed: OwedReceipt): string =>
  `To choose another time, change “publish at” in the review note (${noteNameOf(review, owed)}). To stop it, remove the ${review.scheduled?.withoutReport === undefined ? 'PDF' : 'note'}.`;

/** What is left of a withdrawn review, and how to bring it back. */
function withdrawnLines(review: Review, owed: OwedReceipt, address: string | undefined): string[] {
  const again = 'To publish it again, drop the removed file again.';
  if (address === undefined || review.firstListedAt === undefined) return [again];
  return [
    review.addressRemoved === true
      ? `Its address has no page any more, as the review note asks:\n${address}`
      : `Its address now says only that a review was withdrawn on that day, without its title or any detail:\n${address}\nTo remove that page too, upload a review note (${noteNameOf(review, owed)}) with the line “remove address: yes”.`,
    'It is out of the listing, the feeds and the search, and its files are gone from our caches. Copies that others made, and search engines for some days, are out of our reach.',
    again,
  ];
}

/** What an officer may want to do later. */
function laterLines({ publication }: Review, note: string): string[] {
  return publication?.withoutReport === undefined
    ? [
        `To correct a fact, write it in the review note (${note}) and drop the note beside the PDF. To replace the report, drop the new PDF under the same name. To withdraw it, remove the PDF.`,
      ]
    : [
        'Nobody is alerted of this. Subscribers are told when the report is published.',
        `To publish the report, delete “status” and “reason” from the review note (${note}), and upload the note and the PDF. To take the entry down, delete the note.`,
      ];
}

/** The second person who approved it. */
function approverLines({ decision }: OwedReceipt): string[] {
  return decision?.approvedBy === undefined ? [] : [`Approved by ${isolate(oneLine(decision.approvedBy))}.`];
}

const keptTitles = (publication: Publication | undefined): string =>
  (publication?.documents ?? [])
    .filter(({ file }) => publication?.keeps?.includes(file))
    .map(({ title }) => `, ${title}`)
    .join('');

/** Documents that are or become public, and additions from the note. */
function documentLines(publication: Publication | undefined, verb: 'are' | 'become'): string[] {
  if (publication === undefined) return [];
  const { documents, themes, contentWarning, retireOn, searchEngines } = publication;
  const main = documents[0]?.language;
  const ofFile = ({ kind, title, pages, language }: Publication['documents'][number]) => {
    const named = language === main || kind === 'translation' ? [] : [languageName(language)];
    return `  ${[isolate(title), ...named, `${pages} ${pages === 1 ? 'page' : 'pages'}`].join(', ')}`;
  };
  return [
    ...(documents.length === 0
      ? []
      : [[`These documents ${verb} public with it:`, ...documents.map(ofFile)].join('\n')]),
    ...(themes.length === 0 ? [] : [`Themes: ${themes.map((theme) => isolate(oneLine(theme))).join(', ')}`]),
    ...(contentWarning === undefined ? [] : [`Content warning: ${isolate(oneLine(contentWarning))}`]),
    ...(retireOn === undefined
      ? []
      : [
          `The report is taken down on ${inWords(retireOn)}. What stays: title, dates${keptTitles(publication)}.`,
        ]),
    ...(searchEngines === false ? ['Search engines are asked to leave it out.'] : []),
  ];
}

/** Who is to be sent the report before it is public, and by which day. */
function noticeLines(publication: Publication | undefined, now: string, settings: Settings): string[] {
  const notice = noticeOfVersion(publication, settings);
  if (notice === undefined) return [];
  const { to, sendBy, workingDays, confirmed } = notice;
  const isOver = sendBy < dayOf(now, settings.publisher.timeZone);
  const sure = confirmed ? '' : '\nThis rule is to be confirmed: check it before you rely on it.';
  return [
    `${isOver ? 'The report had to be sent' : 'Send the report'} by ${inWords(sendBy)}, ${workingDays} working days before it is public, to:\n${to.map((who) => `  ${oneLine(who)}`).join('\n')}${sure}`,
  ];
}

/** The alerts that subscribers will get. */
function alertLines({ alert }: Review, noteName: string): string[] {
  switch (alert?.state) {
    case undefined:
      return [];
    case 'waived':
      return [`Subscribers were not told: ${oneLine(alert.reason).replace(/\.$/, '')}.`];
    case 'sent':
      return [
        `Nobody is alerted of this version. To alert subscribers, write a “change note” and “alert again: yes” in ${noteName}.`,
      ];
    default:
      return ['Subscribers are told within a few minutes.'];
  }
}

/** What is public while a newer upload waits. */
function standingLines(standing: Lifecycle, address: string | undefined): string[] {
  return standing.public !== 'published' || address === undefined
    ? []
    : [`What was published before is still public, unchanged. To take it down, remove the PDF:\n${address}`];
}

/** Key of the review note: the existing one, else inside the upload's folder, else beside the PDF. */
export function noteNameOf(
  { name, seen }: Pick<Review, 'name' | 'seen'>,
  { files }: { readonly files: readonly string[] },
): string {
  const there = [...Object.keys(seen), ...files].find((file) => roleOfKey(file) === 'note');
  const inFolder = files.some((file) => file.startsWith(`${name}/`));
  return oneLine(there ?? (inFolder ? `${name}/review.yaml` : `${name}.yaml`));
}
