import { factLines } from '#shared/domain/messages/receipt-facts.ts';
import { findingLines, noteLines } from '#shared/domain/messages/receipt-findings.ts';
import type { Fact, Facts, Provenance } from '#shared/domain/review/fact.ts';
import { type Finding, isStop } from '#shared/domain/review/finding.ts';
import type { ReviewType } from '#shared/domain/settings.ts';
import type { ExaminedFile } from './examine-file.ts';
import { type EditionOutcome, inWords } from './try-edition.ts';

const OUTCOMES = { rejected: 'reject', held: 'hold', approved: 'publish' } as const;

/** One line of JSON. A missing fact is null, missing reviewers are an empty list. */
export function asJson(
  { file, note, examination, decision, milliseconds }: ExaminedFile,
  edition?: EditionOutcome,
): string {
  const facts = factsOf(decision, examination);
  const reason = reasonOf(decision);
  return JSON.stringify({
    file,
    ...(note !== undefined && { note }),
    decision: OUTCOMES[decision.outcome],
    ...(reason !== undefined && { reason }),
    facts: {
      title: facts?.title?.value ?? null,
      type: facts?.type?.value ?? null,
      publishedOn: facts?.publishedOn?.value ?? null,
      reportedOn: facts?.reportedOn?.value ?? null,
      reviewers: facts?.reviewers?.value ?? [],
      partnership: facts?.partnership?.value ?? null,
      summary: facts?.summary?.value ?? null,
      pages: facts?.pages ?? null,
      language: facts?.language?.value ?? null,
    },
    provenance: facts === undefined ? {} : provenanceOf(facts),
    findings: findingsOf(decision).map(({ code, page, message }) => ({
      code,
      ...(page !== undefined && { page }),
      message,
    })),
    ...(edition !== undefined && { edition }),
    milliseconds,
  });
}

/** Text for people: the decision, the facts with their sources, and each finding with its fix. */
export function asText(
  examined: ExaminedFile,
  types: readonly ReviewType[],
  edition?: EditionOutcome,
): string {
  const { file, note, examination, decision, milliseconds } = examined;
  const verdict = {
    rejected: 'It would be rejected.',
    held: 'It would be held.',
    approved: 'It would be published.',
  };
  const facts = factsOf(decision, examination);
  const findings = findingsOf(decision);
  return [
    `${file}\n${verdict[decision.outcome]} (${milliseconds} ms)${note === undefined ? '' : `\nThe review note ${note} was read with it.`}`,
    ...(decision.outcome === 'approved' || decision.reason === undefined ? [] : [decision.reason]),
    ...(facts === undefined ? [] : [factLines(facts, types)]),
    ...findingLines(findings, facts),
    ...noteLines(findings),
    ...(edition === undefined ? [] : [inWords(edition)]),
    '',
  ].join('\n\n');
}

/** The facts of the listing. The note takes precedence over the report. */
const factsOf = (
  decision: ExaminedFile['decision'],
  examination: ExaminedFile['examination'],
): Facts | undefined =>
  (decision.outcome === 'rejected' ? undefined : decision.facts) ??
  (examination.readable ? examination.facts : undefined);

const findingsOf = (decision: ExaminedFile['decision']): readonly Finding[] =>
  decision.outcome === 'rejected' ? [] : decision.findings;

function reasonOf(decision: ExaminedFile['decision']): string | undefined {
  if (decision.outcome === 'approved') return undefined;
  if (decision.reason !== undefined || decision.outcome === 'rejected') return decision.reason;
  const sentences = new Set(decision.findings.filter(isStop).map(({ message }) => message));
  const [first = '', ...others] = sentences;
  return others.length === 0 ? first : `${first} And ${others.length} more: see the findings.`;
}

/** `page 1 "Date of publication: 24 April 2024"` for each fact. */
function provenanceOf(facts: Facts): Record<string, string> {
  const found: Record<string, string> = {};
  const { candidates: _, pages: __, passages: ___, ...stated } = facts;
  for (const [name, fact] of Object.entries(stated)) {
    const provenance: Provenance = (fact satisfies Fact<unknown>).provenance;
    if (provenance.source === 'report') found[name] = `page ${provenance.page} "${provenance.words}"`;
  }
  return found;
}
