import { anyPart, phraseTables } from '../phrases.ts';
import { Antecedents, type Reference } from './antecedents.ts';
import { saysExactDay } from './exact-days.ts';
import type { Passage } from './passage.ts';
import type { StorySentence } from './sentence.ts';

const sentencePhrases = phraseTables('sentence');

export const FEWEST_WORDS = 40;
export const MOST_WORDS = 90;

/** What an editor would not sign. */
export type SummaryFault =
  | 'no-child'
  | 'no-harm'
  | 'no-subject'
  | 'antecedent'
  | 'leaning'
  | 'half-told'
  | 'rubble'
  | 'method'
  | 'exact-day'
  | 'length';

/**
 * The faults of a summary that rules can see. Each sentence is one of the passage, in its order. A pronoun
 * must stand for the same person as in the report, and a sentence must not lean on one that is missing.
 */
export function faultsOf(chosen: readonly StorySentence[], passage: Passage): readonly SummaryFault[] {
  const faults = new Set<SummaryFault>();
  const words = wordsIn(chosen);
  if (words < FEWEST_WORDS || words > MOST_WORDS) faults.add('length');
  if (!chosen.some(introducesChild)) faults.add('no-child');
  if (!tellsHarm(chosen, passage)) faults.add('no-harm');
  if (chosen[0]?.isAnaphoric) faults.add('no-subject');
  for (const fault of linkFaults(chosen, passage)) faults.add(fault);
  for (const one of chosen) {
    if (isRubble(one.text)) faults.add('rubble');
    if (isMethod(one.text)) faults.add('method');
    if (saysExactDay(one.text)) faults.add('exact-day');
  }
  return [...faults];
}

export const wordsIn = (sentences: readonly StorySentence[]): number =>
  sentences.reduce((sum, sentence) => sum + sentence.words, 0);

/**
 * The sentence on what was reviewed may tell it ("The review considers neglect"), if no sentence on the child
 * does.
 */
function tellsHarm(chosen: readonly StorySentence[], passage: Passage): boolean {
  // "He was found dead, aged sixteen": where an age is told, it is the child's, whoever was named last.
  const isOfChild = (one: StorySentence): boolean =>
    one.named || passage.isOfChild(one) || (one.isAnaphoric && one.age);
  const died = passage.sentences.some((one) => one.fatal && isOfChild(one));
  if (died && !chosen.some((one) => one.fatal)) return false;
  // "After a tragedy" tells nothing, unless it is of somebody.
  const ofSomebody = (one: StorySentence): boolean =>
    one.grave || one.named || one.age || one.isAnaphoric || one.counts;
  if (chosen.some((one) => one.harm && !one.learning && ofSomebody(one))) return true;
  const isTold = passage.sentences.some((one) => one.grave && (one.named || passage.isOfChild(one)));
  return !isTold && chosen.some((one) => one.harm);
}

const introducesChild = (one: StorySentence): boolean => one.named || one.who > 0;

/** Pronouns that changed their person, and sentences without those that they need. */
export function linkFaults(chosen: readonly StorySentence[], passage: Passage): SummaryFault[] {
  const faults: SummaryFault[] = [];
  const antecedents = new Antecedents(passage.people);
  for (const one of chosen) {
    if (!meanTheSame(passage, passage.pronouns.get(one) ?? [], antecedents.read(one.text)))
      faults.push('antecedent');
    for (const needed of passage.needs.get(one) ?? [])
      if (!chosen.includes(needed)) faults.push(needed.at < one.at ? 'leaning' : 'half-told');
  }
  return faults;
}

/**
 * Whether the pronouns of a sentence stand for the same persons in the report and in a summary. A section
 * that names nobody before speaks of the child.
 */
const meanTheSame = (passage: Passage, there: readonly Reference[], here: readonly Reference[]): boolean =>
  there.length === here.length &&
  there.every(({ gender, key }, i) => {
    const said = here[i]?.key;
    return (
      key === said ||
      (key === undefined && (gender === 'many' || said === undefined || passage.isChild(said)))
    );
  });

/** What no sentence of a summary holds: typed numbers, marks of omission, joined bullets, half quotations. */
const RUBBLE: readonly RegExp[] = [
  /^\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\p{Lu}/u,
  /\[[^\]]*\]/,
  /; \p{Lu}\p{Ll}+ (?!.*; and )/u,
  /[•▪◦●■➢✓|_]|\.{4,}|…{2,}/,
  /\(["“‘'](?:the )?[^)]{1,40}["”’']\)/i,
  /[\ufffd\ue000-\uf8ff]/u,
  /^[^(]*\)|\([^)]*$/,
  /^[^“]*”|“[^”]*$/,
];

export const isRubble = (text: string): boolean => RUBBLE.some((pattern) => pattern.test(text));

const METHOD = anyPart(sentencePhrases('METHOD_OPENINGS'));

export const isMethod = (text: string): boolean => METHOD.test(text);
