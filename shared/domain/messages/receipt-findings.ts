import { isolate, oneLine } from '../escape.ts';
import type { Facts } from '../review/fact.ts';
import { FINDINGS, type Finding, type FindingCode, isStop, NOT_ACCEPTABLE } from '../review/finding.ts';

/** A receipt lists this many places of one kind of finding; the dashboard shows them all. */
const MOST_PLACES = 12;

/** What an officer could have written in the note for a fact that is missing. */
const CANDIDATES: Readonly<Partial<Record<FindingCode, keyof Facts['candidates']>>> = {
  'title-missing': 'title',
  'type-missing': 'type',
  'summary-missing': 'summary',
};

/** What stops a review: one paragraph for each kind, with its pages, what it means and how to fix it. */
export function findingLines(findings: readonly Finding[], facts?: Facts): string[] {
  const kinds = byCode(findings.filter(isStop));
  return [...kinds].map(([code, found], index) => {
    const { title, why, remedy } = FINDINGS[code];
    const places = found.slice(0, MOST_PLACES).map((finding) => `   - ${placeOf(finding)}`);
    const more = found.length - places.length;
    const seen = CANDIDATES[code] === undefined ? undefined : facts?.candidates[CANDIDATES[code]];
    return [
      `${index + 1}. ${title}`,
      ...places,
      ...(more > 0 ? [`   - and ${more} more`] : []),
      ...(why === '' ? [] : [`   Why it matters: ${why}`]),
      ...(remedy === '' ? [] : [`   How to fix it: ${remedy}`]),
      ...(seen === undefined || seen.length === 0
        ? []
        : [
            '   What the report offers:',
            ...seen.slice(0, 3).map((text) => `   - ${isolate(oneLine(text))}`),
          ]),
    ].join('\n');
  });
}

/** How to accept findings that are right as they are: the very lines to put in the review note. */
export function acceptLines(findings: readonly Finding[], note: string): string[] {
  const codes = [...byCode(findings.filter(isStop)).keys()].filter((code) => !NOT_ACCEPTABLE.has(code));
  if (codes.length === 0) return [];
  return [
    [
      `If you have looked and it is right as it is, put these lines in ${note} and drop it beside the PDF. That counts for this PDF only, not for a later one.`,
      '  accept:',
      ...codes.map((code) => `    - ${code}`),
    ].join('\n'),
  ];
}

/** What did not stop the review, for next time. */
export function noteLines(findings: readonly Finding[]): string[] {
  const kinds = byCode(findings.filter((finding) => !isStop(finding)));
  if (kinds.size === 0) return [];
  return [
    [
      'Worth knowing, though it stops nothing:',
      ...[...kinds].map(([code, found]) => {
        const { title, remedy } = FINDINGS[code];
        const message = oneLine(found[0]?.message ?? title);
        return `  - ${[message, remedy].filter((text) => text !== '').join(' ')}`;
      }),
    ].join('\n'),
  ];
}

function byCode(findings: readonly Finding[]): Map<FindingCode, Finding[]> {
  return Map.groupBy(findings, (finding) => finding.code);
}

function placeOf(finding: Finding): string {
  const message = isolate(oneLine(finding.message));
  return finding.page === undefined ? message : `Page ${finding.page}: ${message}`;
}
