import * as z from 'zod';
import { PartialDate } from '../partial-date.ts';
import { DocumentKind } from '../review/fact.ts';
import { STATUS } from './listing-status.ts';

/** The public JSON: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) with two extensions. */

const ReviewExtension = z
  .object({
    type: z.string().meta({ description: 'Code of the review type, e.g. lcspr. Filter by this.' }),
    type_name: z.string().meta({ description: 'The review type as readers know it.' }),
    second_language: z
      .object({ language: z.string(), url: z.string(), type_name: z.string() })
      .optional()
      .meta({
        description: 'Where the site is in two languages: the page in the other, and the type in it.',
      }),
    status: z.enum(STATUS).meta({
      description:
        'A review that is no longer published keeps its title and dates. Delayed, not published and improvements only: there is no report, and the summary says why.',
    }),
    published_on: PartialDate.meta({
      description: 'YYYY-MM-DD, YYYY-MM or YYYY: as precise as the report or its publisher states it.',
    }),
    precision: z.enum(['day', 'month', 'year']).meta({ description: 'Precision of published_on.' }),
    reported_on: PartialDate.optional().meta({ description: 'When the report was finished, if it says so.' }),
    retired_on: z.string().optional().meta({ description: 'Day since which it is no longer published.' }),
    partnership: z.string().optional().meta({ description: 'The partnership that the report names.' }),
    reviewers: z.array(z.string()).optional(),
    themes: z.array(z.string()),
    pages: z.number().int().optional().meta({ description: 'Pages of the report.' }),
    sha256: z
      .string()
      .optional()
      .meta({ description: 'SHA-256 of the report as published, in hexadecimal.' }),
    content_warning: z.string().optional().meta({ description: 'Show this before the summary.' }),
    change_note: z.string().optional().meta({ description: 'The newest change, in words.' }),
    changed_at: z.string().optional().meta({ description: 'Instant of the newest change.' }),
    documents: z
      .array(
        z.object({
          kind: DocumentKind,
          title: z.string(),
          url: z.string(),
          pages: z.number().int(),
          bytes: z.number().int(),
          language: z.string(),
          sha256: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'The report first, then its companions; the same files as attachments.' }),
    revision: z.number().int().meta({ description: 'Grows with each change of this review.' }),
  })
  .meta({ description: 'What JSON Feed has no field for.' });

/** One review. */
export const ListingItem = z.object({
  id: z.string().meta({ description: 'Permanent address of the review; never reused.' }),
  url: z.string(),
  title: z.string(),
  summary: z.string().optional(),
  content_text: z.string(),
  date_published: z.string().optional().meta({
    description: 'Midnight UTC of published_on. Absent if only the month or year is known.',
  }),
  date_modified: z.string(),
  language: z.string().optional(),
  tags: z.array(z.string()).meta({ description: 'The type, then the themes.' }),
  authors: z.array(z.object({ name: z.string() })).optional(),
  attachments: z
    .array(
      z.object({
        url: z.string(),
        mime_type: z.enum(['application/pdf', 'text/html']),
        title: z.string(),
        size_in_bytes: z.number().int().optional(),
      }),
    )
    .optional()
    .meta({ description: 'The PDFs; last, where there is one, the report as an accessible page.' }),
  _review: ReviewExtension,
});
export type ListingItem = z.infer<typeof ListingItem>;

/** `/reviews.json`, `/reviews/<year>.json`, `/reviews/<year>-2.json` and so on. */
export const ListingFeed = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    description: z.string(),
    home_page_url: z.string(),
    feed_url: z.string(),
    next_url: z.string().optional().meta({
      description: 'Older reviews, and of the first file perhaps some again; absent on the oldest.',
    }),
    language: z.string(),
    authors: z.array(z.object({ name: z.string(), url: z.string().optional() })),
    items: z.array(ListingItem).meta({ description: 'Newest first.' }),
    _listing: z.object({
      revision: z.number().int().meta({ description: 'Grows with each change of what this file lists.' }),
      parts: z
        .array(z.string())
        .optional()
        .meta({ description: 'Of the first file: the files whose newest reviews it holds.' }),
      withdrawn: z
        .array(z.object({ withdrawn_on: z.string() }))
        .meta({ description: 'Reviews that were withdrawn: the day, and nothing else.' }),
      schema: z.string(),
    }),
  })
  .meta({
    title: 'Listing of safeguarding practice reviews',
    description: 'JSON Feed 1.1 with _review in each item and _listing at the top. Fields may be added.',
  });
export type ListingFeed = z.infer<typeof ListingFeed>;
