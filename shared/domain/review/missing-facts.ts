import type { Facts } from './fact.ts';
import type { Finding, FindingCode } from './finding.ts';

/** What a report must say, or its review note: title, type, summary, and since when it is public. */
export function missingFacts(facts: Facts): Finding[] {
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

/** Without its date, an old report would be listed and announced as new. */
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
