import { PDFParse } from 'pdf-parse';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { examinePdf } from '#shared/examination/examine-pdf.ts';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { openPdf } from '#shared/pdf/pdfjs/open-document.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';

/** Ways to read a PDF: ours and alternatives. Each opens the bytes itself. */
export const WAYS = {
  /** The whole examination before a decision: text, layout, facts, summary, checks. */
  async examination(bytes: Uint8Array, part: Part = (_, work) => work()): Promise<void> {
    const examination = await examinePdf(
      bytes,
      { types: REVIEW_TYPES },
      {
        readPdf: (pdf) => part('reading', () => readPdf(pdf)),
        readFacts: (report, types) => part('facts and summary', () => readFacts(report, types)),
        checkReport: (report, facts) => part('checks', () => checkReport(report, facts)),
      },
    );
    if (!examination.readable) throw new Error(`The report cannot be read: ${examination.message}`);
  },

  /** The published copy. */
  async 'clean copy'(bytes: Uint8Array): Promise<void> {
    const copy = await cleanPdf(bytes, { title: 'A report', language: 'en-GB', publisher: 'A publisher' });
    if ('refused' in copy) throw new Error(`The report cannot be cleaned: ${copy.refused}`);
  },

  /** The minimal version: text only. Returns the number of pages. */
  async 'pdf-parse getText'(bytes: Uint8Array): Promise<number> {
    const parser = new PDFParse({ data: bytes.slice(), verbosity: 0 });
    try {
      return (await parser.getText()).total;
    } finally {
      await parser.destroy();
    }
  },

  /** Text and geometry in two passes of pdf.js. */
  async 'pdf.js text + operators'(bytes: Uint8Array): Promise<void> {
    const { document, close } = await openPdf(bytes);
    try {
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        await page.getTextContent();
        await page.getOperatorList();
        page.cleanup();
      }
    } finally {
      await close();
    }
  },
} as const;

export type Way = keyof typeof WAYS;

/** Measures one phase and returns its result. */
export type Part = <T>(name: string, work: () => T) => T;

export function isWay(name: string): name is Way {
  return name in WAYS;
}
