import { setTimeout as pause } from 'node:timers/promises';
import type { ObjectStore } from './object-store.ts';

/** Transactional outbox: delivers stored notifications in order, at least once, also after a crash. */
export class Outbox {
  readonly #store: ObjectStore;
  readonly #deliver: ((queue: string, body: string) => Promise<void>) | undefined;
  readonly #stopped = new AbortController();
  #delivering: Promise<void> | undefined;

  constructor(store: ObjectStore, deliver?: (queue: string, body: string) => Promise<void>) {
    this.#store = store;
    this.#deliver = deliver;
  }

  isEmpty(): boolean {
    return this.#next() === undefined;
  }

  /** Starts delivery unless it is running. */
  deliverSoon(): void {
    if (this.#deliver === undefined || this.#delivering !== undefined) return;
    if (this.#stopped.signal.aborted || this.isEmpty()) return;
    this.#delivering = this.#deliverAll(this.#deliver).finally(() => {
      this.#delivering = undefined;
      this.deliverSoon();
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#delivering;
  }

  async #deliverAll(deliver: (queue: string, body: string) => Promise<void>): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const next = this.#next();
      if (next === undefined) return;
      try {
        await deliver(next.queue, next.body);
        this.#store.sql('DELETE FROM outbox WHERE id = ?').run(next.id);
      } catch {
        // The queue is unreachable: retry, as S3 does.
        await pause(200, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
      }
    }
  }

  #next(): { id: number; queue: string; body: string } | undefined {
    const row = this.#store.sql('SELECT id, queue, body FROM outbox ORDER BY id LIMIT 1').get();
    return row && { id: Number(row.id), queue: String(row.queue), body: String(row.body) };
  }
}
