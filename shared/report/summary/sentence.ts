import { alternatives, anyOf, phraseTables } from '../phrases.ts';
import { withoutExactDays } from './exact-days.ts';
import {
  isIdentifying,
  isProcess,
  tellsAge,
  tellsCause,
  tellsCount,
  tellsDeath,
  tellsFocus,
  tellsGraveHarm,
  tellsHarm,
  tellsLearning,
  tellsOutcome,
  tellsSuspicion,
  tellsWho,
} from './sentence-features.ts';
import { countWords } from './sentences.ts';
import { ownWords } from './topics.ts';

const sentencePhrases = phraseTables('sentence');

/**
 * Places in the report are numbered so: a thousand sections of a hundred paragraphs of a hundred sentences.
 */
export const SENTENCES_IN_PARAGRAPH = 100;
export const SENTENCES_IN_SECTION = 100 * SENTENCES_IN_PARAGRAPH;

/** A sentence of a report, and what it tells of the story. */
export interface StorySentence {
  /** As it may be published: with months in place of exact days. */
  readonly text: string;
  /** As it stands in the report. */
  readonly written: string;
  readonly page: number;
  /** Its place in the report. */
  readonly at: number;
  readonly words: number;
  /** Whether it leans on the sentence before it: "He had ...", "This led to ...". */
  readonly isAnaphoric: boolean;
  readonly process: boolean;
  /** Law or process, but it says what happened, to whom and at what age: better than nothing. */
  readonly mixed: boolean;
  readonly age: boolean;
  readonly harm: boolean;
  /** What happened in plain words: a death, an injury, a crime. */
  readonly grave: boolean;
  /** A death, in a sentence that is not on what was reviewed. */
  readonly fatal: boolean;
  /** How somebody died or was hurt, by a doctor, a coroner or a court. */
  readonly cause: boolean;
  /** How it ended: a conviction, an acquittal, a recovery. */
  readonly outcome: boolean;
  /** Somebody is suspected, and it does not say what came of it. */
  readonly suspicion: boolean;
  /** It has no words that do not stand in any review. */
  readonly general: boolean;
  /** Its words that do not stand in any review. */
  readonly own: ReadonlySet<string>;
  readonly learning: boolean;
  readonly named: boolean;
  /** Whether it says how many. */
  readonly counts: boolean;
  readonly who: number;
  readonly identifying: boolean;
  /** Words that it introduces: "mill" in "a disused mill". */
  readonly introduces: ReadonlySet<string>;
}

/** Whether a text names somebody; a letter is a name where it stands alone. */
export const mentions = (text: string, name: string): boolean =>
  name.length > 1
    ? text.includes(name)
    : text
        .split(/[^\p{L}’']+/u)
        .some((word) => word === name || word === `${name}’s` || word === `${name}'s`);

/** "She was killed at home" is the story, whatever else the sentence says. */
const OF_A_PERSON = /^(?:He|She) (?:was|died|had)\b/;

const INTRODUCED = /\b(?:[Aa]n?|one|two|three|disused|some) (?=((?:[\p{L}-]+ ){0,2}[\p{L}-]+))/gu;

const LEANS = new RegExp(`^["'“‘]?(?:${alternatives(sentencePhrases('ANAPHORIC'))})\\b`, 'iu');
const TOLD = anyOf(sentencePhrases('TOLD_BEFORE'));
const THAT_DAY = /\bthat (?:evening|morning|day|night)\b/;

/** "This review was commissioned by the Board." before "It concerns a boy of three.": taken as one. */
export const BEFORE_IT_CONCERNS =
  /^This [^.]{0,200}\breview\b[^.]{0,200}\. (?=It (?:concerns|relates to|involves|is about)\b)/;

/**
 * A sentence that is asked only what is needed of it: most are, once, whether they tell a story at all.
 * `isFinding` where its heading says that it is one.
 */
export function readSentence(
  written: string,
  page: number,
  at: number,
  names: readonly string[],
  isFinding = false,
): StorySentence {
  const text = withoutExactDays(written);
  const named = names.some((name) => mentions(text, name));
  const official = once(() => isProcess(text.replace(BEFORE_IT_CONCERNS, '')));
  const process = once(
    () =>
      official() &&
      !mixed() &&
      !(grave() && OF_A_PERSON.test(text)) &&
      !tellsFocus(text) &&
      !(
        learning() &&
        (harm() || who() > 0) &&
        /\breview\b/i.test(text) &&
        !/\bpanel|independent|criteria|terms of|reviews of this|agency responses\b/i.test(text)
      ),
  );
  const mixed = once(() => age() && harm() && who() > 1 && !learning() && official());
  const age = once(
    () => tellsAge(text) && (named || tellsWho(text) > 1 || /\b(?:he|she|they)\b/i.test(text)),
  );
  const harm = once(() => tellsHarm(text) || tellsGraveHarm(text));
  const grave = once(() => tellsGraveHarm(text) && !learning());
  const learning = once(() => isFinding || tellsLearning(text));
  const who = once(() => tellsWho(text));
  const own = once(() => ownWords(text));
  const introduces = once(
    () => new Set([...text.matchAll(INTRODUCED)].flatMap(([, words]) => words?.split(' ') ?? [])),
  );
  return {
    text,
    written,
    page,
    at,
    words: countWords(text),
    isAnaphoric: LEANS.test(text) || THAT_DAY.test(text) || TOLD.test(text),
    named,
    get process() {
      return process();
    },
    get mixed() {
      return mixed();
    },
    get age() {
      return age();
    },
    get harm() {
      return harm();
    },
    get grave() {
      return grave();
    },
    get fatal() {
      return grave() && tellsDeath(text);
    },
    get cause() {
      return tellsCause(text);
    },
    get suspicion() {
      return tellsSuspicion(text);
    },
    get general() {
      return !named && !age() && !grave() && own().size === 0;
    },
    get own() {
      return own();
    },
    get outcome() {
      return tellsOutcome(text);
    },
    get learning() {
      return learning();
    },
    get who() {
      return who();
    },
    get counts() {
      return tellsCount(text);
    },
    get introduces() {
      return introduces();
    },
    get identifying() {
      return isIdentifying(written);
    },
  };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
