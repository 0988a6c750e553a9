import { createHash } from 'node:crypto';
import { ENTRIES_PER_PAGE } from '#shared/domain/listing/year-page.ts';
import { anEntry } from '../test/support/an-entry.ts';
import type { World } from '../test/support/fakes/a-world.ts';

export const NEWEST = 2026;
const YEARS = 25;
const NAMES = ['Rowan', 'Skye', 'Arlo', 'Wren', 'Isla', 'Jude', 'Maya', 'Noor', 'Theo', 'Elsie'];
const SENTENCES = [
  'The review looks at how agencies worked together to protect a child who was seriously harmed at home.',
  'Practitioners knew the family for three years, and information that each of them held was not put together.',
  'It recommends that the partnership tests how concerns are passed on when a family moves from one area to another.',
  'Learning for health, education, police and children’s social care is set out with what has changed since.',
];

/**
 * Fills the table with published reviews of 25 years in a typical state: half of the newest year is over, and
 * its newest year page is half full. Deterministic.
 */
export async function fillTable(world: World, reviews: number): Promise<void> {
  const half = Math.round(reviews / (YEARS - 0.5) / 2);
  const newest =
    half > ENTRIES_PER_PAGE
      ? Math.floor(half / ENTRIES_PER_PAGE) * ENTRIES_PER_PAGE + ENTRIES_PER_PAGE / 2
      : half;
  for (let number = 0; number < reviews; number++) {
    const year = number < newest ? NEWEST : NEWEST - 1 - (number % (YEARS - 1));
    const month = String(1 + (Math.floor(number / YEARS) % 6)).padStart(2, '0');
    const day = String(1 + (Math.floor(number / (YEARS * 6)) % 28)).padStart(2, '0');
    const name = `${NAMES[number % NAMES.length]} ${number}`;
    await world.entries.put(
      anEntry({
        year,
        part: await world.entries.reserveSlot(year),
        slug: `child-${number}`,
        upload: `child-${number}`,
        revision: 0,
        title: `Child ${name}`,
        publishedOn: `${year}-${month}-${day}`,
        firstListedAt: `${year}-${month}-${day}T09:00:00.000Z`,
        modifiedAt: `${year}-${month}-${day}T09:00:00.000Z`,
        summary: SENTENCES.slice(number % 2, 3 + (number % 2)).join(' '),
        documents: [
          {
            kind: 'report',
            file: 'report.pdf',
            title: 'Report',
            sha256: createHash('sha256').update(name).digest('hex'),
            bytes: 182_995,
            pages: 21,
            language: 'en-GB',
          },
        ],
      }),
    );
  }
}
