import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';

const Negative = z.object({ file: z.string(), kind: z.string() });

/**
 * The folder's documents that are not reports (`truth-negatives.jsonl`), and those that were read as one,
 * with the rule.
 */
export async function otherDocuments(folder: string): Promise<{ all: number; misses: string[] }> {
  const list = join(folder, 'truth-negatives.jsonl');
  if (!existsSync(list)) return { all: 0, misses: [] };
  const negatives = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Negative.parse(JSON.parse(line)));
  const misses: string[] = [];
  for (const { file, kind: isA } of negatives) {
    const { kind, rules } = readFacts(await readPdf(readFileSync(join(folder, file))), REVIEW_TYPES);
    if (kind === 'report') misses.push(`${file}: a ${isA} read as a report by: ${rules.kind}`);
  }
  return { all: negatives.length, misses };
}
