import { FEWEST_WORDS, linkFaults, MOST_WORDS } from './editor-checklist.ts';
import type { Passage } from './passage.ts';
import type { StorySentence } from './sentence.ts';

/** Points for what a summary as a whole tells, once each. */
const WORTH_OF_TELLING = {
  /** How old the child was. */
  age: 3,
  /** What happened: a death, an injury, a crime. */
  grave: 4,
  /** What happened, in weaker words. */
  harm: 1.5,
  /** How it happened: of what somebody died, who was convicted. */
  cause: 2.5,
  /** What the review looked at. */
  learning: 3.5,
  /** The name in the title. */
  named: 2,
  /** It begins where the story begins. */
  opening: 2,
  /** The first sentence of the story that tells what happened. */
  firstGrave: 3,
} as const;

/** Points for each sentence that tells something of a kind. */
const WORTH_OF_EACH = {
  grave: 1,
  harm: 0.4,
  learning: 0.6,
  named: 0.3,
  counts: 0.3,
  /** How it ended: a conviction, a recovery. */
  outcome: 0.8,
  /** It is true of any review. */
  general: -1.5,
  /** Somebody is suspected, and nothing says of what came of it. */
  suspicion: -2,
  /** An exact day or a place with a name. */
  identifying: -2,
  /** The same in a sentence that tells what happened. */
  identifyingHarm: -0.8,
} as const;

/** Sentences on what happened that count; more of them leave no room for the rest. */
const MOST_GRAVE = 3;

/** Points for each word up to so many; people who write such summaries rarely need more. */
const WORTH_OF_A_WORD = 0.03;
/** Points for each topic of the report that a summary names, as far as it is one. */
const WORTH_OF_A_TOPIC = 0.2;
export const ENOUGH_WORDS = 72;

/** Sentences from which a set is chosen; the number of sets grows with each. */
const MOST_CHOICES = 14;

/** The set of sentences of 40 to 90 words that tells most, of those whose sentences need no other one. */
export function chooseSentences(all: readonly StorySentence[], passage: Passage): readonly StorySentence[] {
  const sentences = all.length <= MOST_CHOICES ? all : narrowed(all, passage);
  let best: readonly StorySentence[] = [];
  let most = -Infinity;
  const grave = all.filter((one) => one.grave);
  const ofChild = grave.filter((one) => one.named || passage.isOfChild(one));
  const firstGrave = ofChild.find((one) => one.fatal) ?? ofChild[0] ?? grave[0];
  const ages = all.filter((one) => one.age);
  const agesOfChild = ages.filter((one) => one.named || passage.isOfChild(one));
  const isAge = (one: StorySentence): boolean => (agesOfChild.length > 0 ? agesOfChild : ages).includes(one);
  const topicsIn = (set: readonly StorySentence[]): number => {
    const words = new Set(set.flatMap((one) => [...one.own]));
    return words.values().reduce((sum, word) => sum + passage.topics.weightOf(word), 0);
  };
  const visit = (from: number, set: readonly StorySentence[], words: number): void => {
    if (words >= FEWEST_WORDS) {
      const worth = worthOf(set, words, all[0], firstGrave, isAge) + topicsIn(set) * WORTH_OF_A_TOPIC;
      if (worth > most && linkFaults(set, passage).length === 0) [most, best] = [worth, set];
    }
    for (let next = from; next < sentences.length; next += 1) {
      const sentence = sentences[next];
      if (!sentence || words + sentence.words > MOST_WORDS) continue;
      if (set.length === 0 && sentence.isAnaphoric) continue;
      visit(next + 1, [...set, sentence], words + sentence.words);
    }
  };
  visit(0, [], 0);
  return best;
}

function worthOf(
  set: readonly StorySentence[],
  words: number,
  first: StorySentence | undefined,
  firstGrave: StorySentence | undefined,
  isAge: (one: StorySentence) => boolean,
): number {
  const count = (test: (one: StorySentence) => boolean): number => set.filter(test).length;
  const once = (points: number, test: (one: StorySentence) => boolean): number =>
    set.some(test) ? points : 0;
  const graves = count((one) => one.grave);
  const weak = count((one) => one.harm && !one.grave);
  return (
    Math.min(words, ENOUGH_WORDS) * WORTH_OF_A_WORD +
    once(WORTH_OF_TELLING.age, isAge) +
    once(WORTH_OF_TELLING.cause, (one) => one.cause && !one.learning) +
    once(WORTH_OF_TELLING.learning, (one) => one.learning && !one.general) +
    once(WORTH_OF_TELLING.named, (one) => one.named) +
    once(WORTH_OF_TELLING.firstGrave, (one) => one === firstGrave) +
    (graves > 0 ? WORTH_OF_TELLING.grave : weak > 0 ? WORTH_OF_TELLING.harm : 0) +
    (set[0] === first ? WORTH_OF_TELLING.opening : 0) +
    Math.min(graves, MOST_GRAVE) * WORTH_OF_EACH.grave +
    weak * WORTH_OF_EACH.harm +
    count((one) => one.learning && (one.harm || one.who > 0 || one.named)) * WORTH_OF_EACH.learning +
    count((one) => one.named) * WORTH_OF_EACH.named +
    count((one) => one.counts) * WORTH_OF_EACH.counts +
    count((one) => one.outcome) * WORTH_OF_EACH.outcome +
    count((one) => one.general) * WORTH_OF_EACH.general +
    count((one) => one.suspicion) * WORTH_OF_EACH.suspicion +
    count((one) => one.identifying && !one.grave) * WORTH_OF_EACH.identifying +
    count((one) => one.identifying && one.grave) * WORTH_OF_EACH.identifyingHarm
  );
}

/** Points of a sentence where there are more than `MOST_CHOICES`. */
const WORTH_OF_A_CHOICE = {
  /** The first sentence of the story. */
  opening: 3,
  /** Each of the following sentences of the opening has so much less than the one before it. */
  laterOpening: -0.4,
  /** Tells what the review looked at. */
  learning: 2,
  /** Tells what happened: a death, an injury, a crime. */
  grave: 1.5,
  /** Tells what happened, in weaker words. */
  harm: 0.5,
  /** Tells how old the child was. */
  age: 1,
  /** Tells how it happened. */
  cause: 1,
  /** Has the name in the title. */
  named: 0.5,
  /** Has an exact day or a place with a name. */
  identifying: -0.5,
  /** For each place from the beginning: of two equal sentences the earlier is kept. */
  place: -0.01,
} as const;

/** Sentences that open a story. */
const OPENING_SENTENCES = 5;

function worthOfChoice(one: StorySentence, place: number): number {
  const { opening, laterOpening, learning, grave, harm, age, cause, named, identifying } = WORTH_OF_A_CHOICE;
  return (
    (place < OPENING_SENTENCES ? opening + place * laterOpening : 0) +
    (one.learning ? learning : 0) +
    (one.grave ? grave : one.harm ? harm : 0) +
    (one.age ? age : 0) +
    (one.cause ? cause : 0) +
    (one.named ? named : 0) +
    (one.identifying ? identifying : 0) +
    place * WORTH_OF_A_CHOICE.place
  );
}

/**
 * The first sentences, those on the learning, and the best of the rest, in their order, each with those that
 * it cannot stand without.
 */
function narrowed(all: readonly StorySentence[], passage: Passage): readonly StorySentence[] {
  const ranked = all.map((one, i) => ({ one, worth: worthOfChoice(one, i) }));
  const kept = new Set<StorySentence>();
  for (const { one } of ranked.toSorted((a, b) => b.worth - a.worth)) {
    const needed = withNeeds(one, passage).filter((other) => all.includes(other));
    if (new Set([...kept, ...needed]).size > MOST_CHOICES) continue;
    for (const other of needed) kept.add(other);
  }
  return all.filter((one) => kept.has(one));
}

const withNeeds = (one: StorySentence, passage: Passage): StorySentence[] => [
  one,
  ...(passage.needs.get(one) ?? [])
    .filter((other) => other.at < one.at)
    .flatMap((other) => withNeeds(other, passage)),
];
