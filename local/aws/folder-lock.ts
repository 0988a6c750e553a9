import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process uses the folder. */
export class FolderLocked extends Error {}

/**
 * Locks a folder for this process until the returned function is called. Uses SQLite's lock on a file, which
 * the system releases when the process ends in any way. Throws `FolderLocked`.
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
