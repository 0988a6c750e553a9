import type { PartialDate } from '../partial-date.ts';

/**
 * Where a fact comes from: the officer's note, words on a page of the report, or the day it became public.
 */
export type Provenance =
  | { readonly source: 'note' }
  | { readonly source: 'report'; readonly page: number; readonly words: string }
  | { readonly source: 'clock' };

/** A value that was found, with how sure we are (0 to 1) and where it stood. */
export interface Fact<T> {
  readonly value: T;
  readonly confidence: number;
  readonly provenance: Provenance;
}

/** Points that stand in the report word for word, in its order. */
export interface Passage {
  /** At most 5, 120 words together, without their numbers. */
  readonly items: readonly string[];
  /** How many more the report has. */
  readonly more: number;
  readonly firstPage: number;
  readonly lastPage: number;
}

export interface Passages {
  readonly learning?: Passage;
  readonly recommendations?: Passage;
}

/**
 * What is known about a report. A field that was not found with confidence is absent, and `candidates`
 * offers what was seen so that an officer can choose.
 */
export interface Facts {
  readonly title?: Fact<string>;
  /** A code of the review types table, e.g. `lcspr`. */
  readonly type?: Fact<string>;
  readonly publishedOn?: Fact<PartialDate>;
  /**
   * Words about the publication that stand near a date which could not be taken. Absent when `publishedOn` is
   * there.
   */
  readonly unclearPublication?: Fact<string>;
  readonly reportedOn?: Fact<PartialDate>;
  readonly reviewers?: Fact<readonly string[]>;
  readonly partnership?: Fact<string>;
  /** 40 to 90 words, whole sentences that stand in the report. */
  readonly summary?: Fact<string>;
  /** Private: only the text that an officer sends to the national repository has them. */
  readonly passages?: Passages;
  /** BCP 47, e.g. `en-GB`, `cy`. */
  readonly language?: Fact<string>;
  /** What the document is if it is not the report: "an invoice or order". */
  readonly documentType?: Fact<string>;
  readonly pages: number;
  readonly candidates: Readonly<
    Partial<
      Record<
        'title' | 'type' | 'publishedOn' | 'reportedOn' | 'reviewers' | 'partnership' | 'summary',
        readonly string[]
      >
    >
  >;
}

/**
 * What a PDF is: the report itself, one of its companions, or another document, such as minutes or an
 * invoice.
 */
export type DocumentKind =
  | 'report'
  | 'briefing'
  | 'response'
  | 'statement'
  | 'easy-read'
  | 'translation'
  | 'other';
