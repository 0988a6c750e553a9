import { inWords } from '../../partial-date.ts';
import type { Facts } from '../fact.ts';
import type { Finding, FindingCode } from '../finding.ts';

/**
 * What a report must say, or its review note: title, type, summary, and since when it is public. `read`: with
 * what was recognized in pictures.
 */
export function missingFacts(facts: Facts, read: Facts): Finding[] {
  const ask = (code: FindingCode, field: 'title' | 'type' | 'summary', what: string): Finding[] => {
    if (facts[field] !== undefined) return [];
    if (read[field] !== undefined)
      return [
        {
          code,
          message: `The ${what} was recognized in a picture. Confirm it in the review note: the lines below say what was read.`,
        },
      ];
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
    ...unclearPublication(facts, read),
  ];
}

/** Without its date, an old report would be listed and announced as new. */
function unclearPublication(
  { publishedOn, unclearPublication: unclear, candidates }: Facts,
  read: Facts,
): Finding[] {
  if (publishedOn === undefined && read.publishedOn !== undefined)
    return [
      {
        code: 'publication-date-unclear',
        message: `The publication date, ${inWords(read.publishedOn.value)}, was recognized in a picture. Confirm it in the review note.`,
      },
    ];
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
