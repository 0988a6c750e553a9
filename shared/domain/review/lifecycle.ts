import { whyUnsupported } from './files/unsupported-upload.ts';
import { roleOfKey } from './files/upload-key.ts';
import type { Finding } from './finding.ts';
import { isStop } from './finding.ts';
import { retirementAt } from './record/next-due.ts';
import type { Publication, Review } from './review.ts';

/** What is public of a review: nothing, the report, title and dates, or the notice of withdrawal. */
export type PublicState = 'nothing' | 'published' | 'retired' | 'withdrawn';

/** The next change that time alone brings. */
export interface NextEvent {
  readonly event: 'publication' | 'retirement';
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** Who must act on a held review. */
export type WaitsFor = 'text recognition' | 'report' | 'second person' | 'officer';

/** Outcome of the newest upload. */
type NewestUpload =
  /** Not examined yet. */
  | { readonly state: 'unexamined' }
  /** Every file was removed before there was an outcome. */
  | { readonly state: 'removed' }
  | {
      readonly state: 'held';
      readonly waitsFor: WaitsFor;
      readonly reason?: string;
      readonly findings: readonly Finding[];
    }
  | { readonly state: 'rejected'; readonly reason?: string }
  | { readonly state: 'scheduled'; readonly publication: Publication; readonly publishAt: string }
  /** `since` is absent until the first listing. */
  | { readonly state: 'published'; readonly publication: Publication; readonly since?: string }
  | { readonly state: 'retired'; readonly publication: Publication; readonly since: string }
  | { readonly state: 'withdrawn' };

/**
 * How a review stands: outcome of its newest upload, its public state, and the next event. They are separate
 * because an earlier version stays public while a newer one is held or embargoed.
 */
export type Lifecycle = NewestUpload & {
  /** The target public state. While `pending`, readers may still see the previous one. */
  readonly public: PublicState;
  readonly next?: NextEvent;
  /** Whether an alert is still to be sent. */
  readonly alerting: boolean;
  /** Whether the record, public files or a receipt are not up to date yet. */
  readonly pending: boolean;
};

/** A state of the newest upload. */
export type LifecycleState = Lifecycle['state'];

/**
 * How a review stands at an instant. An embargo that ended by then counts as ended, even if the record was
 * not updated yet.
 */
export function lifecycle(review: Review, now: string, timeZone: string): Lifecycle {
  const ended = endedEmbargo(review, now);
  const publication = ended ?? review.publication;
  const scheduled = ended === undefined ? review.scheduled : undefined;
  const retiresAt =
    publication?.retireOn === undefined ? undefined : retirementAt(publication.retireOn, timeZone);
  const isRetired = retiresAt !== undefined && retiresAt <= now;
  const shown = publicStateOf(review, publication, isRetired);
  const { alert } = review;
  const next = nextEvent(scheduled?.publishAt, isRetired ? undefined : retiresAt);
  const unrecorded = ended !== undefined || (isRetired && review.retiredAt === undefined);
  return {
    ...newestUpload(review, publication, scheduled, isRetired ? (review.retiredAt ?? retiresAt) : undefined),
    public: shown,
    ...(next !== undefined && { next }),
    alerting: alert?.state === 'claimed' || (alert?.state === 'due' && shown === 'published'),
    pending: unrecorded || review.outOfSyncSince !== undefined || review.owed.length > 0,
  };
}

/** The publication whose embargo ended by `now`. */
export function endedEmbargo({ scheduled }: Review, now: string): Publication | undefined {
  return scheduled?.publishAt !== undefined && scheduled.publishAt <= now ? scheduled : undefined;
}

function publicStateOf(
  { permalink }: Review,
  publication: Publication | undefined,
  isRetired: boolean,
): PublicState {
  if (publication === undefined) return permalink === undefined ? 'nothing' : 'withdrawn';
  return isRetired ? 'retired' : 'published';
}

function newestUpload(
  review: Review,
  publication: Publication | undefined,
  scheduled: Publication | undefined,
  retiredSince: string | undefined,
): NewestUpload {
  const { outcome, findings, firstListedAt } = review;
  const reason = review.reason === undefined ? {} : { reason: review.reason };
  if (outcome === undefined) return unexamined(review);
  if (outcome === 'withdrawn') return { state: 'withdrawn' };
  if (outcome === 'rejected') return { state: 'rejected', ...reason };
  if (outcome === 'held') return { state: 'held', waitsFor: waitsFor(review), ...reason, findings };
  if (scheduled?.publishAt !== undefined)
    return { state: 'scheduled', publication: scheduled, publishAt: scheduled.publishAt };
  if (publication === undefined) return unexamined(review);
  if (retiredSince !== undefined) return { state: 'retired', publication, since: retiredSince };
  return { state: 'published', publication, ...(firstListedAt !== undefined && { since: firstListedAt }) };
}

/** Unsupported files end their upload without an examination. */
function unexamined({ drops, examined }: Review): NewestUpload {
  const keys = Object.keys(drops).filter((key) => drops[key]?.removed === false);
  if (keys.length === 0)
    return { state: examined === undefined && Object.keys(drops).length === 0 ? 'unexamined' : 'removed' };
  return keys.every((key) => roleOfKey(key) === 'other')
    ? { state: 'rejected', reason: keys.map(whyUnsupported).join('\n') }
    : { state: 'unexamined' };
}

function waitsFor({ findings, awaitsRecognition }: Review): WaitsFor {
  if (awaitsRecognition) return 'text recognition';
  const stops = findings.filter(isStop);
  if (stops.length === 0) return 'report';
  return stops.every(({ code }) => code === 'second-person') ? 'second person' : 'officer';
}

function nextEvent(publishAt: string | undefined, retiresAt: string | undefined): NextEvent | undefined {
  if (publishAt !== undefined && (retiresAt === undefined || publishAt <= retiresAt))
    return { event: 'publication', at: publishAt };
  return retiresAt === undefined ? undefined : { event: 'retirement', at: retiresAt };
}
