import type { Settings } from '#shared/domain/settings.ts';
import { aSettings } from '../support/a-settings.ts';
import type { Review } from './officer.ts';
import type { Random } from './random.ts';
import { weighted } from './weighted.ts';

/** What kind of day a schedule is about. */
export interface Plan {
  readonly settings: Settings;
  readonly reviews: readonly Review[];
  /** How often officers do something. */
  readonly acts: number;
  /** How eagerly they do, beside what the functions do. */
  readonly haste: number;
  readonly faults: number;
  readonly faultRate: number;
  /** Events of the bucket may be lost. */
  readonly losesEvents: boolean;
  /** How many runs of one function there may be at once. */
  readonly concurrency: number;
}

const SETTINGS = {
  plain: aSettings(),
  secondPerson: aSettings({ secondPerson: true }),
  malwareScan: aSettings({ malwareScan: true }),
  both: aSettings({ secondPerson: true, malwareScan: true }),
};

/** From one quiet upload to a bulk load on a bad day. */
export function planOf(random: Random): Plan {
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
      [70, SETTINGS.plain],
      [15, SETTINGS.secondPerson],
      [10, SETTINGS.malwareScan],
      [5, SETTINGS.both],
    ]),
    reviews,
    acts: count + random.below(6),
    haste: random.pick([0.05, 0.3, 1, 4]),
    faults: random.pick([0, 1, 2, 3, 5, 12]),
    faultRate: random.pick([0.02, 0.05, 0.15]),
    losesEvents: random.chance(0.1),
    concurrency: 1 + random.below(3),
  };
}
