import type { ReadDocument } from './companions.ts';
import type { Fact, Facts } from './fact.ts';
import type { Finding } from './finding.ts';
import type { Publication, Review } from './review.ts';
import { fileOf } from './upload-key.ts';

/** A new PDF under an existing name that differs in title, reviewers and date. */
export function anotherReview(
  { key, sha256, facts: own }: ReadDocument,
  { facts: before }: Publication,
  facts: Facts,
  seen: Review['seen'],
): Finding[] {
  if (sha256 === undefined || Object.values(seen).some((one) => one.sha256 === sha256)) return [];
  const names = new Set(before.reviewers?.value.map((name) => name.toLowerCase()));
  const same =
    facts.title?.value === before.title?.value ||
    (own.reviewers?.value ?? []).some((name) => names.has(name.toLowerCase())) ||
    sameFact(own.publishedOn, before.publishedOn) ||
    sameFact(own.reportedOn, before.reportedOn);
  if (same) return [];
  const message = `${fileOf(key)} is called "${facts.title?.value ?? '?'}". The review that has this name until now is called "${before.title?.value}", by other reviewers and of another date.`;
  return [{ code: 'another-review', message }];
}

const sameFact = (one: Fact<string> | undefined, other: Fact<string> | undefined): boolean =>
  one !== undefined && one.value === other?.value;
