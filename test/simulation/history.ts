/** One uploaded PDF. */
export interface PutPdf {
  readonly key: string;
  /** Text that every public file of it contains. */
  readonly marker: string;
  readonly sha256: string;
  /** `foreign`: another child's report, put into the folder by mistake. */
  readonly kind: 'report' | 'briefing' | 'translation' | 'foreign';
  /** A translation whose title has the name in the title of the report. */
  readonly isNamed?: boolean;
  readonly unsafe: boolean;
  readonly junk: boolean;
  /** Never public: no note here confirms what was recognized. */
  readonly isScan: boolean;
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
  /** Gives an embargo in the past, by mistake. */
  readonly isPast: boolean;
  /** Names a companion that is not there, by mistake. */
  readonly isMisnamed?: boolean;
  /** Lists the review without its report. */
  readonly hasStatus?: boolean;
  /** Lists the translation as a companion. */
  readonly listsTranslation?: boolean;
  /** Keeps the briefing after the retirement. */
  readonly keepsBriefing?: boolean;
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

/** The uploaded files of one review, as the reference model sees it. */
export interface Shelf {
  readonly pdfs: ReadonlyMap<string, PutPdf>;
  /** By key. */
  readonly notes: ReadonlyMap<string, PutNote>;
  readonly approval?: PutApproval;
  /** Keys whose malware scan is pending or found a threat. */
  readonly blocked: ReadonlySet<string>;
  /** When a note of nearly its name was put, before any other file. */
  readonly nearNoteAt?: string;
}

export const EMPTY: Shelf = { pdfs: new Map(), notes: new Map(), blocked: new Set() };

/** Whether the notes are ignored: one is invalid, or there are several. */
export function isUnclear({ notes }: Shelf): boolean {
  return notes.size > 1 || [...notes.values()].some(({ bad }) => bad);
}

/** The valid note. */
export function noteOf(shelf: Shelf): PutNote | undefined {
  return isUnclear(shelf) ? undefined : [...shelf.notes.values()][0];
}

/**
 * The expected decision, implemented independently of the product. `from`: earliest publication (0: at once),
 * undefined for never. `certain`: the order of uploads is clear despite S3's resolution of one second.
 */
export interface Verdict {
  readonly from?: number;
  readonly certain: boolean;
}

/** Whether the uploads may become public. */
export function verdictOn(shelf: Shelf, secondPerson: boolean): Verdict {
  const never: Verdict = { certain: true };
  const { approval } = shelf;
  const note = noteOf(shelf);
  const pdfs = [...shelf.pdfs.values()];
  if (note?.hasStatus ? pdfs.length > 0 : !pdfs.some(({ kind }) => kind === 'report')) return never;
  const isDoubted = ({ kind, isNamed }: PutPdf) => kind === 'translation' && !isNamed;
  if (pdfs.some(isDoubted) && !note?.listsTranslation) return never;
  if (pdfs.some(({ junk, isScan, kind }) => junk || isScan || kind === 'foreign')) return never;
  if (isUnclear(shelf) || isRefused(note, pdfs) || shelf.blocked.size > 0) return never;
  if (pdfs.length > 0 && isInDoubt(shelf)) return never;
  const questioned = pdfs.filter(
    ({ unsafe, kind }) => unsafe || (kind === 'report' && note?.retireAt !== undefined),
  );
  const accepted = isAfterAll(note?.accepts ? note : undefined, questioned);
  const others = [...pdfs, ...(note ? [note] : [])];
  const isOwnApproval = others.some(({ principal }) => principal === approval?.principal);
  const approved = secondPerson ? isAfterAll(isOwnApproval ? undefined : approval, others) : 'yes';
  if (accepted === 'no' || approved === 'no') return never;
  // What replaced a listed translation is a question, if a function saw the one before.
  const isNewer = pdfs.some((pdf) => isDoubted(pdf) && pdf.order > (note?.order ?? 0));
  const certain = accepted === 'yes' && approved === 'yes' && !isNewer && !isMissing(note, pdfs);
  return { from: note?.publishAt ?? 0, certain };
}

/** Whether a note has a date in the past, or names a companion that never was there. */
const isRefused = (note: PutNote | undefined, pdfs: readonly PutPdf[]): boolean =>
  note?.isPast === true || (note?.isMisnamed === true && pdfs.length > 0);

/** Whether a named file was removed, which is a mistake only of a note that came after that. */
function isMissing(note: PutNote | undefined, pdfs: readonly PutPdf[]): boolean {
  const isThere = (one: PutPdf['kind']) => pdfs.some(({ kind }) => kind === one);
  const { listsTranslation = false, keepsBriefing = false } = note ?? {};
  return (listsTranslation && !isThere('translation')) || (keepsBriefing && !isThere('briefing'));
}

/** Whether a note of nearly the name may count: no other came more than five seconds later. */
function isInDoubt({ nearNoteAt, notes }: Shelf): boolean {
  const [own] = notes.values();
  return (
    nearNoteAt !== undefined &&
    (own === undefined || Date.parse(own.second) - Date.parse(nearNoteAt) <= 5_000)
  );
}

/** Whether `one` was put after all `others`; `unclear` if that happened within one second. */
function isAfterAll(one: Put | undefined, others: readonly Put[]): 'yes' | 'no' | 'unclear' {
  if (others.length === 0) return 'yes';
  if (one === undefined || others.some(({ order }) => one.order < order)) return 'no';
  return others.every(({ second }) => second < one.second) ? 'yes' : 'unclear';
}

type Put = Pick<PutPdf, 'order' | 'second'>;
