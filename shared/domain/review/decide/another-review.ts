import type { Facts } from '../fact.ts';
import type { ReadDocument } from '../files/companions.ts';
import { haveCommon, namesIn } from '../files/companions.ts';
import { fileOf } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import type { Review } from '../review.ts';

/** What tells a report from another one. */
export const identityOf = ({ title, reviewers, publishedOn, reportedOn }: Facts): Facts => ({
  ...(title && { title }),
  ...(reviewers && { reviewers }),
  ...(publishedOn && { publishedOn }),
  ...(reportedOn && { reportedOn }),
  pages: 0,
  candidates: {},
});

/** A new PDF under the name of another review: title and date differ, and mostly the reviewers. */
export function anotherReview(
  { key, sha256, facts: own }: ReadDocument,
  facts: Facts,
  { publication, scheduled, was, permalink, handover, seen }: Pick<Review, 'seen'> & Partial<Review>,
): Finding[] {
  const standing = (publication ?? scheduled)?.facts;
  // A name whose review goes on under another one is free.
  const before = standing ?? (permalink && !handover && was);
  if (!before) return [];
  if (sha256 === undefined || Object.values(seen).some((one) => one.sha256 === sha256)) return [];
  const names = new Set(before.reviewers?.value.map((name) => name.toLowerCase()));
  const sameReviewers = (own.reviewers?.value ?? []).some((name) => names.has(name.toLowerCase()));
  const [title, earlier] = [facts.title?.value, before.title?.value];
  const dates = [
    [own.publishedOn, before.publishedOn],
    [own.reportedOn, before.reportedOn],
  ].filter(([one, other]) => one !== undefined && other !== undefined);
  const sameDate = dates.some(([one, other]) => one?.value === other?.value);
  // A reviewer writes many reviews: another name and another date are another review all the same.
  const isOtherName = dates.length > 0 && !haveCommon(namesIn(title), namesIn(earlier));
  if (title === earlier || sameDate || (sameReviewers && !isOtherName)) return [];
  const by = sameReviewers ? '' : 'by other reviewers and ';
  const message = `${fileOf(key)} is called "${title ?? '?'}". The review that ${standing === undefined ? 'had this name, and was withdrawn,' : 'has this name until now'} is called "${earlier}", ${by}of another date.`;
  return [{ code: 'another-review', message }];
}
