import { PDFParse } from 'pdf-parse';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { examinePdf } from '#shared/examination/examine-pdf.ts';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { openPdf } from '#shared/pdf/pdfjs/open-document.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';

/** What can be done with a PDF: ours, and what one would use instead. Each opens the bytes anew. */
export const WAYS = {
  /**
   * Everything that an upload goes through before it is decided upon: text, layout, facts, summary, checks.
   */
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

  /** The copy that is published. */
  async 'clean copy'(bytes: Uint8Array): Promise<void> {
    const copy = await cleanPdf(bytes, { title: 'A report', language: 'en-GB', publisher: 'A publisher' });
    if ('refused' in copy) throw new Error(`The report cannot be cleaned: ${copy.refused}`);
  },

  /** What the plain version would do: the text alone. */
  async 'pdf-parse getText'(bytes: Uint8Array): Promise<void> {
    const parser = new PDFParse({ data: bytes.slice(), verbosity: 0 });
    try {
      await parser.getText();
    } finally {
      await parser.destroy();
    }
  },

  /** Text and geometry by two passes of pdf.js. */
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

/** Measures a part of the work, and gives back what it gave. */
export type Part = <T>(name: string, work: () => T) => T;

export function isWay(name: string): name is Way {
  return name in WAYS;
}
