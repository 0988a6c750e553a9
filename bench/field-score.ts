import type { Facts } from '#shared/domain/review/fact.ts';
import type { Truth } from './reading-truth.ts';

export type Verdict = 'right' | 'wrong' | 'absent';

/** Score of one field of one report. */
export interface FieldScore {
  readonly field: string;
  readonly verdict: Verdict;
  readonly stated: boolean;
  readonly expected: boolean;
  readonly got: string;
  readonly want: string;
}

/** Compares every field with the truth. A field without truth is right if it is absent. */
export function fieldScores(truth: Truth, facts: Facts): FieldScore[] {
  const one = (field: string, got: string | undefined, accepted: readonly (string | null)[]): FieldScore => {
    const expected = accepted.some((value) => value !== null);
    const right = got === undefined ? accepted[0] === null : accepted.includes(got);
    return {
      field,
      verdict: right ? 'right' : got === undefined ? 'absent' : 'wrong',
      stated: got !== undefined,
      expected,
      got: got ?? 'nothing',
      want: accepted[0] ?? 'nothing',
    };
  };
  const reviewers = truth.reviewers.length > 0 ? truth.reviewers.toSorted().join(', ') : null;
  return [
    one('title', facts.title?.value, [truth.title, ...truth.titleVariantsOk]),
    one('publishedOn', facts.publishedOn?.value, [truth.publishedOn]),
    one('reportedOn', facts.reportedOn?.value, [truth.reportDate, ...truth.reportDateVariantsOk]),
    one('type', facts.type?.value, [truth.type]),
    one('reviewers', facts.reviewers?.value.toSorted().join(', '), [reviewers, ...truth.reviewersOk]),
    one('partnership', facts.partnership?.value, [truth.partnership, ...truth.partnershipVariantsOk]),
    one('language', facts.language?.value, [truth.language]),
  ];
}

/** Correct, extracted and expected names, for F1 over all reports. */
export function reviewerCounts(
  truth: Truth,
  facts: Facts,
): { right: number; named: number; expected: number } {
  const named = facts.reviewers?.value ?? [];
  return {
    right: named.filter((name) => [...truth.reviewers, ...truth.reviewersOk].includes(name)).length,
    named: named.length,
    expected: truth.reviewers.length,
  };
}
