import * as z from 'zod';
import { type Migration, readStored, type StoredItem } from '../stored-item.ts';
import { UnreadableItem } from '../unreadable-item.ts';
import { Entry } from './entry.ts';

/** Each migrates an entry to the next schema version. Append only; never change a released one. */
const MIGRATIONS: readonly Migration[] = [
  // 1 (release 1.0): an entry lists every file ever published with it.
  (item) =>
    item.status === 'reserved' || 'everBeside' in item ? item : { ...item, everBeside: filesOf(item) },
];

/** The schema version that this release writes. */
export const ENTRY_SCHEMA = MIGRATIONS.length;

const Documents = z.array(z.object({ file: z.string() })).catch([]);

const filesOf = ({ documents }: StoredItem): string[] => Documents.parse(documents).map(({ file }) => file);

const Remains = z.object({
  part: z.number().catch(1),
  upload: z.string().catch(''),
  revision: z.number().catch(0),
});

/**
 * Reads an entry stored by this release or an earlier one. An item that cannot be parsed becomes
 * `unreadable`.
 */
export function readEntry(key: { readonly year: number; readonly slug: string }, item: StoredItem): Entry {
  try {
    return readStored(Entry, MIGRATIONS, item);
  } catch (error) {
    if (!(error instanceof UnreadableItem)) throw error;
    return { ...Remains.parse(item), ...key, status: 'unreadable' };
  }
}
