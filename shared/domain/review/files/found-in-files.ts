import type { ExaminedDocument } from '../decide/decision.ts';
import type { Finding } from '../finding.ts';
import { nameMarks } from './name-marks.ts';
import { fileOf } from './upload-key.ts';

/** Findings in the files and in their names, each with the instant since which its file is there. */
export function foundInFiles(
  documents: readonly ExaminedDocument[],
  hasEmbargo: boolean,
): { finding: Finding; since: string }[] {
  const named = (key: string, finding: Finding): Finding =>
    documents.length > 1 ? { ...finding, message: `${fileOf(key)}: ${finding.message}` } : finding;
  return documents.flatMap(({ key, since, examination }) =>
    examination.readable
      ? [
          ...examination.findings.map((finding) => ({ finding: named(key, finding), since })),
          ...nameMarks(key, hasEmbargo).map((finding) => ({ finding, since })),
        ]
      : [],
  );
}

/** Maximum number of findings. Bounds the record, which DynamoDB limits to 400 KB. */
const MOST_TOLD = 60;

/** At most `MOST_TOLD` findings in order, at least one of each code, and a count of the rest. */
export function told(findings: readonly Finding[]): { findings: readonly Finding[]; reason?: string } {
  if (findings.length <= MOST_TOLD) return { findings };
  const firsts = [...new Map(findings.toReversed().map((finding) => [finding.code, finding])).values()];
  const others = findings.filter((finding) => !firsts.includes(finding));
  const kept = new Set([...firsts, ...others.slice(0, MOST_TOLD - firsts.length)]);
  return {
    findings: findings.filter((finding) => kept.has(finding)),
    reason: `There are ${findings.length - kept.size} more findings like these. Fix these first, and drop the files again.`,
  };
}
