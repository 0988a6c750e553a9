import { alternatives } from '../phrases.ts';
import {
  isIdentifying,
  isProcess,
  tellsAge,
  tellsCount,
  tellsFocus,
  tellsGraveHarm,
  tellsHarm,
  tellsLearning,
  tellsOutcome,
  tellsWho,
} from './sentence-features.ts';
import { ANAPHORIC } from './sentence-phrases.ts';
import { countWords } from './sentences.ts';

/**
 * Places in the report are numbered so: a thousand sections of a hundred paragraphs of a hundred sentences.
 */
export const SENTENCES_IN_PARAGRAPH = 100;
export const SENTENCES_IN_SECTION = 100 * SENTENCES_IN_PARAGRAPH;

/** A sentence of a report, and what it tells of the story. */
export interface StorySentence {
  readonly text: string;
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
  /** How it ended: a conviction, an acquittal, a recovery. */
  readonly outcome: boolean;
  readonly learning: boolean;
  readonly named: boolean;
  /** Whether it says how many. */
  readonly counts: boolean;
  readonly who: number;
  readonly identifying: boolean;
}

const LEANS = new RegExp(`^["'“‘]?(?:${alternatives(ANAPHORIC)})\\b`, 'iu');

/** A sentence that is asked only what is needed of it: most are, once, whether they tell a story at all. */
export function readSentence(
  text: string,
  page: number,
  at: number,
  names: readonly string[],
): StorySentence {
  const named = names.some((name) => name.length > 1 && text.includes(name));
  const official = once(() => isProcess(text));
  const process = once(
    () =>
      official() &&
      !mixed() &&
      !tellsFocus(text) &&
      !(
        learning() &&
        (harm() || who() > 0) &&
        /\breview\b/i.test(text) &&
        !/\bpanel|independent|criteria|terms of|reviews of this\b/i.test(text)
      ),
  );
  const mixed = once(() => age() && harm() && who() > 1 && !learning() && official());
  const age = once(
    () => tellsAge(text) && (named || tellsWho(text) > 1 || /\b(?:he|she|they)\b/i.test(text)),
  );
  const harm = once(() => tellsHarm(text) || tellsGraveHarm(text));
  const grave = once(() => tellsGraveHarm(text) && !learning());
  const learning = once(() => tellsLearning(text));
  const who = once(() => tellsWho(text));
  return {
    text,
    page,
    at,
    words: countWords(text),
    isAnaphoric: LEANS.test(text) || /\bthat (?:evening|morning|day|night)\b/.test(text),
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
    get identifying() {
      return isIdentifying(text);
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
