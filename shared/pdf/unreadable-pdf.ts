import type { RejectionCode } from '../ports.ts';

/** A PDF that cannot be read, with the sentence that tells an officer what to do. A retry would not help. */
export class UnreadablePdf extends Error {
  override readonly name = 'UnreadablePdf';
  readonly code: RejectionCode;

  constructor(code: RejectionCode, options?: { readonly message?: string; readonly cause?: unknown }) {
    super(options?.message ?? SENTENCES[code], { cause: options?.cause });
    this.code = code;
  }
}

/** What went wrong while a PDF was read, as the reason to reject it. */
export const unreadable = (cause: unknown): UnreadablePdf =>
  cause instanceof UnreadablePdf
    ? cause
    : new UnreadablePdf(isOutOfMemory(cause) ? 'too-much-memory' : 'damaged', { cause });

/** As V8 and WebAssembly say it: an array, a string or a heap that could not be had. */
const isOutOfMemory = (cause: unknown): boolean =>
  cause instanceof Error && (NO_MEMORY.test(cause.message) || TOO_LONG.test(cause.message));
const NO_MEMORY = /out of memory|OOM\b|could not allocate|allocation failed|cannot enlarge memory/i;
const TOO_LONG = /invalid (?:array|typed array|string) length/i;

/** What an officer is told of each way in which a file cannot be read. */
export const SENTENCES: Readonly<Record<RejectionCode, string>> = {
  empty: 'The file is empty (0 bytes): the upload was probably cut short. Upload it again.',
  'not-a-pdf':
    'This is not a PDF, whatever its name says. Open it in the program that made it, save or export it as a PDF, and upload that.',
  encrypted: 'The PDF needs a password to open. Save it again without a password, and upload that.',
  damaged:
    'The PDF is damaged or incomplete: part of it is missing or cannot be read. Export it again from the original document, check that every page opens, and upload that.',
  'too-large':
    'The PDF is over 100 MB. Reduce it (for example save it as “reduced size”, or with smaller pictures), and upload that.',
  'too-many-pages':
    'The PDF has more than 2,000 pages. Upload the report by itself, without the documents bound in with it.',
  'too-much-memory':
    'The PDF needs far more memory than a report should, so reading it was stopped. Print it to a new PDF, and upload that.',
  'too-slow':
    'Reading the PDF took far longer than a report should, so it was stopped. Print it to a new PDF, and upload that.',
};
