import { oneLine } from '../escape.ts';
import { confirmationLines } from '../review/decide/confirmation.ts';
import type { Facts } from '../review/fact.ts';
import { FINDINGS, type Finding, type FindingCode, isAcceptable, isStop } from '../review/finding.ts';

/** All findings of one code: meaning, places and fix. */
export interface DashboardFinding {
  readonly code: FindingCode;
  readonly title: string;
  /** Whether it holds the review. */
  readonly stops: boolean;
  readonly why: string;
  readonly remedy: string;
  readonly acceptable: boolean;
  readonly places: readonly { readonly page?: number; readonly message: string }[];
}

/**
 * Groups findings by code, those that hold the review first. Lists every place; a receipt lists only the
 * first.
 */
export function dashboardFindings(findings: readonly Finding[]): DashboardFinding[] {
  return kindsOf(findings).map(([code, found]) => {
    const { title, why, remedy } = FINDINGS[code];
    return {
      code,
      title,
      stops: isStop({ code }),
      why,
      remedy,
      acceptable: isAcceptable(code),
      places: found.map(({ page, message }) => ({
        message: oneLine(message),
        ...(page !== undefined && { page }),
      })),
    };
  });
}

/** Findings by code, in the order of their numbers on the dashboard. */
export function kindsOf(findings: readonly Finding[]): [FindingCode, Finding[]][] {
  const stops = findings.filter(isStop);
  const notes = findings.filter((finding) => !isStop(finding));
  return [...Map.groupBy([...stops, ...notes], ({ code }) => code)];
}

/** The note's field for a missing fact. */
const ASKED: Readonly<Partial<Record<FindingCode, 'title' | 'type' | 'summary'>>> = {
  'title-missing': 'title',
  'type-missing': 'type',
  'summary-missing': 'summary',
};

/** Lines for the review note that answer findings: facts to fill in, then codes to accept after a look. */
export function linesToWrite(findings: readonly Finding[], facts: Facts | undefined): string[] {
  const codes = kindsOf(findings.filter(isStop)).map(([code]) => code);
  const asked = codes.flatMap((code) => {
    const field = ASKED[code];
    if (field === undefined || facts?.[field]?.provenance.source === 'picture') return [];
    const [first] = facts?.candidates[field] ?? [];
    // Every JSON string is a valid YAML string (YAML 1.2, 1.3 Relation to JSON).
    return [`${field}: ${first === undefined ? '...' : JSON.stringify(oneLine(first))}`];
  });
  const acceptable = codes.filter(isAcceptable);
  const recognized = confirmationLines(facts);
  return [
    ...recognized,
    ...asked,
    ...(acceptable.length === 0 ? [] : [`accept: [${acceptable.join(', ')}]`]),
  ];
}
