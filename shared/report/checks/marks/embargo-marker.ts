import type { Finding } from '#shared/domain/review/finding.ts';
import { anyPart, phraseTables } from '../../phrases.ts';
import type { Check } from '../check.ts';

const embargoPhrases = phraseTables('embargo');

const IS_EMBARGO = anyPart(embargoPhrases('EMBARGO'));
const IN_TEXT = anyPart(embargoPhrases('EMBARGO_IN_TEXT'), 'gi');
/** A heading of a part about what is not published. */
const IS_HEADING = /^\W*Unpublished\W*$/;
const CAPITALS = /^[^a-z]*$/;
/**
 * A story about an embargo that is over, or a rule about reviews in general: what is said of the end (`until
 * the trial has ended`) does not count.
 */
const isTold = (words: string): boolean =>
  TOLD.test(words.replace(/\b(?:until|till|before|pending)\b.*/is, ''));
const TOLD =
  /\b(?:was|were|had|has|have|lifted|delayed|ended|expired|during|after|because|while|each review)\b/i;

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
    if (!IS_EMBARGO.test(text) || (where === 'alone' && IS_HEADING.test(text))) continue;
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
