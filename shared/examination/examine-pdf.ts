import { type DocumentKind, type Facts, markPictures } from '../domain/review/fact.ts';
import type { Finding } from '../domain/review/finding.ts';
import type { ReviewType } from '../domain/settings.ts';
import type { ReportModel } from '../pdf/page-model.ts';
import { unreadable } from '../pdf/unreadable-pdf.ts';
import type { Examination } from '../ports.ts';
import { pagesToRecognize } from '../report/checks/accessibility.ts';
import { withoutFlagged } from '../report/summary/learning-points.ts';

/** What an examination is made of: adapters that open PDFs, and the rules on what they read. */
export interface ExaminationParts {
  /** Throws `UnreadablePdf`. */
  readPdf(bytes: Uint8Array): Promise<ReportModel>;
  /** Reads these pages by text recognition. Absent: what only that can read stays unread. */
  recognizePages?(bytes: Uint8Array, report: ReportModel, pages: ReadonlySet<number>): Promise<ReportModel>;
  readFacts(
    report: ReportModel,
    types: readonly ReviewType[],
  ): { kind: DocumentKind; facts: Facts; namesNobody?: boolean };
  checkReport(report: ReportModel, facts: Facts, titles?: readonly string[]): Finding[];
}

/** Everything that becomes known of one PDF. Never throws for what the PDF holds. */
export async function examinePdf(
  bytes: Uint8Array,
  { types, titles }: { readonly types: readonly ReviewType[]; readonly titles?: readonly string[] },
  { readPdf, recognizePages, readFacts, checkReport }: ExaminationParts,
): Promise<Examination> {
  try {
    const read = await readPdf(bytes);
    const pictures = pagesToRecognize(read);
    const report = pictures.size > 0 && recognizePages ? await recognizePages(bytes, read, pictures) : read;
    const { kind, facts, namesNobody } = readFacts(report, types);
    const findings = checkReport(report, facts, titles);
    const recognized = report.pages.flatMap(({ number, isRecognized }) => (isRecognized ? [number] : []));
    return {
      readable: true,
      kind,
      ...(namesNobody && { namesNobody }),
      facts: markPictures(withoutFlagged(facts, report, findings), new Set(recognized)),
      findings,
      ...(pictures.size > 0 && recognizePages === undefined && { needsRecognition: true }),
    };
  } catch (cause) {
    const { code, message } = unreadable(cause);
    return { readable: false, code, message };
  }
}
