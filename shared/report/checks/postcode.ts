import { findingAt, type TextCheck } from './check.ts';
import { isContactDetail } from './contact-context.ts';

/** BS 7666: area, district, then a digit and two letters that are none of C I K M O V. */
const POSTCODE =
  /(?<![\p{L}\d/-])([A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNP-Y]?) ?(\d[ABD-HJLNP-UW-Z]{2})(?![\p{L}\d/])/gu;
const LOWER = /\bpost ?code:? (?:is |was |of )?([a-z]{1,2}\d[\da-z]?) ?(\d[a-z]{2})\b/gi;

/** Full UK postcodes, but those of an organisation's contact details. The first half alone (`SW9`) is none. */
export const postcode: TextCheck = (body) => {
  const places = new Map<number, { end: number; outward: string }>();
  for (const match of body.text.matchAll(LOWER)) {
    const start = match.index + match[0].length - `${match[1]} ${match[2]}`.length;
    places.set(start, { end: match.index + match[0].length, outward: (match[1] ?? '').toUpperCase() });
  }
  for (const match of body.text.matchAll(POSTCODE))
    places.set(match.index, { end: match.index + match[0].length, outward: match[1] ?? '' });
  return [...places]
    .filter(([start]) => !isContactDetail(body, start))
    .map(([start, { end, outward }]) =>
      findingAt('postcode', body, start, end, `A full postcode stands in the text: “${outward} ███”.`),
    );
};
