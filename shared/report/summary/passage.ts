import { Antecedents, type People, peopleOf, type Reference } from './antecedents.ts';
import { SENTENCES_IN_PARAGRAPH, SENTENCES_IN_SECTION, type StorySentence } from './sentence.ts';
import { tellsFinding } from './sentence-features.ts';
import type { Topics } from './topics.ts';

/** Sentences of one section and the next in the order of the report, with what each cannot stand without. */
export interface Passage {
  readonly sentences: readonly StorySentence[];
  /** By sentence: the sentences that have to stand before or after it in a summary. */
  readonly needs: ReadonlyMap<StorySentence, readonly StorySentence[]>;
  /** By sentence: whom each of its pronouns stands for in the report. */
  readonly pronouns: ReadonlyMap<StorySentence, readonly Reference[]>;
  readonly people: People;
  readonly topics: Topics;
  /** Whether it is somebody whom the title names. */
  isChild(key: string): boolean;
  /** Whether a pronoun of a sentence stands for somebody whom the title names. */
  isOfChild(sentence: StorySentence): boolean;
}

/** Words; a shorter sentence says little without the one before it. */
const FRAGMENT_WORDS = 5;
/** A finding this many sentences after a suspicion belongs to it. */
const FINDING_WITHIN = 3;

export function passageOf(
  sentences: readonly StorySentence[],
  names: readonly string[],
  topics: Topics,
): Passage {
  const people = peopleOf(names, sentences.map(({ text }) => text).join(' '));
  const antecedents = new Antecedents(people);
  const needs = new Map<StorySentence, readonly StorySentence[]>();
  const pronouns = new Map<StorySentence, readonly Reference[]>();
  for (const [i, sentence] of sentences.entries()) {
    if (!inOneSection(sentences[i - 1], sentence)) antecedents.forget();
    pronouns.set(sentence, antecedents.read(sentence.text));
    const before = sentences[i - 1];
    const leansOn = sentence.isAnaphoric || isFragment(sentence, before) ? before : undefined;
    needs.set(
      sentence,
      [
        leansOn,
        ...introductions(sentence, sentences.slice(0, i)),
        ...findingsFor(sentence, sentences.slice(i + 1)),
      ].filter((one) => one !== undefined),
    );
  }
  const keys = new Set(names.map((name) => name.toLowerCase()));
  const isChild = (key: string): boolean => keys.has(key);
  const isOfChild = (one: StorySentence): boolean =>
    pronouns.get(one)?.some(({ key }) => key !== undefined && isChild(key)) ?? false;
  return { sentences, needs, pronouns, people, topics, isChild, isOfChild };
}

/** "Fourteen gave evidence." says nothing alone; "Finn was ten." does. */
const isFragment = (sentence: StorySentence, before: StorySentence | undefined): boolean =>
  sentence.words <= FRAGMENT_WORDS &&
  !(sentence.named && sentence.age) &&
  before !== undefined &&
  inOneParagraph(before, sentence);

export const inOneParagraph = (one: StorySentence, other: StorySentence): boolean =>
  Math.floor(one.at / SENTENCES_IN_PARAGRAPH) === Math.floor(other.at / SENTENCES_IN_PARAGRAPH);

const inOneSection = (one: StorySentence | undefined, other: StorySentence): boolean =>
  one !== undefined &&
  Math.floor(one.at / SENTENCES_IN_SECTION) === Math.floor(other.at / SENTENCES_IN_SECTION);

const isKnownCode = (code: string): boolean =>
  /^(?:GP|NHS|ADHD|CAMHS|SCR|CSPR|LCSPR|SAR|DHR|CPR|SUSR|UK|US|IT|TV|A|I|GPs|HIV|ADHD|SEND|CCTV|DNA|MRI|CT|PTSD|LSCB|LSCP)$/.test(
    code,
  );

/** The sentences that introduce what this one takes for known: "the mill", "GGM". */
function introductions(sentence: StorySentence, before: readonly StorySentence[]): StorySentence[] {
  const found: StorySentence[] = [];
  // A sentence on what was reviewed speaks of "the child" in general.
  const nouns = sentence.learning ? /^The (\p{Ll}{3,})\b/gu : /\b[Tt]he (\p{Ll}{3,})\b/gu;
  for (const [, noun = ''] of sentence.text.matchAll(nouns)) {
    if (noun === 'review' || sentence.introduces.has(noun)) continue;
    const introduced = before.findLast((one) => one.introduces.has(noun));
    if (introduced) found.push(introduced);
  }
  for (const [code] of sentence.text.matchAll(/(?<![\p{L}\d(])[A-Z]{1,4}\d?\b(?!\))/gu)) {
    if (code.length === 1 && /^[AI]$/.test(code)) continue;
    if (isKnownCode(code) || sentence.text.includes(`(${code})`)) continue;
    const introduced = before.find(({ text }) => text.includes(`(${code})`) || text.includes(`, ${code},`));
    if (introduced) found.push(introduced);
  }
  return found;
}

/** "He was charged" is not told without "He was acquitted". */
function findingsFor(sentence: StorySentence, after: readonly StorySentence[]): StorySentence[] {
  if (!sentence.suspicion) return [];
  const finding = after.slice(0, FINDING_WITHIN).find(({ text }) => tellsFinding(text));
  return finding ? [finding] : [];
}
