import type { DocumentKind, Facts } from '../domain/review/fact.ts';
import type { Finding } from '../domain/review/finding.ts';
import type { ReviewType } from '../domain/settings.ts';
import type { ReportModel } from '../pdf/page-model.ts';
import { unreadable } from '../pdf/unreadable-pdf.ts';
import type { Examination } from '../ports.ts';
import { withoutFlagged } from '../report/summary/learning-points.ts';

/** What an examination is made of: adapters that open PDFs, and the rules on what they read. */
export interface ExaminationParts {
  /** Throws `UnreadablePdf`. */
  readPdf(bytes: Uint8Array): Promise<ReportModel>;
  readFacts(report: ReportModel, types: readonly ReviewType[]): { kind: DocumentKind; facts: Facts };
  checkReport(report: ReportModel, facts: Facts): Finding[];
}

/** Everything that becomes known of one PDF. Never throws for what the PDF holds. */
export async function examinePdf(
  bytes: Uint8Array,
  { types }: { readonly types: readonly ReviewType[] },
  { readPdf, readFacts, checkReport }: ExaminationParts,
): Promise<Examination> {
  try {
    const report = await readPdf(bytes);
    const { kind, facts } = readFacts(report, types);
    const findings = checkReport(report, facts);
    return { readable: true, kind, facts: withoutFlagged(facts, report, findings), findings };
  } catch (cause) {
    const { code, message } = unreadable(cause);
    return { readable: false, code, message };
  }
}
