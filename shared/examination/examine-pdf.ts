import type { DocumentKind, Facts } from '../domain/review/fact.ts';
import type { Finding } from '../domain/review/finding.ts';
import type { ReviewType } from '../domain/settings.ts';
import { withoutUnseen } from '../pdf/hidden/apply-pixel-findings.ts';
import type { Box, ReportModel } from '../pdf/page-model.ts';
import { UnreadablePdf } from '../pdf/unreadable-pdf.ts';
import type { Examination } from '../ports.ts';
import { withoutFlagged } from '../report/summary/learning-points.ts';

/** What an examination is made of: adapters that open PDFs, and the rules on what they read. */
export interface ExaminationParts {
  /** Throws `UnreadablePdf`. */
  readPdf(bytes: Uint8Array): Promise<ReportModel>;
  /** Text of these pages (1-based) that leaves no ink. */
  textWithoutPixels(
    bytes: Uint8Array,
    pages: readonly number[],
  ): Promise<readonly { readonly page: number; readonly text: string; readonly box: Box }[]>;
  readFacts(report: ReportModel, types: readonly ReviewType[]): { kind: DocumentKind; facts: Facts };
  checkReport(report: ReportModel, facts: Facts): Finding[];
}

/** Everything that becomes known of one PDF. Never throws for what the PDF holds. */
export async function examinePdf(
  bytes: Uint8Array,
  { types }: { readonly types: readonly ReviewType[] },
  { readPdf, textWithoutPixels, readFacts, checkReport }: ExaminationParts,
): Promise<Examination> {
  try {
    const read = await readPdf(bytes);
    const undecided = read.pages.filter((page) => page.undecided === true).map(({ number }) => number);
    const report =
      undecided.length === 0 ? read : withoutUnseen(read, await textWithoutPixels(bytes, undecided));
    const { kind, facts } = readFacts(report, types);
    const findings = checkReport(report, facts);
    return { readable: true, kind, facts: withoutFlagged(facts, report, findings), findings };
  } catch (cause) {
    const { code, message } =
      cause instanceof UnreadablePdf
        ? cause
        : new UnreadablePdf(isOutOfMemory(cause) ? 'too-much-memory' : 'damaged', { cause });
    return { readable: false, code, message };
  }
}

/** As V8 and WebAssembly say it: an array, a string or a heap that could not be had. */
const isOutOfMemory = (cause: unknown): boolean =>
  cause instanceof Error &&
  /out of memory|OOM\b|could not allocate|allocation failed|Invalid (?:array|typed array|string) length|Cannot enlarge memory/i.test(
    cause.message,
  );
