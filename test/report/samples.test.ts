import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { Truth } from '../../bench/reading-truth.ts';
import { readSample } from '../support/read-sample.ts';

const truths = readFileSync('bench/samples-truth.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => Truth.parse(JSON.parse(line)));

test.each(truths.map((truth) => [truth.file, truth] as const))(
  '%s is read as it is listed',
  async (file, truth) => {
    const report = await readSample(file);
    const { kind, facts } = readFacts(report, REVIEW_TYPES);
    expect({
      kind,
      title: facts.title?.value,
      type: facts.type?.value,
      publishedOn: facts.publishedOn?.value ?? null,
      reportedOn: facts.reportedOn?.value ?? null,
      reviewers: facts.reviewers?.value,
      summary: facts.summary?.value,
      language: facts.language?.value,
    }).toEqual({
      kind: 'report',
      title: truth.title,
      type: truth.type,
      publishedOn: truth.publishedOn,
      reportedOn: truth.reportDate,
      reviewers: truth.reviewers,
      summary: truth.summaryReference,
      language: truth.language,
    });
    expect([truth.partnership, ...truth.partnershipVariantsOk]).toContain(facts.partnership?.value);
  },
);
