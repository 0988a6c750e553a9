import type { Settings } from '../../settings.ts';
import { nameOfKey } from '../files/upload-key.ts';
import { isAcceptable } from '../finding.ts';
import { tooEarly } from '../law/term-findings.ts';
import { noteLost, withNote } from '../note/note-facts.ts';
import { aboutNote, lostLines } from '../note/note-terms.ts';
import { embargoOf } from '../note/review-note.ts';
import type { Decision, Uploaded } from './decision.ts';
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
  if (dropped?.note.status === undefined) return waitsForReport(uploaded);
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

function waitsForReport({ name, notes, before, elsewhere: other }: Uploaded): Decision {
  const [note] = notes;
  const near = (other?.nearPdfs ?? []).map((key) => {
    const review = nameOfKey(key) ?? key;
    const right = key.includes('/') ? `${review}/review.yaml` : `${review}.yaml`;
    return note === undefined
      ? `Is it the approval of ${key}? Then rename it to ${review}.approved.`
      : `Is it the note of ${key}? Then rename ${note.key} to ${right}.`;
  });
  const isListed = before?.publication?.withoutReport !== undefined;
  const reason = [
    ...(isListed && note !== undefined
      ? [
          'The note says no “status” any more. The review stays listed without its report. To take it down, delete the note.',
        ]
      : []),
    note === undefined
      ? `The approval is here, the report is not yet. An approval counts only for what was there before it: upload ${name}.pdf, and let a second person approve it then.`
      : `The note is here, the report is not yet. Upload ${name}.pdf, and both are examined together.`,
    ...near,
  ].join('\n');
  return { outcome: 'held', reason, findings: [] };
}
