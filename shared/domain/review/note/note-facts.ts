import type { Fact, Facts } from '../fact.ts';
import type { Finding } from '../finding.ts';
import type { ReviewNote } from './review-note.ts';

/** Facts of the report, with those of the note in their place. */
export function withNote(facts: Facts, note: ReviewNote): Facts {
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

/** A finding that names the statements of the earlier note that the new one lacks. `removed`: its review. */
export function noteLost(lines: readonly string[], removed?: string): Finding[] {
  if (lines.length === 0) return [];
  const who = removed === undefined ? 'The note' : `This report was ${removed} before, whose note`;
  return [
    {
      code: 'note-lost',
      message: `${who} said before, and does not say now: ${lines.map((line) => `“${line}”`).join(', ')}. It still counts; nothing was changed.`,
    },
  ];
}
