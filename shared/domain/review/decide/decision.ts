import type { DocumentKind, Facts } from '../fact.ts';
import type { Finding, FindingCode } from '../finding.ts';
import type { ParsedNote, ReviewNote } from '../note/review-note.ts';
import type { Drop, Review } from '../review.ts';

/** What was read in one PDF. */
export interface ReadExamination {
  readonly readable: true;
  readonly kind: DocumentKind;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** No word of it may be a name, as far as its script shows. */
  readonly namesNobody?: boolean;
  /** It has pages that only text recognition can read, and this examiner has none. */
  readonly needsRecognition?: boolean;
}

/** One examined PDF of a review. */
export interface ExaminedDocument {
  readonly key: string;
  readonly sha256?: string | undefined;
  /** The report that it was uploaded beside, if it is no report by its name. */
  readonly beside?: string | undefined;
  /** It took the place of other bytes under its name. */
  readonly replaces?: boolean | undefined;
  /** Instant since which exactly these bytes are in the bucket. */
  readonly since: string;
  readonly examination: { readonly readable: false; readonly message: string } | ReadExamination;
}

/** All uploaded files of one review. */
export interface Uploaded {
  readonly name: string;
  readonly documents: readonly ExaminedDocument[];
  /** At most one is valid: with several, the review is held. */
  readonly notes: readonly (ParsedNote & {
    readonly key: string;
    readonly modifiedAt: string;
    /** Instant at which the upload was complete. Later than `modifiedAt` for a multipart upload. */
    readonly completedAt: string;
  })[];
  readonly approval?: { readonly key: string; readonly modifiedAt: string };
  readonly drops: Readonly<Record<string, Drop>>;
  /** The current record. */
  readonly before?: Pick<
    Review,
    | 'publication'
    | 'scheduled'
    | 'was'
    | 'permalink'
    | 'handover'
    | 'said'
    | 'noteUnusable'
    | 'seen'
    | 'firstListedAt'
    | 'outcomeAt'
  >;
  /**
   * Files elsewhere in the bucket that raise questions: similar names, and the same PDF under another name.
   */
  readonly elsewhere?: {
    readonly nearNotes: readonly string[];
    readonly nearPdfs: readonly NearPdf[];
    /** Other notes that have no PDF, each with the title that it gives. */
    readonly notesAlone?: readonly { readonly key: string; readonly title?: string | undefined }[];
    readonly samePdf?: string;
    /** An earlier review, whose name differs only in words for a version. */
    readonly nearReview?: string;
    /** A review of the same title, date and reviewers. */
    readonly sameFacts?: string;
    /** A review that had this report, or one of the same facts, until it was removed. Its note counts on. */
    readonly removed?: string;
  };
}

/** A PDF of nearly the name of a note, and how its review stands. */
export interface NearPdf {
  readonly key: string;
  /** The embargo that it is scheduled for. */
  readonly publishAt: string | undefined;
  readonly isPublic: boolean;
}

/** A document that may be published, with its public name. */
export interface ApprovedDocument {
  readonly key: string;
  readonly kind: DocumentKind;
  readonly file: string;
  readonly title: string;
  readonly facts: Facts;
}

/** The outcome of an upload. */
export type Decision =
  | { readonly outcome: 'rejected'; readonly reason: string; readonly findings?: readonly Finding[] }
  | {
      readonly outcome: 'held';
      readonly reason?: string;
      readonly facts?: Facts;
      readonly findings: readonly Finding[];
      /** The scheduled version is still the newest: only files or statements were removed. */
      readonly keepsSchedule?: boolean;
      /** Until when an officer should act, as something else becomes public then. */
      readonly actBefore?: string;
      /** Nothing can be said of it before the words of a scan are recognized. */
      readonly awaitsRecognition?: boolean;
    }
  | {
      readonly outcome: 'approved';
      readonly facts: Facts;
      readonly note: ReviewNote;
      /** The report first. */
      readonly documents: readonly ApprovedDocument[];
      /** Key of the note that lists a review without a report. */
      readonly noteAlone?: string;
      readonly findings: readonly Finding[];
      /** Codes of the findings that the note accepts. */
      readonly accepted: readonly FindingCode[];
    };
