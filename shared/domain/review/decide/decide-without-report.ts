import { momentInWords } from '../../local-time.ts';
import type { Settings } from '../../settings.ts';
import { IS_IT } from '../files/near-names.ts';
import { nameOfKey } from '../files/upload-key.ts';
import { isAcceptable } from '../finding.ts';
import { tooEarly } from '../law/term-findings.ts';
import { noteLost, withNote } from '../note/note-facts.ts';
import { aboutNote, lostLines } from '../note/note-terms.ts';
import { embargoOf } from '../note/review-note.ts';
import type { Decision, NearPdf, Uploaded } from './decision.ts';
import { missingFacts } from './missing-facts.ts';
import { secondPerson } from './second-person.ts';

/** Waits for the report, or lists a review by its note alone: title, type, status and reason. */
export function decideWithoutReport(
  uploaded: Uploaded,
  mistakes: readonly string[],
  settings: Settings,
  now: string,
): Decision {
  if (mistakes.length > 0) return { outcome: 'rejected', reason: mistakes.join('\n') };
  const [dropped] = uploaded.notes;
  if (dropped?.note.status === undefined) return waitsForReport(uploaded, settings);
  const { key, note } = dropped;
  const { accept = [], reason, ...rest } = note;
  const facts = withNote({ pages: 0, candidates: {} }, { ...rest, ...(reason && { summary: reason }) });
  const { before } = uploaded;
  const embargo = embargoOf(note) ?? now;
  const found = [
    ...noteLost(before?.said === undefined ? [] : lostLines(before.said, dropped, now, settings)),
    ...missingFacts(facts, facts),
    ...aboutNote(uploaded, now, settings),
    ...tooEarly(facts, embargo > now ? embargo : now, settings),
  ];
  const open = found.filter(({ code }) => !isAcceptable(code) || !accept.includes(code));
  if (open.length > 0) return { outcome: 'held', facts, findings: open };
  const waiting = settings.secondPerson ? secondPerson(uploaded) : [];
  if (waiting.length > 0) return { outcome: 'held', facts, findings: waiting };
  const accepted = [...new Set(found.map(({ code }) => code))];
  return { outcome: 'approved', facts, note, documents: [], noteAlone: key, findings: [], accepted };
}

function waitsForReport({ name, notes, before, elsewhere: other }: Uploaded, settings: Settings): Decision {
  const [note] = notes;
  const nearPdfs = other?.nearPdfs ?? [];
  const [actBefore] = nearPdfs.flatMap(({ publishAt }) => publishAt ?? []).sort();
  const isListed = before?.publication?.withoutReport !== undefined;
  const reason = [
    ...nearPdfs.map((pdf) => nearQuestion(pdf, note?.key, settings)),
    ...(isListed && note !== undefined
      ? [
          'The note says no “status” any more. The review stays listed without its report. To take it down, delete the note.',
        ]
      : []),
    note === undefined
      ? `The approval is here, the report is not yet. An approval counts only for what was there before it: upload ${name}.pdf, and let a second person approve it then.`
      : `The note is here, the report is not yet. Upload ${name}.pdf, and both are examined together.`,
  ].join('\n');
  return { outcome: 'held', reason, findings: [], ...(actBefore !== undefined && { actBefore }) };
}

/** Whether a note or an approval is of the PDF that has nearly its name, and what to do then. */
function nearQuestion({ key, publishAt, isPublic }: NearPdf, note: string | undefined, settings: Settings) {
  const review = nameOfKey(key) ?? key;
  const right = key.includes('/') ? `${review}/review.yaml` : `${review}.yaml`;
  const standing =
    publishAt === undefined
      ? `${key}${isPublic ? ', which is public already' : ''}`
      : `${key}, which becomes public on ${momentInWords(publishAt, settings.publisher.timeZone)}`;
  const soon = publishAt === undefined ? '' : ' before that';
  return note === undefined
    ? `${IS_IT} the approval of ${standing}? Then rename it to ${review}.approved${soon}.`
    : `${IS_IT} the note of ${standing}? Then rename ${note} to ${right}${soon}.`;
}
