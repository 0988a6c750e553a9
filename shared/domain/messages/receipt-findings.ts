import { isolate, oneLine } from '../escape.ts';
import { confirmationLines } from '../review/decide/confirmation.ts';
import type { Facts } from '../review/fact.ts';
import { FINDINGS, type Finding, type FindingCode, isAcceptable, isStop } from '../review/finding.ts';

/** Maximum number of places of one code in a receipt; the dashboard lists all. */
const MOST_PLACES = 12;

/** Facts whose candidates a receipt offers for a missing fact. */
const CANDIDATES: Readonly<Partial<Record<FindingCode, keyof Facts['candidates']>>> = {
  'title-missing': 'title',
  'type-missing': 'type',
  'summary-missing': 'summary',
};

/** Findings that hold the review: one paragraph per code, with pages, meaning and fix. */
export function findingLines(findings: readonly Finding[], facts?: Facts): string[] {
  const kinds = byCode(findings.filter(isStop));
  return [...kinds].map(([code, found], index) => {
    const { title, why, remedy } = FINDINGS[code];
    const grouped = [...Map.groupBy(found, ({ message }) => message).values()];
    const places = grouped.slice(0, MOST_PLACES).map((same) => `   - ${placeOf(same)}`);
    const more = grouped.length - places.length;
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

/** Kinds of findings that the first lines name, and the length of a sentence that fits there. */
const MOST_NAMED = 3;
const SHORT = 110;

/** The kinds of findings that hold the review, each in a few words: "Page 3: A date of birth." */
export function inShort(findings: readonly Finding[]): string {
  const kinds = [...byCode(findings.filter(isStop))];
  const named = kinds.slice(0, MOST_NAMED).map(([code, found]) => {
    const { title } = FINDINGS[code];
    const sentence = firstSentence(found[0]?.message ?? '');
    const isShort = pagesOf(found) === '' && found.length === 1 && sentence.length <= SHORT;
    return isShort ? isolate(sentence) : `${pagesOf(found)}${title}.`;
  });
  const more = kinds.length - named.length;
  return [...named, ...(more > 0 ? [`(+ ${more})`] : [])].join(' ');
}

/** The words up to the first full stop that ends a sentence; those in names of files do not. */
export const firstSentence = (text: string): string =>
  oneLine(text).split(/(?<=[.?!])\s(?=[\p{Lu}“"])/u)[0] ?? '';

/**
 * The note's lines that accept findings and confirm facts recognized in pictures, and the form of the public
 * site that writes them.
 */
export function acceptLines(
  findings: readonly Finding[],
  note: string,
  site: string,
  facts?: Facts,
): string[] {
  const stops = [...byCode(findings.filter(isStop)).keys()];
  const recognized = confirmationLines(facts);
  const isDateRead = facts?.publishedOn?.provenance.source === 'picture';
  const codes = stops.filter(
    (code) => isAcceptable(code) && !(isDateRead && code === 'publication-date-unclear'),
  );
  const toWrite = stops
    .flatMap((code) => CANDIDATES[code] ?? [])
    .filter((field) => facts?.[field]?.provenance.source !== 'picture')
    .map((field) => `  ${field}: ...`);
  const toAccept = codes.length === 0 ? [] : ['  accept:', ...codes.map((code) => `    - ${code}`)];
  if (recognized.length + toWrite.length + toAccept.length === 0) return [];
  const when = codes.length === 0 ? '' : 'If you have looked and it is right as it is, ';
  const what = toWrite.length === 0 ? '' : ' Write what is missing in place of the dots.';
  const check =
    recognized.length === 0
      ? ''
      : ' Compare each word and number with the report first: they were recognized in a picture. Leave out what is not to be published.';
  const counts = codes.length === 0 ? '' : ' That counts for this PDF only, not for a later one.';
  return [
    [
      `${when}${when === '' ? 'Put' : 'put'} these lines in ${note}, and upload it.${check}${what}${counts}`,
      // Not indented: after a summary on lines of its own, an indented name would go on with it.
      ...recognized,
      ...[...toWrite, ...toAccept].map((line) => (recognized.length > 0 ? line.slice(2) : line)),
    ].join('\n'),
    `Or let this form write the note. What you type in it is sent nowhere:\n${formAddress(site, note, codes)}`,
  ];
}

/** The note form, with the name and the codes filled in. A browser sends no fragment to any server. */
function formAddress(site: string, note: string, codes: readonly FindingCode[]): string {
  const known = new URLSearchParams({ name: note, ...(codes.length > 0 && { accept: codes.join() }) });
  return `${site}/note/#${known}`;
}

/** Findings that did not hold the review, for next time. */
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

/** Equal findings of several pages in one line: "Pages 3, 5 to 9: A postcode." */
const placeOf = (same: readonly Finding[]): string =>
  pagesOf(same) + isolate(oneLine(same[0]?.message ?? ''));

/** `Pages 3, 5 to 9: `, or nothing. */
function pagesOf(findings: readonly Finding[]): string {
  const pages = [...new Set(findings.flatMap(({ page }) => page ?? []))].sort((a, b) => a - b);
  return pages.length === 0 ? '' : `${pages.length === 1 ? 'Page' : 'Pages'} ${rangesOf(pages)}: `;
}

function rangesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`))
    .join(', ');
}
