import { alternatives, phraseTables } from '../phrases.ts';

const sentencePhrases = phraseTables('sentence');

/** Whom a pronoun can stand for. */
type Gender = 'male' | 'female' | 'either' | 'many';

interface Person {
  /** The words that name a person, in lower case: "mother", "baby rowan". */
  readonly key: string;
  readonly gender: Gender;
}

const MALE =
  'father stepfather grandfather brother half-brother uncle nephew boyfriend husband widower man boy son grandson mr';
const FEMALE =
  'mother stepmother grandmother sister half-sister aunt niece girlfriend wife widow woman girl daughter granddaughter midwife mrs ms miss';
const EITHER =
  'child baby infant toddler teenager partner adult person patient resident tenant cousin friend carer pupil student';
const MANY =
  'parents children babies siblings brothers sisters half-brothers twins boys girls men women grandparents couple family residents people adults families relatives';

const genders = new Map<string, Gender>(
  (
    [
      [MALE, 'male'],
      [FEMALE, 'female'],
      [EITHER, 'either'],
      [MANY, 'many'],
    ] as const
  ).flatMap(([words, gender]) => words.split(' ').map((word) => [word, gender] as const)),
);

const PRONOUNS: ReadonlyMap<string, Gender> = new Map([
  ['he', 'male'],
  ['him', 'male'],
  ['his', 'male'],
  ['she', 'female'],
  ['her', 'female'],
  ['hers', 'female'],
  ['they', 'many'],
  ['them', 'many'],
]);

const WORD = /[\p{L}\p{M}]+(?:-[\p{L}]+)*|\d+/gu;

/** A pronoun, and the person that it stands for; nobody was named if there is none. */
export interface Reference {
  readonly gender: Gender;
  readonly key: string | undefined;
}

/** The persons that words of a passage name, by word. */
export type People = ReadonlyMap<string, Person>;

const NAMED_PERSON = new RegExp(
  `(?<=[\\p{Ll},] )(\\p{Lu}\\p{Ll}+)(?=(?:’s)?,? (?:${alternatives(sentencePhrases('BEHIND_A_PERSON'))})\\b)`,
  'gu',
);
const INTRODUCED_PERSON = new RegExp(
  `(?:^|[.!?] )(\\p{Lu}\\p{Ll}+)(?=(?:,| was| is) (?:${alternatives(sentencePhrases('INTRODUCTIONS'))})\\b)`,
  'gu',
);
const NO_NAME = new RegExp(`^(?:${alternatives(sentencePhrases('NO_NAMES'))})$`);

/**
 * A review is known by names, of which each word is a name: "Baby Rowan" is Rowan, and "the child" where
 * there is one name only. Other people are named in the text.
 */
export function peopleOf(names: readonly string[], text: string): People {
  const people = new Map<string, Person>();
  for (const [, word = ''] of [...text.matchAll(NAMED_PERSON), ...text.matchAll(INTRODUCED_PERSON)])
    if (!NO_NAME.test(word) && !genders.has(word.toLowerCase()))
      people.set(word, { key: word, gender: 'either' });
  for (const [word, gender] of genders) people.set(word, { key: word, gender });
  for (const name of names) {
    const key = name.toLowerCase();
    const words = (name.match(WORD) ?? []).filter(
      (word) => /^\p{Lu}|\d/u.test(word) && !genders.has(word.toLowerCase()),
    );
    const gender = MANY_NAME.test(name) ? 'many' : 'either';
    for (const word of words) people.set(word, { key, gender });
    if (names.length === 1 && gender === 'either')
      for (const word of CHILD_WORDS) people.set(word, { key, gender });
  }
  return people;
}

const CHILD_WORDS = ['child', 'baby', 'infant', 'toddler'];
const MANY_NAME = /\b(?:children|siblings|family|twins|brothers|sisters)\b/i;

/** ", a boy of", " was a", " liked to draw and was a fierce". */
const APPOSITION =
  /^(?:,? (?:(?:who )?(?:is|was) )?|[^.;]{1,80} and (?:is|was) )(?:aged \S+, )?an? [^,.;]{0,40}$/;

/** "When he was ten, Child Y": the pronoun stands for whom the sentence names next. */
const NAMED_BEHIND =
  /^((?:When|While|Before|After|Although|As|Until|Since|Once|By the time) )(?:s?he|they)(?= [^,]{1,80}, (?:\p{Lu}|the ))/u;

/** Reads sentences in a row and tells for each pronoun whom it was last said of. */
export class Antecedents {
  private readonly last = new Map<Gender, Person>();
  private readonly people: People;

  constructor(people: People) {
    this.people = people;
  }

  /** A new section speaks of nobody yet. */
  forget(): void {
    this.last.clear();
  }

  /** For each pronoun of the next sentence whose person was named before it: who that is. */
  read(written: string): Reference[] {
    const sentence = written.replace(NAMED_BEHIND, '$1');
    const said: Reference[] = [];
    // "She lived with a carer, with whom she had been placed": the sentence goes on about her.
    const subject = PRONOUNS.get(sentence.match(WORD)?.[0].toLowerCase() ?? '');
    const kept = subject && subject !== 'many' ? this.last.get(subject) : undefined;
    const named = new Set<Gender>();
    let before: Person | undefined;
    let end = 0;
    for (const { 0: word, index } of sentence.matchAll(WORD)) {
      const pronoun = PRONOUNS.get(word.toLowerCase());
      let person = pronoun ? undefined : (this.people.get(word) ?? this.people.get(word.toLowerCase()));
      if (person) {
        // "Child H, a boy of nine": one person.
        if (before && APPOSITION.test(sentence.slice(end, index))) person = { ...person, key: before.key };
        this.name(person);
        if (subject && kept && person.gender === 'either') this.last.set(subject, kept);
        named.add(person.gender);
        before = person;
        end = index + word.length;
      } else if (pronoun && !named.has(pronoun) && !named.has('either')) {
        said.push({ gender: pronoun, key: this.last.get(pronoun)?.key });
      }
    }
    return said;
  }

  private name(person: Person): void {
    if (person.gender === 'either')
      for (const gender of ['male', 'female'] as const) this.last.set(gender, person);
    else this.last.set(person.gender, person);
    if (person.gender === 'many' || person.gender === 'either') this.last.set('many', person);
  }
}
