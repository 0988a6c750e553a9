import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { PipelineEvent } from '#shared/domain/pipeline-event.ts';
import type { EventLog } from '#shared/ports.ts';

type Unit = Parameters<Metrics['addMetric']>[1];

/** The subset of Powertools' `Logger` and `Metrics` in use. */
export interface Telemetry {
  readonly logger: { info(message: string, details: Record<string, unknown>): void };
  readonly metrics: { singleMetric(): { addMetric(name: string, unit: Unit, value: number): void } };
}

/** One structured log line for each event, and metrics (named as the event) for alarms and the dashboard. */
export function powertoolsEventLog(logger: Telemetry['logger'], metrics: Telemetry['metrics']): EventLog {
  return {
    emit(event) {
      const { type, ...rest } = event;
      logger.info(type, { event: type, ...rest });
      for (const [name, value, unit] of measuresOf(event)) {
        metrics.singleMetric().addMetric(name, unit, value);
      }
    },
  };
}

function* measuresOf(event: PipelineEvent): Generator<[name: string, value: number, unit: Unit]> {
  switch (event.type) {
    case 'upload.examined':
      yield [event.type, 1, MetricUnit.Count];
      yield ['upload.examined.time', event.milliseconds, MetricUnit.Milliseconds];
      break;
    case 'listing.written':
    case 'listing.fixed':
      yield [event.type, event.files, MetricUnit.Count];
      break;
    case 'alert.reconciled':
      yield [
        event.delivered ? 'alert.reconciled.delivered' : 'alert.reconciled.undelivered',
        1,
        MetricUnit.Count,
      ];
      break;
    case 'sweep.found':
      yield ['sweep.found.lost', event.lost, MetricUnit.Count];
      yield ['sweep.found.due', event.due, MetricUnit.Count];
      break;
    default:
      yield [event.type, 1, MetricUnit.Count];
  }
}
