import { findingAt, type TextCheck } from './check.ts';
import { masked } from './mask.ts';

const WHOSE =
  "crime|police|incident|occurrence|custody|arrest|court|family court|crown court|case|cris|niche|storm|cad|client|patient|hospital|social care|liquidlogic|mosaic|lcs|eclipse|care ?first|housing|tenancy|referral|datix|steis|urn|service user|pupil|child(?:ren)?(?:'s)?(?: record)?";
/** `crime reference number 42/123456/19`, `Case ref: BR19P00123`, `custody record no. AB/1234/19`. */
const LABELLED = new RegExp(
  String.raw`\b(?<whose>${WHOSE})(?: (?:system|record|file|log))?(?: ?(?:reference|ref\b\.?|number|no\b\.?|id\b|identifier|urn))+(?: (?:is|was|of|given))?[ :.#(-]{0,4}(?<token>[A-Z]{0,6}[ /-]?\d[\w/-]{3,24})`,
  'gi',
);
/** Numbers that courts give to one case: `BR19P00123` in a family court, `T20217123` in the Crown Court. */
const COURT = /(?<![\p{L}\d])(?:[A-Z]{2}\d{2}[CPFZD]\d{5}|[TSA]20[012]\d{5})(?![\p{L}\d])/gu;
/** Reviews have references too, and they are public. */
const REVIEW = /\b(?:serious|review|audit|study|panel|scr|lcspr|cspr|sar|dhr)\b[^.\n]{0,15}$/i;
const REVIEW_TOKEN = /^(?:SCR|LCSPR|CSPR|SPR|SAR|DHR|CPR|CMR|SUSR)/i;
const CITATION = /\[(?:19|20)\d{2}\]|\b(?:EWHC|EWCA|EWFC|UKSC|UKHL|v\.?) /;

/** References by which a police, court, hospital or care record of the family can be found. References of the review itself and case law are none. */
export const crimeOrCaseReference: TextCheck = (body) => {
  const places = new Map<number, number>();
  for (const match of body.text.matchAll(LABELLED)) {
    const { token = '' } = match.groups ?? {};
    const before = body.text.slice(Math.max(0, match.index - 25), match.index);
    if ((token.match(/\d/g) ?? []).length < 4 || /^(?:19|20)\d{2}$/.test(token)) continue;
    if (REVIEW.test(before) || REVIEW_TOKEN.test(token) || CITATION.test(body.sentenceAt(match.index)))
      continue;
    const end = match.index + match[0].length;
    places.set(end - token.length, end);
  }
  for (const match of body.text.matchAll(COURT))
    if (!CITATION.test(body.sentenceAt(match.index))) places.set(match.index, match.index + match[0].length);
  return [...places].map(([start, end]) =>
    findingAt(
      'crime-or-case-reference',
      body,
      start,
      end,
      `A reference of a police, court or care record stands in the text: “${masked(body.text.slice(start, end))}”.`,
    ),
  );
};
