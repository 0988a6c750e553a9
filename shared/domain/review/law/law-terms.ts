import { dayOf } from '../../partial-date.ts';
import type { LawTerms, Settings } from '../../settings.ts';
import type { Publication } from '../review.ts';
import { workingDaysBefore } from './bank-holidays.ts';
import terms from './law-terms.json' with { type: 'json' };

/** The least time in public where nothing else is known. */
const YEARS_IN_PUBLIC = 1;

/** What law and guidance ask of a type of review: the publisher's own terms first, then those of the data. */
export function termsOf(type: string | undefined, settings: Settings): LawTerms {
  const known: readonly LawTerms[] = [...settings.terms, ...terms];
  return (
    known.find(({ types }) => type !== undefined && types.includes(type)) ?? {
      types: [],
      yearsInPublic: YEARS_IN_PUBLIC,
      source: '',
      confirmed: false,
    }
  );
}

/** Who must have the report before it is public, and the last day to send it. */
export interface Notice {
  readonly to: readonly string[];
  readonly workingDays: number;
  readonly sendBy: string;
  readonly confirmed: boolean;
}

/** The notice that is asked for before a review becomes public, in working days of the publisher's nation. */
export function noticeOf(
  type: string | undefined,
  publishAt: string,
  settings: Settings,
): Notice | undefined {
  const { notice, confirmed } = termsOf(type, settings);
  if (notice === undefined) return undefined;
  const { nation, timeZone } = settings.publisher;
  const on = dayOf(publishAt, timeZone);
  const sendBy = workingDaysBefore(on, notice.workingDays, nation, settings.bankHolidays);
  return { ...notice, sendBy, confirmed };
}

/** The same for a version; nobody is to be sent a review without its report. */
export function noticeOfVersion(version: Publication | undefined, settings: Settings): Notice | undefined {
  if (version?.publishAt === undefined || version.withoutReport !== undefined) return undefined;
  return noticeOf(version.facts.type?.value, version.publishAt, settings);
}
