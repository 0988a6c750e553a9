import { MESSAGES, messagesOf } from '../messages/messages.ts';
import type { Settings } from '../settings.ts';
import { anotherReview } from './another-review.ts';
import { companionKind, doubtfulCompanions, type ReadDocument } from './companions.ts';
import { type DocumentKind, type Fact, type Facts, withoutPictures } from './fact.ts';
import { type Finding, type FindingCode, isStop, NOT_ACCEPTABLE } from './finding.ts';
import { missingFacts } from './missing-facts.ts';
import type { NoteProblem } from './note-lines.ts';
import { lostLines, saysNothingNew, unlikelyDates } from './note-terms.ts';
import { samePartnership } from './partnership-name.ts';
import type { Drop, Review } from './review.ts';
import { embargoOf, type ReviewNote } from './review-note.ts';
import { retiresEarly, shortNotice, tooEarly } from './term-findings.ts';
import { fileOf, isNamedReport } from './upload-key.ts';

/** One examined PDF of a review. */
export interface ExaminedDocument {
  readonly key: string;
  readonly sha256?: string | undefined;
  /** The report that it was uploaded beside, if it is no report by its name. */
  readonly beside?: string | undefined;
  /** Instant since which exactly these bytes are in the bucket. */
  readonly since: string;
  readonly examination:
    | { readonly readable: false; readonly message: string }
    | {
        readonly readable: true;
        readonly kind: DocumentKind;
        readonly facts: Facts;
        readonly findings: readonly Finding[];
        readonly needsRecognition?: boolean;
      };
}

/** All uploaded files of one review. */
export interface Uploaded {
  readonly name: string;
  readonly documents: readonly ExaminedDocument[];
  /** At most one is valid: with several, the review is held. */
  readonly notes: readonly {
    readonly key: string;
    readonly modifiedAt: string;
    /** Instant at which the upload was complete. Later than `modifiedAt` for a multipart upload. */
    readonly completedAt: string;
    readonly note: ReviewNote;
    /** If there is any, the whole note is ignored. */
    readonly problems?: readonly NoteProblem[];
  }[];
  readonly approval?: { readonly key: string; readonly modifiedAt: string };
  readonly drops: Readonly<Record<string, Drop>>;
  /** The current record. */
  readonly before?: Pick<
    Review,
    'publication' | 'scheduled' | 'said' | 'noteUnusable' | 'seen' | 'firstListedAt'
  >;
  /**
   * Files elsewhere in the bucket that raise questions: similar names, and the same PDF under another name.
   */
  readonly elsewhere?: {
    readonly nearNotes: readonly string[];
    readonly nearPdfs: readonly string[];
    readonly samePdf?: string;
  };
}

/** A document that may be published, with its public name. */
export interface ApprovedDocument {
  readonly key: string;
  readonly kind: DocumentKind;
  readonly file: string;
  readonly title: string;
  readonly facts: Facts;
}

/** The outcome of an upload. */
export type Decision =
  | { readonly outcome: 'rejected'; readonly reason: string; readonly findings?: readonly Finding[] }
  | {
      readonly outcome: 'held';
      readonly reason?: string;
      readonly facts?: Facts;
      readonly findings: readonly Finding[];
      /** The scheduled version is still the newest: only files or statements were removed. */
      readonly keepsSchedule?: boolean;
      /** Nothing can be said of it before the words of a scan are recognized. */
      readonly awaitsRecognition?: boolean;
    }
  | {
      readonly outcome: 'approved';
      readonly facts: Facts;
      readonly note: ReviewNote;
      /** The report first. */
      readonly documents: readonly ApprovedDocument[];
      /** Key of the note that lists a review without a report. */
      readonly noteAlone?: string;
      readonly findings: readonly Finding[];
      /** Codes of the findings that the note accepts. */
      readonly accepted: readonly FindingCode[];
    };

/**
 * Decides the outcome of an upload: rejected if a file cannot be read, held if a stopping finding is neither
 * fixed nor accepted, else approved. Pure. Facts of the note take precedence over the report's. `now` is the
 * publication time unless the note sets a later one.
 */
export function decide(uploaded: Uploaded, settings: Settings, now: string): Decision {
  const { documents, notes } = uploaded;
  if (notes.length > 1) return { outcome: 'rejected', reason: severalNotes(notes.map(({ key }) => key)) };
  const [dropped] = notes;
  const unreadable = documents.flatMap((one) =>
    one.examination.readable ? [] : [`${fileOf(one.key)}: ${one.examination.message}`],
  );
  const mistakes = dropped?.problems === undefined ? [] : [noteProblems(dropped.key, dropped.problems)];
  if (unreadable.length > 0) return { outcome: 'rejected', reason: [...mistakes, ...unreadable].join('\n') };
  const note = dropped?.note ?? {};
  const main = reportAmong(uploaded);
  if (main === undefined) return decideWithoutReport(uploaded, mistakes, settings, now);
  const keepsSchedule = saysNothingNew(uploaded.before?.said ?? {}, note);
  const unread = awaitsRecognition(uploaded, mistakes, keepsSchedule);
  if (unread !== undefined) return unread;
  const read = withNote(main.document.facts, note);
  // What was recognized in a picture is public only where the note says the same, or better.
  const facts = withoutPictures(read);
  const found = foundInFiles(documents);
  const embargo = embargoOf(note) ?? now;
  const publicAt = embargo > now ? embargo : now;
  const later = [
    ...questions(uploaded, main, facts, note, now, settings),
    ...tooEarly(facts, publicAt, settings),
    ...retiresEarly(facts, note, firstPublicAt(uploaded) ?? publicAt, settings),
    ...otherPartnership(facts, settings),
    ...shortNotice(facts, publicAt, now, wasPublic(uploaded), settings),
    ...reportIsHere(note),
  ];
  const accepted = (code: FindingCode, since: string) =>
    !NOT_ACCEPTABLE.has(code) &&
    (note.accept ?? []).includes(code) &&
    dropped !== undefined &&
    dropped.modifiedAt > since;
  // Facts are not demanded of a document that is not the report.
  const asked = main.isReport || accepted('not-the-report', main.since) ? missingFacts(facts, read) : [];
  // A note answers questions about its own dates.
  for (const finding of [...main.findings, ...asked, ...later])
    found.push({ finding, since: finding.code === 'unlikely-date' ? '' : main.since });
  const open = found
    .filter(({ finding, since }) => isStop(finding) && !accepted(finding.code, since))
    .map(({ finding }) => finding);
  const remarks = found.map(({ finding }) => finding).filter((finding) => !isStop(finding));
  if (mistakes.length > 0) {
    // A note that cannot be used loses nothing.
    const others = open.filter(({ code }) => code !== 'note-lost');
    const { findings, reason } = told([...others, ...remarks]);
    return { outcome: 'rejected', reason: [...mistakes, reason].filter(Boolean).join('\n'), findings };
  }
  if (open.length > 0)
    return {
      outcome: 'held',
      facts: read,
      keepsSchedule: keepsSchedule || isDoubted(open),
      ...told([...open, ...remarks]),
    };
  const waiting = settings.secondPerson ? secondPerson(uploaded) : [];
  if (waiting.length > 0)
    return { outcome: 'held', facts: read, keepsSchedule, ...told([...waiting, ...remarks]) };
  const { findings } = told(remarks);
  return {
    outcome: 'approved',
    facts,
    note,
    documents: named(main.document, main.others, settings),
    findings,
    accepted: [
      ...new Set(
        found
          .map(({ finding }) => finding)
          .filter(isStop)
          .map(({ code }) => code),
      ),
    ],
  };
}

/** A note with a mistyped date replaces nothing, as one with a mistake. */
const isDoubted = (open: readonly Finding[]): boolean => open.some(({ code }) => code === 'unlikely-date');

/** When the report was first public. Before that, a note may have listed the review without it. */
const firstPublicAt = ({ before }: Uploaded): string | undefined =>
  before?.publication?.withoutReport === undefined ? before?.firstListedAt : undefined;

const wasPublic = ({ before }: Uploaded): boolean =>
  before?.publication !== undefined && before.publication.withoutReport === undefined;

const reportIsHere = ({ status }: ReviewNote): Finding[] =>
  status === undefined
    ? []
    : [
        {
          code: 'report-and-status',
          message: `The review note says “status: ${status}”, and the report is here.`,
        },
      ];

/** Findings in the files, each with the instant since which its file is there. */
function foundInFiles(documents: readonly ExaminedDocument[]): { finding: Finding; since: string }[] {
  const named = (key: string, finding: Finding): Finding =>
    documents.length > 1 ? { ...finding, message: `${fileOf(key)}: ${finding.message}` } : finding;
  return documents.flatMap(({ key, since, examination }) =>
    examination.readable
      ? examination.findings.map((finding) => ({ finding: named(key, finding), since }))
      : [],
  );
}

/** Waits for the report, or lists a review by its note alone: title, type, status and reason. */
function decideWithoutReport(
  uploaded: Uploaded,
  mistakes: readonly string[],
  settings: Settings,
  now: string,
): Decision {
  if (mistakes.length > 0) return { outcome: 'rejected', reason: mistakes.join('\n') };
  const [dropped] = uploaded.notes;
  if (dropped?.note.status === undefined) return waitsForReport(uploaded);
  const { key, note, modifiedAt } = dropped;
  const { accept = [], reason, ...rest } = note;
  const facts = withNote({ pages: 0, candidates: {} }, { ...rest, ...(reason && { summary: reason }) });
  const { before } = uploaded;
  const standing = [before?.publication, before?.scheduled].flatMap((one) => one ?? []);
  const embargo = embargoOf(note) ?? now;
  const found = [
    ...noteLost(before?.said === undefined ? [] : lostLines(before.said, dropped, now, settings)),
    ...missingFacts(facts, facts),
    ...unlikelyDates(note, modifiedAt, standing, settings),
    ...tooEarly(facts, embargo > now ? embargo : now, settings),
  ];
  const open = found.filter(({ code }) => NOT_ACCEPTABLE.has(code) || !accept.includes(code));
  if (open.length > 0) return { outcome: 'held', facts, findings: open };
  const waiting = settings.secondPerson ? secondPerson(uploaded) : [];
  if (waiting.length > 0) return { outcome: 'held', facts, findings: waiting };
  const accepted = [...new Set(found.map(({ code }) => code))];
  return { outcome: 'approved', facts, note, documents: [], noteAlone: key, findings: [], accepted };
}

/** Maximum number of findings. Bounds the record, which DynamoDB limits to 400 KB. */
const MOST_TOLD = 60;

/** At most `MOST_TOLD` findings in order, at least one of each code, and a count of the rest. */
function told(findings: readonly Finding[]): { findings: readonly Finding[]; reason?: string } {
  if (findings.length <= MOST_TOLD) return { findings };
  const firsts = [...new Map(findings.toReversed().map((finding) => [finding.code, finding])).values()];
  const others = findings.filter((finding) => !firsts.includes(finding));
  const kept = new Set([...firsts, ...others.slice(0, MOST_TOLD - firsts.length)]);
  return {
    findings: findings.filter((finding) => kept.has(finding)),
    reason: `There are ${findings.length - kept.size} more findings like these. Fix these first, and drop the files again.`,
  };
}

/**
 * The report among the PDFs: `report.pdf` or `<name>.pdf`, else the only one that reads as a report, else the
 * first, with a finding.
 */
function reportAmong(uploaded: Uploaded):
  | {
      document: ReadDocument;
      others: readonly ReadDocument[];
      since: string;
      isReport: boolean;
      findings: Finding[];
    }
  | undefined {
  const readable = uploaded.documents.flatMap((one) =>
    one.examination.readable ? [{ ...one, examination: one.examination }] : [],
  );
  const called = readable.find(({ key }) => isNamedReport(uploaded.name, key));
  const reports = readable.filter((one) => one.examination.kind === 'report');
  const main = called ?? reports[0] ?? readable[0];
  if (main === undefined) return undefined;
  const others = readable.filter((one) => one !== main).map(asRead);
  const isReport = main.examination.kind === 'report';
  return {
    document: asRead(main),
    others,
    since: main.since,
    isReport,
    findings: [
      ...(isReport ? [] : [notTheReport(main.key, main.examination)]),
      ...(main.beside === undefined || called !== undefined ? [] : [leftAlone(main.key, main.beside)]),
    ],
  };
}

const asRead = (one: { key: string; sha256?: string | undefined; examination: ReadAs }): ReadDocument => ({
  key: one.key,
  sha256: one.sha256,
  kind: one.examination.kind,
  facts: one.examination.facts,
});

interface ReadAs {
  readonly kind: DocumentKind;
  readonly facts: Facts;
}

/** A finding that says how the document reads, and why. */
const notTheReport = (key: string, examination: ReadAs): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} reads as ${readsAs(examination)}, not as the report of a review. Only a report is published.`,
});

/** A deletion makes no companion, draft or other report public in place of the report. */
const leftAlone = (key: string, report: string): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} was uploaded beside ${fileOf(report)}, which is gone. If it is the report, accept it; if not, remove it.`,
});

function readsAs({ kind, facts: { documentType } }: ReadAs): string {
  const name = documentType?.value ?? `a companion (${MESSAGES.en.documents[kind].toLowerCase()})`;
  const { provenance } = documentType ?? {};
  return provenance?.source === 'report' && provenance.words !== ''
    ? `${name} (“${provenance.words}”, page ${provenance.page})`
    : name;
}

/** Held until the words of its scans are recognized, or rejected for a note that could not be used then. */
function awaitsRecognition(
  { documents }: Uploaded,
  mistakes: readonly string[],
  keepsSchedule: boolean,
): Decision | undefined {
  const scans = documents.filter(({ examination }) => examination.readable && examination.needsRecognition);
  if (scans.length === 0) return undefined;
  if (mistakes.length > 0) return { outcome: 'rejected', reason: mistakes.join('\n') };
  const files = scans.map(({ key }) => fileOf(key)).join(', ');
  const reason = `${files}: pages of it are pictures, as of a scan. Their words are being recognized, which takes some seconds a page. A second receipt says what was read and what was found.`;
  return { outcome: 'held', reason, findings: [], keepsSchedule, awaitsRecognition: true };
}

function waitsForReport({ name, notes, elsewhere: other }: Uploaded): Decision {
  const near = (other?.nearPdfs ?? []).map((key) => {
    const right = key.includes('/')
      ? `${key.slice(0, key.indexOf('/'))}/review.yaml`
      : key.replace(/\.pdf$/i, '.yaml');
    return `Is it the note of ${key}? Then rename ${notes[0]?.key ?? 'it'} to ${right}.`;
  });
  const reason = [
    `The note is here, the report is not yet. Upload ${name}.pdf, and both are examined together.`,
    ...near,
  ].join('\n');
  return { outcome: 'held', reason, findings: [] };
}

function severalNotes(keys: readonly string[]): string {
  return [
    'There is more than one review note, and nobody can tell which of them counts. So nothing was changed. The notes are:',
    ...keys.map((key) => `- ${key}`),
    'Keep one of them, with everything in it that you want to say, and remove the others.',
  ].join('\n');
}

function noteProblems(key: string, problems: readonly NoteProblem[]): string {
  return [
    `${fileOf(key)} cannot be used, so nothing was changed. Fix it and drop it again.`,
    ...problems.map(({ line, message }) => `Line ${line}: ${message}`),
  ].join('\n');
}

function withNote(facts: Facts, note: ReviewNote): Facts {
  const said = <T>(value: T | undefined): Fact<T> | undefined =>
    value === undefined ? undefined : { value, confidence: 1, provenance: { source: 'note' } };
  const overrides = {
    title: said(note.title),
    type: said(note.type),
    publishedOn: said(note.published),
    reviewers: said(note.reviewers),
    partnership: said(note.partnership),
    summary: said(note.summary),
  };
  return {
    ...facts,
    ...Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)),
  };
}

/** Questions to the officer before publication. */
function questions(
  uploaded: Uploaded,
  { document, others }: { readonly document: ReadDocument; readonly others: readonly ReadDocument[] },
  facts: Facts,
  note: ReviewNote,
  now: string,
  settings: Settings,
): Finding[] {
  const [dropped] = uploaded.notes;
  const before = uploaded.before ?? { seen: {} };
  const standing = [before.publication, before.scheduled].flatMap((one) => one ?? []);
  const lost = before.said === undefined ? [] : lostLines(before.said, dropped, now, settings);
  return [
    ...noteLost(lost),
    ...(dropped === undefined && before.noteUnusable === true && lost.length === 0
      ? [DOUBTED_NOTE_LOST]
      : []),
    ...elsewhere(uploaded, document.key),
    ...unlikelyDates(note, dropped?.modifiedAt ?? now, standing, settings),
    ...(standing[0] === undefined ? [] : anotherReview(document, standing[0], facts, before.seen)),
    ...doubtfulCompanions(document, others, note.companions),
  ];
}

function otherPartnership(facts: Facts, settings: Settings): Finding[] {
  const named = facts.partnership?.value;
  if (named === undefined || samePartnership(named, settings.publisher.name)) return [];
  const message = `The report names ${named}; the publisher is ${settings.publisher.name}.`;
  return [{ code: 'other-partnership', message }];
}

function noteLost(lines: readonly string[]): Finding[] {
  if (lines.length === 0) return [];
  return [
    {
      code: 'note-lost',
      message: `The note said before, and does not say now: ${lines.map((line) => `“${line}”`).join(', ')}. It still counts; nothing was changed.`,
    },
  ];
}

/** It may have held an embargo. */
const DOUBTED_NOTE_LOST: Finding = {
  code: 'note-lost',
  message:
    'The review note had a mistake, and is gone. Nobody can tell what it asked for, such as an embargo. Upload it again without the mistake; or an empty note, if it asked for nothing.',
};

/** Questions about files elsewhere in the bucket. */
function elsewhere({ name, elsewhere: other }: Uploaded, reportKey: string): Finding[] {
  const near = other?.nearNotes ?? [];
  const right = reportKey.includes('/') ? `${name}/review.yaml` : `${name}.yaml`;
  return [
    ...near.map(
      (key): Finding => ({
        code: 'near-name',
        message: `${key} may be the note of ${reportKey}. If it is, rename it to ${right}.`,
      }),
    ),
    ...(other?.samePdf === undefined
      ? []
      : [
          {
            code: 'same-pdf',
            message: `${reportKey} is the same PDF as ${other.samePdf}. To rename that review, delete ${other.samePdf}: it keeps its address, and nobody is alerted again. To keep it as it is, delete ${reportKey}.`,
          } as const,
        ]),
  ];
}

/** Two-person approval: another person than the uploaders must approve exactly these bytes. */
function secondPerson(uploaded: Uploaded): Finding[] {
  const { approval, documents, notes, drops, name } = uploaded;
  const ask = (why: string): Finding[] => [
    {
      code: 'second-person',
      message: `${why} Ask a colleague to look at it and to drop an empty file called ${name}.approved.`,
    },
  ];
  if (approval === undefined) return ask('It waits for a second person.');
  const newest =
    [...documents.map((one) => one.since), ...notes.map((one) => one.completedAt)].sort().at(-1) ?? '';
  if (approval.modifiedAt <= newest) return ask('The approval is older than what it approves.');
  const approver = drops[approval.key]?.principal;
  const droppers = [...documents, ...notes].map(({ key }) => drops[key]?.principal);
  if (approver === undefined || droppers.includes(undefined))
    return ask('It is not known who dropped these files; drop them again.');
  return droppers.includes(approver) ? ask('The approval comes from the person who dropped the files.') : [];
}

/**
 * The report first, companions by kind and key. Public names derive from the kind, never from the officer's
 * file name.
 */
function named(
  report: ReadDocument,
  others: readonly ReadDocument[],
  settings: Settings,
): ApprovedDocument[] {
  const { documents: titles } = messagesOf(settings);
  const sorted = others.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const counts = new Map<string, number>();
  return [report, ...sorted].map((one) => {
    const kind = one === report ? 'report' : companionKind(report, one);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const suffix = count === 1 ? '' : `-${count}`;
    return {
      key: one.key,
      kind,
      file: `${kind}${suffix}.pdf`,
      title: titles[kind] + (count === 1 ? '' : ` ${count}`),
      facts: one.facts,
    };
  });
}
