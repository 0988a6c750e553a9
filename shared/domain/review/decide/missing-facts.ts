import { inWords } from '../../partial-date.ts';
import type { Facts } from '../fact.ts';
import type { Finding, FindingCode } from '../finding.ts';

/** Candidates that a finding names. */
const MOST_SEEN = 5;

/**
 * What a report must say, or its review note: title, type, summary, and since when it is public. `read`: with
 * what was recognized in pictures.
 */
export function missingFacts(facts: Facts, read: Facts): Finding[] {
  const ask = (code: FindingCode, field: 'title' | 'type' | 'summary', what: string): Finding[] => {
    if (facts[field] !== undefined) return [];
    const seen = (facts.candidates[field] ?? []).slice(0, MOST_SEEN).map((one) => `"${one}"`);
    const offer = seen.length > 0 ? ` What was seen: ${seen.join(', ')}.` : '';
    const message =
      read[field] === undefined
        ? `No ${what} was found with confidence. Write "${field}: ..." in the review note.${offer}`
        : `The ${what} was recognized in a picture. Confirm it in the review note: the lines below say what was read.`;
    return [{ code, message }];
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
  const code = 'publication-date-unclear';
  if (publishedOn !== undefined) return [];
  if (read.publishedOn !== undefined) {
    const message = `The publication date, ${inWords(read.publishedOn.value)}, was recognized in a picture. Confirm it in the review note.`;
    return [{ code, message }];
  }
  if (unclear === undefined) return [];
  const seen = candidates.publishedOn ?? [];
  const offer = seen.length > 0 ? ` Dates that were seen: ${seen.slice(0, MOST_SEEN).join('; ')}.` : '';
  const message = `“${unclear.value}” does not clearly say when the report was published. Write "published: ..." in the review note.${offer}`;
  const { provenance } = unclear;
  return [{ code, ...(provenance.source === 'report' && { page: provenance.page }), message }];
}
