import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { SqliteFile } from '../sqlite-file.ts';

const MessageRow = z.object({ id: z.number(), queue: z.string(), body: z.string() });

/** Transactional outbox: delivers stored notifications in order, at least once, also after a crash. */
export class Outbox {
  readonly #database: SqliteFile;
  readonly #deliver: ((queue: string, body: string) => Promise<void>) | undefined;
  readonly #stopped = new AbortController();
  #delivering: Promise<void> | undefined;

  constructor(database: SqliteFile, deliver?: (queue: string, body: string) => Promise<void>) {
    this.#database = database;
    this.#deliver = deliver;
  }

  isEmpty(): boolean {
    return this.#next() === undefined;
  }

  /** Stores a notification. Delivery starts after the current transaction. */
  add(queue: string, body: string): void {
    this.#database.insert('outbox', { queue, body });
    queueMicrotask(() => this.deliverSoon());
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
        this.#database.run('DELETE FROM outbox WHERE id = $id', { id: next.id });
      } catch {
        // The queue is unreachable: retry, as S3 does.
        await pause(200, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
      }
    }
  }

  #next() {
    return this.#database.get(MessageRow, 'SELECT * FROM outbox ORDER BY id LIMIT 1');
  }
}
