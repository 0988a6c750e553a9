import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import { staticFiles } from '#site/public-files.ts';
import { aSettings } from '../support/a-settings.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import type { Review } from './officer.ts';
import type { Random } from './random.ts';
import { weighted } from './weighted.ts';

/** Parameters of a schedule. */
export interface Plan {
  readonly settings: Settings;
  /** The site's files that no review changes. */
  readonly files: readonly PublicFile[];
  readonly reviews: readonly Review[];
  /** Number of officers' acts. */
  readonly acts: number;
  /** Officers only upload reports that pass. */
  readonly faultFree: boolean;
  /** Officers make slips: near names, past dates, foreign companions. */
  readonly slips: boolean;
  /** Weight of officers' acts in the scheduler's choice. */
  readonly weight: number;
  readonly faults: number;
  readonly faultRate: number;
  /** Probability of a sweep while everything waits for the clock. */
  readonly sweeps: number;
  /** Bucket events may be lost. */
  readonly losesEvents: boolean;
  /** Maximum concurrent invocations of a function. */
  readonly concurrency: number;
}

const SETTINGS = {
  plain: aSettings(),
  twoLanguages: inTwoLanguages(aSettings()),
  secondPerson: aSettings({ secondPerson: true }),
  malwareScan: aSettings({ malwareScan: true }),
  both: aSettings({ secondPerson: true, malwareScan: true }),
};

const FILES = new Map(Object.values(SETTINGS).map((settings) => [settings, staticFiles(settings)]));

/** Kinds of days, with more events of one kind. */
export type Day = 'namesakes' | 'second person' | 'stalls' | 'one upload';

/** What chance decides of a plan. */
type DayPlan = Omit<Plan, 'files' | 'slips'>;

const DAYS: Readonly<Record<Day, (plan: DayPlan) => Partial<Plan>>> = {
  namesakes: ({ reviews }) => ({
    reviews: ['a', 'b', 'c'].map((letter) => ({
      name: `upload-${letter}`,
      title: 'Child Q',
      inFolder: reviews[0]?.inFolder ?? false,
    })),
    acts: 6,
    weight: 4,
    concurrency: 3,
  }),
  'second person': ({ reviews }) => ({
    settings: SETTINGS.secondPerson,
    reviews: reviews.slice(0, 1),
    acts: 6,
    weight: 1,
  }),
  'one upload': () => ({
    settings: SETTINGS.plain,
    reviews: [{ name: 'upload-a', title: 'Child A', inFolder: false }],
    acts: 1,
    faultFree: true,
    faults: 0,
    sweeps: 0,
    losesEvents: false,
  }),
  stalls: ({ reviews }) => ({
    reviews: reviews.slice(0, 1),
    acts: 1,
    faults: 3,
    faultRate: 0.06,
    sweeps: 0.95,
  }),
};

/** A slip shows only beside other files. */
const MORE_ACTS = 3;

/** Random parameters, from one quiet upload to a bulk load with many faults. */
export function planOf(random: Random, slips: boolean, day?: Day): Plan {
  const plan = anyPlan(random);
  const chosen = day ? { ...plan, ...DAYS[day](plan) } : plan;
  const files = FILES.get(chosen.settings) ?? [];
  if (!slips || day !== undefined) return { ...chosen, slips: false, files };
  const reviews = chosen.reviews.map((review) => ({ ...review, inFolder: random.chance(0.6) }));
  return { ...chosen, reviews, acts: chosen.acts + MORE_ACTS, slips, files };
}

function anyPlan(random: Random): DayPlan {
  const count = weighted(random, [
    [55, 1],
    [30, 2],
    [10, 3],
    [5, 6],
  ]);
  const namesakes = random.chance(0.3);
  const reviews = Array.from({ length: count }, (_, place): Review => {
    const letter = String.fromCharCode(97 + place);
    return {
      name: `upload-${letter}`,
      title: namesakes ? 'Child Q' : `Child ${letter.toUpperCase()}`,
      inFolder: random.chance(0.25),
    };
  });
  return {
    settings: weighted(random, [
      [60, SETTINGS.plain],
      [10, SETTINGS.twoLanguages],
      [15, SETTINGS.secondPerson],
      [10, SETTINGS.malwareScan],
      [5, SETTINGS.both],
    ]),
    reviews,
    acts: count + random.below(6),
    faultFree: false,
    weight: random.pick([0.05, 0.3, 1, 4]),
    faults: random.pick([0, 1, 2, 3, 5, 12]),
    faultRate: random.pick([0.02, 0.05, 0.15]),
    sweeps: random.pick([0, 0.3, 0.95]),
    losesEvents: random.chance(0.1),
    concurrency: 1 + random.below(3),
  };
}
