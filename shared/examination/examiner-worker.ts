import { parentPort, workerData } from 'node:worker_threads';
import { typesOf } from '../domain/review/review-types.ts';
import { recognizePages } from '../pdf/ocr/recognize-pages.ts';
import { loadPdfium } from '../pdf/pdfium/open-document.ts';
import { readPdf } from '../pdf/read-pdf.ts';
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

async function answerTo(task: ExaminerTask): Promise<ExaminerAnswer> {
  if (task.kind === 'examine') {
    const parts = { readPdf, readFacts, checkReport, ...(task.recognizes && { recognizePages }) };
    return {
      kind: 'examine',
      examination: await examinePdf(task.pdf, { types, titles: task.titles }, parts),
    };
  }
  if (task.kind === 'edition') {
    const { makeEdition } = await import('./make-edition.ts');
    return { kind: 'edition', result: await makeEdition(task.pdf, task.language, types) };
  }
  // Only an upload that is to be published needs what makes clean copies.
  const { cleanPdf } = await import('../pdf/clean/clean-pdf.ts');
  return { kind: 'clean', copy: await cleanPdf(task.pdf, task.properties) };
}
