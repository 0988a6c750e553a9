import { phrases } from './phrases.ts';

const OF_PAGES = String.raw`(?:\s*(?:of|o|\/|\|)\s*\d{1,3})?`;

/** A line that is the number of its page. */
export const PAGE_NUMBERS = phrases`
  ^(?:[|–—-]\s*)?(?:(?:page|tudalen|pg?\.?)\s*)?(?:\d{1,3}|[ivx]{1,5})${OF_PAGES}(?:\s*[|–—-])?$  # Page 3 of 40
  ^page\s*\|\s*\d+$|^\d+\s*\|\s*page$  # 3 | Page
`;

/** The number of the page at the end of a running line. */
export const PAGE_NUMBERS_AT_END = phrases`
  (?:\s*[|–—-])?\s*(?:page|tudalen)\s*(?:\||no\.?)?\s*\d{1,3}${OF_PAGES}$  # Overview Report - Page 3 of 40
  (?:\s*[|–—-])?\s*\d+\s*\|\s*page$  # Overview Report 3 | Page
`;
