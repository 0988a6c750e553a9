import { LoggedDecision } from '#shared/domain/review/record/decision-log.ts';
import { digestOf } from '#shared/domain/review/record/publication.ts';
import type { DecisionLog } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';

export interface MemoryDecisionLog extends DecisionLog {
  readonly decisions: readonly LoggedDecision[];
}

/** Decisions in memory, each once. */
export function memoryDecisionLog(): MemoryDecisionLog {
  const stored = new Map<string, LoggedDecision>();
  const sorted = () => [...stored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, decision]) => decision);
  return {
    get decisions() {
      return sorted();
    },
    async add(decision) {
      const key = `${decision.at}#${digestOf(decision)}`;
      if (!stored.has(key)) stored.set(key, frozenCopy(LoggedDecision.parse(decision)));
    },
    async of(name) {
      return sorted().filter((decision) => decision.name === name);
    },
    async *all() {
      yield* sorted();
    },
  };
}
