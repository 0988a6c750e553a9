import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';

const Negative = z.object({ file: z.string(), kind: z.string() });

/** Documents of a corpus that are not reports. */
export interface OtherDocuments {
  readonly all: number;
  /** Files that read as a report. */
  readonly asReports: readonly string[];
  /** The same with the rule. */
  readonly misses: readonly string[];
}

/** Reads the documents of a folder's `truth-negatives.jsonl`, if it has one. */
export async function otherDocuments(folder: string): Promise<OtherDocuments> {
  const list = join(folder, 'truth-negatives.jsonl');
  if (!existsSync(list)) return { all: 0, asReports: [], misses: [] };
  const negatives = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Negative.parse(JSON.parse(line)));
  const asReports: string[] = [];
  const misses: string[] = [];
  for (const { file, kind: isA } of negatives) {
    const { kind, rules } = readFacts(await readPdf(readFileSync(join(folder, file))), REVIEW_TYPES);
    if (kind !== 'report') continue;
    asReports.push(file);
    misses.push(`${file}: a ${isA} read as a report by: ${rules.kind}`);
  }
  return { all: negatives.length, asReports, misses };
}
