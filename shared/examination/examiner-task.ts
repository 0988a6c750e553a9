import type { EditionResult } from '../domain/listing/edition.ts';
import type { ReviewType } from '../domain/settings.ts';
import type { Examination, Examiner } from '../ports.ts';

/** What the examiner asks of its worker thread. The bytes are handed over. */
export type ExaminerTask =
  | {
      readonly kind: 'examine';
      readonly pdf: Uint8Array<ArrayBuffer>;
      /** Whether pages that only text recognition can read are read by it. */
      readonly recognizes: boolean;
      readonly titles: readonly string[];
    }
  | { readonly kind: 'clean'; readonly pdf: Uint8Array<ArrayBuffer>; readonly properties: CleanProperties }
  | { readonly kind: 'edition'; readonly pdf: Uint8Array<ArrayBuffer>; readonly language: string };

export type CleanProperties = Parameters<Examiner['clean']>[1];
export type CleanCopy = Awaited<ReturnType<Examiner['clean']>>;

/** What the worker thread answers: `ready` once, then one answer to each task. */
export type ExaminerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'examine'; readonly examination: Examination }
  | { readonly kind: 'clean'; readonly copy: CleanCopy }
  | { readonly kind: 'edition'; readonly result: EditionResult | undefined };

export interface ExaminerWorkerSettings {
  /** Added to the types table. */
  readonly types: readonly ReviewType[];
}
