import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, cover, type Written } from './a-laid-out-report.ts';

const heading = (text: string): Written => ({ text, size: 16, bold: true });
/** A paragraph as the page shows it, in lines of about ninety characters. */
const paragraph = (text: string): Written[] => [
  '',
  ...(text.match(/.{1,90}(?:\s|$)/g) ?? []).map((line) => line.trim()),
];

const LAW =
  'This review was commissioned in accordance with Working Together to Safeguard Children 2018. The purpose of a review is to identify improvements to practice. It is not to apportion blame to any individual.';
const PANEL =
  'The panel comprised senior managers from the police and health and met on six occasions. It was chaired by an independent person.';
const STORY =
  'Ava died aged three after swallowing tablets that had been prescribed for her mother. She was the youngest of four children, all of whom had plans for neglect. Four agencies had recorded that medicines were left within reach.';
const LEARNING =
  'This review looks at safe storage, at the drift of child protection plans, and at how concerns from a neighbour were received.';

const summaryOf = (...lines: readonly Written[]): string | undefined =>
  readFacts(aLaidOutReport(cover('#Serious Case Review', '##Ava'), lines), REVIEW_TYPES).facts.summary?.value;

describe('the summary', () => {
  test.each([
    'Executive summary',
    '2. Summary of the case',
    'Brief facts leading to this review',
    'Circumstances that led to the Review',
    'Who was Ava?',
    '1. Introduction',
  ])('is the paragraphs made for it under "%s", whole and alone', (title) => {
    const lines = [
      heading(title),
      ...paragraph(LAW),
      ...paragraph(STORY),
      ...paragraph(LEARNING),
      ...paragraph(PANEL),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('is found without any heading', () => {
    expect(
      summaryOf(...paragraph(LAW), ...paragraph(PANEL), ...paragraph(STORY), ...paragraph(LEARNING)),
    ).toBe(`${STORY} ${LEARNING}`);
  });

  test('leaves paragraph numbers out', () => {
    expect(
      summaryOf(
        heading('1. Introduction'),
        ...paragraph(`1.1 ${LAW}`),
        ...paragraph(`1.2 ${STORY}`),
        ...paragraph(`1.3 ${LEARNING}`),
      ),
    ).toBe(`${STORY} ${LEARNING}`);
  });

  test('is absent where there is only law and process', () => {
    expect(summaryOf(heading('Executive summary'), ...paragraph(LAW), ...paragraph(PANEL))).toBeUndefined();
  });

  test('is absent under an empty heading', () => {
    expect(summaryOf(heading('Executive summary'), heading('1. Introduction'))).toBeUndefined();
  });

  test('does not begin with somebody who was not named', () => {
    const lines = [
      heading('Introduction'),
      ...paragraph(`He had been ill. ${STORY}`),
      ...paragraph(LEARNING),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('passes over an exact date of birth when enough is said without it', () => {
    const lines = [
      heading('Executive summary'),
      ...paragraph(STORY),
      ...paragraph('Ava was born on 3 April 2014 at Hexley Hospital.'),
      ...paragraph(LEARNING),
    ];
    expect(summaryOf(...lines)).not.toMatch(/April|Hospital/);
  });

  test('takes what was reviewed from where it stands, when the story stands elsewhere', () => {
    const lines = [
      heading('Who was Ava?'),
      ...paragraph(STORY),
      heading('Scope of the review'),
      ...paragraph(PANEL),
      heading('Introduction'),
      ...paragraph(LEARNING),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('is filled with what was reviewed when the story alone is too short, wherever that stands', () => {
    const short =
      'Ava was three when she was found on a balcony, hungry and very cold. Three services believed that another was visiting.';
    const lines = [
      heading('Background'),
      ...paragraph(short),
      heading('Purpose and scope'),
      ...paragraph(LAW),
      ...paragraph(LEARNING),
      ...paragraph(PANEL),
    ];
    expect(summaryOf(...lines)).toBe(`${short} ${LEARNING}`);
  });

  test('takes what was reviewed from a paragraph of method behind the story', () => {
    const lines = [
      heading('Executive summary'),
      ...paragraph(STORY),
      ...paragraph(`The partnership decided to look at the case in depth. ${LEARNING}`),
      ...paragraph(PANEL),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('tells the age with the sentence before it that says whose it is', () => {
    const who = 'Ava was a careful girl who wanted to be a vet. She was 10 years of age.';
    const story =
      'One night in the winter Ava could not breathe and she died before help arrived. Her inhalers had not been collected for four months.';
    const lines = [
      heading('About Ava'),
      ...paragraph(who),
      heading('What happened'),
      ...paragraph(story),
      ...paragraph(LEARNING),
    ];
    expect(summaryOf(...lines)).toBe(`${who} ${story} ${LEARNING}`);
  });

  test('tells the injury before a small bruise that was seen earlier', () => {
    const story = [
      'Ava is a smiling toddler who likes water and the dog of her grandmother.',
      'She was seven weeks old when an ambulance crew brought her to hospital because she had become floppy and pale.',
      'Scans showed a bleed on the brain and eight healing rib fractures.',
      'Doctors concluded that they had been caused on more than one occasion.',
      'Her father was later convicted of causing grievous bodily harm.',
      'Twelve days earlier a health visitor had noticed a small bruise on Ava’s cheek and accepted the explanation that a toy had fallen on her.',
    ];
    const text = summaryOf(heading('Who is Ava?'), ...paragraph(story.join(' ')), ...paragraph(LEARNING));
    expect(text).toContain('rib fractures');
  });

  test.each([
    'A Serious Case Review is a multi-agency process for establishing the facts of a case.',
    'This report examines agency responses and support given to Ava before she died.',
  ])('leaves out what is true of any review: %s', (general) => {
    const lines = [heading('1. Introduction'), ...paragraph(`${general} ${STORY}`), ...paragraph(LEARNING)];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('is found under the first heading behind the cover, in a narrow column', () => {
    const narrow = (text: string): string[] =>
      (text.match(/.{1,48}(?:\s|$)/g) ?? []).map((line) => line.trim());
    const lines = [
      heading('About Ava'),
      ...narrow('Ava was a careful girl who lined up her pencils.'),
      ...narrow('She was eight years old.'),
      heading('What happened'),
      ...narrow('Her father killed Ava on the second day of a visit and took his own life that day.'),
      '',
      ...narrow(LEARNING),
    ];
    expect(summaryOf(...lines)).toMatch(/^Ava was a careful girl .* She was eight years old/);
  });

  test('leaves a short aside out when enough is said without it', () => {
    const more =
      'A housing officer had heard her mother ask for help on six occasions and had told her to wait.';
    const aside = 'Waiting was usual.';
    expect(
      summaryOf(
        heading('Executive summary'),
        ...paragraph(`${STORY} ${aside} ${more}`),
        ...paragraph(LEARNING),
      ),
    ).toBe(`${STORY} ${more} ${LEARNING}`);
  });

  test('says how much was done for the child or by the family, however short', () => {
    const count = 'She had five social workers.';
    const rest = 'A housing officer had heard her mother ask for help and had told her to wait until spring.';
    const text = `${STORY} ${count} ${rest}`;
    expect(summaryOf(heading('Executive summary'), ...paragraph(text), ...paragraph(LEARNING))).toBe(
      `${text} ${LEARNING}`,
    );
  });

  test('is taken from all parts of a summary that has headings of its own', () => {
    const part = (text: string): Written => ({ text, size: 13, bold: true });
    const lines = [
      heading('Executive summary'),
      part('The sisters'),
      ...paragraph(STORY),
      part('Method'),
      ...paragraph(PANEL),
      part('What was learned'),
      ...paragraph('Home visits were many. The review found that no visitor had asked to see the bedroom.'),
      heading('The review'),
      ...paragraph(LAW),
    ];
    expect(summaryOf(...lines)).toBe(
      `${STORY} Home visits were many. The review found that no visitor had asked to see the bedroom.`,
    );
  });

  test('begins with the story where the best heading stands above what was learned alone', () => {
    const learned =
      'The review found that an hour of lessons a day had been meant for a fortnight and had lasted a year. It asks who must notice when a short measure becomes a long one, and how a child of three shows that she is alone too often.';
    const story = 'Ava was three when she was found on a balcony. She was hungry and very cold.';
    expect(
      summaryOf(
        ...paragraph(PANEL),
        heading('Ava'),
        ...paragraph(story),
        heading('What the review found'),
        ...paragraph(learned),
      ),
    ).toBe(`${story} ${learned}`);
  });

  test('takes a sentence of law that tells the story when no other does, and only then', () => {
    const mixed =
      'This review was commissioned under the Children Act 2004 after Ava, who was sixteen, fell to her death.';
    const moves =
      'Ava had moved fourteen times since she went to school. The last move was to a town in which she knew nobody.';
    const without = [heading('Introduction'), ...paragraph(`${mixed} ${moves}`), ...paragraph(LEARNING)];
    expect(summaryOf(...without)).toBe(`${mixed} ${moves} ${LEARNING}`);
    const beside = [heading('Introduction'), ...paragraph(`${mixed} ${STORY}`), ...paragraph(LEARNING)];
    expect(summaryOf(...beside)).toBe(`${STORY} ${LEARNING}`);
  });

  test.each(['The women', 'Ava and her sisters'])('is found under "%s"', (title) => {
    const story =
      'Between 2019 and 2021 five women aged 19 to 34 died within a year of leaving a hostel. Three had children who had been adopted.';
    const asked =
      'This review asks what happened to them in the weeks after they left, and whether grief was ever named.';
    expect(
      summaryOf(heading(title), ...paragraph(story), heading('The questions'), ...paragraph(asked)),
    ).toBe(`${story} ${asked}`);
  });

  test('says how old the child was, from where it stands, when the story is short', () => {
    const age = 'Ava was eight at the time, and had lived with her cousins since the spring.';
    const story = 'Ava was sold into begging by people who said that they were her aunts.';
    const learned =
      'The review found that a child who is out of place was met as a nuisance. It considers how officers may act on what they see.';
    expect(
      summaryOf(
        heading('About Ava'),
        ...paragraph(age),
        heading('What happened'),
        ...paragraph(story),
        heading('About the learning'),
        ...paragraph(learned),
      ),
    ).toBe(`${age} ${story} ${learned}`);
  });

  test('tells of adults as of children', () => {
    const adults =
      'Fourteen residents of a nursing home were moved in one day after a night worker sent photographs to the regulator. Residents had been tied to chairs and one had died of dehydration.';
    expect(summaryOf(heading('Background'), ...paragraph(adults), ...paragraph(LEARNING))).toBe(
      `${adults} ${LEARNING}`,
    );
  });

  test('reads a story set in a box, in letters a little bigger than the others', () => {
    const bigger = paragraph(`${STORY} ${LEARNING}`).map((line) =>
      line === '' ? line : { text: String(line), size: 12 },
    );
    const body = [LAW, PANEL, LAW, PANEL].flatMap(paragraph);
    expect(
      summaryOf(heading('1. Overview'), ...paragraph(LAW), ...bigger, heading('2. Scope'), ...body),
    ).toBe(`${STORY} ${LEARNING}`);
  });

  test('is found in narrow columns behind a cover, without contents between them', () => {
    const narrow = (text: string): Written[] => [
      '',
      ...(text.match(/.{1,42}(?:\s|$)/g) ?? []).map((line) => line.trim()),
    ];
    const texts = [LAW, STORY, LEARNING, PANEL, LAW, PANEL].flatMap(narrow);
    const { facts } = readFacts(
      aLaidOutReport(cover('#Serious Case Review', '##Ava'), [heading('Synopsis'), ...texts]),
      REVIEW_TYPES,
    );
    expect(facts.summary?.value).toBe(`${STORY} ${LEARNING}`);
    expect(facts.title?.value).toBe('Ava');
  });

  test.each([
    'The review covers the two years before the incident.',
    'Agencies were asked to include anything earlier that was significant.',
    'The family were offered the chance to contribute and to see the report before it was published.',
    'Local authorities must notify the Panel of any incident in which a child has died.',
    'The lead reviewer has no connection with any of the agencies that knew the family.',
    'A Serious Case Review is held when a child has died and neglect is suspected.',
  ])('does not say "%s"', (process) => {
    const lines = [
      heading('Executive summary'),
      ...paragraph(STORY),
      ...paragraph(process),
      ...paragraph(LEARNING),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${LEARNING}`);
  });

  test('a long account is brought to 90 words at most, in whole sentences, in their order', () => {
    const sentence = fc.constantFrom(
      'Ava was three when she died in a fire at home.',
      'She had three brothers.',
      'A housing officer had heard her mother ask for help on six occasions and had told her to wait.',
      'The family moved four times in two years, and each move meant a new school, a new surgery and a new worker.',
      'Police attended twice in the month before the fire.',
      'The review considers how agencies share what they know about the safety of a home.',
      'It finds that no agency had the whole picture.',
      'A neighbour had reported that the children were alone at night.',
      'Neglect was recorded by the school.',
    );
    fc.assert(
      fc.property(fc.uniqueArray(sentence, { minLength: 6, maxLength: 9 }), (sentences) => {
        const half = Math.ceil(sentences.length / 2);
        const summary = summaryOf(
          heading('Executive summary'),
          ...paragraph(sentences.slice(0, half).join(' ')),
          ...paragraph(sentences.slice(half).join(' ')),
        );
        fc.pre(summary !== undefined);
        const words = summary?.split(' ').length ?? 0;
        expect(words).toBeGreaterThanOrEqual(40);
        expect(words).toBeLessThanOrEqual(90);
        const kept = sentences.filter((one) => summary?.includes(one));
        expect(kept.join(' ')).toBe(summary);
      }),
    );
  });

  const REVIEW =
    'The review considers how worries of relatives are heard, and who tells whom when a plan ends.';

  test('keeps the only sentence that tells what happened, though it has an exact date', () => {
    const story =
      'Ava came to this country when she was two. Her father worked at night and her aunt looked after her. Both went to church. On 9 May 2019 Ava was found with a fractured skull.';
    expect(summaryOf(heading('Background'), ...paragraph(story), ...paragraph(REVIEW))).toContain(
      'fractured skull',
    );
  });

  test('does not take what was reviewed from the method or the analysis', () => {
    const lines = [
      heading('What happened'),
      ...paragraph(`${STORY} A neighbour had told two of them.`),
      heading('Methodology'),
      ...paragraph('A timeline was drawn up. From it the review identified eight episodes.'),
      heading('Analysis'),
      ...paragraph('The review considered whether bias played a part.'),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} A neighbour had told two of them.`);
  });

  test('is taken from no part of the analysis, whatever its heading is', () => {
    const part = (text: string): Written => ({ text, size: 13, bold: true });
    const events =
      'A drug worker saw the household each week and was not invited to meetings. The review found eleven times when one agency knew what another needed. A cousin, who was a boy of 15, was injured in a fight and is named in one record only.';
    expect(
      summaryOf(
        heading('1. Introduction'),
        ...paragraph(LAW),
        heading('2. Analysis and findings'),
        part('Drugs and moods'),
        ...paragraph(events),
      ),
    ).toBeUndefined();
  });

  test('is not about somebody else where the text names the child again and again', () => {
    const other =
      'A cousin, who was a boy of 15, was badly injured in a fight and lost the sight of an eye. He was known to four agencies, none of which had told the others that he carried a knife to school. His mother had asked for help.';
    const named = 'Ava went to school. Ava was seen at home. Ava had moved.';
    expect(summaryOf(heading('The family'), ...paragraph(other))).toBe(other);
    expect(
      summaryOf(heading('The family'), ...paragraph(other), heading('Contacts'), ...paragraph(named)),
    ).toBeUndefined();
  });

  test('tells the death itself, and not only that something was six weeks before it', () => {
    const words = [
      'Ava liked to draw, sang in the car and was a fierce friend. She was 16.',
      'She died in a flat of strangers after taking tablets that were sold as something else.',
      'Ava had lived with her gran from the age of five and moved to a residential house when her gran became ill. She was under a supervision order until six weeks before she died.',
      'The review looked at how the move was planned and at how earlier overdoses were answered.',
    ];
    expect(summaryOf(heading('Ava’s story'), ...words.flatMap(paragraph))).toContain(
      'She died in a flat of strangers',
    );
  });

  test('says how old the child was and not only her mother, and what happened before who was convicted', () => {
    const words = [
      'Ava is a smiling baby who loves bath time and the family dog. She lived with her mother, who was 22, her father and an older half-sister.',
      'When Ava was seven months old she was brought to the emergency department after she had become floppy at home. Scans showed a serious head injury and two healing fractures, for which nobody had an explanation. She survived and has lasting disabilities.',
      'Her father later admitted shaking her and was sent to prison. Ava now lives with a relative.',
      'The family had been known to early help services because of the state of their housing, and there had been a bruise at ten weeks that was not referred.',
    ];
    expect(summaryOf(heading('Who is Ava and what happened'), ...words.flatMap(paragraph))).toContain(
      'When Ava was seven months old',
    );
  });

  test('begins with the review where the story goes on with "It concerns"', () => {
    const opening =
      'This serious case review was commissioned by the Board in March 2015 under Regulation 5.';
    const story =
      'It concerns Ava, a girl of fifteen who was looked after by the local authority and who was found hanged in the house where she had been placed. Ava had come into care at the age of eleven.';
    expect(
      summaryOf(
        heading('1. Introduction'),
        ...paragraph(`1.1 ${opening}`),
        ...paragraph(`1.2 ${story}`),
        ...paragraph(`1.3 ${LEARNING}`),
      ),
    ).toBe(`${opening} ${story} ${LEARNING}`);
  });

  test('does not say which years the review looked at', () => {
    const years = 'The timeline of the review is from January 2016 to April 2018.';
    expect(
      summaryOf(heading('1. Introduction'), ...paragraph(STORY), ...paragraph(years), ...paragraph(LEARNING)),
    ).toBe(`${STORY} ${LEARNING}`);
  });

  test('begins under the name alone with who that was', () => {
    const words = [
      'Ava was a retired bus driver who was proud of never having missed a shift. She collected model buses and fed the birds each morning.',
      'She died aged 72 in a fire at the bungalow where she had lived alone for nineteen years. The fire began in a room that was filled with papers to shoulder height.',
    ];
    expect(summaryOf(heading('1. Ava'), ...words.flatMap(paragraph))).toBe(words.join(' '));
  });

  test('does not let a pronoun stand for somebody else than in the report', () => {
    const story =
      'Ava was three when she was taken to hospital with burns. Her father was at work. Her brother Tom was looking after her and had gone upstairs for a moment to fetch a towel from the cupboard. He was eleven. The neighbours had heard crying in the flat on many evenings of that winter and had knocked at the door.';
    expect(summaryOf(heading('What happened'), ...paragraph(story), ...paragraph(REVIEW))).not.toMatch(
      /at work\. He was eleven/,
    );
  });

  test('tells no suspicion without its finding', () => {
    const story =
      'Ava died at the age of three from a head injury. Her carer was charged with murder. There was a long trial in the spring of the year. The carer was acquitted by the jury. The foster home had been visited seven times that month, by people from four services who did not speak to each other about it at all.';
    const summary = summaryOf(heading('What happened'), ...paragraph(story), ...paragraph(REVIEW)) ?? '';
    expect(summary.includes('charged')).toBe(summary.includes('acquitted'));
  });

  test('leaves out typed numbers, marks and words that stand for omissions', () => {
    const lines = [
      heading('Summary'),
      ...paragraph(`1 ${STORY.replace('three', 'three [1]')} Her mother lived at [text removed].`),
      ...paragraph(`2 ${REVIEW}`),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} ${REVIEW}`);
  });

  test('leaves out a number that was typed behind the one of the list', () => {
    const lines = [heading('1. Summary'), ...paragraph(`1.1 1.1.1 ${STORY}`), ...paragraph(`1.2 ${REVIEW}`)];
    expect(summaryOf(...lines)).toBe(`${STORY} ${REVIEW}`);
  });

  test('does not say who reviewed the report', () => {
    const by = 'Reviewed by Jane Field, who died before it was published.';
    const lines = [heading('Summary'), ...paragraph(by), ...paragraph(STORY), ...paragraph(REVIEW)];
    expect(summaryOf(...lines)).toBe(`${STORY} ${REVIEW}`);
  });

  test('takes no sentence that points to another part of the report', () => {
    const lines = [
      heading('What happened'),
      ...paragraph(`${STORY} A neighbour had told two of them.`),
      heading('What was known'),
      ...paragraph('Ava was known to two clinics. The findings below are about what they shared.'),
      ...paragraph('The question was not asked. The review considers this later in this report.'),
    ];
    expect(summaryOf(...lines)).toBe(`${STORY} A neighbour had told two of them.`);
  });

  test.each([
    'The reviewers were asked to explore how medicines are kept and how neighbours are heard.',
    'The partners wanted to know how medicines are kept and how neighbours are heard.',
    'We asked how medicines are kept and why a neighbour was not heard.',
  ])('ends with what was asked: %s', (asked) => {
    const lines = [heading('What happened'), ...paragraph(STORY), heading('Focus'), ...paragraph(asked)];
    expect(summaryOf(...lines)).toBe(`${STORY} ${asked}`);
  });

  test('is read from bullets that are sentences, which name the child without "Child"', () => {
    const bullets = [
      'Wren was three years old.',
      'She lived with her mother and her mother’s partner.',
      'She was admitted with burns to a third of her body from a hot bath, and needed skin grafts.',
      'The partner said that she had climbed in by herself. He was convicted of cruelty.',
    ];
    const lines = [heading('Key facts'), ...bullets.flatMap((bullet) => paragraph(`• ${bullet}`))];
    const report = aLaidOutReport(cover('#Serious Case Review', '##Child Wren'), lines);
    expect(readFacts(report, REVIEW_TYPES).facts.summary?.value).toBe(bullets.join(' '));
  });

  test('is read from a box whose rows have labels, and what was asked has its label with it', () => {
    const rows: readonly (readonly [string, ...string[]])[] = [
      ['Child', 'Ava, aged seven, lives with an aunt'],
      [
        'What happened',
        'Ava was admitted to hospital in January 2021 with a hip that was broken.',
        'She had been in pain for three weeks. Her mother has been convicted of cruelty.',
      ],
      ['Involved', 'School, surgery, early help, police'],
      [
        'Why we did a review',
        'To understand why an injury was not seen by adults who met Ava in that',
        'year, and why the worries of her school did not lead to an assessment.',
      ],
      ['Main learning', 'See the child move. Ask to see the child without a parent.'],
    ];
    let y = 130;
    const box = rows.flatMap(([label, ...cell]): Written[] => {
      y += 30;
      const lines = cell.map((text, i) => ({ text, x: 160, y: y + i * 14, size: 10 }));
      y += (cell.length - 1) * 14;
      const [first = '', ...rest] = label.split(/ (?=happened|a review)/);
      return [
        { text: first, x: 76, y: lines[0]?.y ?? y, size: 10 },
        ...rest.map((text) => ({ text, x: 76, y: (lines[0]?.y ?? y) + 14, size: 10 })),
        ...lines,
      ];
    });
    expect(summaryOf(heading('1. Case at a glance'), ...box, heading('2. Scope'), ...paragraph(PANEL))).toBe(
      'Ava was admitted to hospital in January 2021 with a hip that was broken. She had been in pain for three weeks. Her mother has been convicted of cruelty. Why we did a review: To understand why an injury was not seen by adults who met Ava in that year, and why the worries of her school did not lead to an assessment.',
    );
  });

  test('is read from the clauses of a list under what a summary calls its findings', () => {
    const part = (text: string): Written => ({ text, size: 13, bold: true });
    const clauses = [
      'Girls as young as twelve were described in records as making choices;',
      'Ten reports of a youth worker were not recorded as crimes;',
      'Taxi licensing and school attendance were never put together;',
    ];
    const story =
      'Ava was the name of an investigation into the sexual exploitation of girls between 2011 and 2016. Twenty-three men were convicted.';
    const lines = [
      heading('Executive summary'),
      part('Background'),
      ...paragraph(story),
      part('Key findings'),
      '',
      ...clauses.map((text) => ({ text, x: 98 })),
      part('Recommendations'),
      ...paragraph('Eleven recommendations are made.'),
    ];
    expect(summaryOf(...lines)).toBe(`${story} ${clauses.join(' ').replaceAll(';', '.')}`);
  });

  test('says the month in which a child died, and not the day', () => {
    const story = 'On Friday 9 May 2019, at about 9 pm, Ava died of a head injury at the age of three.';
    const days = 'She had been born on the 3rd of April 2016 and was seen on 2 and 4 May 2019 by two nurses.';
    const lines = [
      heading('What happened'),
      ...paragraph(`${story} ${days} A neighbour had told two of them.`),
      ...paragraph(REVIEW),
    ];
    const summary = summaryOf(...lines);
    expect(summary).toContain('In May 2019 Ava died of a head injury at the age of three.');
    expect(summary).not.toMatch(/\b9 May|3rd|\b4 May/);
  });

  test('does not take a message for told that it has not told', () => {
    const story =
      'Ava was three weeks old when she was found dehydrated and died. In May 2020 her grandmother telephoned. The nurse was on a course and the message was put in her tray. The family had been visited weekly since the birth by a nurse whom they liked.';
    expect(summaryOf(heading('What happened'), ...paragraph(story), ...paragraph(REVIEW))).toMatch(
      /grandmother telephoned\. The nurse was|^(?!.*the message)/,
    );
  });

  test('says how old the child was, from a paragraph of process two sections before the story', () => {
    const age = 'Ava was seven weeks old.';
    const story =
      'Ava was the first child of her parents. She was found lifeless in bed by her mother. The post mortem found fractures of both arms which had been caused before the death. The cause of death was recorded as unascertained. No charges were brought against anybody.';
    const lines = [
      heading('1. Introduction'),
      ...paragraph(`This review was commissioned by the Board. ${age}`),
      heading('2. The family'),
      ...paragraph('The family had moved in the spring to a house on the edge of the town.'),
      heading('3. What happened'),
      ...paragraph(story),
    ];
    expect(summaryOf(...lines)).toBe(`${age} ${story}`);
  });

  test('does not let officers visit where nobody told them to', () => {
    const told = 'In December a neighbour told the police that there was a child who was never heard.';
    const visit = 'Officers visited and saw a sleeping child.';
    const fill =
      'Her mother had come from abroad to join her husband and they had parted within a year. She moved between the homes of friends and could claim no benefits. She was seen by three nurses at three addresses.';
    const text = `${fill} ${told} ${visit} In February Ava was found dead in a cot at the age of three. She weighed four kilograms.`;
    const summary = summaryOf(heading('Background'), ...paragraph(text), ...paragraph(REVIEW)) ?? '';
    expect(summary).not.toBe('');
    expect(summary.includes(visit)).toBe(summary.includes(told) && summary.includes(visit));
  });

  test('is absent where nobody says what happened, and the sentences are offered with their pages', () => {
    const story =
      'Ava lived with her parents and four sisters in a house on a hill. She liked horses and drawing. Her teachers spoke of a quiet child who came on time. Her grandparents lived in the next street and visited often at weekends.';
    const { facts } = readFacts(
      aLaidOutReport(cover('#Serious Case Review', '##Ava'), [heading('About Ava'), ...paragraph(story)]),
      REVIEW_TYPES,
    );
    expect(facts.summary).toBeUndefined();
    expect(facts.candidates.summary?.[0]).toMatch(/^Page 2, “About Ava”: Ava lived with/);
  });

  test('names the page and heading of each sentence in its provenance', () => {
    const lines = [
      heading('What happened'),
      ...paragraph(STORY),
      heading('Focus of the review'),
      ...paragraph(REVIEW),
    ];
    const { facts } = readFacts(aLaidOutReport(cover('#Serious Case Review', '##Ava'), lines), REVIEW_TYPES);
    expect(facts.summary?.provenance).toMatchObject({
      words: `What happened (page 2): ${STORY} Focus of the review (page 2): ${REVIEW}`,
    });
  });

  const WARD =
    'Ava was a girl of nine who lived with her mother and two brothers in a flat above a shop in the town.';
  const FOUND = 'She was found dead in her bed by a neighbour on a morning in the spring.';
  const LETTERS =
    'Eleven letters had been sent to the flat in the year before by three surgeries and a school, and none of them had been opened by anybody there.';
  const SEPSIS =
    'The coroner found that she had died of sepsis, which had followed a burn that nobody had treated.';
  const ASKED = 'The review asked how a burn is recognised and who looks at it again.';

  test('says of what the child died rather than how many letters were sent', () => {
    const moved = 'The family had moved from one end of the county to the other in the autumn of that year.';
    const summary = summaryOf(
      heading('What happened'),
      ...paragraph([WARD, FOUND, LETTERS, moved, SEPSIS, ASKED].join(' ')),
    );
    expect(summary).toContain(SEPSIS);
    expect(summary).not.toContain(LETTERS);
  });

  test('prefers a sentence with words of its own to one that is true of any review', () => {
    const any = 'The review found that each agency held a part of the picture and that nobody had the whole.';
    const long = `${WARD} ${FOUND} ${SEPSIS} ${LETTERS}`;
    const summary = summaryOf(heading('What happened'), ...paragraph(`${long} ${any} ${ASKED}`));
    expect(summary).toContain(ASKED);
    expect(summary).not.toContain(any);
  });

  test.each([
    'We wanted to know how a burn is recognised in a small surgery and who looks at it again.',
    'Reviewers asked why a burn had been seen twice and had not been treated by anybody.',
    'The partners wanted to understand why the pathway for burns was not followed.',
    'The question for this review is how a burn comes to be seen and not treated.',
  ])('says what was asked, whoever asked it: "%s"', (asked) => {
    const lines = [
      heading('What happened'),
      ...paragraph(`${WARD} ${FOUND}`),
      ...paragraph(`${SEPSIS} ${asked}`),
    ];
    expect(summaryOf(...lines)).toContain(asked);
  });

  test('has no question of the terms of reference', () => {
    const question = 'Has learning about burns from previous reviews been embedded?';
    expect(summaryOf(heading('What happened'), ...paragraph(`${question} ${WARD} ${FOUND} ${SEPSIS}`))).toBe(
      `${WARD} ${FOUND} ${SEPSIS}`,
    );
  });

  test('leaves out that somebody is charged when enough is said without it', () => {
    const charged = 'Her uncle has been charged and is awaiting trial.';
    const summary = summaryOf(
      heading('What happened'),
      ...paragraph([WARD, FOUND, SEPSIS, charged, LETTERS, ASKED].join(' ')),
    );
    expect(summary).toContain(SEPSIS);
    expect(summary).not.toContain(charged);
  });

  test('reads a number at the beginning of a line as part of its sentence', () => {
    const lines = [
      heading('What happened'),
      'Ava was found hanging in her room in a secure training centre in the winter. She was',
      '16. An ambulance took her to hospital, where she died five days later, her mother with her.',
      ...paragraph(ASKED),
    ];
    expect(summaryOf(...lines)).toContain('She was 16. An ambulance took her to hospital');
  });

  test('takes a pronoun for whom its own sentence names next', () => {
    const text = `${WARD} Her mother had rung the surgery twice in the week. When she was eight, Ava had been burned by an iron at her aunt’s house and was not taken to a doctor. ${SEPSIS} ${ASKED}`;
    expect(summaryOf(heading('What happened'), ...paragraph(text))).toContain('When she was eight, Ava had');
  });

  test('introduces somebody behind whose name it says that it is not the real one', () => {
    const told =
      'Ava (not her real name) was a girl of nine who lived with her mother above a shop in the town.';
    expect(summaryOf(heading('Introduction'), ...paragraph(`${told} ${FOUND} ${SEPSIS}`))).toBe(
      `${told.replace(' (not her real name)', '')} ${FOUND} ${SEPSIS}`,
    );
  });

  test('tells the story from a narrative where nothing else does, without the rows of its log', () => {
    const log =
      'In early May 2019 the following was recorded: visit by the nurse; nobody at home; letter sent.';
    const lines = [
      heading('Introduction'),
      ...paragraph(LAW),
      heading('Narrative'),
      ...paragraph(log),
      ...paragraph(`${WARD} ${FOUND} ${SEPSIS}`),
      ...paragraph(log.replace('May', 'June')),
      heading('Analysis'),
      ...paragraph(ASKED),
    ];
    expect(summaryOf(...lines)).toBe(`${WARD} ${FOUND} ${SEPSIS}`);
  });
});
