import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyReport } from '../normalize-lines.ts';

const ENGLISH = new Set(
  'the of and to in was that for with had were his her by on not be at this which'.split(' '),
);
const WELSH = new Set(
  'y yr yn a o i ar ac oedd wedi gan fod ei eu am hyn nad bod mae nid roedd gyda plentyn i’r o’r a’r i’w sydd neu'.split(
    ' ',
  ),
);
const ENOUGH_WORDS = 40;

/**
 * The language of most of the text, by its commonest words: `en-GB` or `cy`. Another language only when the file
 * declares it (`/Lang`) and the text is in neither; the declaration alone is a default of the program that wrote it.
 */
export function readLanguage(report: TidyReport, declared: string | undefined): Fact<string> | undefined {
  let words = 0;
  let english = 0;
  let welsh = 0;
  let firstPage = 0;
  for (const page of report.pages.slice(0, 20)) {
    for (const line of page.lines) {
      for (const word of line.text.toLowerCase().split(/[^\p{L}’']+/u)) {
        if (word === '') continue;
        words++;
        if (ENGLISH.has(word)) english++;
        if (WELSH.has(word)) welsh++;
      }
      if (firstPage === 0 && words > 0) firstPage = page.number;
    }
    if (words > 6000) break;
  }
  if (words < ENOUGH_WORDS) return undefined;
  const found = (value: string, share: number): Fact<string> => ({
    value,
    confidence: share > 0.1 ? 0.98 : 0.85,
    provenance: { source: 'report', page: firstPage, words: 'most of the text' },
  });
  const most = Math.max(english, welsh) / words;
  if (most > 0.08) return english >= welsh ? found('en-GB', most) : found('cy', most);
  if (declared && /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(declared) && !/^(?:en|cy)\b/i.test(declared))
    return {
      value: declared,
      confidence: 0.8,
      provenance: { source: 'report', page: firstPage, words: `/Lang ${declared}` },
    };
  return undefined;
}
