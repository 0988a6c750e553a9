import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters, cover, type Written } from './a-laid-out-report.ts';

const Example = z.strictObject({
  cover: z.string(),
  about: z.string(),
  /** Words about the publication that stand near a date which is not taken. */
  unclear: z.string().optional(),
  /** Of a paper that is no report. */
  kind: z.string().default('report'),
  reads: z
    .strictObject({
      title: z.string().nullable().optional(),
      publishedOn: z.string().nullable().optional(),
      reportedOn: z.string().nullable().optional(),
      type: z.string().optional(),
      reviewers: z.array(z.string()).nullable().optional(),
      partnership: z.string().nullable().optional(),
    })
    .default({}),
});
const examples = z
  .array(Example)
  .parse(parse(readFileSync('test/fixtures/covers/examples.yaml', 'utf8')))
  .map((example) => [example.cover.trim().replaceAll('\n', ' / '), example] as const);

/** The lines of one page of an example; cells stand beside each other. */
function laid(page: string): Written[] {
  return page
    .trim()
    .split('\n')
    .flatMap((line, i): Written[] => {
      const cells = line.split(' | ');
      if (cells.length === 1) return cover(line);
      const width = 420 / cells.length;
      return cells.map((text, column) => ({
        text,
        size: 11,
        x: 72 + column * width,
        y: 110 + i * 22,
        width: width - 10,
      }));
    });
}

test.each(examples)('%s', (_, example) => {
  const pages = example.cover.split('----').map(laid);
  const { kind, facts } = readFacts(aLaidOutReport(...pages, ...chapters(example.about)), REVIEW_TYPES);
  const read = {
    title: facts.title?.value ?? null,
    publishedOn: facts.publishedOn?.value ?? null,
    reportedOn: facts.reportedOn?.value ?? null,
    type: facts.type?.value,
    reviewers: facts.reviewers?.value ?? null,
    partnership: facts.partnership?.value ?? null,
  };
  expect(kind).toBe(example.kind);
  expect(read).toMatchObject(example.reads);
  expect(facts.unclearPublication?.value).toBe(example.unclear);
});
