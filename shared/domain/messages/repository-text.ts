import { isolate, oneLine } from '../escape.ts';
import type { Facts, Passage } from '../review/fact.ts';
import type { Settings } from '../settings.ts';

const MISSING = '(from the report)';

/**
 * A review in the format of the NSPCC's national case review repository: year, area, subject; events;
 * learning; recommendations; keywords; link. Contains only known facts; the sender checks and completes it.
 */
export function repositoryText(
  facts: Facts,
  themes: readonly string[],
  address: string,
  /** Publication year, from the address. */
  year: number | undefined,
  settings: Settings,
): string {
  const area = facts.partnership?.value ?? settings.publisher.name;
  const { learning, recommendations } = facts.passages ?? {};
  const heading = [year === undefined ? undefined : String(year), area, facts.title?.value]
    .flatMap((part) => part ?? [])
    .map(oneLine);
  return [
    heading.join(' - '),
    ...(facts.summary === undefined ? [] : [isolate(oneLine(facts.summary.value))]),
    learning === undefined ? `Learning: ${MISSING}` : `Learning includes: ${points(learning)}`,
    recommendations === undefined
      ? `Recommendations: ${MISSING}`
      : `Recommendations include: ${points(recommendations)}`,
    `Keywords: ${themes.length === 0 ? MISSING : themes.map(oneLine).join(', ')}`,
    'Read the report:',
    address,
  ]
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Instructions for the sender: what to check and what to add. */
export function repositoryNote({ passages = {} }: Facts, themes: readonly string[]): string {
  const { learning, recommendations } = passages;
  const copied = [
    ...(learning ? [`learning from ${pagesOf(learning)}`] : []),
    ...(recommendations ? [`recommendations from ${pagesOf(recommendations)}`] : []),
  ].join(', ');
  const complete = learning && recommendations && themes.length > 0;
  return [
    ...(copied === '' ? [] : [`Copied from the report: ${copied}. Check them before you send it.`]),
    ...(complete ? [] : ['Where it says so, add words from the report.']),
  ].join(' ');
}

function points({ items, more }: Passage): string {
  const last = more === 0 ? [] : [`and ${more} more in the report`];
  return isolate(`${[...items.map(oneLine), ...last].join('; ')}.`);
}

const pagesOf = ({ firstPage, lastPage }: Passage): string =>
  firstPage === lastPage ? `page ${firstPage}` : `pages ${firstPage} to ${lastPage}`;
