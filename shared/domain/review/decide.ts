import { MESSAGES, messagesOf } from '../messages/messages.ts';
import { dayOf, earliestDay, inWords } from '../partial-date.ts';
import type { Settings } from '../settings.ts';
import type { DocumentKind, Fact, Facts } from './fact.ts';
import { type Finding, type FindingCode, isStop, NOT_ACCEPTABLE } from './finding.ts';
import type { NoteProblem } from './note-lines.ts';
import type { Drop } from './review.ts';
import { embargoOf, type ReviewNote, retirementOf } from './review-note.ts';
import { fileOf } from './upload-key.ts';

/** One PDF of a review as it was examined. */
export interface ExaminedDocument {
  readonly key: string;
  /** Instant since which these very bytes are in the bucket, as a whole. */
  readonly since: string;
  readonly examination:
    | { readonly readable: false; readonly message: string }
    | {
        readonly readable: true;
        readonly kind: DocumentKind;
        readonly facts: Facts;
        readonly findings: readonly Finding[];
      };
}

/** All that an officer has put there for one review. */
export interface Uploaded {
  readonly name: string;
  readonly documents: readonly ExaminedDocument[];
  /** One, or none: of several nobody knows which counts. */
  readonly notes: readonly {
    readonly key: string;
    readonly modifiedAt: string;
    /** Instant at which all of it was there: later than `modifiedAt`, which is when an upload in parts began. */
    readonly completedAt: string;
    readonly note: ReviewNote;
    /** With one of them nothing of the note counts. */
    readonly problems?: readonly NoteProblem[];
  }[];
  readonly approval?: { readonly key: string; readonly modifiedAt: string };
  readonly drops: Readonly<Record<string, Drop>>;
}

/** A document that may be published, and the name it gets in public. */
export interface ApprovedDocument {
  readonly key: string;
  readonly kind: DocumentKind;
  readonly file: string;
  readonly title: string;
  readonly facts: Facts;
}

/** What is to become of an upload. */
export type Decision =
  | { readonly outcome: 'rejected'; readonly reason: string; readonly findings?: readonly Finding[] }
  | {
      readonly outcome: 'held';
      readonly reason?: string;
      readonly facts?: Facts;
      readonly findings: readonly Finding[];
    }
  | {
      readonly outcome: 'approved';
      readonly facts: Facts;
      readonly note: ReviewNote;
      /** The report first. */
      readonly documents: readonly ApprovedDocument[];
      readonly findings: readonly Finding[];
      /** Codes of the findings that the note accepts. */
      readonly accepted: readonly FindingCode[];
    };

/**
 * Decides what becomes of an upload: rejected when something cannot be read, held when a finding that stops is neither
 * fixed nor accepted, else approved. Pure; the facts of the note stand before those of the report. `now`: when it would
 * become public, unless the note says a later time.
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
  if (main === undefined) {
    if (mistakes.length > 0) return { outcome: 'rejected', reason: mistakes.join('\n') };
    return {
      outcome: 'held',
      reason: `The note is here, the report is not yet. Drop ${uploaded.name}.pdf, and both are examined together.`,
      findings: [],
    };
  }
  const facts = withNote(main.document.facts, note);
  const found: { finding: Finding; since: string }[] = documents.flatMap((one) =>
    one.examination.readable
      ? one.examination.findings.map((finding) => ({
          finding:
            documents.length > 1
              ? { ...finding, message: `${fileOf(one.key)}: ${finding.message}` }
              : finding,
          since: one.since,
        }))
      : [],
  );
  const embargo = embargoOf(note) ?? now;
  const publicAt = embargo > now ? embargo : now;
  const later = [...tooEarly(facts, publicAt, settings), ...laterFindings(facts, note, settings)];
  const accepted = (code: FindingCode, since: string) =>
    !NOT_ACCEPTABLE.has(code) &&
    (note.accept ?? []).includes(code) &&
    dropped !== undefined &&
    dropped.modifiedAt > since;
  // Whoever dropped an invoice is not asked for its summary.
  const asked = main.isReport || accepted('not-the-report', main.since) ? missing(facts) : [];
  for (const finding of [...main.findings, ...asked, ...later]) found.push({ finding, since: main.since });
  const open = found
    .filter(({ finding, since }) => isStop(finding) && !accepted(finding.code, since))
    .map(({ finding }) => finding);
  const remarks = found.map(({ finding }) => finding).filter((finding) => !isStop(finding));
  if (mistakes.length > 0) {
    const { findings, reason } = told([...open, ...remarks]);
    return { outcome: 'rejected', reason: [...mistakes, reason].filter(Boolean).join('\n'), findings };
  }
  if (open.length > 0) return { outcome: 'held', facts, ...told([...open, ...remarks]) };
  const waiting = settings.secondPerson ? secondPerson(uploaded) : [];
  if (waiting.length > 0) return { outcome: 'held', facts, ...told([...waiting, ...remarks]) };
  const { findings } = told(remarks);
  return {
    outcome: 'approved',
    facts,
    note,
    documents: named(uploaded, main.document.key, settings),
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

/** More than an officer reads at once, and few enough for a record, which DynamoDB lets have 400 KB. */
const MOST_TOLD = 60;

/** At most `MOST_TOLD` findings, at least one of each code, in their order; and a sentence that counts the rest. */
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

/** The report among the PDFs: `report.pdf` or `<name>.pdf`, else the only one that reads as a report, else the first, with a finding. */
function reportAmong(
  uploaded: Uploaded,
):
  | { document: { key: string; facts: Facts }; since: string; isReport: boolean; findings: Finding[] }
  | undefined {
  const readable = uploaded.documents.flatMap((one) =>
    one.examination.readable ? [{ ...one, examination: one.examination }] : [],
  );
  const called = readable.find(
    (one) =>
      [`${uploaded.name}.pdf`, 'report.pdf'].includes(fileOf(one.key).toLowerCase()) ||
      one.key === `${uploaded.name}.pdf`,
  );
  const reports = readable.filter((one) => one.examination.kind === 'report');
  const main = called ?? reports[0] ?? readable[0];
  if (main === undefined) return undefined;
  const findings: Finding[] = [];
  if (called === undefined && reports.length > 1) {
    findings.push({
      code: 'not-the-report',
      message: `${reports.map((one) => fileOf(one.key)).join(' and ')} both read as the report. Name the report report.pdf.`,
    });
  }
  const isReport = main.examination.kind === 'report';
  if (!isReport) findings.push(notTheReport(main.key, main.examination));
  for (const one of readable)
    if (one !== main && one.examination.kind === 'other')
      findings.push(notACompanion(one.key, one.examination));
  return {
    document: { key: main.key, facts: main.examination.facts },
    since: main.since,
    isReport,
    findings,
  };
}

interface ReadAs {
  readonly kind: DocumentKind;
  readonly facts: Facts;
}

/** A finding that says what the document reads as, and by which words. */
const notTheReport = (key: string, examination: ReadAs): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} reads as ${readsAs(examination)}, not as the report of a review. Only a report is published.`,
});

const notACompanion = (key: string, examination: ReadAs): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} reads as ${readsAs(examination)}, neither as the report nor as a briefing, response or statement that goes with it. Remove it from the folder.`,
});

function readsAs({ kind, facts: { documentType } }: ReadAs): string {
  const name = documentType?.value ?? `a companion (${MESSAGES.en.documents[kind].toLowerCase()})`;
  const { provenance } = documentType ?? {};
  return provenance?.source === 'report' && provenance.words !== ''
    ? `${name} (“${provenance.words}”, page ${provenance.page})`
    : name;
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

function missing(facts: Facts): Finding[] {
  const ask = (code: FindingCode, field: 'title' | 'type' | 'summary', what: string): Finding[] => {
    if (facts[field] !== undefined) return [];
    const seen = facts.candidates[field] ?? [];
    const offer =
      seen.length > 0
        ? ` What was seen: ${seen
            .slice(0, 5)
            .map((one) => `"${one}"`)
            .join(', ')}.`
        : '';
    return [
      {
        code,
        message: `No ${what} was found with confidence. Write "${field}: ..." in the review note.${offer}`,
      },
    ];
  };
  return [
    ...ask('title-missing', 'title', 'title'),
    ...ask('type-missing', 'type', 'type of review'),
    ...ask('summary-missing', 'summary', 'summary'),
    ...unclearPublication(facts),
  ];
}

/** An old report whose date was not read would be listed as of today, and announced as new. */
function unclearPublication({ publishedOn, unclearPublication: unclear, candidates }: Facts): Finding[] {
  if (publishedOn !== undefined || unclear === undefined) return [];
  const seen = candidates.publishedOn ?? [];
  const offer = seen.length > 0 ? ` Dates that were seen: ${seen.slice(0, 5).join('; ')}.` : '';
  return [
    {
      code: 'publication-date-unclear',
      ...(unclear.provenance.source === 'report' && { page: unclear.provenance.page }),
      message: `“${unclear.value}” does not clearly say when the report was published. Write "published: ..." in the review note.${offer}`,
    },
  ];
}

/** A publication date after the day on which it would become public: to be compared as precisely as it was written. */
function tooEarly({ publishedOn }: Facts, publicAt: string, { publisher }: Settings): Finding[] {
  const on = dayOf(publicAt, publisher.timeZone);
  if (publishedOn === undefined || publishedOn.value <= on.slice(0, publishedOn.value.length)) return [];
  return [
    {
      code: 'published-in-future',
      message: `The publication date is ${inWords(publishedOn.value)}, and it would be public on ${inWords(on)} already. Write in the review note when it may be public ("publish at: ..."), or the right date ("published: ...").`,
    },
  ];
}

function laterFindings(facts: Facts, note: ReviewNote, settings: Settings): Finding[] {
  const findings: Finding[] = [];
  const from = facts.publishedOn?.value ?? note.publishAt?.slice(0, 10);
  const retireOn = retirementOf(note);
  if (retireOn !== undefined && from !== undefined) {
    const year = Number(earliestDay(from).slice(0, 4)) + 1;
    if (retireOn < `${year}${earliestDay(from).slice(4)}`) {
      findings.push({
        code: 'retires-early',
        message: `The note retires the report on ${retireOn}, less than a year after its publication. A report must be public for at least one year.`,
      });
    }
  }
  const named = facts.partnership?.value;
  if (named !== undefined && body(named) !== body(settings.publisher.name)) {
    findings.push({
      code: 'other-partnership',
      message: `The report names ${named}; the publisher is ${settings.publisher.name}.`,
    });
  }
  return findings;
}

/** A partnership's name without the part that changed when boards became partnerships. */
function body(partnership: string): string {
  return partnership
    .toLowerCase()
    .replace(/\b(the|local|board|partnership|partners|safeguarding|children['’]?s?|child|adults?)\b/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** Nothing is published before another person than those who dropped it has dropped the approval, for just what is there. */
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

/** The report first, companions by kind and key; public names are made from the kind, never from the officer's file name. */
function named(uploaded: Uploaded, mainKey: string, settings: Settings): ApprovedDocument[] {
  const { documents: titles } = messagesOf(settings);
  const rest = uploaded.documents
    .filter((one) => one.key !== mainKey)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const counts = new Map<string, number>();
  return [...uploaded.documents.filter((one) => one.key === mainKey), ...rest].flatMap(
    ({ key, examination }) => {
      if (!examination.readable) return [];
      const kind = key === mainKey ? 'report' : examination.kind;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const suffix = count === 1 ? '' : `-${count}`;
      return [
        {
          key,
          kind,
          file: `${kind}${suffix}.pdf`,
          title: titles[kind] + (count === 1 ? '' : ` ${count}`),
          facts: examination.facts,
        },
      ];
    },
  );
}
