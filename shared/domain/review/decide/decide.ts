import { documentTitles } from '../../messages/document-title.ts';
import type { Settings } from '../../settings.ts';
import { type Facts, withoutPictures } from '../fact.ts';
import { chooseReport } from '../files/choose-report.ts';
import { companionKind, doubtfulCompanions, noteOfAnother, type ReadDocument } from '../files/companions.ts';
import { foundInFiles, told } from '../files/found-in-files.ts';
import { twoEndings } from '../files/name-marks.ts';
import { missingCompanions } from '../files/named-files.ts';
import { isNamedAfter } from '../files/near-names.ts';
import { noteQuestion } from '../files/unsupported-upload.ts';
import { fileOf } from '../files/upload-key.ts';
import { type Finding, type FindingCode, isAcceptable, isStop } from '../finding.ts';
import { retiresEarly, shortNotice, tooEarly } from '../law/term-findings.ts';
import { noteLost, withNote } from '../note/note-facts.ts';
import type { NoteProblem } from '../note/note-lines.ts';
import { aboutNote, lostLines, saysNothingNew } from '../note/note-terms.ts';
import { embargoOf, type ReviewNote } from '../note/review-note.ts';
import { samePartnership } from '../partnership-name.ts';
import { anotherReview } from './another-review.ts';
import { decideWithoutReport } from './decide-without-report.ts';
import type { ApprovedDocument, Decision, Uploaded } from './decision.ts';
import { missingFacts } from './missing-facts.ts';
import { secondPerson } from './second-person.ts';

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
  const main = chooseReport(uploaded);
  if (main === undefined) return decideWithoutReport(uploaded, mistakes, settings, now);
  const keepsSchedule = saysNothingNew(uploaded.before?.said ?? {}, note);
  const unread = awaitsRecognition(uploaded, mistakes, keepsSchedule);
  if (unread !== undefined) return unread;
  const read = withNote(main.document.facts, note);
  // What was recognized in a picture is public only where the note says the same, or better.
  const facts = withoutPictures(read);
  const found = foundInFiles(documents, note.publishAt !== undefined);
  const embargo = embargoOf(note) ?? now;
  const publicAt = embargo > now ? embargo : now;
  const later = [
    ...questions(uploaded, main, facts, note, now, settings),
    ...tooEarly(facts, publicAt, settings),
    ...retiresEarly(facts, note, firstPublicAt(uploaded) ?? publicAt, settings),
    ...otherPartnership(facts, settings),
    ...shortNotice(facts, publicAt, now, wasPublic(uploaded), settings),
    ...reportIsHere(note),
    ...missingCompanions(note, documents),
    ...twoEndings(main.document.key),
  ];
  const accepted = (code: FindingCode, since: string) =>
    isAcceptable(code) &&
    (note.accept ?? []).includes(code) &&
    dropped !== undefined &&
    dropped.modifiedAt > since;
  // Facts are not demanded of a document that is not the report.
  const asked = main.isReport || accepted('not-the-report', main.since) ? missingFacts(facts, read) : [];
  for (const finding of [...main.findings, ...asked, ...later]) found.push({ finding, since: main.since });
  // A note answers questions about itself.
  for (const finding of aboutNote(uploaded, now, settings)) found.push({ finding, since: '' });
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

function reportIsHere({ status }: ReviewNote): Finding[] {
  const message = `The review note says “status: ${status}”, and the report is here.`;
  return status === undefined ? [] : [{ code: 'report-and-status', message }];
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
  const lost = before.said === undefined ? [] : lostLines(before.said, dropped, now, settings);
  return [
    ...noteLost(lost, uploaded.elsewhere?.removed),
    ...(dropped === undefined && before.noteUnusable === true && lost.length === 0
      ? [DOUBTED_NOTE_LOST]
      : []),
    ...elsewhere(uploaded, document.key, facts.title?.value),
    ...anotherReview(document, facts, before),
    ...noteOfAnother(document, note),
    ...doubtfulCompanions(document, others, note.companions, replacedSince(uploaded)),
  ];
}

/** Files that took the place of others after the note was written: what it said was of those. */
const replacedSince = ({ documents, notes: [note] }: Uploaded): ReadonlySet<string> =>
  new Set(
    documents
      .filter(({ replaces, since }) => replaces && note !== undefined && note.modifiedAt <= since)
      .map(({ key }) => key),
  );

function otherPartnership(facts: Facts, settings: Settings): Finding[] {
  const { name } = settings.publisher;
  const seen = facts.partnership ? [facts.partnership.value] : (facts.candidates.partnership ?? []);
  if (seen.length === 0 || seen.some((one) => samePartnership(one, name))) return [];
  const message = facts.partnership
    ? `The report names ${seen[0]}; the publisher is ${name}.`
    : `It is not clear whose report this is (${seen.join('; ')}); the publisher is ${name}.`;
  return [{ code: 'other-partnership', message }];
}

/** It may have held an embargo. */
const DOUBTED_NOTE_LOST: Finding = {
  code: 'note-lost',
  message:
    'The review note had a mistake, and is gone. Nobody can tell what it asked for, such as an embargo. Upload it again without the mistake; or an empty note, if it asked for nothing.',
};

/** The report may be one that is there under another name. */
function sameReview(name: string, reportKey: string, other: Uploaded['elsewhere']): Finding[] {
  if (other?.samePdf !== undefined)
    return [
      {
        code: 'same-pdf',
        message: `${reportKey} is the same PDF as ${other.samePdf}. To rename that review, delete ${other.samePdf}: it keeps its address, and nobody is alerted again. To keep it as it is, delete ${reportKey}.`,
      },
    ];
  const there = other?.sameFacts ?? other?.nearReview;
  if (there === undefined) return [];
  const why =
    other?.sameFacts === undefined
      ? `${name} is nearly the name of ${there}`
      : `${name} has the title, the date and the reviewers of ${there}`;
  const message = `${why}, which is there already. Is it a new version of it?`;
  return [{ code: 'near-review', message }];
}

/** Questions about files elsewhere in the bucket. */
function elsewhere({ name, elsewhere: other }: Uploaded, reportKey: string, title = ''): Finding[] {
  const alone = (other?.notesAlone ?? []).filter(({ key, title: given = '' }) =>
    [key, given].some((called) => [name, title].some((one) => isNamedAfter(called, one))),
  );
  const near = [...(other?.nearNotes ?? []), ...alone.map(({ key }) => key)];
  const right = reportKey.includes('/') ? `${name}/review.yaml` : `${name}.yaml`;
  return [
    ...near.map((key): Finding => ({ code: 'near-name', message: noteQuestion(key, reportKey, right) })),
    ...sameReview(name, reportKey, other),
  ];
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
  const sorted = others.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const all = [report, ...sorted].map((one) => ({
    key: one.key,
    kind: one === report ? 'report' : companionKind(report, one),
    facts: one.facts,
    language: one.facts.language?.value,
  }));
  const titles = documentTitles(all, settings);
  const counts = new Map<string, number>();
  return all.map(({ key, kind, facts }, place) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const suffix = count === 1 ? '' : `-${count}`;
    return { key, kind, file: `${kind}${suffix}.pdf`, title: titles[place] ?? '', facts };
  });
}
