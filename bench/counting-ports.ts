import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { readEntry } from '#shared/domain/listing/stored-entry.ts';
import type { Entries, PublicFiles, Reviews } from '#shared/ports.ts';

/** Requests to the table and the public bucket, and their units. */
export interface Counts {
  tableRequests: number;
  /** Strongly consistent: one unit per started 4 KB. */
  tableReadUnits: number;
  /** One unit per started KB. */
  tableWriteUnits: number;
  gets: number;
  getBytes: number;
  puts: number;
  putBytes: number;
  /** Bytes written, by file. */
  readonly files: Record<string, number>;
}

export const noCounts = (): Counts => ({
  tableRequests: 0,
  tableReadUnits: 0,
  tableWriteUnits: 0,
  gets: 0,
  getBytes: 0,
  puts: 0,
  putBytes: 0,
  files: {},
});

/**
 * Maximum size of a Query page.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */
const QUERY_BYTES = 1024 * 1024;

/**
 * Wraps the ports of a publication and counts requests as AWS bills them. A year page is unmarshalled from
 * items, as in the adapter.
 */
export function countingPorts(
  ports: { readonly entries: Entries; readonly reviews: Reviews; readonly publicFiles: PublicFiles },
  counts: Counts,
) {
  const { entries, reviews, publicFiles } = ports;
  const read = (bytes: number): void => {
    counts.tableRequests += Math.max(1, Math.ceil(bytes / QUERY_BYTES));
    counts.tableReadUnits += Math.max(1, Math.ceil(bytes / 4096));
  };
  /** An entry is written twice: to the table and to the index `by-part`. */
  const wrote = (item: unknown, times = 1): void => {
    counts.tableRequests++;
    counts.tableWriteUnits += times * Math.ceil(sizeOf(item) / 1024);
  };
  return {
    entries: {
      async get(year, slug) {
        const entry = await entries.get(year, slug);
        read(sizeOf(entry));
        return entry;
      },
      async put(entry) {
        wrote(entry, 2);
        return entries.put(entry);
      },
      async reserveSlot(year) {
        wrote({});
        return entries.reserveSlot(year);
      },
      async ofYearPage(year, part) {
        const items = (await entries.ofYearPage(year, part)).map(itemOf);
        read(items.reduce((sum, { bytes }) => sum + bytes, 0));
        return items.map(({ item }) => {
          const { sk, ...entry } = unmarshall(item);
          return readEntry({ year, slug: String(sk ?? entry.slug) }, entry);
        });
      },
      async years() {
        const years = await entries.years();
        read(years.length * 16);
        return years;
      },
    } satisfies Entries,
    reviews: {
      ...reviews,
      async get(name) {
        const review = await reviews.get(name);
        read(sizeOf(review));
        return review;
      },
      async put(review) {
        wrote(review);
        return reviews.put(review);
      },
    } satisfies Reviews,
    publicFiles: {
      ...publicFiles,
      async read(path) {
        const file = await publicFiles.read(path);
        counts.gets++;
        counts.getBytes += Buffer.byteLength(file?.body ?? '');
        return file;
      },
      async etag(path) {
        counts.gets++;
        return publicFiles.etag(path);
      },
      async write(file, expected) {
        const bytes = Buffer.byteLength(file.body);
        counts.puts++;
        counts.putBytes += bytes;
        counts.files[file.path] = bytes;
        return publicFiles.write(file, expected);
      },
      async addDocument(...document) {
        counts.puts++;
        await publicFiles.addDocument(...document);
      },
      async etags(prefix) {
        counts.puts++;
        return publicFiles.etags(prefix);
      },
      async list(prefix) {
        counts.puts++;
        return publicFiles.list(prefix);
      },
    } satisfies PublicFiles,
  };
}

/** Approximate size of an item: names and values as text. */
const sizeOf = (item: unknown): number => (item === undefined ? 0 : JSON.stringify(item).length);

const items = new WeakMap<Entry, { readonly item: Record<string, AttributeValue>; readonly bytes: number }>();

/** Memoized per entry. */
function itemOf(entry: Entry): { readonly item: Record<string, AttributeValue>; readonly bytes: number } {
  const known = items.get(entry) ?? {
    item: marshall(entry, { removeUndefinedValues: true }),
    bytes: sizeOf(entry),
  };
  items.set(entry, known);
  return known;
}
