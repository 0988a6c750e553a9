import { hash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { typesOf } from '../domain/review/review-types.ts';
import { recognizePages } from '../pdf/ocr/recognize-pages.ts';
import type { ReportModel } from '../pdf/page-model.ts';
import { loadPdfium } from '../pdf/pdfium/open-document.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import type { SeenPage } from '../pdf/seen-page.ts';
import { checkReport } from '../report/checks/check-report.ts';
import { readFacts } from '../report/facts/read-facts.ts';
import { examinePdf } from './examine-pdf.ts';
import type { ExaminerAnswer, ExaminerTask, ExaminerWorkerSettings } from './examiner-task.ts';

/** The thread that opens PDFs: everything that a hostile file could hang or crash happens here. */
const settings: ExaminerWorkerSettings = workerData;
const types = typesOf(settings);

// pdf.js leaves promises of its own behind when a document is closed half-way; each answer awaits what it
// needs.
process.on('unhandledRejection', () => {});

parentPort?.on('message', async (task: ExaminerTask) => {
  const answer = await answerTo(task);
  parentPort?.postMessage(answer);
});
parentPort?.postMessage({ kind: 'ready' } satisfies ExaminerAnswer);
// Compiled beside the thread while it waits for a PDF. What fails here fails again with the first one.
void loadPdfium().catch(() => {});

/** The pages of the last PDFs that were read here, by the digests of their bytes: a few KB for each. */
const seen = new Map<string, readonly SeenPage[]>();
/** More than a review has documents and copies of them, mostly. */
const MOST_SEEN = 20;

function remember(sha256: string, pages: readonly SeenPage[]): void {
  seen.set(sha256, pages);
  for (const oldest of [...seen.keys()].slice(0, -MOST_SEEN)) seen.delete(oldest);
}

async function readAndRemember(pdf: Uint8Array): Promise<ReportModel> {
  const report = await readPdf(pdf);
  remember(
    hash('sha256', pdf),
    report.pages.flatMap((page) => page.seen ?? []),
  );
  return report;
}

async function answerTo(task: ExaminerTask): Promise<ExaminerAnswer> {
  if (task.kind === 'examine') {
    const parts = {
      readPdf: readAndRemember,
      readFacts,
      checkReport,
      ...(task.recognizes && { recognizePages }),
    };
    return {
      kind: 'examine',
      examination: await examinePdf(task.pdf, { types, titles: task.titles }, parts),
    };
  }
  if (task.kind === 'edition') {
    const { makeEdition } = await import('./make-edition.ts');
    const known = seen.get(hash('sha256', task.pdf));
    return { kind: 'edition', result: await makeEdition(task.pdf, task.language, types, known) };
  }
  // Only an upload that is to be published needs what makes clean copies.
  const { cleanPdf } = await import('../pdf/clean/clean-pdf.ts');
  const known = seen.get(hash('sha256', task.pdf));
  const copy = await cleanPdf(task.pdf, task.properties, known);
  if ('refused' in copy) return { kind: 'clean', copy };
  if (known && copy.isAsSeen) remember(copy.sha256, known);
  return { kind: 'clean', copy: { pdf: copy.pdf, sha256: copy.sha256 } };
}
