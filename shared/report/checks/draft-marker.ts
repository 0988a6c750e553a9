import type { Finding } from '#shared/domain/finding.ts';
import type { Check } from './hit.ts';
import type { Mark } from './marks.ts';

const WORD = /\bdraf+t\b|\bd ?r ?a ?f ?t\b/i;
/** A line that is a mark, not a heading about drafts: `DRAFT v3`, `Final draft for panel`, `Draft 2 - 4 May 2023`. */
const LABEL =
  /^\W*(?:(?:status|version)\W+)?(?:(?:final|first|second|third|fourth|fifth|latest|working|revised|confidential|initial|early|pre-?publication|panel|official|restricted|strictly)\W+)*draf+t\b(?:\W*(?:v(?:ersion)?\.?|no\.?|number|for|not|report|copy|only|document|overview|review|of|at|as|to|the|dated?|subject|panel|board|partnership|comments?|consultation|discussion|approval|circulation|publication|confidential|embargoed|restricted|further|quality|assurance|and|in|strict|confidence|one|two|three|january|february|march|april|may|june|july|august|september|october|november|december|amendments?|agreed|factual|accuracy|checking|(?:19|20)?\d[\d./-]*)\b)*\W*$/i;
const BARE = /^\W*(?:FINAL |FIRST |SECOND )?DRAF+T(?:\W+(?:V(?:ERSION)?|NO)?\.? ?[\d.]+)?\W*$/;
const TAIL =
  /(?:^|[-–—:(,|] ?)(?:(?:final|first|second|third|working|revised) )?draf+t(?: (?:v(?:ersion)?\.? ?)?[\d.]+| report| copy)?\W*$/i;

/** Other ways of saying it, in a header or footer, on the cover or across the page. */
const UNFINISHED =
  /\bwork in progress\b|\bnot (?:yet )?(?:approved|agreed|finalised|signed off)\b|\bunapproved\b|\bpre-?publication (?:copy|version)\b|\bfor (?:comments?|discussion|consultation|approval|factual accuracy)(?: only| purposes| purposes only)?\W*$|\bpanel version\b/i;

/** DRAFT in a header, a footer or a watermark, on the cover, or alone in capitals: one finding a page. "The draft report was shared" is none. */
export const draftMarker: Check = ({ marks }) =>
  [...Map.groupBy(marks.marks.filter(isDraft), ({ page }) => page)].flatMap(([page, onPage]): Finding[] => {
    const places = [...new Set(onPage.map(({ where }) => PLACES[where]))];
    const message = `The ${places.join(' and the ')} ${places.length > 1 ? 'say' : 'says'} that this is a draft.`;
    return onPage.slice(0, 1).map(({ box }) => ({ code: 'draft-marker', page, box, message }));
  });

const PLACES: Readonly<Record<Mark['where'], string>> = {
  running: 'header or footer',
  watermark: 'watermark',
  cover: 'cover',
  alone: 'page',
};

function isDraft(mark: Mark): boolean {
  const isSentence = /\.$/.test(mark.text) && !mark.repeated;
  if (mark.where !== 'alone' && !isSentence && UNFINISHED.test(mark.text)) return true;
  if (!WORD.test(mark.text)) return false;
  switch (mark.where) {
    case 'watermark':
      return true;
    case 'running':
      return mark.repeated || LABEL.test(mark.text) || /\bDRAF+T\b/.test(mark.text) || TAIL.test(mark.text);
    case 'cover':
      return LABEL.test(mark.text) || TAIL.test(mark.text) || /\bDRAF+T\b/.test(mark.text);
    case 'alone':
      return BARE.test(mark.text) || (mark.size >= 36 && LABEL.test(mark.text));
  }
}
