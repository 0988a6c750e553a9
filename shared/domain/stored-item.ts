import type * as z from 'zod';
import { UnreadableItem } from './unreadable-item.ts';

/** A table item as plain data. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** Migrates an item from one schema version to the next. */
export type Migration = (item: StoredItem) => StoredItem;

/**
 * Reads a stored item: migrates it from the version in its `schema` (0 if absent), validates it, and keeps
 * fields of a newer release. Throws `UnreadableItem`. The current version is the number of migrations.
 */
export function readStored<T extends object>(
  schema: z.ZodType<T>,
  migrations: readonly Migration[],
  item: StoredItem,
): T {
  const version = typeof item.schema === 'number' ? item.schema : 0;
  const { schema: _, ...migrated } = migrations.slice(version).reduce((one, migrate) => migrate(one), item);
  const parsed = schema.safeParse(migrated);
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map(({ path }) => path.join('.')));
    throw new UnreadableItem(`A stored item cannot be read: ${[...fields].join(', ')}.`);
  }
  keepUnknownFields(parsed.data, migrated);
  return parsed.data;
}

function keepUnknownFields(parsed: unknown, stored: unknown): void {
  if (!isObject(parsed) || !isObject(stored)) return;
  for (const [key, value] of Object.entries(stored)) {
    if (Object.hasOwn(parsed, key)) keepUnknownFields(Reflect.get(parsed, key), value);
    else if (value !== undefined)
      Reflect.defineProperty(parsed, key, { value, enumerable: true, writable: true, configurable: true });
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
