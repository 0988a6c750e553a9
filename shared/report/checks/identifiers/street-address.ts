import { alternatives, phraseTables } from '../../phrases.ts';
import { type Stretch, standingInText, type TextCheck } from '../check.ts';
import { isContactDetail } from './contact-context.ts';

const contactPhrases = phraseTables('contact');

/** Words that end the name of a street and hardly anything else. */
const STREET =
  /\b(?:Street|Road|Avenue|Lane|Crescent|Terrace|Grove|Gardens|Mews|Boulevard|Rd|Ave|Cres|Parade|Villas|Cottages)\b/gi;
/**
 * Words that end other names too: they count with a capital, between a number and the end of a part of an
 * address.
 */
const MAYBE_STREET =
  /\b(?:Close|Drive|Court|Place|Way|Walk|Hill|Park|Rise|Row|Square|View|Green|Fields?|Heights|St)\b/g;
const MAYBE_END = /^(?:[,.;)\n\t]|$| (?:in|until|since|at|with|from|and|when|where|near|\p{Lu}))/u;
/** A house number, which is no year, and the first words of a street's name. */
const NUMBERED = /(?<![\p{L}\d/.,-]|\d )(?!(?:19|20)\d\d )\d{1,4}[a-z]?,? (?:[\p{L}'.-]{1,20} ){1,3}$/iu;
const LONGEST_NAME = 75;
const CAPITALS = /^[\d ,A-Za-z]{1,6} ?(?:\p{Lu}[\p{L}'.-]*,? ){1,3}$/u;
const AT_HOME =
  /\b(?:liv(?:es?|ed|ing)|home|address|flat|moved|tenan\w+|resid\w+|stay(?:ed|ing)|visited|placed)\b/i;
const NO_STREET = new RegExp(`\\b(?:${alternatives(contactPhrases('BEFORE_NO_STREET'))})\\s*$`, 'i');

/** House number and street, with or without a postcode, unless it is an organisation's address. */
export const streetAddress: TextCheck = (flow) => {
  const { text } = flow;
  const streets = [
    ...[...text.matchAll(STREET)].map((match) => ({ match, isSure: true })),
    ...[...text.matchAll(MAYBE_STREET)].map((match) => ({ match, isSure: false })),
  ];
  const places: Stretch[] = [];
  for (const { match, isSure } of streets) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - LONGEST_NAME), match.index);
    const numbered = NUMBERED.exec(before);
    if (!numbered || NO_STREET.test(before)) continue;
    const start = match.index - numbered[0].length;
    const hasCapitals = CAPITALS.test(numbered[0]) && /^\p{Lu}/u.test(match[0]);
    const isMeant = isSure
      ? hasCapitals || AT_HOME.test(flow.sentenceAt(start))
      : hasCapitals && MAYBE_END.test(text.slice(end));
    if (isMeant && !isContactDetail(flow, start)) places.push({ start, end });
  }
  return standingInText('street-address', 'A house number and a street stand', flow, places);
};
