import * as z from 'zod';

/** One line of a `truth.jsonl`: the facts that a cataloguer finds. Unreadable files have no title. */
export const Truth = z.object({
  file: z.string(),
  title: z.string().nullable(),
  titleVariantsOk: z.array(z.string()).default([]),
  publishedOn: z.string().nullable().default(null),
  reportDate: z.string().nullable().default(null),
  reportDateVariantsOk: z.array(z.string()).default([]),
  type: z.string().nullable().default(null),
  reviewers: z.array(z.string()).default([]),
  /** Other correct forms of the reviewers' names. */
  reviewersOk: z.array(z.string()).default([]),
  partnership: z.string().nullable().default(null),
  partnershipVariantsOk: z.array(z.string()).default([]),
  language: z.string().nullable().default(null),
  expect: z.enum(['publish', 'hold', 'reject']).default('publish'),
  findings: z.array(z.string()).default([]),
  summaryReference: z.string().nullable().default(null),
  summaryFacts: z.array(z.object({ fact: z.string(), any: z.array(z.string()) })).default([]),
  summarySection: z.string().nullable().default(null),
});
export type Truth = z.infer<typeof Truth>;
