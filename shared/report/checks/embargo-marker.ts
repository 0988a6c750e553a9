import type { Finding } from '#shared/domain/review/finding.ts';
import type { Check } from './check.ts';

/** "Not for publication" says both that it is restricted and that its day has not come. */
const EMBARGO =
  /\bembargo(?:ed)?\b|\bnot (?:for|to be) (?:publication|published|release|released|reported|broadcast)\b|\bnot for use (?:before|until)\b|\b(?:may|must|should|can) not be (?:published|released|made public|reported)\b|\bmay be (?:published|released|reported) (?:before|until)\b|^\W*(?:publication|release) (?:is |currently )?(?:withheld|deferred|postponed|paused|suspended|on hold)\b|\b(?:no|not for) (?:publication|release|broadcast)(?: or [a-z]+)? (?:before|until|prior to)\b|\bnot (?:to be )?(?:shared|released|published|made public)? ?(?:before|until) \d|\bnot (?:to be |yet )?(?:been )?made public\b|\bnot yet (?:been )?published\b|^\W*unpublished(?: report| version| copy)?\W*$|\b(?:confidential|restricted|private) (?:until|before|pending)\b|\b(?:publication|release)[^.]{0,20} (?:subject to|awaits?|depends on) (?:the )?(?:outcome of )?(?:the )?(?:inquest|trial|criminal|court|coroner|legal|sentenc)|\bhold (?:for|until) (?:release|publication)\b|\bsubject to (?:the )?(?:inquest|trial|criminal proceedings|court proceedings)\b|\bdan embargo\b|\bheb ei gyhoeddi\b|\bnid i'?w gyhoeddi\b/i;
/** In the text of a page: a mark in capitals, or the instruction itself with its day or hour. */
const IN_TEXT =
  /\bEMBARGO(?:ED)?\b|\bNOT FOR PUBLICATION\b|(?<!\b(?:was|were|been|is|are|be|being|remain(?:s|ed)?|kept|under(?: an)?) )\bembargoed (?:until|till|to)\b|\bembargo: |\bstrict(?:ly)? embargo/gi;
const CAPITALS = /^[^a-z]*$/;
/**
 * A story about an embargo that is over: what is said of its end (`until the trial has ended`) does not
 * count.
 */
const isTold = (words: string): boolean =>
  TOLD.test(words.replace(/\b(?:until|till|before|pending)\b.*/is, ''));
const TOLD = /\b(?:was|were|had|has|have|lifted|delayed|ended|expired|during|after|because|while)\b/i;

/**
 * "Embargoed until", "not for publication" and the like on a header, footer, watermark or cover, or as an
 * instruction in the text.
 */
export const embargoMarker: Check = ({ marks, body }) => {
  const seen = new Set<number>();
  const findings: Finding[] = [];
  const add = (page: number, box: Finding['box']): void => {
    if (seen.has(page)) return;
    seen.add(page);
    findings.push({
      code: 'embargo-marker',
      page,
      ...(box && { box }),
      message: 'A mark on the document says that it is not to be published yet.',
    });
  };
  for (const { where, text, page, box, repeated } of marks.marks) {
    if (!EMBARGO.test(text)) continue;
    const told = isTold(text) && !CAPITALS.test(text);
    if (repeated || where === 'watermark' || !told) add(page, box);
  }
  for (const match of body.text.matchAll(IN_TEXT)) {
    const sentence = body.sentenceAt(match.index);
    if (/[a-z]/.test(match[0]) && isTold(sentence)) continue;
    const { page, box } = body.placeOf(match.index, match.index + match[0].length);
    add(page, box);
  }
  return findings;
};
