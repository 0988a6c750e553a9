import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in a SQLite transaction. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back already if the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
