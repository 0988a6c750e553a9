import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStop } from '#shared/domain/review/finding.ts';
import type { Examination, Examiner } from '#shared/ports.ts';
import { pdfsBelow } from './pdfs-below.ts';

/** Printed examples of each code, for a human check. */
const EXAMPLES = 5;

interface Examined {
  readonly file: string;
  readonly examination: Examination;
  /** Why the clean copy of a PDF that is not held was refused. */
  readonly refused?: string | undefined;
}

const PROPERTIES = { title: 'A review', publisher: 'A partnership', language: 'en-GB' };

/**
 * Examines every PDF below a folder without truth, makes clean copies of those that are not held, and prints
 * how many are held or refused a copy, and how many documents have each finding, with examples. On other
 * people's documents nearly all findings are false alarms.
 */
export async function measureWild(examiner: Examiner, folder: string): Promise<void> {
  const examined: Examined[] = [];
  for (const file of pdfsBelow(folder)) {
    const examination = await examiner.examine(readFileSync(join(folder, file)));
    const isHeld = !examination.readable || examination.findings.some(isStop);
    const copy = isHeld ? undefined : await examiner.clean(readFileSync(join(folder, file)), PROPERTIES);
    examined.push({ file, examination, refused: copy && 'refused' in copy ? copy.refused : undefined });
  }
  for (const line of wildReport(examined)) console.log(line);
}

/** Lines of the report: totals, then each code with its share of readable documents. */
export function wildReport(examined: readonly Examined[]): string[] {
  const read = examined.flatMap(({ file, examination }) =>
    examination.readable ? [{ file, findings: examination.findings }] : [],
  );
  const share = (count: number): string => `${((count / Math.max(1, read.length)) * 100).toFixed(1)} %`;
  const held = read.filter(({ findings }) => findings.some(isStop)).length;
  const refused = examined.filter((one) => one.refused !== undefined);
  const lines = [
    `${examined.length} PDFs, ${read.length} read`,
    `held       ${held} (${share(held)})`,
    `no copy    ${refused.length} (${share(refused.length)})`,
    '',
    'code                        PDFs   share',
  ];
  const places = read.flatMap(({ file, findings }) => findings.map((finding) => ({ file, finding })));
  const byCode = [...Map.groupBy(places, ({ finding }) => finding.code)]
    .map(([code, of]) => ({ code, of, files: new Set(of.map(({ file }) => file)).size }))
    .sort((a, b) => b.files - a.files);
  for (const { code, files } of byCode)
    lines.push(
      `${code.padEnd(26)}${String(files).padStart(6)}${share(files).padStart(8)}  ${isStop({ code }) ? 'stop' : 'note'}`,
    );
  for (const { code, of } of byCode.filter(({ code }) => isStop({ code }))) {
    lines.push('', code);
    for (const { file, finding } of of.slice(0, EXAMPLES))
      lines.push(
        `  ${file}${finding.page === undefined ? '' : `, page ${finding.page}`}: ${finding.message}`,
      );
  }
  if (refused.length > 0) lines.push('', 'no copy');
  for (const { file, refused: why } of refused.slice(0, EXAMPLES)) lines.push(`  ${file}: ${why}`);
  return lines;
}
