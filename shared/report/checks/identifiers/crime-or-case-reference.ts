import { longestFirst } from '../../phrases.ts';
import { type Stretch, standingInText, type TextCheck } from '../check.ts';
import { findNumbers } from './normal-form.ts';

/** Whose records have references that lead to a person. */
const WHOSE = longestFirst(
  `crime police incident occurrence custody arrest court crown family case cris niche storm cad client patient hospital
  social.care liquidlogic mosaic lcs eclipse care.?first housing tenancy referral datix steis urn service.user pupil
  child(?:ren)?(?:'s)?(?:.record)?`.split(/\s+/),
);
/** `crime reference number 42/123456/19`, `Case ref: BR19P00123`, `custody record no. AB/1234/19`. */
const LABELLED = new RegExp(
  String.raw`\b(?:${WHOSE})(?: (?:system|record|file|log|court))?(?: ?(?:reference|ref\b\.?|number|no\b\.?|id\b|identifier|urn)){1,3}(?: (?:is|was|of|given))?[ :.#(-]{0,4}(?<token>[A-Z]{0,6}[ /-]?\d[\w/-]{3,24})`,
  'gi',
);
/** Numbers that courts give to one case: `BR19P00123` in a family court, `T20217123` in the Crown Court. */
const FAMILY_COURT = /[A-Z]{2}\d{2}[CPFZD]\d{5}/;
const CROWN_COURT = /[TSAU]20[012]\d\d{4}/;
const COURT_SHAPES = new Set(['10', '2,2,1,5', '5,5', '4,1,5', '4,6', '9', '1,8', '1,4,4', '5,4']);
/** Police forces count in three parts: `42/123456/19`, `NSH/0012345/21`. */
const POLICE = /(?<![\w/])(?:\d{2}|[A-Z]{2,4})\/\d{4,8}\/\d{2}(?![\w/])/g;
const ABOUT_POLICE =
  /\b(?:police|crime|log|incident|custody|arrest\w*|constabulary|offen[cs]e|officers?|investigat\w+)\b/i;
/** Reviews have references too, and they are public. */
const REVIEW = /\b(?:serious|review|audit|study|panel|scr|lcspr|cspr|sar|dhr)\b[^.\n]{0,15}$/i;
const REVIEW_TOKEN = /^(?:SCR|LCSPR|CSPR|SPR|SAR|DHR|CPR|CMR|SUSR)/i;
const CITATION = /\[(?:19|20)\d{2}\]|\b(?:EWHC|EWCA|EWFC|UKSC|UKHL|v\.?) /;

/**
 * References by which a police, court, hospital or care record of the family can be found. References of the
 * review itself and case law are none.
 */
export const crimeOrCaseReference: TextCheck = (flow) => {
  const { text } = flow;
  const places: Stretch[] = [];
  for (const match of text.matchAll(LABELLED)) {
    const { token = '' } = match.groups ?? {};
    if (!isReference(text, match.index, token) || CITATION.test(flow.sentenceAt(match.index))) continue;
    const end = match.index + match[0].length;
    places.push({ start: end - token.length, end });
  }
  for (const { index, 0: token } of text.matchAll(POLICE))
    if (ABOUT_POLICE.test(flow.sentenceAt(index))) places.push({ start: index, end: index + token.length });
  for (const { start, end, shape } of [FAMILY_COURT, CROWN_COURT].flatMap((court) =>
    findNumbers(flow.compact(), court),
  ))
    if (COURT_SHAPES.has(shape) && /[A-Z]/.test(text.charAt(start)) && !CITATION.test(flow.sentenceAt(start)))
      places.push({ start, end });
  const what = 'A reference of a police, court or care record stands';
  return standingInText('crime-or-case-reference', what, flow, places);
};

/** Four digits and more that are no year (`by 2015`), and not those of a review. */
function isReference(text: string, index: number, token: string): boolean {
  if ((token.match(/\d/g) ?? []).length < 4 || /^(?:[a-z]+ )?(?:19|20)\d{2}$/.test(token)) return false;
  return !REVIEW.test(text.slice(Math.max(0, index - 25), index)) && !REVIEW_TOKEN.test(token);
}
