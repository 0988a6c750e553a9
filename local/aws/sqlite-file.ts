import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type * as z from 'zod';

type Values = Readonly<Record<string, SQLInputValue>>;

/** An SQLite file. Statements name their values: `WHERE name = $name`. */
export class SqliteFile {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, schema: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${schema}`);
  }

  close(): void {
    this.#database.close();
  }

  /** The first row. */
  get<T>(row: z.ZodType<T>, text: string, values: Values = {}): T | undefined {
    const found = this.#prepared(text).get(values);
    return found === undefined ? undefined : row.parse(found);
  }

  all<T>(row: z.ZodType<T>, text: string, values: Values = {}): T[] {
    return this.#prepared(text)
      .all(values)
      .map((found) => row.parse(found));
  }

  /** Rows one by one. */
  *each<T>(row: z.ZodType<T>, text: string, values: Values = {}): Generator<T> {
    for (const found of this.#prepared(text).iterate(values)) yield row.parse(found);
  }

  /** Runs a statement. Returns the number of changed rows. */
  run(text: string, values: Values = {}): number {
    return Number(this.#prepared(text).run(values).changes);
  }

  /** Inserts a row. Returns its row ID. */
  insert(table: string, row: Values, verb: 'INSERT' | 'REPLACE' = 'INSERT'): number {
    const names = Object.keys(row);
    const text = `${verb} INTO ${table} (${names}) VALUES (${names.map((name) => `$${name}`)})`;
    return Number(this.#prepared(text).run(row).lastInsertRowid);
  }

  /** Inserts a row in place of the one with the same key. */
  replace(table: string, row: Values): void {
    this.insert(table, row, 'REPLACE');
  }

  /** Runs work in a transaction. A nested call joins the outer transaction. */
  transaction<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back already if the disk is full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #prepared(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
