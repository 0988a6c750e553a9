import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import type { Examination } from '#shared/ports.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { goals, pagesFound, scored, Truth } from '../../bench/safety-score.ts';
import { readSample, samples } from '../support/read-sample.ts';

const SAFETY = new URL('../fixtures/safety/', import.meta.url);

function examined(report: Awaited<ReturnType<typeof readPdf>>): Examination {
  const { kind, facts } = readFacts(report, []);
  return { readable: true, kind, facts, findings: checkReport(report, facts) };
}

describe('The checks on real files', () => {
  const truths = readFileSync(new URL('truth.jsonl', SAFETY), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Truth.parse(JSON.parse(line)));

  test.each(truths)('$file: $expect, for $findings on page $findingPages', async (truth) => {
    const score = scored(
      truth,
      examined(await readPdf(new Uint8Array(readFileSync(new URL(truth.file, SAFETY))))),
    );
    expect(score.missed).toEqual([]);
    expect(pagesFound([score]).missed).toEqual([]);
    expect(goals([score])).toEqual({ decisionsRight: 1, recall: 1, falseAlarms: 0, published: [] });
  });

  test.each(samples)('%s: nothing holds it', async (file) => {
    const truth: Truth = { file, expect: 'publish', findings: [], findingPages: [] };
    const { decision, extra } = scored(truth, examined(await readSample(file)));
    expect(extra).toEqual([]);
    expect(decision).toBe('publish');
  });
});
