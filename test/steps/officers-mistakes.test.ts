import { beforeEach, describe, expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string = ''): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

/** Several files are there when the first of them is examined. */
async function dropTogether(files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  world.clock.advance(2_000);
  for (const [key, content] of Object.entries(files)) world.uploads.put(key, content);
  await runPipeline(world);
}

async function remove(key: string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.remove(key);
  await runPipeline(world);
}

const outcomes = (): string[] =>
  world.officersTopic.receipts.map((receipt) => receipt.subject.replace(/:.*/, ''));
/** The words of the newest receipt, wherever its lines end. */
const told = (): string => (world.officersTopic.receipts.at(-1)?.text ?? '').replace(/\s+/g, ' ');
const listed = (): { title: string; url: string; tags: string[] }[] =>
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

  test('lists every mistake beside the findings, with the nearest codes', async () => {
    const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
    await drop('eva.yaml', 'accept: [date of birth, nhs]\npublish at: soon');
    await drop('eva.pdf', aPdf({ findings }));
    expect(outcomes().at(-1)).toBe('Not published, needs you');
    for (const words of ['did you mean nhs-number?', 'Line 2:', 'Page 3: A postcode.', '- postcode'])
      expect(told()).toContain(words);
  });

  test('with thousands of mistakes has a receipt, and its record can be stored', async () => {
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

const EMBARGO = 'publish at: 1 June 2028 09:00';

/** Asserts that nothing is public, and that the newest receipt asks a question with these words. */
function asks(...words: string[]): void {
  expect(outcomes().at(-1)).toBe('Held, needs you');
  expect(listed()).toEqual([]);
  expect(world.publicFiles.documents.size).toBe(0);
  for (const word of words) expect(told()).toContain(word);
}

/** A second person approves a report under an embargo. */
async function scheduleWithApproval(): Promise<void> {
  world = aWorld({ settings: { secondPerson: true } });
  world.uploads.put('eva.yaml', EMBARGO, 'AWS:ANN');
  world.uploads.put('eva.pdf', aPdf(), 'AWS:ANN');
  world.clock.advance(2_000);
  world.uploads.put('eva.approved', '', 'AWS:BEN');
  await runPipeline(world);
  expect(outcomes().at(-1)).toBe('Scheduled');
}

describe('a note that is gone, or loses a line', () => {
  test.each([
    ['deleted', () => remove('eva.yaml')],
    ['without its embargo', () => drop('eva.yaml', '# nothing')],
  ])('(%s) leaves what is scheduled as it is, and asks', async (_, lose) => {
    await drop('eva.yaml', EMBARGO);
    await drop('eva.pdf', aPdf());
    await lose();
    asks('publish at: 1 June 2028 09:00', 'publish at: now', 'stays scheduled');
    expect((await world.reviews.get('eva'))?.scheduled?.publishAt).toBe('2028-06-01T08:00:00.000Z');
    world.clock.set('2028-06-01T08:00:00.000Z');
    world.changesQueue.send({ name: 'eva' });
    await runPipeline(world);
    expect(listed()).toHaveLength(1);
  });

  test('goes on to hold a new PDF, until an officer lifts the embargo', async () => {
    await drop('eva.yaml', EMBARGO);
    await remove('eva.yaml');
    await drop('eva.pdf', aPdf());
    asks('publish at: 1 June 2028 09:00');
    await drop('eva.yaml', 'publish at: now');
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each(['publish at: soon', `${EMBARGO}\n${EMBARGO}`])(
    'with a mistake (%j) lets nothing go public when it is deleted',
    async (note) => {
      await drop('eva.yaml', note);
      await drop('eva.pdf', aPdf());
      await remove('eva.yaml');
      asks('The review note had a mistake, and is gone');
      await drop('eva.yaml', '# nothing');
      expect(outcomes().at(-1)).toBe('Published');
    },
  );

  test('with another line loses its embargo: the receipt says what is not published, and by when to act', async () => {
    await drop('eva.yaml', EMBARGO);
    await drop('eva.pdf', aPdf());
    await drop('eva.yaml', 'title: Eva');
    asks(
      'HELD. Nothing new was published. It does not become public on 1 June 2028, 09:00.',
      'By when: before 1 June 2028, 09:00.',
    );
  });

  test('whose embargo ended while its report was held is not asked about it', async () => {
    const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
    await drop('eva.yaml', 'publish at: 3 February 2026 09:00');
    await drop('eva.pdf', aPdf({ findings }));
    world.clock.set('2026-02-03T09:00:30.000Z');
    await drop('eva.yaml', 'publish at: 3 February 2026 09:00\naccept: postcode');
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('with an earlier embargo than before counts, however late it is examined', async () => {
    await drop('eva.yaml', EMBARGO);
    await drop('eva.pdf', aPdf());
    world.clock.advance(2_000);
    world.uploads.put('eva.yaml', 'publish at: 1 May 2028 09:00');
    world.clock.set('2028-05-01T09:30:00.000Z');
    await runPipeline(world);
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('brings no retired report back', async () => {
    await drop('eva.yaml', 'retire on: 1 March 2027');
    await drop('eva.pdf', aPdf());
    world.clock.set('2027-03-02T00:00:00.000Z');
    world.changesQueue.send({ name: 'eva' });
    await runPipeline(world);
    expect(outcomes().at(-1)).toBe('Retired');
    await remove('eva.yaml');
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(told()).toContain('retire on: 1 March 2027');
    expect(world.publicFiles.documents.size).toBe(0);
  });

  test('keeps its accepted findings and its title public', async () => {
    const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
    await drop('eva.pdf', aPdf({ title: 'Evelyn Brown', findings }));
    await drop('eva.yaml', 'title: Baby Eva\naccept: postcode');
    await remove('eva.yaml');
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(listed()).toMatchObject([{ title: 'Baby Eva' }]);
  });

  test('does not let an old approval count', async () => {
    await scheduleWithApproval();
    await remove('eva.yaml');
    asks('publish at: 1 June 2028 09:00');
    await drop('eva.yaml', 'publish at: now');
    asks('The approval is older than what it approves');
  });
});

describe('a file name that says more than its note', () => {
  test.each([
    ['Baby Eva DRAFT v3.pdf', 'says “draft”'],
    ['eva_with_comments.pdf', 'says “with comments”'],
    ['Baby Eva - DO NOT PUBLISH.pdf', 'says “do not publish”'],
    ['EMBARGOED until 1 June - Baby Eva.pdf', 'says “embargoed”'],
    ['eva CONFIDENTIAL/report.pdf', 'says “confidential”'],
  ])('(%s) is a question, which a note answers', async (key, words) => {
    await drop(key, aPdf());
    asks(words);
    const note = key.includes('/') ? key.replace('report.pdf', 'review.yaml') : key.replace('.pdf', '.yaml');
    await drop(note, 'accept: draft-marker, restriction-marker');
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('is no question where the note gives the embargo, or the words are others', async () => {
    await drop('eva embargoed.yaml', EMBARGO);
    await drop('eva embargoed.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Scheduled');
    await drop('Ash Draftsman FINAL for publication.pdf', aPdf({ title: 'Baby Ash' }));
    expect(outcomes().at(-1)).toBe('Published');
  });
});

describe("a second person's approval", () => {
  test.each([
    ['is deleted', () => world.uploads.remove('eva.approved')],
    ['is replaced by one of the uploader', () => world.uploads.put('eva.approved', '', 'AWS:ANN')],
  ])('that %s before the embargo ends takes the schedule with it', async (_, revoke) => {
    await scheduleWithApproval();
    world.clock.advance(2_000);
    revoke();
    await runPipeline(world);
    asks('The version that was scheduled before will not be published');
    world.clock.set('2028-06-01T08:00:00.000Z');
    world.changesQueue.send({ name: 'eva' });
    await runPipeline(world);
    expect(listed()).toEqual([]);
  });
});

describe('a note of nearly the name of its PDF', () => {
  test.each([
    ['Baby-Ash.yaml', 'baby-ash.pdf'],
    ['baby ash.yaml', 'baby-ash.pdf'],
    ['baby-ash.yaml.txt', 'baby-ash.pdf'],
    ['baby-ash.txt', 'baby-ash.pdf'],
    ['baby-ash (1).yaml', 'baby-ash.pdf'],
    ['baby-ash.yaml', 'baby-ash (1).pdf'],
    ['Baby Ash - Copy.yml', 'baby-ash.pdf'],
    ['baby-esh.yaml', 'baby-ash.pdf'],
    ['baby-ahs.yaml', 'baby-ash.pdf'],
    ['babyash.yaml', 'baby-ash.pdf'],
    ['baby%20ash.yaml', 'baby ash.pdf'],
    ['baby-ash.yaml ', 'baby-ash.pdf'],
    ['baby-ash.yaml.', 'baby-ash.pdf'],
    ['baby-ash.yaml', 'baby-ash/report.pdf'.replace('ash', 'Ash')],
    ['baby-ash/baby-ash.yaml', 'baby-ash/report.pdf'],
    ['baby-ash/note.txt', 'baby-ash/report.pdf'],
  ])('(%s) makes %s wait, and the receipt names both', async (note, pdf) => {
    await drop(note, EMBARGO);
    await drop(pdf, aPdf());
    asks(note.trim(), pdf, 'rename it to');
  });

  test('is called otherwise, and gives the title of the report: the PDF waits', async () => {
    await drop('tuesday 9am.yaml', `title: Baby Eva\n${EMBARGO}`);
    await drop('rowan.yaml', `title: Baby Rowan\n${EMBARGO}`);
    await drop('delayed.yaml', 'title: Baby Eva\nstatus: delayed\nreason: The trial goes on.');
    await drop('final.pdf', aPdf());
    asks('tuesday 9am.yaml may be the note of final.pdf', 'rename it to final.yaml');
    expect(told()).not.toMatch(/rowan|delayed/);
  });

  test.each([
    ['child-a.yaml', 'child-b.pdf'],
    ['family-1.yaml', 'family-2.pdf'],
    ['jake.yaml', 'rowan.pdf'],
  ])('(%s) does not make %s wait when it is of another review', async (note, pdf) => {
    await drop(note, EMBARGO);
    await drop(pdf, aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each([
    ['eva-LAPTOP-7F3K2.yaml', 'eva.pdf'],
    ['Embargo for baby eva.yaml', 'baby-eva.pdf'],
    ['Baby Eva.yaml', 'final report v3.pdf'],
    ['note for Baby Eva.txt', 'final report v3.pdf'],
  ])('is called after the file or the title (%s): %s waits', async (note, pdf) => {
    await drop(note, EMBARGO);
    await drop(pdf, aPdf());
    asks(note, pdf, 'rename it to');
  });

  test.each([
    ['eva-2.yaml', 'eva.pdf'],
    ['Baby Evan.yaml', 'final.pdf'],
    ['ash.yaml', 'baby-eva.pdf'],
  ])('(%s) is of another review, and %s does not wait for it', async (note, pdf) => {
    await drop(note, EMBARGO);
    await drop(pdf, aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('is a question beside a note of the right name that came with it, until a later one', async () => {
    await drop('eva (1).yaml', EMBARGO);
    await drop('eva.yaml', 'title: Baby Eva');
    await drop('eva.pdf', aPdf());
    asks('eva (1).yaml may be the note of eva.pdf');
    world.clock.advance(5_000);
    await drop('eva.yaml', EMBARGO);
    expect(outcomes().at(-1)).toBe('Scheduled');
  });

  test('names the PDF that was uploaded first', async () => {
    await drop('baby-ash.pdf', aPdf());
    await drop('Baby-Ash.yaml', EMBARGO);
    expect(told()).toContain('To do: answer this, as it says below.');
    expect(told()).toContain(
      'Is it the note of baby-ash.pdf, which is public already? Then rename Baby-Ash.yaml to baby-ash.yaml.',
    );
  });

  test('says until when to rename it, if the PDF is scheduled without it', async () => {
    await drop('eva.yaml', 'publish at: 3 February 2026 09:00');
    await drop('eva.pdf', aPdf());
    await drop('Eva.yaml', 'publish at: 3 February 2026 12:00');
    expect(told()).toContain('By when: before 3 February 2026, 09:00.');
    expect(told()).toContain(
      'which becomes public on 3 February 2026, 09:00? Then rename Eva.yaml to eva.yaml',
    );
  });

  test('counts when its letters are composed in another way', async () => {
    await drop('zoë.yaml'.normalize('NFD'), EMBARGO);
    await drop('zoë.pdf'.normalize('NFC'), aPdf());
    expect(outcomes().at(-1)).toBe('Scheduled');
  });

  test('is answered by a note of the right name', async () => {
    await drop('Baby-Ash.yaml', EMBARGO);
    await drop('baby-ash.pdf', aPdf());
    world.clock.advance(5_000);
    await drop('baby-ash.yaml', EMBARGO);
    expect(outcomes().at(-1)).toBe('Scheduled');
  });
});

describe('a date that is most likely mistyped', () => {
  test.each([
    ['publish at: 1 December 2025 09:00', 'is in the past'],
    ['publish at: 1 June 2030 09:00', 'is years ahead'],
    ['retire on: 1 January 2026', 'is in the past'],
    ['retire on: 1 January 2036', 'is years ahead'],
    ['published: 24 April 1924', 'is long ago'],
  ])('(%s) holds', async (line, words) => {
    await drop('eva.yaml', line);
    await drop('eva.pdf', aPdf());
    asks(words, '- unlikely-date');
    await drop('eva.yaml', `${line}\naccept: unlikely-date, retires-early`);
    expect(outcomes().at(-1)).not.toBe('Held, needs you');
  });

  test('leaves an embargo in force, and lets nothing go public when it is deleted', async () => {
    await drop('eva.yaml', EMBARGO);
    await drop('eva.pdf', aPdf());
    await drop('eva.yaml', 'publish at: 1 June 2018 09:00');
    asks('publish at: 1 June 2028 09:00', 'is in the past', 'stays scheduled');
    await remove('eva.yaml');
    asks('publish at: 1 June 2028 09:00');
  });

  test('was meant as an embargo: its deletion makes nothing public', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2018 09:00');
    await drop('eva.pdf', aPdf());
    await remove('eva.yaml');
    asks('The review note had a mistake, and is gone');
  });

  test('is no embargo that ended since', async () => {
    await drop('eva.yaml', 'publish at: 3 February 2026 09:00');
    await drop('eva.pdf', aPdf());
    world.clock.set('2026-02-03T10:00:00.000Z');
    await drop('eva.yaml', 'publish at: 3 February 2026 09:00\ntitle: Eva');
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each([
    ['publish at: 1 June 2027 00:01\nretire on: 31 May 2028', 'from 1 June 2027 to 1 June 2028'],
    ['publish at: 1 June 2027 09:00\nretire on: 31 May 2028', 'from 1 June 2027 to 1 June 2028'],
    ['retire on: 20 February 2026', 'from 2 February 2026 to 2 February 2027'],
    ['published: January 2026\nretire on: 30 January 2027', 'from 31 January 2026 to 31 January 2027'],
  ])('retires within a year of the first day in public (%j)', async (note, words) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf({ publishedOn: null }));
    asks(words);
  });
});

describe('a note that was written in the wrong place', () => {
  const embargo = 'publish at: 1 June 2026 09:00';

  test.each([
    ['eva.docx', 'eva.pdf', 'save it as plain text, under the name eva.yaml'],
    ['eva.md', 'eva.pdf', 'save it as plain text, under the name eva.yaml'],
    ['eva.json', 'eva.pdf', 'save it as plain text, under the name eva.yaml'],
    ['eva', 'eva.pdf', 'save it as plain text, under the name eva.yaml'],
    ['eva/Embargo.docx', 'eva/report.pdf', 'under the name eva/review.yaml'],
    ['eva.yaml.bak', 'eva.pdf', 'rename it to eva.yaml'],
    ['eva.yaml~', 'eva.pdf', 'rename it to eva.yaml'],
    ['eva.yaml (1)', 'eva.pdf', 'rename it to eva.yaml'],
    ['eva.yaml1', 'eva.pdf', 'rename it to eva.yaml'],
    ['eva.yamal', 'eva.pdf', 'under the name eva.yaml'],
    ['eva.xlsx', 'eva.pdf', 'under the name eva.yaml'],
    ['eva.ini', 'eva.pdf', 'under the name eva.yaml'],
    ['Baby Eva.csv', 'final.pdf', 'under the name final.yaml'],
    ['review.yaml', 'eva.pdf', 'rename it to eva.yaml'],
    ['Note.txt', 'eva.pdf', 'rename it to eva.yaml'],
  ])('%s: the PDF waits', async (note, pdf, words) => {
    await drop(note, embargo);
    await drop(pdf, aPdf());
    asks(`${note} may be the note of ${pdf}`, words);
  });

  test.each(['eva.zip', 'Eva.yaml.7z'])('%s may hold the note: the PDF waits', async (archive) => {
    await drop(archive, 'PK');
    await drop('eva.pdf', aPdf());
    asks(`${archive} may hold the note of eva.pdf. If it does, unpack it, and upload the note as eva.yaml`);
  });

  test('a backup of it is told of with the right name', async () => {
    await drop('eva.yaml.bak', embargo);
    expect(told()).toContain('in plain text, as eva.yaml.');
  });

  test.each([
    ...['eva.approved.txt', 'rowan.docx', 'Ella.md', 'rowan.zip', 'eva.png', 'eva.pdf.part', 'eva.pdf.zip'],
    'Press/eva/eva.pdf',
  ])('%s is no note of the PDF', async (other) => {
    await drop(other, 'x');
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each([
    ['#publish at: 1 June 2026 09:00', 'begins with # and does not count'],
    ['> publish at: 1 June 2026 09:00', 'Write this line as "publish at: ..."'],
    ['**Publish at:** 1 June 2026 09:00', 'Write this line as "publish at: ..."'],
    ['publish at = 1 June 2026 09:00', 'Write this line as "publish at: ..."'],
    ['embargo until: 1 June 2026 09:00', 'Did you mean "publish at"'],
    ['publish: 1 June 2026 09:00', 'Did you mean "publish at"'],
    ['publish at: 31 June 2026 09:00', 'names a day that is not in the calendar'],
    ['publish at: 29 February 2027 09:00', 'names a day that is not in the calendar'],
    ['publish at: 1 June 2026 24:00', 'does not say which midnight'],
    ['publish at: 29 March 2026 01:30', 'in which the clocks change'],
    ['publish at: 25 October 2026 01:30', 'in which the clocks change'],
    ['summary: [your summary]', 'is a placeholder'],
    ['title: Baby&nbsp;Eva', 'has "&nbsp;", which is code of a web page'],
    ['summary: <b>Eva</b> was four.', 'has "<b>", which is code of a web page'],
    ['title: 🕊️', 'has neither letters nor numbers'],
    ['accept: postcode (page 3)', 'did you mean postcode?'],
  ])('“%s” is a question', async (note, words) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Not published, needs you');
    expect(told()).toContain(words);
  });

  test.each(['1 May 2026', '1 June 2026'])(
    'that retires the report before it is public says so, and no code accepts it (%s)',
    async (day) => {
      await drop('eva.yaml', `${embargo}\nretire on: ${day}\naccept: retires-early, unlikely-date`);
      await drop('eva.pdf', aPdf());
      expect(outcomes().at(-1)).toBe('Not published, needs you');
      expect(told()).toContain('Line 2: "retire on" is not after the day of "publish at"');
      expect(listed()).toEqual([]);
    },
  );

  test.each([
    ['title: Baby Eva, publish at: 1 June 2026 09:00', 'publish at'],
    ['title: Baby Eva Publish at: 1 June 2026 09:00', 'Publish at'],
    ['themes: Neglect; publish at: 1 June 2026 09:00', 'publish at'],
    ['themes:\n- Neglect | type: lcspr', 'type'],
    ['summary: >\n  Eva was four. Retire on: 1 June 2028', 'Retire on'],
  ])('has a field in the middle of a line (%j): the line is a question', async (note, field) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Not published, needs you');
    expect(told()).toContain(`"${field}:" is in the middle of this line`);
    expect(listed()).toEqual([]);
  });

  test.each([
    'title: "Baby Eva, type: a review"',
    'summary: The type: of harm was neglect, and its title is long.',
  ])('has the name of a field in a text (%s): it is published as typed', async (note) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each(['withdrawn', 'published', 'embargoed'])(
    'says “status: %s”: the receipt says what to do instead',
    async (status) => {
      await drop('eva.pdf', aPdf());
      await drop('eva.yaml', `status: ${status}\nreason: A mistake.`);
      expect(told()).toContain('To publish the report, delete the line; to take it down, remove the PDF');
    },
  );
});

describe('an embargo that is said, and not given as a field', () => {
  test.each([
    'change note: Embargoed until 1 June 2026',
    'content warning: Do not publish before Tuesday.',
    'reason: not to be released until the inquest\nstatus: delayed',
    '# EMBARGO: 1 June 2026, 9am',
    '# To be published on Tuesday 9am',
    'title: Baby Eva (for publication Tuesday 3 February)',
    'change note: Goes live at noon',
    'summary: |\n  What happened.\n  Hold for publication until Monday.',
  ])('(%s) is a question, which the note may accept', async (line) => {
    await drop('eva.yaml', line);
    await drop('eva.pdf', aPdf());
    asks('and has no line “publish at”');
    if (line.includes('status')) return;
    await drop('eva.yaml', `${line}\naccept: embargo-marker`);
    expect(outcomes().at(-1)).toBe('Published');
  });

  test.each([
    `# Embargoed until June.\n${EMBARGO}`,
    'summary: Services did not share what they knew until the review was published in 2025, and released a plan.',
  ])('is no question where there is one, or none is meant (%s)', async (note) => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).not.toBe('Held, needs you');
  });
});

describe('a note of another review', () => {
  const note = 'title: Child Rowan\nreviewers: Marian Holt\npublished: 12 March 2025';

  test('whose title, reviewers and date are all others than those of the report is a question', async () => {
    await drop('eva.yaml', note);
    await drop('eva.pdf', aPdf());
    asks('about "Child Rowan" by Marian Holt', 'gives "Baby Eva" by Ann Example');
    await drop('eva.yaml', `${note}\naccept: note-of-another`);
    expect(listed()).toMatchObject([{ title: 'Child Rowan' }]);
  });

  test.each([
    ['the same reviewers', 'title: Child Rowan\nreviewers: Ann Example\npublished: 12 March 2025'],
    ['no reviewers', 'title: Child Rowan\npublished: 12 March 2025'],
  ])('is a question with %s too, if title and date are others', async (_, other) => {
    await drop('eva.yaml', other);
    await drop('eva.pdf', aPdf());
    asks('about "Child Rowan"', 'gives "Baby Eva" by Ann Example');
  });

  test.each([
    'title: Child Rowan\npublished: January 2026',
    'title: Child Rowan\npublished: 2026',
    'title: Child Rowan\nreviewers: Marian Holt',
  ])('is the right one when its date agrees, or is not given (%j)', async (other) => {
    await drop('eva.yaml', other);
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('is the right one when it agrees in one of them', async () => {
    await drop('eva.yaml', note.replace('12 March 2025', '28 January 2026'));
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Published');
  });
});

test('an embargo that is set after the publication takes nothing down, and the receipt says so', async () => {
  await drop('eva.pdf', aPdf());
  await drop('eva.yaml', EMBARGO);
  expect(outcomes().at(-1)).toBe('Scheduled');
  expect(told()).toMatch(/^SCHEDULED\. .* The version from before is still public\./);
  expect(listed()).toHaveLength(1);
});

test('a new version of a report that is retired already has a receipt that says so', async () => {
  await drop('eva.yaml', 'retire on: 1 March 2027');
  await drop('eva.pdf', aPdf());
  world.clock.set('2027-03-02T00:00:00.000Z');
  world.changesQueue.send({ name: 'eva' });
  await runPipeline(world);
  await drop('eva.pdf', aPdf({ pages: 41 }));
  expect(outcomes().slice(-2)).toEqual(['Retired', 'Retired']);
  expect(world.publicFiles.documents.size).toBe(0);
});

describe('a PDF with two endings', () => {
  test.each(['eva.pdf.pdf', 'eva.docx.pdf', 'eva.pdf.docx.pdf', 'eva.pdf (1).pdf'])(
    '(%s) is published, and the receipt says what its note is called',
    async (key) => {
      await drop(key, aPdf());
      expect(outcomes()).toEqual(['Published']);
      expect(told()).toContain(`its review note is called ${key.replace(/\.pdf$/, '')}.yaml`);
    },
  );

  test.each(['baby.eva.pdf', 'eva/report.pdf.pdf'])('(%s) says nothing of it otherwise', async (key) => {
    await drop(key, aPdf());
    expect(told()).not.toContain('its review note is called');
  });

  test.each(['eva.pdf.pdf', 'eva.docx.pdf', 'eva.pdf (1).pdf'])(
    '(%s) waits for a note without them',
    async (key) => {
      await drop('eva.yaml', EMBARGO);
      await drop(key, aPdf());
      asks(`eva.yaml may be the note of ${key}`);
    },
  );
});

describe('a file that was not meant to be uploaded as it is', () => {
  test.each([
    ['eva.pdf.part', 'was not wholly copied or downloaded yet'],
    ['eva.crdownload', 'was not wholly copied or downloaded yet'],
    ['eva.zip', 'Unpack it'],
    ['eva.docx', 'Drop the review as a PDF'],
    ['eva.pdf ', 'Rename it to eva.pdf.'],
    ['eva.yaml.', 'Rename it to eva.yaml.'],
  ])('(%s) has a receipt that says what to do', async (key, advice) => {
    await drop(key, 'x');
    expect(outcomes()).toEqual(['Not published, needs you']);
    expect(told()).toContain(advice);
  });
});

describe('an approval', () => {
  test('without its report is called one, and under another name the right one', async () => {
    await drop('eva.pdf', aPdf({ title: null }));
    await drop('Eva.approved');
    asks('The approval is here', 'rename it to eva.approved');
    await drop('eva.approved.txt');
    expect(told()).toContain('Rename it to eva.approved.');
  });
});

describe('a report under the name of another version', () => {
  test.each([
    ['baby-eva.pdf', 'Baby Eva v2.pdf'],
    ['baby-eva.pdf', 'baby-eva (1).pdf'],
    ['baby-eva.pdf', 'baby-eva FINAL.pdf'],
    ['eva.pdf', 'eva-cy.pdf'],
    ['baby eva/report.pdf', 'baby-eva revised final/report.pdf'],
  ])('holds, and nobody is alerted: %s, then %s', async (first, second) => {
    await drop(first, aPdf());
    await drop(second, aPdf({ pages: 41 }));
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(told()).toContain('which is there already. Is it a new version of it?');
    expect(listed()).toHaveLength(1);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test.each([
    ['child-a.pdf', 'child-b.pdf'],
    ['family-1.pdf', 'family-2.pdf'],
    ['child q 2024.pdf', 'child q 2025.pdf'],
    ['v2.pdf', 'v3.pdf'],
  ])('is a review of its own where only a letter or number differs: %s, then %s', async (first, second) => {
    await drop(first, aPdf());
    await drop(second, aPdf({ title: 'Child Wren' }));
    expect(listed()).toHaveLength(2);
  });

  test('is published when the note accepts it', async () => {
    await drop('eva.pdf', aPdf());
    await drop('eva v2.pdf', aPdf({ title: 'Child Wren' }));
    await drop('eva v2.yaml', 'accept: near-review');
    expect(listed()).toHaveLength(2);
  });
});

describe('a second document in the folder', () => {
  const briefing = { kind: 'briefing', type: null, summary: null } as const;
  test.each([
    ['another full report', aPdf({ title: 'Child Rowan' }), 'is a full report too'],
    ['an old draft', aPdf({ pages: 38 }), 'is a full report too'],
    ['the report again', aPdf(), 'is the report itself again'],
    ['a document of no known kind', aPdf({ ...briefing, kind: 'other' }), 'neither a report nor'],
    ['a briefing of another child', aPdf({ ...briefing, title: 'Child Rowan' }), 'names another review'],
    [
      'a briefing of another partnership',
      aPdf({ ...briefing, title: null, partnership: 'Farshire Safeguarding Children Partnership' }),
      'names another partnership',
    ],
  ])('(%s) holds, and what is asked for cannot be accepted by a code', async (_, pdf, words) => {
    await dropTogether({ 'eva/second.pdf': pdf, 'eva/report.pdf': aPdf() });
    asks('second.pdf', words);
    expect(told()).not.toContain('accept:');
    await drop('eva/review.yaml', 'companions: Second.PDF');
    expect(outcomes().at(-1)).toBe('Published');
    expect(world.publicFiles.documents.size).toBe(2);
  });

  test('is public as a companion of the report, and the receipt lists it', async () => {
    const second = aPdf({ ...briefing, title: 'Baby Eva: a briefing', pages: 2 });
    await dropTogether({ 'eva/briefing.pdf': second, 'eva/report.pdf': aPdf() });
    expect(outcomes().at(-1)).toBe('Published');
    expect(told()).toContain('Report, 40 pages');
    expect(told()).toContain('Briefing, 2 pages');
  });

  test('is a translation when it is a report in another language', async () => {
    const polish = aPdf({ ...briefing, kind: 'other', language: 'pl', title: 'Dziecko Eva' });
    await dropTogether({ 'eva/polski.pdf': polish, 'eva/report.pdf': aPdf() });
    expect(told()).toContain('Polish translation (polski), 40 pages');
  });

  test.each([
    ['Child Rowan', 'ملخص مراجعة الطفل روان'],
    ['Child Rowan', 'بچے روان کے جائزے کا خلاصہ'],
    ['Child Rowan', 'ملخص مراجعة الطفل رو ا ن'],
    ['Child Rowan', 'ﻣﻠﺨﺺ ﻣﺮاﺟﻌﺔ اﻟﻄﻔﻞ رواﻥ'],
    ['Child Rowan', 'ملخص مراجعة الطفل رو\u200bا\u0640ن'],
    ['Child Linnet', 'ل ي ن ي ت'],
    ['Child Linnet', 'Огляд справи дитини Ліннет'],
    ['Child Linnet', 'ਬੱਚਾ ਲਿਨੇਟ'],
    ['Baby Ash', 'الرضيع آش'],
  ])('is a translation when its title has the name of %s in another script: %s', async (title, other) => {
    const translation = aPdf({ kind: 'other', language: 'ar', title: other, propertyName: title });
    await dropTogether({ 'eva/1.pdf': translation, 'eva/report.pdf': aPdf({ title }) });
    expect(told()).toContain('Arabic translation (العربية)');
  });

  test.each([
    ['Child Rowan', 'ملخص مراجعة الطفلة روينا'],
    ['Child Rowan', 'ملخص مراجعة الطفلة روي نا'],
    ['Child Mandy', 'من دي'],
    ['Child Rowan', 'بچے روبن کے جائزے کا خلاصہ'],
    ['Child Linnet', 'Огляд справи дитини Робін'],
    ['Child Linnet', 'Podsumowanie: dziecko Rowan'],
    ['Baby Ash', 'الرضيعة عائشة'],
    ['Baby Eva', 'ملخص في مراجعة'],
    ['Child B', 'مراجعة الطفل ب'],
  ])('is a question when the name in its title is none of %s: %s', async (title, other) => {
    const translation = aPdf({ kind: 'other', language: 'ar', title: other, propertyName: title });
    await dropTogether({ 'eva/1.pdf': translation, 'eva/report.pdf': aPdf({ title }) });
    asks('1.pdf (Arabic) is a translation', 'companions: ["1.pdf"]');
    expect(told()).not.toContain('accept:');
  });

  test('holds when another name stands in its properties than that of the report', async () => {
    const translation = aPdf({
      kind: 'other',
      language: 'pl',
      title: 'Dziecko Eva',
      propertyName: 'Bethany',
    });
    await dropTogether({ 'eva/report.pdf': aPdf(), 'eva/polski.pdf': translation });
    asks('A name stands in the properties');
  });

  test.each(['Plentyn Rowan', 'بچہ روان', null])(
    'is a question when it may be a translation without the same name (%s)',
    async (title) => {
      const welsh = aPdf({ language: 'cy', title });
      await dropTogether({ 'eva/cymraeg.pdf': welsh, 'eva/report.pdf': aPdf() });
      asks('cymraeg.pdf (Welsh) is a translation');
      await drop('eva/review.yaml', 'companions: cymraeg.pdf');
      expect(told()).toContain('Welsh translation (Cymraeg), 40 pages');
    },
  );

  describe('that is a translation, and names nobody', () => {
    const somali = { language: 'so', title: 'Koobitaanka dib-u-eegista', kind: 'other' } as const;

    test.each(['so.pdf', 'Soomaali.pdf', 'eva-somali.pdf', 'Somali translation of the report.pdf'])(
      'is of the report in its folder when it is called after its language (%s)',
      async (file) => {
        const files = { 'eva/report.pdf': aPdf(), [`eva/${file}`]: aPdf({ ...somali, namesNobody: true }) };
        await dropTogether(files);
        expect(outcomes()).toEqual(['Published']);
        expect(told()).toContain('Somali translation (Soomaali), 40 pages');
      },
    );

    test.each([
      ['so.pdf', false],
      ['ash-so.pdf', true],
      ['polski.pdf', true],
      ['translation.pdf', true],
    ])('is a question when it is called otherwise, or names somebody (%s, %s)', async (file, namesNobody) => {
      await dropTogether({ 'eva/report.pdf': aPdf(), [`eva/${file}`]: aPdf({ ...somali, namesNobody }) });
      asks(`${file} (Somali) is a translation`);
    });
  });

  test('is confirmed by a line that the receipt has, for all translations at once', async () => {
    await dropTogether({
      'eva/report.pdf': aPdf(),
      'eva/Soomaali, 2.pdf': aPdf({ language: 'so', title: 'Dib-u-eegista' }),
      'eva/عربي.pdf': aPdf({ language: 'ar', title: null }),
      'eva/cymraeg.pdf': aPdf({ language: 'cy', title: null, partnership: 'Aber Safeguarding Board' }),
    });
    const [line = ''] = /companions: \[.*?\]/.exec(told()) ?? [];
    asks('names another partnership');
    expect(line).not.toContain('cymraeg');
    await remove('eva/cymraeg.pdf');
    await drop('eva/review.yaml', line);
    expect(told()).toContain('Somali translation (Soomaali), 40 pages');
    expect(told()).toContain('Arabic translation (العربية)');
  });

  test.each(['companions: eva/X', 'companions: x'])(
    'is confirmed by a path or a short name (%s)',
    async (list) => {
      const doubtful = aPdf({ ...briefing, title: 'Child Rowan' });
      await dropTogether({ 'eva/review.yaml': list, 'eva/report.pdf': aPdf(), 'eva/x.pdf': doubtful });
      expect(outcomes().at(-1)).toBe('Published');
    },
  );

  test.each([
    [
      'companions: breifing.pdf',
      'Line 1: "companions" names breifing.pdf, which is not there. Did you mean briefing.pdf?',
    ],
    ['keep after retirement: breifing', 'Did you mean briefing.pdf?'],
    ['companions: all', 'names all, which is not there. Upload it, or delete the name.'],
    [
      'title: Eva\nkeep after retirement: Report.PDF',
      'Line 2: "keep after retirement" names Report.PDF, which is the report itself',
    ],
    ['companions: report.pdf, briefing.pdf', 'which is the report itself. Name companions only.'],
  ])('that the note names wrongly (%j) is a mistake of the note', async (note, words) => {
    await dropTogether({
      'eva/review.yaml': note,
      'eva/report.pdf': aPdf(),
      'eva/briefing.pdf': aPdf(briefing),
    });
    expect(outcomes().at(-1)).toBe('Not published, needs you');
    expect(told()).toContain(words);
    expect(listed()).toEqual([]);
    await drop('eva/review.yaml', 'companions: briefing.pdf');
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('that the note names, and that is removed later, is gone at once, and the receipt says so', async () => {
    const note = 'companions: briefing.pdf\nkeep after retirement: briefing.pdf';
    await dropTogether({
      'eva/review.yaml': note,
      'eva/report.pdf': aPdf(),
      'eva/briefing.pdf': aPdf(briefing),
    });
    await remove('eva/briefing.pdf');
    expect(outcomes().at(-1)).toBe('Published');
    expect([...world.publicFiles.documents.keys()]).toEqual(['/reviews/2026/baby-eva/report.pdf']);
    expect(told()).toContain('The review note names briefing.pdf, which is not there.');
    await drop('eva/report.pdf', aPdf({ pages: 41 }));
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('is confirmed by its name until another file takes its place', async () => {
    const list = 'companions: x.pdf';
    await dropTogether({
      'eva/review.yaml': list,
      'eva/report.pdf': aPdf(),
      'eva/x.pdf': aPdf({ ...briefing, title: 'Child Rowan' }),
    });
    expect(outcomes().at(-1)).toBe('Published');
    await drop('eva/x.pdf', aPdf({ title: 'Child Zephyr', reviewers: ['Zoe Reed'] }));
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(told()).toContain('x.pdf is a full report too');
    await drop('eva/report.pdf', aPdf({ pages: 41 }));
    expect(outcomes().at(-1)).toBe('Held, needs you');
    await drop('eva/review.yaml', list);
    expect(outcomes().at(-1)).toBe('Published');
  });

  describe('that is left when the report is deleted', () => {
    const draft = aPdf({ pages: 38 });

    test('does not become public in its place', async () => {
      await dropTogether({ 'eva/Eva v3 (old).pdf': draft, 'eva/report.pdf': aPdf() });
      await remove('eva/report.pdf');
      asks('was uploaded beside report.pdf, which is gone');
      await drop('eva/review.yaml', 'title: Eva');
      asks('was uploaded beside report.pdf, which is gone');
      await drop('eva/review.yaml', 'accept: not-the-report');
      expect(outcomes().at(-1)).toBe('Published');
    });

    test('does not keep the review public, nor comes back with a note', async () => {
      await drop('eva/report.pdf', aPdf());
      await drop('eva/Eva v3 (old).pdf', draft);
      expect(outcomes().at(-1)).toBe('Held, needs you');
      await remove('eva/report.pdf');
      expect(outcomes().at(-1)).toBe('Withdrawn');
      expect(listed()).toEqual([]);
      await drop('eva/review.yaml', 'remove address: yes');
      expect(listed()).toEqual([]);
      expect(world.publicFiles.documents.size).toBe(0);
    });

    test('goes on as the report when it is the same PDF', async () => {
      await drop('eva/report.pdf', aPdf());
      await drop('eva/final.pdf', aPdf());
      await remove('eva/report.pdf');
      expect(listed()).toHaveLength(1);
      expect(world.alertsTopic.published).toHaveLength(1);
    });
  });

  test('with no report named holds without a line to copy', async () => {
    await dropTogether({ 'both/rowan.pdf': aPdf({ title: 'Child Rowan' }), 'both/eva.pdf': aPdf() });
    asks('One folder holds one review');
    expect(told()).not.toContain('accept:');
  });
});

describe('a file name that is used again', () => {
  const other = {
    title: 'Child Wren',
    reviewers: ['Tom Reed'],
    publishedOn: '2026-01-05',
    summary: 'Wren was ten.',
  };

  test('for another child holds also when the reviewers are the same', async () => {
    await drop('final.pdf', aPdf());
    await drop('final.pdf', aPdf({ title: 'Child Wren', publishedOn: '2025-12-01' }));
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(listed()).toMatchObject([{ title: 'Baby Eva' }]);
    await drop('final.pdf', aPdf({ title: 'Baby Eva: a review', publishedOn: '2025-12-01' }));
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('for another review holds, and the first stays as it is', async () => {
    await drop('Final report.pdf', aPdf());
    await drop('Final report.pdf', aPdf(other));
    expect(outcomes().at(-1)).toBe('Held, needs you');
    expect(told()).toContain('called "Child Wren"');
    expect(listed()).toMatchObject([{ title: 'Baby Eva' }]);
    await drop('Final report.yaml', 'accept: another-review');
    expect(listed()).toMatchObject([{ title: 'Child Wren' }]);
  });

  test('after its review was withdrawn holds for another one, and is published for the same', async () => {
    await drop('Final report.pdf', aPdf());
    await remove('Final report.pdf');
    await drop('Final report.pdf', aPdf(other));
    asks('called "Child Wren"', 'and was withdrawn');
    await drop('Final report.pdf', aPdf({ pages: 41 }));
    expect(listed()).toMatchObject([{ title: 'Baby Eva' }]);
  });

  test.each([
    ['title', 'Baby Eva'],
    ['publishedOn', '2026-01-28'],
  ])('for a new version with the same %s replaces it', async (field, value) => {
    await drop('eva.pdf', aPdf());
    await drop('eva.pdf', aPdf({ ...other, [field]: value }));
    expect(outcomes().at(-1)).toBe('Published');
  });

  test('for the same bytes under another name is one review', async () => {
    await drop('eva.pdf', aPdf());
    await drop('Baby Eva FINAL 🕊️.pdf', aPdf());
    expect(outcomes()).toEqual(['Published', 'Held, needs you']);
    expect(told()).toContain('is the same PDF as eva.pdf');
    expect(listed()).toHaveLength(1);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  describe('for the same report, exported again,', () => {
    const again = { pages: 41, summary: 'Eva was four months old when she was brought to hospital.' };

    test.each(['Copy of final.pdf', 'council/report.pdf'])('as %s holds with one question', async (key) => {
      await drop('eva.pdf', aPdf());
      await drop(key, aPdf({ ...again, title: 'BABY EVA' }));
      expect(outcomes().at(-1)).toBe('Held, needs you');
      expect(told()).toContain('has the title, the date and the reviewers of eva, which is there already');
      expect(listed()).toHaveLength(1);
      expect(world.alertsTopic.published).toHaveLength(1);
    });

    test('is another review if the officer says so, and a new version under the earlier name', async () => {
      await drop('eva.pdf', aPdf());
      await drop('copy.pdf', aPdf(again));
      await drop('copy.yaml', 'accept: near-review');
      expect(outcomes().at(-1)).toBe('Published');
      expect(listed()).toHaveLength(2);
      await drop('eva.pdf', aPdf({ ...again, pages: 43 }));
      expect(outcomes().at(-1)).toBe('Published');
    });

    test('is asked once, and examined again when the earlier one is gone', async () => {
      await drop('eva.pdf', aPdf());
      await drop('copy.pdf', aPdf(again));
      await drop('copy.pdf', aPdf(again));
      expect(outcomes()).toEqual(['Published', 'Held, needs you', 'Unchanged']);
      await remove('eva.pdf');
      await drop('copy.pdf', aPdf(again));
      expect(outcomes().at(-1)).toBe('Published');
      expect(listed()).toHaveLength(1);
    });

    test.each([
      ['title', 'Baby Ash'],
      ['reviewers', ['Tom Reed']],
      ['publishedOn', '2026-01-27'],
      ['reviewers', null],
    ])('is another review when its %s is %j', async (field, value) => {
      await drop('eva.pdf', aPdf());
      await drop('copy.pdf', aPdf({ ...again, [field]: value }));
      expect(outcomes().at(-1)).toBe('Published');
    });
  });

  describe('when what was scheduled is deleted, and uploaded under another name,', () => {
    test.each([
      ['as it was', aPdf()],
      ['exported again', aPdf({ pages: 41 })],
    ])('%s, keeps the embargo until an officer says otherwise', async (_, pdf) => {
      await drop('eva.yaml', EMBARGO);
      await drop('eva.pdf', aPdf());
      await remove('eva.pdf');
      await remove('eva.yaml');
      await drop('council final.pdf', pdf);
      asks('This report was eva before, whose note said', 'publish at: 1 June 2028 09:00');
      await drop('council final.yaml', EMBARGO);
      expect(outcomes().at(-1)).toBe('Scheduled');
      await remove('council final.pdf');
      await drop('third.pdf', pdf);
      asks('This report was', 'publish at: 1 June 2028 09:00');
      await drop('third.yaml', 'publish at: now');
      expect(outcomes().at(-1)).toBe('Published');
    });

    test('keeps it too when the deletion was not examined yet', async () => {
      await drop('first.yaml', EMBARGO);
      await drop('first.pdf', aPdf());
      world.clock.advance(2_000);
      world.uploads.remove('first.pdf');
      const deletion = world.uploadsQueue.receive();
      await drop('other.pdf', aPdf());
      asks('publish at: 1 June 2028 09:00');
      if (deletion !== undefined) world.uploadsQueue.release(deletion.id);
      await runPipeline(world);
      expect(listed()).toEqual([]);
    });

    test('has none when it ended, or was lifted', async () => {
      await drop('first.yaml', EMBARGO);
      await drop('first.pdf', aPdf());
      await remove('first.pdf');
      await drop('first.yaml', 'publish at: now');
      await drop('other.pdf', aPdf());
      expect(outcomes().at(-1)).toBe('Published');
    });
  });

  describe('for a rename, by copy and deletion,', () => {
    const rename = async (pdf = aPdf()) => {
      await drop('baby-eva.pdf', pdf);
      expect(outcomes().at(-1)).toBe('Held, needs you');
      await remove('eva.pdf');
    };

    test('keeps address and alert', async () => {
      await drop('eva.pdf', aPdf());
      const [before] = listed();
      await rename();
      expect(outcomes()).toEqual(['Published', 'Held, needs you', 'Withdrawn', 'Published']);
      expect(told()).toContain('Nobody is alerted of this version');
      expect(listed()).toMatchObject([{ url: before?.url }]);
      expect(world.alertsTopic.published).toHaveLength(1);
      await remove('baby-eva.pdf');
      expect(listed()).toEqual([]);
      expect(world.publicFiles.documents.size).toBe(0);
    });

    test('keeps them too when the earlier key is gone before anybody looked', async () => {
      await drop('eva.pdf', aPdf());
      const [before] = listed();
      world.clock.advance(2_000);
      world.uploads.put('baby-eva.pdf', aPdf());
      const copied = world.uploadsQueue.receive();
      await remove('eva.pdf');
      if (copied !== undefined) world.uploadsQueue.release(copied.id);
      await runPipeline(world);
      expect(listed()).toMatchObject([{ url: before?.url }]);
      expect(world.alertsTopic.published).toHaveLength(1);
    });

    test('goes on from name to name', async () => {
      await drop('eva.pdf', aPdf());
      const [before] = listed();
      await rename();
      await drop('third.pdf', aPdf());
      await remove('baby-eva.pdf');
      expect(listed()).toMatchObject([{ url: before?.url }]);
      expect(world.alertsTopic.published).toHaveLength(1);
    });

    test('leaves the earlier name to another review, with an address and an alert of its own', async () => {
      await drop('eva.pdf', aPdf());
      await rename();
      await drop('eva.pdf', aPdf({ ...other, title: 'Baby Eva' }));
      expect(new Set(listed().map(({ url }) => url)).size).toBe(2);
      expect(world.alertsTopic.published).toHaveLength(2);
    });

    test('goes on although the earlier name is used again before its withdrawal is published', async () => {
      await drop('eva.pdf', aPdf());
      await drop('baby-eva.pdf', aPdf());
      world.uploads.remove('eva.pdf');
      const deletion = world.uploadsQueue.receive();
      if (deletion === undefined) throw new Error('No event of the deletion was queued.');
      await examineUpload(stepsOf(world).examineUpload, deletion.message);
      world.uploadsQueue.settle(deletion.id);
      await drop('eva.pdf', aPdf({ ...other, title: 'Child Wren' }));
      expect(new Set(listed().map(({ title }) => title))).toEqual(new Set(['Baby Eva', 'Child Wren']));
    });

    test('keeps its address although the earlier name is used again while it takes it over', async () => {
      await drop('eva.pdf', aPdf());
      const [before] = listed();
      await drop('baby-eva.pdf', aPdf());
      world.uploads.remove('eva.pdf');
      const { examineUpload: examining, publishReview: publishing } = stepsOf(world);
      await examineUpload(examining, { name: 'eva' });
      await publishReview(publishing, { name: 'eva' });
      await examineUpload(examining, { name: 'baby-eva' });
      const get = () => Promise.reject(new Error('Stopped after the record was changed.'));
      await expect(
        publishReview({ ...publishing, entries: { ...world.entries, get } }, { name: 'baby-eva' }),
      ).rejects.toThrow('Stopped');
      world.uploads.put('eva.pdf', aPdf({ pages: 38, reviewers: ['Tom Reed'] }));
      await examineUpload(examining, { name: 'eva' });
      await publishReview(publishing, { name: 'eva' });
      await runPipeline(world);
      expect(listed()).toHaveLength(2);
      const kept = await world.reviews.get('baby-eva');
      expect(before?.url).toContain(kept?.permalink?.slug ?? 'none');
      expect(world.alertsTopic.published.map(({ id }) => id)).toEqual([
        '/reviews/2026/baby-eva/#new-1',
        '/reviews/2026/baby-eva-2/#new-1',
      ]);
    });

    test('publishes nothing that the note held back, whose lines count on', async () => {
      await drop('eva.yaml', 'title: Baby Linnet');
      await drop('eva.pdf', aPdf());
      await rename();
      asks('title: Baby Linnet');
      world.clock.advance(5_000);
      await drop('baby-eva.yaml', 'title: Baby Linnet');
      expect(listed()).toMatchObject([{ title: 'Baby Linnet' }]);
      expect(world.alertsTopic.published).toHaveLength(1);
    });

    test('keeps the embargo of a note that keeps its earlier name', async () => {
      await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
      await drop('eva.pdf', aPdf());
      await rename();
      asks('publish at: 1 June 2026 09:00');
      world.clock.advance(5_000);
      await drop('baby-eva.yaml', 'publish at: 1 June 2026 09:00');
      expect(outcomes().at(-1)).toBe('Scheduled');
      expect(listed()).toEqual([]);
    });

    test('goes on with a folder and its companions', async () => {
      const files = (name: string) => ({
        [`${name}/report.pdf`]: aPdf(),
        [`${name}/briefing.pdf`]: aPdf({ kind: 'briefing', type: null, summary: null }),
      });
      await dropTogether(files('eva'));
      const before = listed();
      await dropTogether(files('baby-eva'));
      await remove('eva/report.pdf');
      await remove('eva/briefing.pdf');
      expect(listed()).toEqual([expect.objectContaining({ url: before[0]?.url })]);
      expect(world.alertsTopic.published).toHaveLength(1);
    });

    test('is no rename of what was replaced meanwhile', async () => {
      await drop('eva.pdf', aPdf());
      const [before] = listed();
      await drop('baby-eva.pdf', aPdf());
      await drop('baby-eva.pdf', aPdf({ ...other }));
      await remove('eva.pdf');
      expect(listed()).toMatchObject([{ title: 'Child Wren' }]);
      expect(listed()[0]?.url).not.toBe(before?.url);
      expect(world.alertsTopic.published).toHaveLength(2);
    });
  });
});

describe('a title in the note that was wrong', () => {
  const path = (): string => new URL(listed()[0]?.url ?? '').pathname;
  /** Everything that readers get, with its address. */
  const everywhere = (): string =>
    JSON.stringify([
      [...world.publicFiles.files].map(([at, { body, status }]) => [status === 410 ? '' : at, body]),
      [...world.publicFiles.documents.keys()],
    ]);
  const isGone = (at: string): boolean => world.publicFiles.files.get(at)?.status === 410;
  const OLD = { publishedOn: '2024-04-24' } as const;

  async function publishUnderWrongName(pdf = aPdf()): Promise<string> {
    await drop('c1.yaml', 'title: Evelyn Brown');
    await drop('c1.pdf', pdf);
    return path();
  }

  test('gets a new address within an hour if no alert was sent', async () => {
    const wrong = await publishUnderWrongName(aPdf(OLD));
    expect(wrong).toBe('/reviews/2024/evelyn-brown/');
    await drop('c1.yaml', 'title: Baby Eva');
    expect(path()).toBe('/reviews/2024/baby-eva/');
    expect(everywhere().toLowerCase()).not.toMatch(/evelyn/);
    expect(isGone(wrong)).toBe(true);
    expect(told()).toContain('The address from before has no page any more');
    expect(world.caches.purges.flat()).toEqual(expect.arrayContaining([wrong, `${wrong}report.pdf`]));
  });

  test('keeps its address after that hour or an alert, until the note says rename', async () => {
    await publishUnderWrongName();
    await drop('c1.yaml', 'title: Baby Eva');
    expect(path()).toBe('/reviews/2026/evelyn-brown/');
    expect(told()).toContain('rename: yes');
    await drop('c1.yaml', 'title: Baby Eva\nrename: yes');
    expect(path()).toBe('/reviews/2026/baby-eva/');
    expect(everywhere().toLowerCase()).not.toMatch(/evelyn/);
    expect(world.alertsTopic.published).toHaveLength(1);
  });

  test('waits for the alert that is being published, which is sent once', async () => {
    await publishUnderWrongName(aPdf(OLD));
    const record = await world.reviews.get('c1');
    if (record?.alert === undefined) throw new Error('There is no alert.');
    const { id, event, number } = record.alert;
    const claimedAt = world.clock.now();
    await world.reviews.put({ ...record, alert: { id, event, number, state: 'claimed', claimedAt } });
    await drop('c1.yaml', 'title: Baby Eva\nrename: yes');
    expect(path()).toBe('/reviews/2024/evelyn-brown/');
    world.deliveryLog.arrive(id);
    world.clock.advance(3_600_000);
    await runSweep(world);
    await runSweep(world, 'due');
    expect(path()).toBe('/reviews/2024/baby-eva/');
    expect(world.alertsTopic.published).toEqual([]);
  });

  test('is given to no other review, and comes back to its own', async () => {
    await publishUnderWrongName(aPdf(OLD));
    await drop('c1.yaml', 'title: Baby Eva');
    await drop('c2.yaml', 'title: Evelyn Brown');
    await drop('c2.pdf', aPdf({ ...OLD, pages: 12, reviewers: ['Tom Reed'] }));
    expect(listed().map(({ url }) => new URL(url).pathname)).toContain('/reviews/2024/evelyn-brown-2/');
    await drop('c1.yaml', 'title: Evelyn Brown\nrename: yes');
    expect(listed().map(({ url }) => new URL(url).pathname)).toContain('/reviews/2024/evelyn-brown/');
  });

  test.each([
    ['with the report', true],
    ['after the report was removed', false],
  ])('is removed with its address when the note asks for it (%s)', async (_, isFirst) => {
    const wrong = await publishUnderWrongName();
    if (isFirst) await drop('c1.yaml', 'title: Evelyn Brown\nremove address: yes');
    await remove('c1.pdf');
    expect(isGone(wrong)).toBe(isFirst);
    if (!isFirst) await drop('c1.yaml', 'remove address: yes');
    expect(everywhere().toLowerCase()).not.toMatch(/evelyn/);
    expect(isGone(wrong)).toBe(true);
    expect(outcomes().at(-1)).toBe('Withdrawn');
    expect(told()).toContain('has no page any more');
    await drop('c1.pdf', aPdf({ pages: 41 }));
    await drop('c1.yaml', 'title: Evelyn Brown');
    expect(path()).toBe(wrong);
  });
});

describe('a note that keeps search engines out', () => {
  const page = '/reviews/2026/baby-eva/';
  const isHidden = () => [
    world.publicFiles.files.get(page)?.hidden === true,
    world.publicFiles.files.get(page)?.body.includes('noindex'),
    world.publicFiles.hidden.has(`${page}report.pdf`),
    !world.publicFiles.files.get('/sitemap-2026.xml')?.body.includes(page),
  ];

  test('hides page and PDF, until it says otherwise', async () => {
    await drop('eva.yaml', 'search engines: no');
    await drop('eva.pdf', aPdf());
    expect(isHidden()).toEqual([true, true, true, true]);
    expect(told()).toContain('Search engines are asked to leave it out');
    await remove('eva.yaml');
    expect(told()).toContain('search engines: no');
    expect(isHidden()).toEqual([true, true, true, true]);
    await drop('eva.yaml', 'search engines: yes');
    expect(isHidden()).toEqual([false, false, false, false]);
  });
});

describe('a review without a report', () => {
  const note = (status: string, more = '') =>
    `status: ${status}\nreason: The trial is not over.\ntitle: Baby Eva\ntype: lcspr\n${more}`;
  const [page, pdf] = ['/reviews/2026/baby-eva/', '/reviews/2026/baby-eva/report.pdf'];
  const status = () =>
    JSON.parse(world.publicFiles.files.get('/reviews.json')?.body ?? '').items[0]?._review.status;

  test.each([
    ['delayed', 'Delayed'],
    ['not published', 'Not published'],
    ['improvements only', 'Improvements only'],
  ])('(%s) is listed by its note alone, with the reason, and nobody is alerted', async (written, shown) => {
    await drop('eva.yaml', note(written));
    expect(outcomes()).toEqual(['Published']);
    expect(told()).toContain(`PUBLISHED without a report, as “${written}”.`);
    expect(told()).toContain('Subscribers are told when the report is published');
    expect(status()).toBe(shown);
    expect(world.publicFiles.files.get(page)?.body).toContain('The trial is not over.');
    expect(world.publicFiles.documents.size).toBe(0);
    await runSweep(world);
    expect(world.alertsTopic.published).toEqual([]);
  });

  test('gets its report at the same address, with an alert and a year in public of its own', async () => {
    await drop('eva.yaml', note('delayed'));
    world.clock.set('2027-06-01T08:00:00.000Z');
    await drop('eva.pdf', aPdf({ publishedOn: null }));
    expect(told()).toContain('A report, and a note that says there is none');
    expect(status()).toBe('Delayed');
    await drop('eva.yaml', 'retire on: 31 May 2028');
    expect(told()).toContain('from 1 June 2027 to 1 June 2028');
    await drop('eva.yaml', 'title: Baby Eva\nretire on: never');
    expect(outcomes().at(-1)).toBe('Published');
    expect(status()).toBe('Published');
    expect([...world.publicFiles.documents.keys()]).toEqual([pdf]);
    expect(world.alertsTopic.published).toHaveLength(1);
    expect(listed()).toMatchObject([{ url: expect.stringContaining(page) }]);
  });

  test('stays listed without it when the report is removed again, and goes with its note', async () => {
    await drop('eva.yaml', note('delayed'));
    await drop('eva.pdf', aPdf());
    await remove('eva.pdf');
    expect(status()).toBe('Delayed');
    await remove('eva.yaml');
    expect(outcomes().at(-1)).toBe('Withdrawn');
    expect(listed()).toEqual([]);
  });

  test.each([
    ['under the name of the note', 'eva.yaml'],
    ['under another name of a note', 'eva.yml'],
  ])('is listed when its report and the earlier note go at once (%s)', async (_, name) => {
    await drop('eva.yaml', '# nothing');
    await drop('eva.pdf', aPdf());
    world.clock.advance(2_000);
    world.uploads.remove('eva.pdf');
    world.uploads.remove('eva.yaml');
    world.uploads.put(name, note('not published'));
    await runPipeline(world);
    expect(outcomes()).toEqual(['Held, needs you', 'Published', 'Published']);
    expect(told()).toContain('PUBLISHED without a report, as “not published”.');
    expect(status()).toBe('Not published');
    expect(world.publicFiles.documents.size).toBe(0);
    await remove(name);
    expect(listed()).toEqual([]);
  });

  test('takes the report down when its note waits for something', async () => {
    await drop('eva.pdf', aPdf());
    world.clock.advance(2_000);
    world.uploads.remove('eva.pdf');
    world.uploads.put('eva.yaml', 'status: delayed\nreason: The trial is not over.');
    await runPipeline(world);
    expect(outcomes().slice(1)).toEqual(['Withdrawn', 'Held, needs you']);
    expect(listed()).toEqual([]);
    expect(world.publicFiles.documents.size).toBe(0);
  });

  test('waits for its day, and for what is missing', async () => {
    await drop('eva.yaml', 'status: delayed\nreason: The trial is not over.');
    asks('No title was found', 'No type of review was found');
    await drop('eva.yaml', note('delayed', 'publish at: 1 June 2026 09:00'));
    expect(outcomes().at(-1)).toBe('Scheduled');
    await drop('eva.yaml', 'status: delayed\ntitle: Baby Eva');
    expect(told()).toContain('"status" and "reason" go together');
  });
});

describe('a report that is removed', () => {
  test('is withdrawn although another document comes at the same time, and a companion reads as a report', async () => {
    const polish = aPdf({ language: 'pl', title: 'Baby Eva', pages: 12 });
    await dropTogether({
      'eva/review.yaml': 'companions: polski.pdf',
      'eva/report.pdf': aPdf(),
      'eva/polski.pdf': polish,
    });
    expect(outcomes().at(-1)).toBe('Published');
    world.clock.advance(2_000);
    world.uploads.put('eva/briefing.pdf', aPdf({ kind: 'briefing', type: null, summary: null, pages: 2 }));
    world.uploads.remove('eva/report.pdf');
    await runPipeline(world);
    expect(outcomes()).toContain('Withdrawn');
    expect(listed()).toEqual([]);
    expect([...world.publicFiles.documents.keys()]).toEqual([]);
  });
});

describe('a companion that stays after the retirement', () => {
  const briefing = aPdf({ kind: 'briefing', title: 'Baby Eva', type: null, summary: null, pages: 2 });
  const files = () => [...world.publicFiles.documents.keys()];

  test('is the one that the note names, until it is removed', async () => {
    const note = 'retire on: 1 March 2027\nkeep after retirement: Briefing.PDF';
    await dropTogether({ 'eva/review.yaml': note, 'eva/briefing.pdf': briefing, 'eva/report.pdf': aPdf() });
    expect(told()).toContain('What stays: title, dates, Briefing.');
    world.clock.set('2027-03-02T00:00:00.000Z');
    world.changesQueue.send({ name: 'eva' });
    await runPipeline(world);
    expect(outcomes().at(-1)).toBe('Retired');
    expect(told()).toContain('the title, the dates, Briefing and your contact');
    expect(files()).toEqual(['/reviews/2026/baby-eva/briefing.pdf']);
    expect(world.publicFiles.files.get('/reviews/2026/baby-eva/')?.body).toContain('briefing.pdf');
    await remove('eva/briefing.pdf');
    expect(files()).toEqual([]);
  });
});

describe('those who must have the report first', () => {
  test('are named in the receipt of the schedule, with the last day to send it', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Scheduled');
    expect(told()).toContain(
      'To do: send the report to those named below. By when: 20 May 2026. Changes: before 1 June 2026,',
    );
    expect(told()).toContain(
      'Send the report by 20 May 2026, 7 working days before it is public, to: the Child',
    );
    expect(told()).toContain('to be confirmed');
    expect(told()).not.toContain('was to be sent');
  });

  test('are named in the reminder too, which says that their day is over and what still waits', async () => {
    await drop('eva.yaml', 'publish at: 1 June 2026 09:00');
    await drop('eva.pdf', aPdf());
    await drop('eva.yaml', '# nothing');
    world.clock.set('2026-05-29T08:00:00.000Z');
    await runSweep(world, 'due');
    await runPipeline(world);
    expect(outcomes().at(-1)).toBe('Reminder, public soon');
    expect(told()).toContain('The report had to be sent by 20 May 2026');
    expect(told()).toContain('What you uploaded since then waits for you');
  });

  test('had it too late: the receipt says so, and nothing waits for it', async () => {
    await drop('eva.yaml', 'publish at: 4 February 2026 09:00');
    await drop('eva.pdf', aPdf());
    expect(outcomes().at(-1)).toBe('Scheduled');
    expect(told()).toContain('The report had to be sent by 26 January 2026');
    expect(told()).not.toContain('was to be sent by');
  });
});

test('a receipt leads to the note form, with the name of the note and the codes filled in', async () => {
  const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
  await drop('eva/report.pdf', aPdf({ findings }));
  expect(told()).toContain('/note/#name=eva%2Freview.yaml&accept=postcode');
});

test('a receipt offers to accept only what may be accepted', async () => {
  const findings = [{ code: 'postcode', page: 3, message: 'A postcode.' }] as const;
  await drop('eva.pdf', aPdf({ findings }));
  expect(told()).toContain('To do: fix this, or accept it in the review note. Page 3: A postcode.');
  await drop('copy.pdf', aPdf({ findings }));
  expect(told()).toContain('To do: fix this. What may be accepted instead');
});

test('a receipt leads to no form where no note answers the finding', async () => {
  await drop('eva.pdf', aPdf());
  await drop('copy.pdf', aPdf());
  expect(told()).toContain('The same PDF under two names');
  expect(told()).not.toContain('/note/#');
});
