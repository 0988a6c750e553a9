import { smallWords } from '../small-words.ts';
import type { Facts } from './fact.ts';
import { digestOf } from './record/publication.ts';
import type { Publication } from './review.ts';

/**
 * Digests by which two reviews are probably one: that of the report's bytes and, where the report has them,
 * that of its title, date and reviewers.
 */
export function identitiesOf(facts: Facts, sha256: string | undefined): string[] {
  const { title, publishedOn, reportedOn, reviewers } = facts;
  const date = publishedOn ?? reportedOn;
  const isKnown = title !== undefined && date !== undefined && reviewers !== undefined;
  return [
    ...(sha256 === undefined ? [] : [digestOf({ sha256 })]),
    ...(isKnown
      ? [
          digestOf({
            title: smallWords(title.value),
            date: date.value,
            people: reviewers.value.map(smallWords).sort(),
          }),
        ]
      : []),
  ];
}

/** Those of a version that is public or will be, unless a note lists it without its report. */
export function identitiesOfVersion(
  version: Publication | undefined,
  seen: Readonly<Record<string, { readonly sha256?: string | undefined }>>,
): string[] {
  if (version === undefined || version.withoutReport !== undefined) return [];
  return identitiesOf(version.facts, seen[version.reportKey]?.sha256);
}
