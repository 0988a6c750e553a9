import { beforeEach, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

const outcomes = (): string[] =>
  world.officersTopic.receipts.map((receipt) => receipt.subject.replace(/:.*/, ''));
/** The words of the newest receipt, wherever its lines end. */
const told = (): string => (world.officersTopic.receipts.at(-1)?.text ?? '').replace(/\s+/g, ' ');
const listed = (): { title: string; tags: string[] }[] =>
  JSON.parse(world.publicFiles.files.get('/reviews.json')?.body ?? '{"items":[]}').items;

describe('a note as people write it', () => {
  const windows1252 = Uint8Array.from(
    Buffer.from('title: Baby Zo\u00eb\r\nreviewers: [Si\u00e2n Holt]', 'latin1'),
  );

  test.each([
    ['in Windows-1252', windows1252, 'Baby Zoë'],
    ['with a # in the title', 'title: Family #3', 'Family #3'],
    ['with a number as the title', 'title: 007', '007'],
    ['with a non-breaking space', 'title:\u00a0 Baby Linnet', 'Baby Linnet'],
  ])('%s publishes what was typed', async (_, note, title) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    expect(listed().map((item) => item.title)).toEqual([title]);
  });

  test('tells every mistake beside what was found in the report, with the nearest codes', async () => {
    const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
    await drop('eva.yaml', 'accept: [date of birth, nhs]\npublish at: soon');
    await drop('eva.pdf', aPdf({ findings }));
    expect(outcomes().at(-1)).toBe('Not published, needs you');
    for (const words of ['did you mean nhs-number?', 'Line 2:', 'Page 3: A postcode.', '- postcode'])
      expect(told()).toContain(words);
  });

  test('with thousands of mistakes is told of, and leaves a record that can be stored', async () => {
    await drop(
      'eva.yaml',
      Array.from({ length: 8_500 }, (_, place) => `f${place}: x`)
        .join('\n')
        .slice(0, 65_000),
    );
    await drop('eva.pdf', aPdf());
    expect(told()).toContain('more mistakes from here on');
    expect(JSON.stringify(await world.reviews.get('eva')).length).toBeLessThan(20_000);
  });
});
