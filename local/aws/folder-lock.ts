import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Two processes on one folder would spoil it. */
export class FolderLocked extends Error {}

/**
 * Takes a folder for this process until the returned function is called. The lock is SQLite's own on a file,
 * which the system takes back when the process ends, however it ends. Throws `FolderLocked`.
 */
export function lockFolder(folder: string): () => Promise<void> {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message))
      throw new FolderLocked(`${folder} is in use by another process.`);
    throw error;
  }
  return async () => database.close();
}
