import { alternatives, anyOf, anyPart, phraseTables } from '../phrases.ts';
import { saysExactDay } from './exact-days.ts';

const sentencePhrases = phraseTables('sentence');

const AGE = anyPart(sentencePhrases('AGES'));
/** Who it is about: an age, a child, a relative. */
const WHO = [
  AGE,
  anyOf(sentencePhrases('CHILDREN_AND_ADULTS')),
  anyOf(sentencePhrases('RELATIVES')),
  anyOf(sentencePhrases('WELSH_PERSONS')),
];
const IS_PROCESS = anyPart(sentencePhrases('PROCESS'));
const IS_HARM = anyOf(sentencePhrases('HARM'));
const IS_LEARNING = anyPart(sentencePhrases('LEARNING'));
const IS_FOCUS = anyPart(sentencePhrases('FOCUS'));
const IS_GRAVE = anyOf(sentencePhrases('GRAVE'));
const IS_FATAL = anyOf(sentencePhrases('FATAL'));
const IS_CAUSE = anyPart(sentencePhrases('CAUSES'));
const IS_OUTCOME = anyOf(sentencePhrases('OUTCOME'));
const IS_EXACT = anyPart(sentencePhrases('EXACT'));
/** Not at the beginning of a sentence, where every word has a capital. */
const IS_PLACE = new RegExp(
  `(?<!^)\\b\\p{Lu}\\p{L}+(?:[’']s)? (?:(?:Primary|Secondary|High|Junior|Infant|Community|Grammar|General) )*(?:${alternatives(sentencePhrases('NAMED_PLACES'))})\\b`,
  'u',
);
const COUNT = new RegExp(`\\b(?!one\\b)(?:${alternatives(sentencePhrases('NUMBERS'))})\\b`, 'i');
/** "The SCR found that ..." says the same as "The review found that ...". */
const REVIEW_IN_SHORT = /\b(?:SCR|SAR|DHR|LCSPR|CSPR|CPR|SUSR)(?=s?\b)/g;

/** Law, method, panels, thanks: true of any review. */
export const isProcess = (sentence: string): boolean =>
  IS_PROCESS.test(sentence.replace(REVIEW_IN_SHORT, 'review'));
/** What may have happened to somebody, some of it in weak words. */
export const tellsHarm = (sentence: string): boolean => IS_HARM.test(sentence);
/** What happened to somebody, in words that leave no doubt. */
export const tellsGraveHarm = (sentence: string): boolean => IS_GRAVE.test(sentence);
/** Not "six weeks before she died", which only says when. */
export const tellsDeath = (sentence: string): boolean =>
  IS_FATAL.test(
    sentence.replace(/\b(?:before|until|prior to) (?:[\p{L}’'-]+ ){0,3}(?:died|\p{L}+ killed)\b/giu, ' '),
  );
const SUSPICION =
  /\b(?:arrest\w*|(?<!dis)charged|suspected|accused|alleg\w+|bailed|under investigation|awaiting trial)\b/i;
const FINDING =
  /\b(?:acquitt\w+|not guilty|cleared|no further action|no (?:criminal )?(?:charges?|proceedings)|discontinued)\b/i;
const CONVICTION = /\b(?:convicted|found guilty|pleaded guilty|sentenced)\b/i;
/** What came of a suspicion: an acquittal, a conviction. */
export const tellsFinding = (sentence: string): boolean =>
  FINDING.test(sentence) || CONVICTION.test(sentence);
/** Somebody is suspected, and the sentence does not say what came of it. */
export const tellsSuspicion = (sentence: string): boolean =>
  SUSPICION.test(sentence) && !tellsFinding(sentence);
/** How somebody died or was hurt, as a doctor, a coroner or a court found. */
export const tellsCause = (sentence: string): boolean => IS_CAUSE.test(sentence);
/** How it ended: a conviction, a recovery. */
export const tellsOutcome = (sentence: string): boolean => IS_OUTCOME.test(sentence);
/** What the review should look at, though a panel said it. */
export const tellsFocus = (sentence: string): boolean => IS_FOCUS.test(sentence);

/** What the review looked at and found. */
export const tellsLearning = (sentence: string): boolean =>
  IS_LEARNING.test(sentence.replace(REVIEW_IN_SHORT, 'review')) || IS_FOCUS.test(sentence);

/** An exact day, a number that identifies, or a place by its name. */
export const isIdentifying = (sentence: string): boolean =>
  IS_EXACT.test(sentence) || IS_PLACE.test(sentence) || saysExactDay(sentence);

export const tellsAge = (sentence: string): boolean =>
  (AGE.test(sentence) || /\b\p{L}+ oed\b/u.test(sentence)) && !/\bunder review\b/i.test(sentence);

/** Whether it says how many: assessments, referrals, moves. */
export const tellsCount = (sentence: string): boolean => COUNT.test(sentence);

/** 0 to 4: whether it names somebody, by age, as a child, as a relative, in Welsh. */
export const tellsWho = (sentence: string): number => WHO.filter((pattern) => pattern.test(sentence)).length;
