import { EMPTY, type PutNote, type PutPdf, type Shelf, verdictOn } from './history.ts';

/** The reference model: the acts of officers, and what they allow to be public. */
export interface Model {
  readonly secondPerson: boolean;
  readonly names: Iterable<string>;
  shelf(name: string): Shelf;
  /** An officer changed files at time `at`. */
  change(name: string, shelf: Shelf, at: number, removed?: boolean): void;
  /** The malware scan cleared a key, also for readers who listed the bucket earlier. */
  cleared(name: string, key: string, at: number): void;
  /** Whether text with this marker may be public at this time. */
  mayShow(marker: string, at: number): boolean;
  /** Whether a copy of the PDF with this SHA-256 may be public at this time. */
  mayCopy(sha256: string, at: number): boolean;
  /** The PDF with this SHA-256. */
  pdf(sha256: string): PutPdf | undefined;
  /** The names that had what a marker stands in: several after a rename. */
  ownersOf(marker: string): ReadonlySet<string>;
  /** Names of which an event was lost: who dropped what may stay unknown. */
  readonly lost: Set<string>;
  /**
   * Names whose note was removed or lost an embargo or retirement. They are held, if any function saw that
   * note.
   */
  readonly asked: Set<string>;
  /** Time of an officer's last act on this review. */
  touchedAt(name: string): number;
  /** Number of uploads without a change: the same bytes, or another approval. */
  readonly repeats: Map<string, number>;
}

/** Records every state of the bucket, and from when each may be public. */
export function createModel(secondPerson: boolean): Model {
  const shelves = new Map<string, Shelf>();
  const allowed = new Map<string, number>();
  const pdfs = new Map<string, PutPdf>();
  const asked = new Set<string>();
  const owners = new Map<string, Set<string>>();
  const touched = new Map<string, number>();
  const blocked = new Map<string, Shelf[]>();
  const judge = (name: string, shelf: Shelf, at: number): void => {
    if (shelf.blocked.size > 0) blocked.set(name, [...(blocked.get(name) ?? []), shelf]);
    const { from } = verdictOn(shelf, secondPerson);
    if (from === undefined) return;
    const since = Math.max(from, at);
    for (const { marker } of markersOf(shelf)) allow(allowed, marker, since);
    for (const { sha256 } of shelf.pdfs.values()) allow(allowed, sha256, since);
  };
  const allow = (map: Map<string, number>, key: string, from: number): void => {
    map.set(key, Math.min(map.get(key) ?? Number.POSITIVE_INFINITY, from));
  };
  return {
    secondPerson,
    get names() {
      return shelves.keys();
    },
    repeats: new Map(),
    lost: new Set(),
    asked,
    ownersOf: (marker) => owners.get(marker) ?? new Set(),
    shelf: (name) => shelves.get(name) ?? EMPTY,
    change(name, shelf, at, removed = false) {
      if (losesTerms(shelves.get(name) ?? EMPTY, shelf)) asked.add(name);
      shelves.set(name, shelf);
      // Files put and removed before any examination have no receipt.
      if (removed) touched.delete(name);
      else if (shelf.blocked.size === 0 || !touched.has(name)) touched.set(name, at);
      for (const { marker } of markersOf(shelf))
        owners.set(marker, (owners.get(marker) ?? new Set()).add(name));
      for (const put of shelf.pdfs.values()) pdfs.set(put.sha256, put);
      judge(name, shelf, at);
    },
    cleared(name, key, at) {
      const current = shelves.get(name) ?? EMPTY;
      const before = blocked.get(name) ?? [];
      for (const shelf of before) {
        if (!shelf.blocked.has(key) || bytesAt(shelf, key) !== bytesAt(current, key)) continue;
        const clear = { ...shelf, blocked: new Set([...shelf.blocked].filter((each) => each !== key)) };
        judge(name, clear, at);
        if (shelf !== current) continue;
        shelves.set(name, clear);
        // The receipt follows when all files are scanned. A threat has its receipt at once.
        if (clear.blocked.size === 0) touched.set(name, at);
      }
    },
    mayShow: (marker, at) => (allowed.get(marker) ?? Number.POSITIVE_INFINITY) <= at,
    mayCopy: (sha256, at) => (allowed.get(sha256) ?? Number.POSITIVE_INFINITY) <= at,
    pdf: (sha256) => pdfs.get(sha256),
    touchedAt: (name) => touched.get(name) ?? 0,
  };
}

/** Whether a note was removed, or omits an earlier embargo or retirement. */
function losesTerms(before: Shelf, after: Shelf): boolean {
  const left = [...after.notes.values()];
  return [...before.notes.values()].some(
    ({ publishAt, retireAt }) =>
      left.length === 0 ||
      (publishAt !== undefined && left.some((note) => note.publishAt === undefined)) ||
      (retireAt !== undefined && left.some((note) => note.retireAt === undefined)),
  );
}

/** The identity of the bytes at a key. */
function bytesAt({ pdfs, notes, approval }: Shelf, key: string): string | undefined {
  if (approval?.key === key) return 'empty';
  return pdfs.get(key)?.sha256 ?? notes.get(key)?.marker;
}

function markersOf({ pdfs, notes }: Shelf): readonly (PutPdf | PutNote)[] {
  return [...pdfs.values(), ...notes.values()];
}

/** Whether a marker is of a note, and not of a PDF. */
export const isOfNote = (marker: string): boolean => marker.startsWith('mk-n-');

/** All markers in a public text. */
export function markersIn(text: string): readonly string[] {
  return text.match(/mk-[pn]-\d+/g) ?? [];
}
