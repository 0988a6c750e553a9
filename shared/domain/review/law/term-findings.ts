import { dayOf, inWords, latestDay } from '../../partial-date.ts';
import type { Settings } from '../../settings.ts';
import type { Facts } from '../fact.ts';
import type { Finding } from '../finding.ts';
import { type ReviewNote, retirementOf } from '../note/review-note.ts';
import { noticeOf, termsOf } from './law-terms.ts';

/** A publication date after the planned publication, compared in the precision of the date. */
export function tooEarly({ publishedOn }: Facts, publicAt: string, { publisher }: Settings): Finding[] {
  const on = dayOf(publicAt, publisher.timeZone);
  if (publishedOn === undefined || publishedOn.value <= on.slice(0, publishedOn.value.length)) return [];
  const message = `The publication date is ${inWords(publishedOn.value)}, and it would be public on ${inWords(on)} already. Write in the review note when it may be public ("publish at: ..."), or the right date ("published: ...").`;
  return [{ code: 'published-in-future', message }];
}

/**
 * A retirement less than a year after the first public day, here or as the report says. A month counts from
 * its last day.
 */
export function retiresEarly(
  facts: Facts,
  note: ReviewNote,
  publicAt: string,
  settings: Settings,
): Finding[] {
  const retireOn = retirementOf(note);
  if (retireOn === undefined) return [];
  const { timeZone } = settings.publisher;
  const on = dayOf(publicAt, timeZone);
  const stated = facts.publishedOn === undefined ? on : latestDay(facts.publishedOn.value);
  const from = stated < on ? stated : on;
  const { yearsInPublic } = termsOf(facts.type?.value, settings);
  const end = `${Number(from.slice(0, 4)) + yearsInPublic}${from.slice(4)}`;
  if (retireOn >= end) return [];
  const years = yearsInPublic === 1 ? 'one year' : `${yearsInPublic} years`;
  const message =
    retireOn <= on
      ? `The note retires the report on ${inWords(retireOn)}, and it becomes public on ${inWords(on)}: it would not be public at all.`
      : `The note retires the report on ${inWords(retireOn)}. It must be public for at least ${years}, from ${inWords(from)} to ${inWords(end)}.`;
  return [{ code: 'retires-early', message }];
}

/** The day is over by which some were to have the report before it is public. */
export function shortNotice(
  facts: Facts,
  publicAt: string,
  now: string,
  wasPublic: boolean,
  settings: Settings,
): Finding[] {
  // What is public at once, or was public before, is not announced.
  if (wasPublic || publicAt <= now) return [];
  const { timeZone } = settings.publisher;
  const notice = noticeOf(facts.type?.value, publicAt, settings);
  if (notice === undefined || notice.sendBy >= dayOf(now, timeZone)) return [];
  const message = `It becomes public on ${inWords(dayOf(publicAt, timeZone))}, so the report was to be sent by ${inWords(notice.sendBy)} to ${notice.to.join(', ')}.`;
  return [{ code: 'short-notice', message }];
}
