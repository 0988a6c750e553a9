/** One PDF as an officer put it. */
export interface PutPdf {
  readonly key: string;
  /** Stands in everything that is made public of it. */
  readonly marker: string;
  readonly sha256: string;
  readonly kind: 'report' | 'briefing';
  readonly unsafe: boolean;
  readonly junk: boolean;
  readonly principal: string;
  /** Order among all acts of officers. */
  readonly order: number;
  readonly second: string;
}

export interface PutNote {
  readonly key: string;
  readonly marker: string;
  readonly accepts: boolean;
  readonly bad: boolean;
  /** Milliseconds. */
  readonly publishAt?: number;
  /** Milliseconds: midnight of the day. */
  readonly retireAt?: number;
  readonly principal: string;
  readonly order: number;
  readonly second: string;
}

export interface PutApproval {
  readonly key: string;
  readonly principal: string;
  readonly order: number;
  readonly second: string;
}

/** What is in the uploads bucket for one review, as the reference model sees it. */
export interface Shelf {
  readonly pdfs: ReadonlyMap<string, PutPdf>;
  /** By key. */
  readonly notes: ReadonlyMap<string, PutNote>;
  readonly approval?: PutApproval;
  /** Keys that the malware scan has not answered for, or has found a threat in. */
  readonly blocked: ReadonlySet<string>;
}

export const EMPTY: Shelf = { pdfs: new Map(), notes: new Map(), blocked: new Set() };

/** Notes that change nothing: one with a mistake, or several, of which nobody knows which counts. */
export function isUnclear({ notes }: Shelf): boolean {
  return notes.size > 1 || [...notes.values()].some(({ bad }) => bad);
}

/** The note that counts. */
export function noteOf(shelf: Shelf): PutNote | undefined {
  return isUnclear(shelf) ? undefined : [...shelf.notes.values()][0];
}

/**
 * What the rules make of a shelf, said a second time and in other words than the product's.
 * `from`: the earliest instant at which it may be public (0: at once), undefined when never.
 * `certain`: also with all that whole seconds of S3 leave open.
 */
export interface Verdict {
  readonly from?: number;
  readonly certain: boolean;
}

/** Whether what an officer has put there may become public. */
export function verdictOn(shelf: Shelf, secondPerson: boolean): Verdict {
  const never: Verdict = { certain: true };
  const { approval } = shelf;
  const note = noteOf(shelf);
  const pdfs = [...shelf.pdfs.values()];
  if (!pdfs.some(({ kind }) => kind === 'report')) return never;
  if (pdfs.some(({ junk }) => junk) || isUnclear(shelf) || shelf.blocked.size > 0) return never;
  let certain = true;
  const wantsAccepting = pdfs.filter(
    ({ unsafe, kind }) => unsafe || (kind === 'report' && note?.retireAt !== undefined),
  );
  for (const pdf of wantsAccepting) {
    if (!note?.accepts || note.order < pdf.order) return never;
    if (note.second <= pdf.second) certain = false;
  }
  if (secondPerson) {
    if (!approval) return never;
    for (const put of [...pdfs, ...(note ? [note] : [])]) {
      if (approval.order < put.order || approval.principal === put.principal) return never;
      if (approval.second <= put.second) certain = false;
    }
  }
  return { from: note?.publishAt ?? 0, certain };
}
