import type { PipelineEvent } from '#shared/domain/pipeline-event.ts';
import type { EventLog } from '#shared/ports.ts';

export interface MemoryEventLog extends EventLog {
  readonly events: readonly PipelineEvent[];
}

export function memoryEventLog(): MemoryEventLog {
  const events: PipelineEvent[] = [];
  return {
    events,
    emit(event) {
      events.push(event);
    },
  };
}
