import { expect, test } from 'vitest';
import type { Section } from '#shared/report/summary/sections.ts';
import { faultsOfSummary } from '#shared/report/summary/summary.ts';

const HARM =
  'Ava was three when she died of a head injury in the spring, after many weeks in which nobody saw her.';
const CARER = 'Her carer was charged with murder.';
const VERDICT = 'The carer was acquitted by the jury.';
const BROTHER = 'Her brother Tom was in the garden.';
const AGE = 'He was eleven.';
const MILL = 'There was a mill behind the house.';
const KNOWN = 'The mill was known to the police and to the fire service and to the council.';
const PATH = 'Ava was often seen alone on the path that led to the mill.';
const CALLS =
  'Four services had been called to the house in that winter and each had gone away again without a word.';
const ASKED =
  'The review considers how neighbours are heard and who tells whom when a plan comes to its end.';
const WEEK = 'Nobody called in the week of 4 March 2020, when Ava was alone.';
const BELOW = 'The analysis below considers why nobody had asked Ava about it.';
const THOUGHTS = 'The panel asked itself what it would have been like to be Ava.';
const TYPED = '4.2 Ava was seen by a nurse, who wrote it down.';
const FAR = 'The school had seen that Ava was tired.';

const section = (heading: string, ...texts: string[]): Section => ({
  heading,
  page: 2,
  paragraphs: texts.map((text) => ({ text, marker: '', page: 2 })),
});
const SECTIONS = [
  section(
    'What happened',
    HARM,
    CARER,
    VERDICT,
    BROTHER,
    AGE,
    MILL,
    KNOWN,
    PATH,
    CALLS,
    WEEK,
    BELOW,
    THOUGHTS,
    TYPED,
  ),
  section('Focus', ASKED),
  ...['One', 'Two', 'Three', 'Four', 'Five'].map((heading) => section(heading, 'Nothing is told here.')),
  section('School', FAR),
];

const faultsIn = (...sentences: string[]): readonly string[] =>
  faultsOfSummary(sentences.join(' '), SECTIONS, 12, 'Ava');

test('a summary that leaves out the death of the child does not say what happened', () => {
  const story = [
    'Ava was a girl of twelve who had been looked after by the council for three years.',
    'She lived with a foster carer, with whom she had been placed as an emergency.',
    'On a school morning she was found hanged in her bedroom.',
    'Ava had been sexually abused by a relative at the age of eight, and she had told her teacher about it.',
  ];
  const read = [
    section('What happened', ...story.slice(0, 2), story.slice(2).join(' ')),
    section('Focus', ASKED),
  ];
  const faults = (...said: (string | undefined)[]): readonly string[] =>
    faultsOfSummary(said.join(' '), read, 12, 'Ava');
  expect(faults(story[0], story[3], ASKED)).toEqual(['no-harm']);
  expect(faults(story[0], story[2], ASKED)).toEqual([]);
});

test('a death with an age is the child’s, whoever the text named last', () => {
  const story = [
    'Ewan, a boy who was in foster care, told his friend at school that he was afraid to go back to his family.',
    'Ewan had been beaten and burned by his father, and the father and an uncle came to look for him in that town.',
    'He was found dead in Otley in the spring of that year, aged fifteen.',
  ];
  const faults = (...said: (string | undefined)[]): readonly string[] =>
    faultsOfSummary(
      said.join(' '),
      [section('Events', story.join(' ')), section('Focus', ASKED)],
      12,
      'Ewan',
    );
  expect(faults(story[0], story[1], ASKED)).toContain('no-harm');
  expect(faults(...story, ASKED)).not.toContain('no-harm');
});

test.each([
  ['none', [HARM, CALLS, ASKED], []],
  ['nobody who was hurt', [MILL, KNOWN, CALLS], ['no-child', 'no-harm']],
  ['nothing that happened', [CALLS, WEEK, ASKED], ['no-harm', 'exact-day']],
  ['a first sentence without its subject', [AGE, HARM, CALLS], ['no-subject', 'antecedent', 'leaning']],
  ['a suspicion without its finding', [HARM, CARER, CALLS, ASKED], ['half-told']],
  ['no fault where the finding is told', [HARM, CARER, VERDICT, CALLS], []],
  ['a pronoun without its person', [HARM, AGE, CALLS, ASKED], ['antecedent', 'leaning']],
  ['what was not introduced', [HARM, KNOWN, CALLS], ['leaning']],
  ['what was not introduced, in the middle of a sentence', [HARM, PATH, CALLS], ['leaning']],
  ['no fault where it is introduced', [HARM, MILL, KNOWN, CALLS], []],
  ['a day of the calendar', [HARM, CALLS, WEEK], ['exact-day']],
  ['a pointer to another part', [HARM, CALLS, BELOW], ['method']],
  ['what the panel asked itself', [HARM, CALLS, THOUGHTS], ['method']],
  ['a typed number', [HARM, CALLS, TYPED], ['rubble']],
  ['few words', [HARM], ['length']],
  ['many words', [HARM, MILL, KNOWN, CALLS, ASKED, HARM, CALLS, ASKED], ['length']],
  ['a sentence from far away', [HARM, CALLS, FAR], ['elsewhere']],
  [
    'words that are not in the report',
    [HARM, CALLS, 'She was loved by everybody who met her.'],
    ['elsewhere'],
  ],
])('an editor finds %s', (_, sentences, faults) => {
  expect(faultsIn(...sentences).toSorted()).toEqual(faults.toSorted());
});
