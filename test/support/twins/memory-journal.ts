import type { PipelineEvent } from '#shared/domain/pipeline-event.ts';
import type { Journal } from '#shared/ports.ts';

export interface MemoryJournal extends Journal {
  readonly events: readonly PipelineEvent[];
}

export function memoryJournal(): MemoryJournal {
  const events: PipelineEvent[] = [];
  return {
    events,
    record(event) {
      events.push(event);
    },
  };
}
