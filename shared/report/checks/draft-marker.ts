import type { Finding } from '#shared/domain/review/finding.ts';
import type { Noticed } from '../../pdf/page-model.ts';
import type { Check } from './check.ts';
import type { Mark } from './page-marks.ts';

const WORD = /(?<!\p{L})d?draf+t(?!\p{L})|\bd ?r ?a ?f ?t\b/iu;
/**
 * A line that is a mark, not a heading about drafts: `DRAFT v3`, `Final draft for panel`, `Draft 2 - 4 May
 * 2023`.
 */
const LABEL =
  /^\W*(?:(?:status|version)\W+)?(?:(?:final|first|second|third|fourth|fifth|latest|working|revised|confidential|initial|early|pre-?publication|panel|official|restricted|strictly)\W+)*draf+t\b(?:\W*(?:v(?:ersion)?\.?|no\.?|number|for|not|report|copy|only|document|overview|review|of|at|as|to|the|dated?|subject|panel|board|partnership|comments?|consultation|discussion|approval|circulation|publication|confidential|embargoed|restricted|further|quality|assurance|and|in|strict|confidence|one|two|three|january|february|march|april|may|june|july|august|september|october|november|december|amendments?|agreed|factual|accuracy|checking|(?:19|20)?\d[\d./-]*)\b)*\W*$/i;
const BARE = /^\W*(?:FINAL |FIRST |SECOND )?DRAF+T(?:\W+(?:V(?:ERSION)?|NO)?\.? ?[\d.]+)?\W*$/;
const TAIL =
  /(?:^|[-–—:(,|] ?)(?:(?:final|first|second|third|working|revised) )?draf+t(?: (?:v(?:ersion)?\.? ?)?[\d.]+| report| copy)?\W*$/i;

/** `Draft version 6 - for the family`, `Draft: not for circulation`; "Draft care plans" is a theme. */
const OPENS =
  /(?:^|[-–—:|(,]) ?\W*draf+t(?: ?[-:|(\d]| (?:v\d|version|report|overview|document|copy|for|no\.?|number)\b)/i;
/** No theme of a review ends so. */
const CLOSES = /\bdraf+t(?: (?:v(?:ersion)?\.? ?)?[\d.]+| report| copy)?[^\p{L}.]*$/iu;
/** Other ways of saying it, in a header or footer, on the cover or across the page. */
const UNFINISHED: readonly RegExp[] = [
  /\bthis (?:(?:report|document|version|paper|copy|review) )?is (?:only |still )?(?:a |the )?(?:[\w-]+ )?draf+t\b/i,
  /\bwork in progress\b|\bun(?:approved|finalised|ratified)\b|\bpre-?release\b|\bpreview (?:copy|version)\b|^\W*(?:report )?in progress\W*$|^\W*provisional(?: report| version| copy)?\W*$|\b(?:uncorrected|page|first|final) proofs?\W*$/i,
  /\bnot (?:yet )?(?:been )?(?:approved|agreed|finalised|ratified|signed[ -]off)\b|\bnot (?:the )?final(?: version)?\W*$/i,
  /^\W*(?:still )?to be (?:ratified|approved|agreed|signed off|finalised)\b|\b(?:approval|sign[ -]?off|ratification|agreement) (?:is )?(?:awaited|pending|outstanding)\b/i,
  /^\W*(?:document )?(?:status|stage)\W+(?:for|un(?:published|approved)|in|pending|provisional|work|not|awaiting)\b/i,
  /\b(?:subject to|awaiting|pending) (?:final |formal )?(?:(?:board|panel|partnership|legal|executive|quality|factual) )?(?:approval|agreement|sign[ -]?off|ratification|assurance|accuracy|checks?|advice|amendments?|publication)\b/i,
  /\b(?:awaiting|pending) (?:the )?(?:board|panel|partnership|executive)\b/i,
  /\bfor (?:the )?(?:(?:board|panel|executive|partnership|internal|agency|family|legal|final|factual)(?:'s)? )*(?:comments?|discussion|consultation|approval|ratification|accuracy(?: check(?:s|ing)?)?|proof-?reading|sign[ -]?off)(?: only| purposes(?: only)?| by .{3,40})?\W*$/i,
  /^\W*for (?:internal |panel |board |agency )?review(?: only)?\W*$/i,
  /\b(?:version|copy) for (?:the )?(?:[\w-]+ ){0,3}(?:comments?|checks?|checking|approval|review|consultation|discussion|family|panel|board)\b/i,
  /\b(?:pre-?publication|panel|consultation|working|discussion|proof|interim|uncorrected|marked[ -]up) (?:version|copy)\b/i,
  /\btrack(?:ed)?[ -]changes\b|\bv(?:ersion)? ?\d[\d.]*\W+(?:with )?(?:comments?|tracked|amends|amendments|edits|mark-?up)\b/i,
];
/** Versions are counted from 1 when they are agreed. */
const BELOW_ONE =
  /(?:^|[^\p{L}\p{N}])(?:v(?:er(?:sion)?)?|rev(?:ision)?|issue)(?:[.:_ -]|no\b|number)*0[._-]\d/iu;
const VERSION_LABEL = /^(?:(?:document|report) )?version(?: (?:number|no\.?))?:?$/i;

/**
 * DRAFT in a header, a footer or a watermark, on the cover, or alone in capitals, and what a draft looks
 * like: a drawn watermark, struck-out words. One finding a page. "The draft report was shared" is none.
 */
export const draftMarker: Check = ({ marks, report }) => {
  const said = Map.groupBy(marks.marks.filter(isDraft), ({ page }) => page);
  for (const mark of versionsBelowOne(marks.marks)) if (!said.has(mark.page)) said.set(mark.page, [mark]);
  const onPages = report.pages.flatMap((page): Finding[] => {
    const [first, ...others] = said.get(page.number) ?? [];
    if (first) {
      const places = [...new Set([first, ...others].map(({ where }) => PLACES[where]))];
      const message = `The ${places.join(' and the ')} ${places.length > 1 ? 'say' : 'says'} that this is a draft.`;
      return [{ code: 'draft-marker', page: page.number, box: first.box, message }];
    }
    const seen = page.noticed?.find(({ what }) => what !== 'box-on-picture');
    if (!seen) return [];
    return [{ code: 'draft-marker', page: page.number, box: seen.box, message: SEEN[seen.what] }];
  });
  const described = report.alternativeTexts.some((text) => text.length < 80 && LABEL_OF_PICTURE.test(text));
  return described && onPages.length === 0 ? [{ code: 'draft-marker', message: DESCRIBED }] : onPages;
};

const SEEN: Readonly<Record<Noticed['what'], string>> = {
  'box-on-picture': '',
  'drawn-word':
    'A word is drawn across the page, like a watermark. It is no text, so nobody but a person can tell whether it says “draft”.',
  'struck-words':
    'Words are struck out in colour, as tracked changes are: accept or reject all changes in Word and save as PDF again.',
};
/** How a watermark that is a picture is described. */
const LABEL_OF_PICTURE =
  /\bdraf+t\b(?=.{0,20}\b(?:watermark|stamp)\b)|\b(?:watermark|stamp)\b(?=.{0,20}\bdraf+t\b)|^\W*draf+t\W*$/i;
const DESCRIBED = 'The description of a picture says that it is a watermark of a draft.';

/** `Version` and `0.6` in the cells of a table on the cover. */
const versionsBelowOne = (marks: readonly Mark[]): Mark[] =>
  marks.filter(
    ({ where, text, page, box }) =>
      where === 'cover' &&
      /^v? ?0[._]\d/i.test(text) &&
      marks.some(
        (other) =>
          other.page === page && VERSION_LABEL.test(other.text) && Math.abs(other.box[3] - box[3]) < 6,
      ),
  );

const PLACES: Readonly<Record<Mark['where'], string>> = {
  running: 'header or footer',
  watermark: 'watermark',
  cover: 'cover',
  alone: 'page',
};

const isUnfinished = (text: string): boolean =>
  BELOW_ONE.test(text) || UNFINISHED.some((pattern) => pattern.test(text));

function isDraft(mark: Mark): boolean {
  const isSentence = /\.$/.test(mark.text) && !mark.repeated;
  if (mark.where !== 'alone' && !isSentence && isUnfinished(mark.text)) return true;
  if (!WORD.test(mark.text)) return false;
  switch (mark.where) {
    case 'watermark':
      return true;
    case 'running':
      return mark.repeated || LABEL.test(mark.text) || /\bDRAF+T\b/.test(mark.text) || TAIL.test(mark.text);
    case 'cover':
      return (
        LABEL.test(mark.text) ||
        OPENS.test(mark.text) ||
        CLOSES.test(mark.text) ||
        /\bDRAF+T\b/.test(mark.text)
      );
    case 'alone':
      return BARE.test(mark.text) || (mark.size >= 36 && LABEL.test(mark.text));
  }
}
