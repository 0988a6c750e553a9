import { EMPTY, type PutNote, type PutPdf, type Shelf, verdictOn } from './history.ts';

/** What the officers did, and what may be public because of it. */
export interface Model {
  readonly secondPerson: boolean;
  readonly names: Iterable<string>;
  shelf(name: string): Shelf;
  /** An officer changed what is there; `at` is now. */
  change(name: string, shelf: Shelf, at: number, removed?: boolean): void;
  /**
   * The malware scan found nothing in what is at this key: so nor in it as whoever listed the bucket before
   * saw it.
   */
  cleared(name: string, key: string, at: number): void;
  /** Whether these words may be public at this time. */
  mayShow(marker: string, at: number): boolean;
  /** Whether a copy of the PDF with this SHA-256 may be public at this time. */
  mayCopy(sha256: string, at: number): boolean;
  /** The PDF that has this SHA-256. */
  pdf(sha256: string): PutPdf | undefined;
  /** The review that a marker belongs to. */
  ownerOf(marker: string): string | undefined;
  /** Names of which an event was lost: who dropped what may stay unknown. */
  readonly lost: Set<string>;
  /**
   * Names whose note was removed or lost an embargo or a retirement: they wait for an answer, if anybody saw
   * that note.
   */
  readonly asked: Set<string>;
  /** When an officer last did something to this review. */
  touchedAt(name: string): number;
  /**
   * How often something was put again that may change nothing: the very bytes that are there, or another
   * approval.
   */
  readonly repeats: Map<string, number>;
}

/** The reference model: remembers every state of the bucket, and from when each was allowed to be public. */
export function createModel(secondPerson: boolean): Model {
  const shelves = new Map<string, Shelf>();
  const allowed = new Map<string, number>();
  const pdfs = new Map<string, PutPdf>();
  const asked = new Set<string>();
  const owners = new Map<string, string>();
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
    ownerOf: (marker) => owners.get(marker),
    shelf: (name) => shelves.get(name) ?? EMPTY,
    change(name, shelf, at, removed = false) {
      if (losesTerms(shelves.get(name) ?? EMPTY, shelf)) asked.add(name);
      shelves.set(name, shelf);
      // What was put and removed before anybody looked is told of by nobody.
      if (removed) touched.delete(name);
      else if (shelf.blocked.size === 0 || !touched.has(name)) touched.set(name, at);
      for (const { marker } of markersOf(shelf)) owners.set(marker, name);
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
        // Only when all is scanned there is something to tell: a threat was told of when it was found.
        if (clear.blocked.size === 0) touched.set(name, at);
      }
    },
    mayShow: (marker, at) => (allowed.get(marker) ?? Number.POSITIVE_INFINITY) <= at,
    mayCopy: (sha256, at) => (allowed.get(sha256) ?? Number.POSITIVE_INFINITY) <= at,
    pdf: (sha256) => pdfs.get(sha256),
    touchedAt: (name) => touched.get(name) ?? 0,
  };
}

/** Whether a note is gone, or says nothing of an embargo or a retirement that one before gave. */
function losesTerms(before: Shelf, after: Shelf): boolean {
  const left = [...after.notes.values()];
  return [...before.notes.values()].some(
    ({ publishAt, retireAt }) =>
      left.length === 0 ||
      (publishAt !== undefined && left.some((note) => note.publishAt === undefined)) ||
      (retireAt !== undefined && left.some((note) => note.retireAt === undefined)),
  );
}

/** What stands for the bytes at a key. */
function bytesAt({ pdfs, notes, approval }: Shelf, key: string): string | undefined {
  if (approval?.key === key) return 'empty';
  return pdfs.get(key)?.sha256 ?? notes.get(key)?.marker;
}

function markersOf({ pdfs, notes }: Shelf): readonly (PutPdf | PutNote)[] {
  return [...pdfs.values(), ...notes.values()];
}

/** Every marker in a public text. */
export function markersIn(text: string): readonly string[] {
  return text.match(/mk-[pn]-\d+/g) ?? [];
}
