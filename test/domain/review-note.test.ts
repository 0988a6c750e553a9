import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReviewNote, readReviewNote } from '#shared/domain/review/note/review-note.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';

const OPTIONS = { types: REVIEW_TYPES, timeZone: 'Europe/London' };
const read = (source: string) => parseReviewNote(source, OPTIONS);

describe('a review note', () => {
  test('says everything that an officer can say', () => {
    const source = `title: Baby Eva
summary: What happened to Eva.
published: 24 April 2024          # also: April 2024
type: LCSPR
reviewers: [Ann Example, Bob Example]
partnership: Example Safeguarding Children Partnership
themes:
  - Neglect
  - Babies
content warning: This describes injuries to a baby.
publish at: 1 June 2026 09:00     # nothing is public before
retire on: 2027-06-30
change note: Chapter 4 was corrected
alert again: true
accept: [nhs-number, postcode]   # I have looked
`;
    expect(read(source)).toEqual({
      note: {
        title: 'Baby Eva',
        summary: 'What happened to Eva.',
        published: '2024-04-24',
        type: 'lcspr',
        reviewers: ['Ann Example', 'Bob Example'],
        partnership: 'Example Safeguarding Children Partnership',
        themes: ['Neglect', 'Babies'],
        contentWarning: 'This describes injuries to a baby.',
        publishAt: '2026-06-01T08:00:00.000Z',
        retireOn: '2027-06-30',
        changeNote: 'Chapter 4 was corrected',
        alertAgain: true,
        accept: ['nhs-number', 'postcode'],
      },
    });
  });

  test.each([
    'Family #3',
    '!Baby Linnet',
    '007',
    '1.10',
    '0x1F',
    'yes',
    'null',
    '~ Eva',
    '@home',
    '*Star*',
    '&c',
    '% Eva',
    'Baby Eva: a review',
    '{Eva}',
    "'Tis the season",
    '"Nobody asked" and other words',
    '2024-04-24',
    '- Eva',
    '- and -',
    'Zoë Ó Briain-Łuk',
    '| Eva',
  ])('publishes the title %s as it was typed', (title) => {
    expect(read(`title: ${title}\nthemes: Neglect`)).toEqual({ note: { title, themes: ['Neglect'] } });
  });

  test.each([
    ['"Baby Eva"', 'Baby Eva'],
    ['“Baby Eva”', 'Baby Eva'],
    ["'Eva''s story'", "Eva's story"],
    ['"Eva \\"E\\" X" # remark', 'Eva "E" X'],
    ['"Family # 3"', 'Family # 3'],
  ])('takes the quotes off %s', (written, title) => {
    expect(read(`title: ${written}`)).toEqual({ note: { title } });
  });

  test.each([
    ['Neglect, Babies', ['Neglect', 'Babies']],
    ['Neglect; Babies;', ['Neglect', 'Babies']],
    ['[Neglect,\n  Babies\n]', ['Neglect', 'Babies']],
    ['\n- Neglect\n- Babies, toddlers', ['Neglect', 'Babies, toddlers']],
    ['["Neglect, early", Babies]', ['Neglect, early', 'Babies']],
    ['[neglect, NEGLECT]', ['neglect']],
    ['Domestic abuse and coercive control', ['Domestic abuse and coercive control']],
  ])('reads the themes %j', (written, themes) => {
    expect(read(`themes: ${written}`)).toEqual({ note: { themes } });
  });

  test.each([
    ['Jane Smith and Bob Jones', ['Jane Smith', 'Bob Jones']],
    ['Jane Smith, Bob Jones & Ann Lee', ['Jane Smith', 'Bob Jones', 'Ann Lee']],
    ['\n  - Smith and Jones Ltd', ['Smith and Jones Ltd']],
    ['Dr Ann Example', ['Dr Ann Example']],
  ])('reads the reviewers %j', (written, reviewers) => {
    expect(read(`reviewers: ${written}`)).toEqual({ note: { reviewers } });
  });

  test.each(['Smith, Jane', 'Ann Example, Independent Reviewer', 'Ann Example, MSc', 'Smith and Jones Ltd'])(
    'asks what the reviewers %s are',
    (written) => {
      expect(read(`reviewers: ${written}`)).toMatchObject({
        problems: [{ message: expect.stringContaining('after a dash') }],
      });
    },
  );

  test.each([
    ['2024-04-24', '2024-04-24'],
    ['24th April 2024', '2024-04-24'],
    ['1st of June, 2024', '2024-06-01'],
    ['April 24, 2024', '2024-04-24'],
    ['Wed 24 Apr 2024', '2024-04-24'],
    ['12/05/2024', '2024-05-12'],
    ['12.5.2024', '2024-05-12'],
    ['24-Apr-2024', '2024-04-24'],
    ['24 Ebrill 2024', '2024-04-24'],
    ['April 2024', '2024-04'],
    ['04/2024', '2024-04'],
    ['2024', '2024'],
    ['“24 April 2024”', '2024-04-24'],
  ])('reads the date %s as precisely as it is written, day first', (written, published) => {
    expect(read(`published: ${written}`)).toEqual({ note: { published } });
  });

  test.each([
    ['30/11/2026 09:00', '2026-11-30T09:00:00.000Z'],
    ['1st June 2027 at 9am', '2027-06-01T08:00:00.000Z'],
    ['1 June 2027, 9.30 am', '2027-06-01T08:30:00.000Z'],
    ['01.06.2027 - 17.15', '2027-06-01T16:15:00.000Z'],
    ['9am on Tuesday 1 June 2027', '2027-06-01T08:00:00.000Z'],
    ['noon on 1 June 2027', '2027-06-01T11:00:00.000Z'],
    ['1 June 2027 12pm', '2027-06-01T11:00:00.000Z'],
    ['1 June 2027 0900hrs', '2027-06-01T08:00:00.000Z'],
    ['2027-06-01T09:00', '2027-06-01T08:00:00.000Z'],
    ['2027-06-01 09:00:00', '2027-06-01T08:00:00.000Z'],
    ['1 June 2027 9 p.m.', '2027-06-01T20:00:00.000Z'],
  ])('reads the moment %s in the time zone of the publisher', (written, publishAt) => {
    expect(read(`publish at: ${written}`)).toEqual({ note: { publishAt } });
  });

  test('lifts an embargo, a retirement and acceptances by a word', () => {
    const note = { publishAt: 'now', retireOn: 'never', accept: [] };
    expect(read('publish at: now\nRetire on: Never\naccept: none')).toEqual({ note });
  });

  test('takes findings by their code or their title', () => {
    expect(read('accept: Date of birth, nhs_number and Postcode')).toEqual({
      note: { accept: ['date-of-birth', 'nhs-number', 'postcode'] },
    });
  });

  test.each(['', '# a remark', '---\n...', '\n\n  \n'])('may be empty (%j)', (source) => {
    expect(read(source)).toEqual({ note: {} });
  });

  test('begins a field wherever its name stands, so that no embargo is lost in the text above', () => {
    const note = { title: 'Eva', summary: 'She was small.', publishAt: '2030-06-01T08:00:00.000Z' };
    expect(read('  title: Eva\n  summary: She was\n    small.\n    Publish-At: 1 June 2030 09:00')).toEqual({
      note,
    });
  });

  test('reads a block of text below its field', () => {
    const summary = 'She was small. #3 in the family: the youngest.';
    expect(read('summary: >-\n  She was small.\n\n  #3 in the family: the youngest.\ntitle: Eva')).toEqual({
      note: { summary, title: 'Eva' },
    });
  });

  test.each([
    ['title: Eva\nsumary: x', 2, 'Did you mean "summary"'],
    ['title: Eva\n\npublished: 31 February 2024', 3, 'not in the calendar'],
    ['published: 05/24/2024', 1, 'not in the calendar'],
    ['published: 12/05/24', 1, 'four digits'],
    ['published: Monday 24 April 2024', 1, 'is a Wednesday'],
    ['publish at: 1 June 2026', 1, 'needs a time'],
    ['publish at: 1 June 2026 at midnight', 1, 'which midnight'],
    ['publish at: 1 June 2026 12am', 1, 'which midnight'],
    ['publish at: 1 June 2026 09:00 GMT', 1, 'time zone'],
    ['publish at: 2026-06-01T09:00:00Z', 1, 'time zone'],
    ['publish at: soon', 1, 'not a day and time'],
    ['publish at: 1 June 2026 29:00', 1, 'not a day and time'],
    ['retire on: June 2027', 1, 'needs a day'],
    ['accept: everything', 1, 'not a finding'],
    ['accept: [title-missing]', 1, 'not a finding'],
    ['accept: [date of birth, nhs]', 1, 'did you mean nhs-number'],
    ['type: novel', 1, 'not a review type'],
    ['title: Eva\ntitle: Eve', 2, 'given twice, here and on line 1'],
    ['publish at: 1 June 2030 09:00\nPublish_At: 1 June 2020 09:00', 2, 'given twice'],
    ['alert again: maybe', 1, 'yes or no'],
    ['title: Eva\nalert again: yes', 2, 'change note'],
    ['just some words', 1, 'one field a line'],
    ['title: Family # 3', 1, 'has a # in it'],
    ['title: ""', 1, 'empty'],
    ['title:', 1, 'empty'],
    ['title:\n- Eva', 1, 'one value'],
    ['summary: She was\n  publsh at: 1 June 2030 09:00', 2, '"publish at:" at the beginning'],
    ['summary: |\n  She was\n  publish at: 1 June 2030 09:00', 3, '"publish at:" at the beginning'],
    ['title: Zo\ufffd', 1, 'cannot be read'],
    ['{title: Eva}', 1, 'with nothing before the name'],
  ])('names the line and the mistake of %j', (source, line, words) => {
    const parsed = read(source);
    expect(parsed).toMatchObject({ problems: [{ line }] });
    expect(JSON.stringify(parsed)).toContain(words.replaceAll('"', '\\"'));
  });

  test('tells every mistake at once', () => {
    const { problems } = read('publish at: soon\naccept: [nhs, everything]\nthing: x\ntype: novel');
    expect(problems?.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  test('with thousands of mistakes is told of in a bounded receipt', () => {
    const source = Array.from({ length: 8_500 }, (_, place) => `f${place}: x`).join('\n');
    const { problems } = read(source);
    expect(problems).toHaveLength(21);
    expect(problems?.at(-1)?.message).toContain('8480 more mistakes');
    expect(
      JSON.stringify(read(`${'x'.repeat(60_000)}: 1\naccept: ${'x,'.repeat(2_000)}`)).length,
    ).toBeLessThan(9_000);
  });

  test('never throws, whatever it holds, and in whatever bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('a: &x [*x]', '<<: 1', '? {}', '!!js/function x')),
        fc.uint8Array(),
        (source, bytes) => {
          expect(read(source)).toHaveProperty('note');
          expect(readReviewNote(bytes, OPTIONS)).toHaveProperty('note');
        },
      ),
    );
  });

  test('publishes any title that an officer types on one line, or asks', () => {
    const typed = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
      .filter((title) => !/["“'\n\r]/.test(title));
    fc.assert(
      fc.property(typed, (title) => {
        const { note, problems } = readReviewNote(new TextEncoder().encode(`title: ${title}`), OPTIONS);
        const visible = title.replace(/[\u00ad\u200b\u2060\ufeff]/g, '').normalize('NFC');
        if (problems === undefined) expect(note.title).toBe(visible.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});

describe('the bytes of a note', () => {
  const source = 'title: Zoë’s “review” – part\u00a01\r\nreviewers: [Siân Holt]\r\n';
  const note = { title: 'Zoë’s “review” – part 1', reviewers: ['Siân Holt'] };
  const utf16 = Uint8Array.from(Buffer.from(`\ufeff${source}`, 'utf16le'));
  const windows1252 = Uint8Array.from(source, (letter) =>
    letter.charCodeAt(0) < 256
      ? letter.charCodeAt(0)
      : ({ '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 }[letter] ?? 0),
  );

  test.each([
    ['UTF-8', new TextEncoder().encode(source)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${source}`)],
    ['UTF-8 in decomposed letters', new TextEncoder().encode(source.normalize('NFD'))],
    ['UTF-16 as Notepad saves it', utf16],
    ['UTF-16, big-endian', utf16.map((_, place) => utf16[place ^ 1] ?? 0)],
    ['UTF-16 without a byte order mark', utf16.subarray(2)],
    ['Windows-1252', windows1252],
  ])('are read in %s', (_, bytes) => {
    expect(readReviewNote(bytes, OPTIONS)).toEqual({ note });
  });

  test.each([
    ['a Word document', Uint8Array.from([0x50, 0x4b, 3, 4, 0]), 'word processor'],
    ['rich text', new TextEncoder().encode('{\\rtf1 title: Eva}'), 'word processor'],
    ['two encodings', Uint8Array.from([...new TextEncoder().encode('title: Zoë '), 0xeb]), 'one encoding'],
  ])('say what to do about %s', (_, bytes, words) => {
    expect(JSON.stringify(readReviewNote(bytes, OPTIONS))).toContain(words);
  });

  test('are read with tabs and non-breaking spaces wherever spaces may stand', () => {
    expect(read('title:\u00a0 Baby Linnet')).toEqual({ note: { title: 'Baby Linnet' } });
    expect(readReviewNote(new TextEncoder().encode('\ttitle\u00a0:\tBaby Linnet'), OPTIONS)).toEqual({
      note: { title: 'Baby Linnet' },
    });
  });
});
