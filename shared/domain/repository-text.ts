import { isolate, oneLine } from './escape.ts';
import type { Facts } from './fact.ts';
import type { Settings } from './settings.ts';

/**
 * A review in the form in which the NSPCC's national case review repository lists reviews: year, area, subject; what
 * happened; learning; recommendations; keywords; link. Only what is known of the report stands in it; the person
 * who sends it writes the rest.
 */
export function repositoryText(
  facts: Facts,
  themes: readonly string[],
  address: string,
  settings: Settings,
): string {
  const year = (facts.publishedOn ?? facts.reportedOn)?.value.slice(0, 4);
  const area = facts.partnership?.value ?? settings.publisher.name;
  const heading = [year, area, facts.title?.value].flatMap((part) => part ?? []).map(oneLine);
  return [
    heading.join(' - '),
    ...(facts.summary === undefined ? [] : [isolate(oneLine(facts.summary.value))]),
    'Learning: (from the report)',
    'Recommendations: (from the report)',
    `Keywords: ${themes.length === 0 ? '(from the report)' : themes.map(oneLine).join(', ')}`,
    'Read the report:',
    address,
  ]
    .map((line) => `  ${line}`)
    .join('\n');
}
