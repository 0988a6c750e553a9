import { oneLine } from '../escape.ts';
import type { Facts } from '../review/fact.ts';
import { FINDINGS, type Finding, type FindingCode, isStop, NOT_ACCEPTABLE } from '../review/finding.ts';

/** All findings of one kind: what it means, where it is, and what to do. */
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
 * Findings by kind, those that hold the review first. Every place stands there, also where a receipt cuts the
 * list short.
 */
export function dashboardFindings(findings: readonly Finding[]): DashboardFinding[] {
  return kindsOf(findings).map(([code, found]) => {
    const { title, why, remedy, severity } = FINDINGS[code];
    return {
      code,
      title,
      stops: severity === 'stop',
      why,
      remedy,
      acceptable: severity === 'stop' && !NOT_ACCEPTABLE.has(code),
      places: found.map(({ page, message }) => ({
        message: oneLine(message),
        ...(page !== undefined && { page }),
      })),
    };
  });
}

/** Findings by kind in the order in which the dashboard numbers them. */
export function kindsOf(findings: readonly Finding[]): [FindingCode, Finding[]][] {
  const stops = findings.filter(isStop);
  const notes = findings.filter((finding) => !isStop(finding));
  return [...Map.groupBy([...stops, ...notes], ({ code }) => code)];
}

/** A fact that a note can give where none was found. */
const ASKED: Readonly<Partial<Record<FindingCode, 'title' | 'type' | 'summary'>>> = {
  'title-missing': 'title',
  'type-missing': 'type',
  'summary-missing': 'summary',
};

/**
 * The very lines that answer findings in a review note: facts to fill in, then what may be accepted after a
 * look.
 */
export function linesToWrite(findings: readonly Finding[], facts: Facts | undefined): string[] {
  const codes = kindsOf(findings.filter(isStop)).map(([code]) => code);
  const asked = codes.flatMap((code) => {
    const field = ASKED[code];
    if (field === undefined) return [];
    const [first] = facts?.candidates[field] ?? [];
    // A JSON string is a YAML string (YAML 1.2, 1.3 Relation to JSON), whatever stands in it.
    return [`${field}: ${first === undefined ? '...' : JSON.stringify(oneLine(first))}`];
  });
  const acceptable = codes.filter((code) => !NOT_ACCEPTABLE.has(code));
  return [...asked, ...(acceptable.length === 0 ? [] : [`accept: [${acceptable.join(', ')}]`])];
}
