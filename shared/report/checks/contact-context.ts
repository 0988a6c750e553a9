import type { FlowText } from './positioned-text.ts';

const FAMILY =
  /\b(?:mother|father|mum|dad|parents?|grand(?:mother|father|parents?|ma|dad)|step(?:mother|father|sister|brother)|aunt|uncle|cousins?|sisters?|brothers?|siblings?|husband|wife|boyfriend|girlfriend|neighbours?|foster|tenants?|(?:her|his|their|new|current|former|ex-?) ?partner|she|he|her|his|him|hers|the family|family's|family home|lives?|lived|living|resid(?:es?|ed|ing|ence)|moved|rehoused|tenancy|home address|at home|home number|own number|m[gp][mf]|mam)\b/i;
const PERSON = /\b(?:Mr|Mrs|Ms|Miss|Child|Baby|Mother|Father) \p{Lu}/u;
const ORGANISATION =
  /\b(?:partnership|safeguarding|board|council|authority|trust|hospital|surgery|clinic|police|constabulary|headquarters|offices?|town hall|city hall|county hall|guildhall|civic|ofsted|nspcc|childline|samaritans|barnardo'?s|papyrus|mind|refuge|women's aid|victim support|(?:help|hot|care|life|night|talk|child|advice|crisis|support|listening)[ -]?lines?|counselling|bereavement|support|library|bureau|department|directorate|university|college|charity|foundation|association|society|limited|ltd|llp|cic|consult\w+|associates|services?|team|hub|mash|lado|unit|centre|press|media|solicitors|coroner|nhs|commission|p\.?o\.? box|freepost|enquiries|emergency duty)\b/i;
const CONTACTS =
  /\b(?:contacts?|help|helplines?|support|useful|further information|more information|enquiries|advice|worried|where to|who to|get in touch|reporting|concerned)\b/i;
/** Verbs of a story: a block of contact details has none. */
const STORY =
  /\b(?:was|were|had|did|held|gave|given|told|asked|rang|recorded|reported|known|attended|texted|used|kept|noted|found|wrote|written|sent|left|came|went|saw|seen|registered|believed|shared|provided|stayed|took|taken|placed|visited|admitted|discharged|received|confirmed|arrived|traced)\b/i;

/**
 * Whether a number, postcode or address belongs to an organisation's contact details: an office block, a helpline, a
 * "Help and contacts" section. A sentence about the family is never one; in doubt it is not.
 */
export function isContactDetail(flow: FlowText, start: number): boolean {
  const paragraph = flow.paragraphAt(start);
  const unit = paragraph.includes('\t') && paragraph.length < 400 ? paragraph : flow.sentenceAt(start);
  const addressesReader = /\b(?:you|your|chi|eich)\b/i.test(unit);
  if ((FAMILY.test(unit) || PERSON.test(unit)) && !(addressesReader && ORGANISATION.test(unit))) return false;
  if (STORY.test(unit)) return false;
  if (CONTACTS.test(flow.headingBefore(start))) return true;
  if (ORGANISATION.test(unit) || (addressesReader && CONTACTS.test(unit))) return true;
  const isBlock = (text: string): boolean =>
    ORGANISATION.test(text) && !STORY.test(text) && !FAMILY.test(text);
  return (
    isBlock(paragraph) ||
    (paragraph.length < 100 && isBlock(flow.text.slice(Math.max(0, start - 200), start + 120)))
  );
}
