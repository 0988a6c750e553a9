import { momentInWords } from '../local-time.ts';
import { isAcceptable, isStop } from '../review/finding.ts';
import { mayBeRename } from '../review/handover.ts';
import type { Lifecycle, WaitsFor } from '../review/lifecycle.ts';
import type { OwedReceipt, Review } from '../review/review.ts';

type Told = OwedReceipt['outcome'];

/** Subjects of receipts. */
export const subjectOf = ({ outcome, awaitsRecognition }: OwedReceipt): string =>
  awaitsRecognition ? 'Held, being read' : SUBJECTS[outcome];

const SUBJECTS: Readonly<Record<Told, string>> = {
  published: 'Published',
  scheduled: 'Scheduled',
  held: 'Held, needs you',
  rejected: 'Not published, needs you',
  withdrawn: 'Withdrawn',
  unchanged: 'Unchanged',
  reminder: 'Reminder, public soon',
  retired: 'Retired',
};

/** The first lines of a receipt: what happened, the next action, and its deadline. */
export function threeLines(review: Review, owed: OwedReceipt, standing: Lifecycle, timeZone: string): string {
  const words = (instant: string) => momentInWords(instant, timeZone);
  const at = review.scheduled?.publishAt ?? review.publication?.publishAt;
  const next = standing.next;
  const nothingDue =
    next === undefined
      ? 'By when: nothing is due.'
      : next.event === 'publication'
        ? `By when: to change anything, before ${words(next.at)}.`
        : `By when: nothing is due. It is taken down on ${words(next.at)}, by itself.`;
  const waits = standing.state === 'held' ? standing.waitsFor : 'officer';
  const withoutReport = ({ scheduled, publication }: Review): string => {
    const status = (scheduled ?? publication)?.withoutReport;
    return status === undefined ? '' : ` without a report, as “${status}”`;
  };
  const lines: Readonly<Record<Told, readonly [string, string, string]>> = {
    published: [`PUBLISHED${withoutReport(review)}. It is on the public site.`, 'Nothing to do.', nothingDue],
    scheduled: [
      `SCHEDULED${withoutReport(review)}. It becomes public on ${at === undefined ? 'its day' : words(at)}, by itself.`,
      'Nothing to do.',
      nothingDue,
    ],
    held: [
      `HELD. Nothing new was published.${stands(standing)}`,
      toDo(owed, waits),
      owed.awaitsRecognition ? 'By when: nothing is due. A second receipt follows.' : forHeld(),
    ],
    rejected: [
      `NOT PUBLISHED. The upload cannot be used as it is.${stands(standing)}`,
      'To do: fix what is listed below, and upload again.',
      forHeld(),
    ],
    withdrawn: [
      withdrawn(review, owed),
      mayBeRename(owed)
        ? 'Nothing to do if you renamed it. Else, to withdraw it, delete that PDF too.'
        : 'Nothing to do.',
      nothingDue,
    ],
    unchanged: [
      'UNCHANGED. The same files were there already.',
      ...(standing.state === 'held' || standing.state === 'rejected'
        ? (['To do: what the receipt before this one says. It still holds.', forHeld()] as const)
        : (['Nothing to do.', nothingDue] as const)),
    ],
    reminder: [
      `REMINDER. It becomes public on ${at === undefined ? 'its day' : words(at)}, by itself.`,
      'To do: check that this is still right.',
      `By when: ${at === undefined ? 'before then' : `before ${words(at)}`}.`,
    ],
    retired: [
      review.firstListedAt === undefined
        ? 'RETIRED. The day that you chose is over, so nothing became public.'
        : 'RETIRED. The report was taken down on the day you chose.',
      'Nothing to do.',
      nothingDue,
    ],
  };
  return lines[owed.outcome].join('\n');

  function forHeld(): string {
    return next?.event === 'publication'
      ? `By when: before ${words(next.at)}, when the version from before becomes public.`
      : 'By when: it waits until you do.';
  }
}

function withdrawn({ firstListedAt }: Review, owed: OwedReceipt): string {
  if (mayBeRename(owed)) return 'WITHDRAWN under this name. The same PDF is there under another name.';
  return firstListedAt === undefined
    ? 'WITHDRAWN. It had not been public.'
    : 'WITHDRAWN. It is no longer public.';
}

const stands = (standing: Lifecycle): string =>
  standing.public === 'published' ? ' The version from before is still public.' : '';

function toDo({ findings, awaitsRecognition }: OwedReceipt, waits: WaitsFor): string {
  if (awaitsRecognition) return 'Nothing to do yet: the words of a scan are being recognized.';
  if (waits === 'report') return 'To do: upload the report.';
  if (waits === 'second person')
    return 'To do: ask a colleague to look at it and to approve it, as it says below.';
  const codes = [...new Set(findings.filter(isStop).map(({ code }) => code))];
  const count = codes.length === 1 ? 'the finding below' : `the ${codes.length} findings below`;
  const toAnswer = codes.filter((code) => !isAcceptable(code)).length;
  if (toAnswer === codes.length) return `To do: answer ${count}, as it says there.`;
  if (toAnswer > 0) return `To do: fix ${count}. What may be accepted instead stands at the end of them.`;
  return `To do: fix ${count}, or accept ${codes.length === 1 ? 'it' : 'them'} in the review note.`;
}
