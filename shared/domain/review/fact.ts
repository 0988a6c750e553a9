import * as z from 'zod';
import type { PartialDate } from '../partial-date.ts';

/**
 * Source of a fact: the note, words on a page of the report, words recognized in a picture of a page, or the
 * first public day.
 */
export type Provenance =
  | { readonly source: 'note' }
  | { readonly source: 'report'; readonly page: number; readonly words: string }
  | { readonly source: 'picture'; readonly page: number; readonly words: string }
  | { readonly source: 'clock' };

/** A value with its confidence (0 to 1) and source. */
export interface Fact<T> {
  readonly value: T;
  readonly confidence: number;
  readonly provenance: Provenance;
}

/** Facts that a review note can say, and those of the same kind: none is public as it was recognized. */
const CONFIRMED = [
  'title',
  'type',
  'publishedOn',
  'reportedOn',
  'reviewers',
  'partnership',
  'summary',
] as const satisfies readonly (keyof Facts)[];

/** The facts with the mark that those from these pages were recognized in pictures. */
export function markPictures(facts: Facts, pages: ReadonlySet<number>): Facts {
  const marked = CONFIRMED.flatMap((name) => {
    const fact = facts[name];
    if (fact?.provenance.source !== 'report') return [];
    // The sentences of a summary may come from several pages.
    if (!pages.has(fact.provenance.page) && name !== 'summary') return [];
    return [[name, { ...fact, provenance: { ...fact.provenance, source: 'picture' } }]];
  });
  return pages.size === 0 ? facts : { ...facts, ...Object.fromEntries(marked) };
}

/** The facts without those that were recognized in pictures. */
export function withoutPictures(facts: Facts): Facts {
  const recognized = new Set<string>(
    CONFIRMED.filter((name) => facts[name]?.provenance.source === 'picture'),
  );
  const kept = Object.entries(facts).filter(([name]) => !recognized.has(name));
  return { pages: facts.pages, candidates: facts.candidates, ...Object.fromEntries(kept) };
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
const KINDS = ['report', 'briefing', 'response', 'statement', 'easy-read', 'translation', 'other'] as const;
export const DocumentKind = z.enum(KINDS);
export type DocumentKind = z.infer<typeof DocumentKind>;
