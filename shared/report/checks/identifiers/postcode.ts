import { alternatives, phraseTables } from '../../phrases.ts';
import { findingAt, type TextCheck } from '../check.ts';
import { isContactDetail } from './contact-context.ts';
import { asDigits, type FoundNumber, findNumbers } from './normal-form.ts';

const contactPhrases = phraseTables('contact');

/**
 * BS 7666: area, district, then a digit and two letters that are none of C I K M O V. Letters may stand for
 * digits.
 */
const POSTCODE = /[A-PR-UWYZ][A-HK-Y]?[\dOIL][\dA-HJKLMNOP-Y]?[\dOIL][ABD-HJLNP-UW-Z]{2}/;
const STRICT = /^[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNP-Y]?\d[ABD-HJLNP-UW-Z]{2}$/;
/** `2nd` and `4th` are no second half. */
const ORDINAL = /(?:1ST|2ND|3RD|\dTH)$/;
/** One small sign or line end between the halves. */
const GAP = /^(?:[ -]{1,3}|[.\t\n])$/;
const IN_ADDRESS = new RegExp(`(?:${alternatives(contactPhrases('ADDRESSES'))})$`, 'iu');

/**
 * Full UK postcodes, but those of an organisation's contact details. The first half alone (`SW9`) is none.
 */
export const postcode: TextCheck = (flow) =>
  findNumbers(flow.compact(), POSTCODE)
    .filter((found) => isPostcode(found, flow.text))
    .filter(({ start, value }) => !isContactDetail(flow, start, value))
    .map(({ start, end, value }) => {
      const message = `A full postcode stands in the text: “${value.slice(0, -3)} ███”.`;
      return findingAt('postcode', flow, start, end, message);
    });

function isPostcode({ start, end, shape, gaps, value, before, after }: FoundNumber, text: string): boolean {
  const halves = [value.length, `${value.length - 3},3`].map(String);
  if (!halves.includes(shape) || !gaps.every((gap) => GAP.test(gap))) return false;
  if (/[\d/-]$/.test(before) || /^\//.test(after) || ORDINAL.test(value)) return false;
  const written = text.slice(start, end);
  if (STRICT.test(value) && !/[a-z]/.test(written) && !/[-.]/.test(gaps[0] ?? '')) return true;
  const outward = value.slice(0, -3);
  const repaired = `${outward.slice(0, -1)}${asDigits(outward.slice(-1))}${asDigits(value.slice(-3, -2))}${value.slice(-2)}`;
  const isOne = STRICT.test(value) || STRICT.test(repaired);
  return isOne && /\d/.test(written) && IN_ADDRESS.test(text.slice(Math.max(0, start - 80), start));
}
