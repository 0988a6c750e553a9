import { type ExamineUploadDeps, examineUpload } from '#functions/examine-upload/examine-upload.ts';
import type { ReviewChanged } from '#shared/ports.ts';

export type ReadScanDeps = Omit<ExamineUploadDeps, 'scans'>;

/**
 * Examines a review again whose report is a scan, with an examiner that recognizes words. It is the same
 * step as `examine-upload`, so whatever came meanwhile counts, and nothing happens when the scan was read
 * already.
 */
export async function readScan(deps: ReadScanDeps, { name }: ReviewChanged): Promise<void> {
  await examineUpload(deps, { name });
}
