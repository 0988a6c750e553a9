import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters } from './a-laid-out-report.ts';
import { inventedCover } from './invented-cover.ts';

test('whatever the order, labels, sizes and capitals of a cover, each fact is read', () => {
  fc.assert(
    fc.property(inventedCover, (invented) => {
      const report = aLaidOutReport(invented.lines, ...chapters(invented.subject));
      const { kind, facts } = readFacts(report, REVIEW_TYPES);
      expect({
        kind,
        title: facts.title?.value,
        type: facts.type?.value,
        publishedOn: facts.publishedOn?.value,
        reportedOn: facts.reportedOn?.value,
        reviewers: facts.reviewers?.value,
        partnership: facts.partnership?.value,
      }).toEqual({
        kind: 'report',
        title: invented.title,
        type: invented.type,
        publishedOn: invented.publishedOn,
        reportedOn: invented.reportedOn,
        reviewers: invented.reviewers,
        partnership: invented.partnership,
      });
    }),
    { numRuns: 1000, endOnFailure: true },
  );
});
