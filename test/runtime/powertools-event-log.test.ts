import { expect, test } from 'vitest';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import type { PipelineEvent } from '#shared/domain/pipeline-event.ts';

function recorded(event: PipelineEvent) {
  const lines: unknown[] = [];
  const measures: unknown[] = [];
  const logger = { info: (message: string, details: object) => void lines.push([message, details]) };
  const metric = { addMetric: (...measure: unknown[]) => void measures.push(measure) };
  powertoolsEventLog(logger, { singleMetric: () => metric }).emit(event);
  return { lines, measures };
}

test('an event is one line with its facts, and counts', () => {
  expect(recorded({ type: 'review.published', ref: '1a2b3c4d' })).toEqual({
    lines: [['review.published', { event: 'review.published', ref: '1a2b3c4d' }]],
    measures: [['review.published', 'Count', 1]],
  });
});

test('what took time is measured in milliseconds', () => {
  const event: PipelineEvent = {
    type: 'upload.examined',
    ref: '1a2b3c4d',
    outcome: 'held',
    findings: ['postcode'],
    milliseconds: 812,
  };
  expect(recorded(event).measures).toEqual([
    ['upload.examined', 'Count', 1],
    ['upload.examined.time', 'Milliseconds', 812],
  ]);
});

test('a fixed listing counts its files, and the sweep what it found', () => {
  expect(recorded({ type: 'listing.fixed', files: 3 }).measures).toEqual([['listing.fixed', 'Count', 3]]);
  expect(recorded({ type: 'sweep.found', lost: 2, due: 1 }).measures).toEqual([
    ['sweep.found.lost', 'Count', 2],
    ['sweep.found.due', 'Count', 1],
  ]);
  expect(recorded({ type: 'alert.reconciled', ref: 'x', delivered: false }).measures).toEqual([
    ['alert.reconciled.undelivered', 'Count', 1],
  ]);
});
