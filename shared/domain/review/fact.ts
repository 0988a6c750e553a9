import type { PartialDate } from '../partial-date.ts';

/** Source of a fact: the note, words on a page of the report, or the first public day. */
export type Provenance =
  | { readonly source: 'note' }
  | { readonly source: 'report'; readonly page: number; readonly words: string }
  | { readonly source: 'clock' };

/** A value with its confidence (0 to 1) and source. */
export interface Fact<T> {
  readonly value: T;
  readonly confidence: number;
  readonly provenance: Provenance;
}

/** Points quoted from the report, in order. */
export interface Passage {
  /** At most 5, together at most 120 words, without their numbers. */
  readonly items: readonly string[];
  /** Number of further points in the report. */
  readonly more: number;
  readonly firstPage: number;
  readonly lastPage: number;
}

export interface Passages {
  readonly learning?: Passage;
  readonly recommendations?: Passage;
}

/**
 * The facts of a report. A fact without sufficient confidence is absent; `candidates` offers an officer what
 * was found.
 */
export interface Facts {
  readonly title?: Fact<string>;
  /** A code of the review types table, e.g. `lcspr`. */
  readonly type?: Fact<string>;
  readonly publishedOn?: Fact<PartialDate>;
  /** Words near a publication date that could not be parsed. Only if `publishedOn` is absent. */
  readonly unclearPublication?: Fact<string>;
  readonly reportedOn?: Fact<PartialDate>;
  readonly reviewers?: Fact<readonly string[]>;
  readonly partnership?: Fact<string>;
  /** 40 to 90 words: whole sentences of the report. */
  readonly summary?: Fact<string>;
  /** Private: used only in the text for the national repository. */
  readonly passages?: Passages;
  /** BCP 47, e.g. `en-GB`, `cy`. */
  readonly language?: Fact<string>;
  /** The kind of a document that is not the report: "an invoice or order". */
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

/** The report, a companion, or another document, such as minutes or an invoice. */
export type DocumentKind =
  | 'report'
  | 'briefing'
  | 'response'
  | 'statement'
  | 'easy-read'
  | 'translation'
  | 'other';
