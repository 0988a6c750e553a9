import { momentInWords } from '../local-time.ts';
import { dayOf, inWords } from '../partial-date.ts';
import { asksForName } from '../review/files/near-names.ts';
import { isAcceptable, isStop } from '../review/finding.ts';
import { noticeOfVersion } from '../review/law/law-terms.ts';
import type { Lifecycle, WaitsFor } from '../review/lifecycle.ts';
import { mayBeRename } from '../review/record/handover.ts';
import type { OwedReceipt, Review } from '../review/review.ts';
import type { Settings } from '../settings.ts';
import type { Language } from './messages.ts';
import { fill } from './plain-mail.ts';
import cy from './receipt-cy.json' with { type: 'json' };
import en from './receipt-en.json' with { type: 'json' };
import { firstSentence, inShort } from './receipt-findings.ts';

type Told = OwedReceipt['outcome'];
type Words = typeof en;

/** What a receipt says first. A missing translation does not compile. */
export const RECEIPT_WORDS = { en, cy } as const satisfies Readonly<Record<Language, Words>>;

/** The subject of a receipt in one language. */
export function subjectOf({ outcome, awaitsRecognition }: OwedReceipt, language: Language): string {
  const { subject } = RECEIPT_WORDS[language];
  return awaitsRecognition ? subject.beingRead : subject[outcome];
}

/**
 * The first lines of a receipt: what happened, the next action, and its deadline. In Welsh a fourth says that
 * the rest is in English: it names findings and terms of the review note.
 */
export function firstLines(
  review: Review,
  owed: OwedReceipt,
  standing: Lifecycle,
  settings: Settings,
  language: Language,
): string {
  const words: Words = RECEIPT_WORDS[language];
  const { timeZone } = settings.publisher;
  const inMoment = (sentence: string, instant: string) =>
    fill(sentence, { moment: momentInWords(instant, timeZone, language) });
  const { publishAt, withoutReport } = review.scheduled ?? review.publication ?? {};
  const at = publishAt ?? review.publication?.publishAt;
  const moment = at === undefined ? words.itsDay : momentInWords(at, timeZone, language);
  const { next } = standing;
  const nothingDue =
    next === undefined
      ? words.noDate
      : inMoment(next.event === 'publication' ? words.changeBefore : words.takenDown, next.at);
  const ofReport = (report: string, without: string): string =>
    fill(withoutReport === undefined ? report : without, { moment, status: withoutReport ?? '' });
  const held = () =>
    next?.event === 'publication'
      ? inMoment(words.beforeEarlier, next.at)
      : owed.actBefore === undefined
        ? words.untilYou
        : inMoment(words.before, owed.actBefore);
  const still = [
    ...(standing.public === 'published' ? [` ${words.stillPublic}`] : []),
    ...(owed.unscheduled && owed.actBefore ? [` ${inMoment(words.unscheduled, owed.actBefore)}`] : []),
  ].join('');
  const notice = noticeOfVersion(review.scheduled, settings);
  const lines: Readonly<Record<Told, () => readonly string[]>> = {
    published: () => [ofReport(words.published, words.publishedWithoutReport), words.nothing, nothingDue],
    scheduled: () => [
      ofReport(words.scheduled, words.scheduledWithoutReport) + still,
      ...(notice === undefined
        ? [words.nothing, nothingDue]
        : [
            words.sendReport,
            fill(notice.sendBy < dayOf(owed.at, timeZone) ? words.sendAtOnce : words.sendBy, {
              day: inWords(notice.sendBy, language),
              moment,
            }),
          ]),
    ],
    held: () => [
      words.held + still,
      toDo(owed, standing.state === 'held' ? standing.waitsFor : 'officer', words),
      owed.awaitsRecognition ? words.secondReceipt : held(),
    ],
    rejected: () => [words.rejected + still, `${words.fixUpload} ${whyInShort(owed.reason)}`, held()],
    withdrawn: () =>
      mayBeRename(owed)
        ? [words.withdrawnName, words.renamed, nothingDue]
        : [
            review.firstListedAt === undefined ? words.withdrawnBefore : words.withdrawn,
            owed.reason === undefined ? words.nothing : words.removeLeft,
            nothingDue,
          ],
    unchanged: () =>
      standing.state === 'held' || standing.state === 'rejected'
        ? [words.unchanged, words.asBefore, held()]
        : [words.unchanged, words.nothing, nothingDue],
    reminder: () => [
      fill(words.reminder, { moment }),
      words.check,
      at === undefined ? words.beforeThen : fill(words.before, { moment }),
    ],
    retired: () => [
      review.firstListedAt === undefined ? words.retiredBefore : words.retired,
      words.nothing,
      nothingDue,
    ],
  };
  return [...lines[owed.outcome](), ...(language === 'cy' ? [cy.details] : [])].join('\n');
}

/** The first sentences of a reason, without its lists. */
const whyInShort = (reason = ''): string =>
  reason
    .split('\n')
    .filter((line) => !line.startsWith('-'))
    .slice(0, 2)
    .map(firstSentence)
    .join(' ');

function toDo(owed: OwedReceipt, waits: WaitsFor, words: Words): string {
  const { findings, awaitsRecognition } = owed;
  if (awaitsRecognition) return words.wordsComing;
  if (waits === 'report') return asksForName(owed) ? words.answer : words.uploadReport;
  if (waits === 'second person') return words.askColleague;
  const stops = findings.filter(isStop);
  const toAnswer = stops.filter(({ code }) => !isAcceptable(code)).length;
  const sentence = toAnswer === 0 ? words.fix : toAnswer === stops.length ? words.answer : words.fixSome;
  return `${sentence} ${inShort(findings)}`;
}
