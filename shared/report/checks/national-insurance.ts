import { findingAt, type TextCheck } from './check.ts';
import { masked } from './mask.ts';

/**
 * Two letters, six digits, a letter A to D. HMRC (NIM39110) never gives D F I Q U V, O second, or some pairs; QQ is the
 * prefix of its examples and counts here.
 */
const NUMBER =
  /(?<![\p{L}\d])(?:(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![\p{L}\d])/gu;
const LABELLED =
  /\b(?:national insurance|n\.?i\.?|nino)(?: (?:number|no\.?))?[^\d\n]{0,12}?\b([a-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}(?:[ -]?[a-d])?)\b/gi;

/** National Insurance numbers. Without its last letter, or in small letters, only after a label. */
export const nationalInsurance: TextCheck = (flow) => {
  const places = new Map<number, number>();
  for (const match of flow.text.matchAll(NUMBER)) places.set(match.index, match.index + match[0].length);
  for (const match of flow.text.matchAll(LABELLED)) {
    const end = match.index + match[0].length;
    places.set(end - (match[1] ?? '').length, end);
  }
  return [...places].map(([start, end]) =>
    findingAt(
      'national-insurance',
      flow,
      start,
      end,
      `A National Insurance number stands in the text: “${masked(flow.text.slice(start, end))}”.`,
    ),
  );
};
