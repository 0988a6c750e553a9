import fc from 'fast-check';
import type { Written } from './a-laid-out-report.ts';

/** A cover as some partnership might set it, and what a cataloguer reads on it. */
export interface InventedCover {
  readonly lines: readonly Written[];
  readonly subject: string;
  readonly title: string;
  readonly type: string;
  readonly publishedOn: string | undefined;
  readonly reportedOn: string | undefined;
  readonly reviewers: readonly string[];
  readonly partnership: string | undefined;
}

const PLACES = [
  'Northbrook',
  'West Glynfa',
  'Tidewell and Marsham',
  'St Aldric',
  'Bath Hill and North East Sedgemoor',
  'Newcastle-under-Fell',
];
const BODIES = [
  'Safeguarding Children Partnership',
  'Safeguarding Children Board',
  'Local Safeguarding Children Board',
  'Safeguarding Adults Board',
  'Safeguarding Partnership',
  'Children’s Safeguarding Assurance Partnership',
];
const TYPES = [
  ['Local Child Safeguarding Practice Review', 'lcspr'],
  ['Local Child Safeguarding Practice Review (LCSPR)', 'lcspr'],
  ['LCSPR', 'lcspr'],
  ['Child Safeguarding Practice Review', 'cspr'],
  ['Serious Case Review', 'scr'],
  ['Thematic Review', 'thematic'],
  ['Thematic Local Child Safeguarding Practice Review', 'thematic'],
  ['Learning Review', 'learning-review'],
  ['Concise Child Practice Review', 'child-practice-review'],
  ['Safeguarding Adult Review', 'sar'],
  ['Domestic Homicide Review', 'dhr'],
  ['Single Unified Safeguarding Review', 'susr'],
  ['Case Management Review', 'cmr'],
] as const;
const NAMED = [
  'Child A',
  'Child AA',
  'Baby Wren',
  'Baby H1',
  'Family K',
  'Mr D',
  'Theo',
  'May',
  'Ella and Finn',
  'Carl & Max',
  'Child B and Child C',
  'Tom, Ada and Bea',
  'Young Person Z',
  'The Lane family',
];
const THEMES = [
  'CYSUR 4 2019',
  'Vulnerable Adolescents',
  'I was never asked',
  'Missing from Home',
  'Out of Sight',
  'Neglect in the early years',
  'Care leavers',
];
const FIRST = ['Jane', 'Anna-Marie', 'Tom', 'Ifeoma', 'April', 'Siân'];
const LAST = ['Smith', 'O’Dowd', 'Pryce-Jones', 'West', 'McBride', 'Head', 'Young'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const two = (n: number): string => String(n).padStart(2, '0');
const ordinal = (day: number): string =>
  day +
  (day % 10 === 1 && day !== 11
    ? 'st'
    : day % 10 === 2 && day !== 12
      ? 'nd'
      : day % 10 === 3 && day !== 13
        ? 'rd'
        : 'th');

/** Every form in which covers write a date, with the value it stands for. */
export const DATE_FORMS: readonly ((
  year: number,
  month: number,
  day: number,
) => readonly [string, string])[] = [
  (y, m, d) => [`${d} ${MONTHS[m - 1]} ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${two(d)} ${MONTHS[m - 1]?.toUpperCase()} ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${ordinal(d)} ${MONTHS[m - 1]} ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [
    `${ordinal(d).replace(/(\d)(\D)/, '$1 $2')} ${MONTHS[m - 1]} ${y}`,
    `${y}-${two(m)}-${two(d)}`,
  ],
  (y, m, d) => [`the ${ordinal(d)} of ${MONTHS[m - 1]}, ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${MONTHS[m - 1]} ${d}, ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${MONTHS[m - 1]} ${ordinal(d)} ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${d} ${MONTHS[m - 1]?.slice(0, 3)} ${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${two(d)}/${two(m)}/${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${d}.${m}.${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${two(d)}-${two(m)}-${y}`, `${y}-${two(m)}-${two(d)}`],
  (y, m, d) => [`${y}-${two(m)}-${two(d)}`, `${y}-${two(m)}-${two(d)}`],
  (y, m) => [`${MONTHS[m - 1]} ${y}`, `${y}-${two(m)}`],
  (y, m) => [`${MONTHS[m - 1]?.slice(0, 3)} ${y}`, `${y}-${two(m)}`],
];

/** Covers in any order of their parts, with any labels, sizes and capitals. */
export const inventedCover: fc.Arbitrary<InventedCover> = fc.gen().map((gen) => {
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[gen(fc.nat, { max: choices.length - 1 })];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  const chance = (percent: number): boolean => gen(fc.integer, { min: 1, max: 100 }) <= percent;
  const small = (text: string): Written => ({ text, size: 13 });
  const person = (): string => `${pick(FIRST)} ${pick(LAST)}`;
  const capitals = (text: string): string => (chance(15) ? text.toUpperCase() : text);
  const aDate = (): readonly [string, string] =>
    pick(DATE_FORMS)(
      gen(fc.integer, { min: 2008, max: 2025 }),
      gen(fc.integer, { min: 1, max: 12 }),
      gen(fc.integer, { min: 1, max: 28 }),
    );

  const [typeName, type] = pick(TYPES);
  const subject = pick([...NAMED, ...THEMES]);
  const shown = capitals(
    !/\d|and|&|,/.test(subject)
      ? pick([subject, subject, `‘${subject}’`, `“${subject}”`, `'${subject}'`])
      : subject,
  );
  const wording = capitals(typeName);
  const size = pick([16, 20, 22]);
  const wordy = NAMED.includes(subject) ? 5 : 3;
  const titled: Written[] =
    (
      [
        () => [
          { text: wording, size, bold: true },
          { text: shown, size: 30, bold: true },
        ],
        () => [
          { text: shown, size: 30, bold: true },
          { text: wording, size },
        ],
        () => [{ text: `${wording}${pick([': ', ' – ', ' - '])}${shown}`, size, bold: true }],
        () => [{ text: `${wording} in respect of ${shown}`, size }],
        () => [
          small('The Overview Report of the'),
          { text: wording, size },
          small(pick(['In respect of', 'concerning', 'Re:'])),
          { text: shown, size: 30, bold: true },
        ],
      ] as const
    )[gen(fc.integer, { min: 0, max: wordy - 1 })]?.() ?? [];

  const reviewers = [...new Set(Array.from({ length: pick([1, 1, 1, 2, 3]) }, person))];
  const many = reviewers.length > 1 ? 's' : '';
  const listed =
    reviewers.length < 3
      ? reviewers.join(pick([' and ', ' & ']))
      : `${reviewers[0]}, ${reviewers[1]} and ${reviewers[2]}`;
  const names = `${pick(['', '', 'Dr ', 'Professor '])}${listed}${pick(['', '', ' MSc, CQSW', ' OBE', ' BA (Hons)'])}`;
  const role =
    pick([
      'Author',
      'Report author',
      'Lead Reviewer',
      'Independent Reviewer',
      'Overview report author',
      'Independent Lead Reviewer',
    ]) + many;
  const authored: Written[] = pick<() => Written[]>([
    () => [small(`${role}: ${names}`)],
    () => [small(`${role} – ${names}`)],
    () => [small(role), small(names)],
    () => [small(`${role}:`), ...reviewers.map(small)],
    () => [
      small(
        `${pick(['Prepared by', 'Written by', 'Authored by', 'Report by', 'By', 'Undertaken by'])} ${names}`,
      ),
    ],
    () => [small(`${names}, Independent Reviewer${many}`)],
    () => [small(names), small(`Independent Reviewer${many}`)],
    () => [small(`${role}: ${names}`), small('Independent Safeguarding Consultant')],
  ])();
  const others: Written[] = chance(30)
    ? pick<() => Written[]>([
        () => [small(`Independent Chair: ${person()}`)],
        () => [small('Chair of the Review Panel:'), small(person())],
        () => [small(`${person()}, Panel Chair`)],
        () => [small(`Foreword by ${person()}`)],
      ])()
    : [];

  const published = chance(60) ? aDate() : undefined;
  const reported = !published && chance(50) ? aDate() : undefined;
  const dated: Written[] = published
    ? pick([
        'Date of publication: §',
        'Published: §',
        'Published §',
        'Publication date – §',
        'Published on §',
        'First published §',
        '§ (date of publication)',
        'Date published: §',
        'PUBLICATION DATE §',
        'Date of publication|§',
        'Publication date:|§',
        'This report was published on §',
      ])
        .split('|')
        .map((text) => small(text.replace('§', published[0])))
    : reported
      ? [small(pick(['', 'Date: ', 'Report completed: ', 'Date of report: ', 'Final report ']) + reported[0])]
      : [];
  const traps: Written[] = [
    ...(chance(20) ? [small(`Date of birth: ${aDate()[0]}`)] : []),
    ...(chance(15) ? [small(`Date of incident: ${aDate()[0]}`)] : []),
    ...(chance(15)
      ? [small(pick(['OFFICIAL', 'RESTRICTED', 'Final report', 'Executive Summary', 'Final version']))]
      : []),
  ];
  const partnership = chance(75) ? `${pick(PLACES)} ${pick(BODIES)}` : undefined;
  const body: Written[] = partnership
    ? [{ text: capitals(partnership), size: pick([13, 17, 20]), bold: true }]
    : [];
  const rest = gen(fc.shuffledSubarray<Written[]>, [authored, others, dated, traps], { minLength: 4 });
  const blocks = pick([
    [body, titled, ...rest],
    [titled, ...rest, body],
    [titled, body, ...rest],
  ]);
  return {
    lines: blocks.filter((block) => block.length > 0).flatMap((block) => ['', ...block]),
    subject,
    title: subject.replace(' & ', ' and '),
    type,
    publishedOn: published?.[1],
    reportedOn: reported?.[1],
    reviewers,
    partnership,
  };
});
