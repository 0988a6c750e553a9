import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters, cover } from './a-laid-out-report.ts';
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

test('a bar parts the author from the date of publication', () => {
  const front = cover('#Serious Case Review', '##Ava', 'Author: Helen Marsh | Publication: 3 May 2022');
  const { facts } = readFacts(aLaidOutReport(front, ...chapters('Ava')), REVIEW_TYPES);
  expect(facts.reviewers?.value).toEqual(['Helen Marsh']);
  expect(facts.publishedOn?.value).toBe('2022-05-03');
});
