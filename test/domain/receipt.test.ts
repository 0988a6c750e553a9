import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logReference } from '#shared/domain/log-reference.ts';
import { columnsOf } from '#shared/domain/messages/plain-mail.ts';
import { renderReceipt } from '#shared/domain/messages/receipt.ts';
import { type Finding, isStop } from '#shared/domain/review/finding.ts';
import { newReview, type OwedReceipt, type Review } from '#shared/domain/review/review.ts';
import { aSettings } from '../support/a-settings.ts';
import { hostileText } from '../support/hostile-text.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';

const settings = aSettings();
const NAME = 'Final CHILD T LCSPR report 1';

const aReview = (changes: Partial<Review> = {}): Review => ({
  ...newReview(NAME),
  permalink: { year: 2024, slug: 'child-t' },
  ...changes,
});

const anOwed = (changes: Partial<OwedReceipt> = {}): OwedReceipt => ({
  outcome: 'published',
  at: '2026-06-24T08:31:00.000Z',
  files: [`${NAME}.pdf`],
  findings: [],
  ...changes,
});

const facts: NonNullable<OwedReceipt['facts']> = {
  title: {
    value: 'Child T',
    confidence: 0.9,
    provenance: { source: 'report', page: 1, words: 'Learning from the life of Child T' },
  },
  publishedOn: { value: '2024-04', confidence: 1, provenance: { source: 'note' } },
  type: { value: 'lcspr', confidence: 1, provenance: { source: 'note' } },
  pages: 40,
  candidates: { title: ['Child T', 'Practice Review'] },
};

const box: Finding = { code: 'hidden-text-under-box', page: 3, message: 'Words stand under a black box.' };
const untitled: Finding = { code: 'title-missing', message: 'No title was found on the cover.' };
const untagged: Finding = { code: 'untagged', message: 'The PDF has no tags.' };

const OUTCOMES = [
  'published',
  'scheduled',
  'held',
  'rejected',
  'withdrawn',
  'unchanged',
  'reminder',
  'retired',
] as const;

const longLines = (text: string) =>
  text.split('\n').filter((line) => columnsOf(line) > 78 && !/^\s*https?:\/\/\S+$/.test(line));

describe('receipt', () => {
  test('the subject has the outcome and a reference, and neither file name nor title', () => {
    const subjects = OUTCOMES.map(
      (outcome) => renderReceipt(aReview(), anOwed({ outcome, facts }), settings).subject,
    );
    expect(subjects).toEqual(
      [
        'Published',
        'Scheduled',
        'Held, needs you',
        'Not published, needs you',
        'Withdrawn',
        'Unchanged',
        'Reminder, public soon',
        'Retired',
      ].map((outcome) => `${outcome}: upload ${logReference(NAME)}`),
    );
  });

  test('published: the address, and every fact with where it was found', () => {
    const { text } = renderReceipt(aReview(), anOwed({ facts, findings: [untagged] }), settings);
    expect(text).toContain('It is public at\nhttps://reviews.example.org/reviews/2024/child-t/');
    expect(text).toContain('  Title: Child T\n    from page 1: "Learning from the life of Child T"');
    expect(text).toContain('  Published on: April 2024\n    from your review note');
    expect(text).toContain('  Type: Local Child Safeguarding Practice Review');
    expect(text).toContain('  Reviewers: not found');
    expect(text).toContain('  - The PDF has no tags.');
    expect(text).toContain('When: 24 June 2026, 09:31');
  });

  test('the language is named, and found in most of the words', () => {
    const provenance = { source: 'report', page: 1, words: 'most of the text' } as const;
    const shown = { ...facts, language: { value: 'cy', confidence: 1, provenance } };
    expect(renderReceipt(aReview(), anOwed({ facts: shown }), settings).text).toContain(
      '  Language: Welsh\n    from most of the text\n',
    );
  });

  test('published: a text to send on to the national repository, from what is known', () => {
    const { text } = renderReceipt(
      aReview({ publication: { ...somePublication, themes: ['Neglect'] } }),
      anOwed({ facts }),
      settings,
    );
    expect(text).toContain('  2024 - Example Safeguarding Children Partnership - Child T\n  Learning:');
    const { text: bare } = renderReceipt(aReview(), anOwed({ facts }), settings);
    expect(bare).toContain('  Keywords: (from the report)\n');
    expect(text).toContain(
      '  Keywords: Neglect\n  Read the report:\n  https://reviews.example.org/reviews/2024/child-t/',
    );
  });

  test('published: learning that was copied is in that text, with its pages, to be checked', () => {
    const learning = {
      items: ['Plans should say what will be different'],
      more: 1,
      firstPage: 11,
      lastPage: 14,
    };
    const { text } = renderReceipt(
      aReview(),
      anOwed({ facts: { ...facts, passages: { learning } } }),
      settings,
    );
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain('Copied from the report: learning from pages 11 to 14. Check them before');
    expect(words).toContain(
      'Learning includes: Plans should say what will be different; and 1 more in the report.',
    );
    expect(words).toContain('Recommendations: (from the report)');
  });

  test('published without an alert says so and why', () => {
    const alert = {
      id: '/reviews/2024/child-t/#new-1',
      event: 'new',
      number: 1,
      state: 'waived',
      reason: 'it was published more than 30 days ago.',
    } as const;
    expect(renderReceipt(aReview({ alert }), anOwed(), settings).text).toContain(
      'Subscribers were not told: it was published more than 30 days ago.',
    );
  });

  test('held: each finding with its page, and the very lines that accept it', () => {
    const { text } = renderReceipt(
      aReview(),
      anOwed({ outcome: 'held', facts, findings: [box, { ...box, page: 7 }, untitled, untagged] }),
      settings,
    );
    expect(text).toContain('Pages 3, 7: Words stand under a black box.');
    expect(text).toContain('What the report offers:\n   - Child T\n   - Practice Review');
    expect(text).toContain('  accept:\n    - hidden-text-under-box\n\n');
    expect(text).not.toContain('- title-missing');
    expect(text).not.toContain('- untagged');
  });

  test('held: in a folder the note is inside it, and what was public before still is', () => {
    const { text } = renderReceipt(
      aReview({ publication: somePublication, firstListedAt: '2024-05-01T09:00:00.000Z' }),
      anOwed({ outcome: 'held', files: [`${NAME}/report.pdf`], findings: [box] }),
      settings,
    );
    expect(text.replace(/\s+/g, ' ')).toContain(`${NAME}/review.yaml`);
    expect(text).toContain('What was published before is still public');
  });

  test.each(OUTCOMES)('%s: begins with what happened, the one thing to do, and by when', (outcome) => {
    const scheduled = { ...somePublication, publishAt: '2026-07-01T08:00:00.000Z' };
    const review = aReview(outcome === 'scheduled' || outcome === 'reminder' ? { scheduled } : {});
    const { text } = renderReceipt(review, anOwed({ outcome, findings: [box] }), settings);
    const [happened, toDo, byWhen, blank] = text.split('\n');
    expect(happened).toMatch(/^[A-Z ]+\. [A-Z]/);
    expect(toDo).toMatch(/^(Nothing to do\.|To do: )/);
    expect(byWhen).toMatch(/^By when: /);
    expect(blank).toBe('');
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  });

  test('held: equal findings of many pages are one line', () => {
    const findings = [3, 5, 6, 7, 9, 10].map((page) => ({ ...box, page }));
    const { text } = renderReceipt(aReview(), anOwed({ outcome: 'held', findings }), settings);
    expect(text).toContain('   - Pages 3, 5 to 7, 9, 10: Words stand under a black box.');
  });

  test('held: of a scan, the lines to copy are complete', () => {
    const codes = ['no-text', 'title-missing', 'type-missing', 'summary-missing'] as const;
    const findings = codes.map((code) => ({ code, message: 'It is missing.' }));
    const { text } = renderReceipt(aReview(), anOwed({ outcome: 'held', findings }), settings);
    expect(text).toContain('  title: ...\n  type: ...\n  summary: ...\n  accept:\n    - no-text');
  });

  test('scheduled: the time at which it becomes public, in local time', () => {
    const scheduled = { ...somePublication, publishAt: '2026-07-01T08:00:00.000Z' };
    expect(renderReceipt(aReview({ scheduled }), anOwed({ outcome: 'scheduled' }), settings).text).toContain(
      'It becomes public on 1 July 2026, 09:00, by itself.',
    );
  });

  test('reminder: when it becomes public, and how to stop it', () => {
    const publishAt = '2026-07-01T08:00:00.000Z';
    const review = aReview({ scheduled: { ...somePublication, publishAt } });
    const { text } = renderReceipt(review, anOwed({ outcome: 'reminder', reason: publishAt }), settings);
    expect(text).toContain('It becomes public on 1 July 2026, 09:00, by itself.');
    expect(text).toContain('To stop it, remove the');
    expect(text).not.toContain(publishAt);
  });

  test('rejected: why, with the way out that belongs to it, and no other', () => {
    const reason = 'The file is empty. Drop it again.';
    const { text } = renderReceipt(aReview(), anOwed({ outcome: 'rejected', reason }), settings);
    expect(text).toContain(reason);
    expect(text).not.toContain('What to do');
  });

  test('withdrawn: what had never been public has no address', () => {
    const { text } = renderReceipt(aReview(), anOwed({ outcome: 'withdrawn' }), settings);
    expect(text).toContain('It had not been public.');
    expect(text).not.toContain('child-t');
  });

  test('whatever a file name, a reason or a finding holds, the limits are kept', () => {
    const outcome = fc.constantFrom(
      'published',
      'held',
      'rejected',
      'withdrawn',
      'scheduled',
      'retired' as const,
    );
    fc.assert(
      fc.property(outcome, hostileText, hostileText, (outcome, name, words) => {
        const receipt = renderReceipt(
          aReview({ name }),
          anOwed({
            outcome,
            files: [`${name}.pdf`, words],
            reason: words,
            findings: [{ ...box, message: words }],
            facts: {
              ...facts,
              summary: { value: words, confidence: 1, provenance: { source: 'report', page: 2, words } },
            },
          }),
          settings,
        );
        expect(receipt.subject).toMatch(/^[A-Za-z, ]+: upload [0-9a-f]{8}$/);
        expect(longLines(receipt.text)).toEqual([]);
        expect(receipt.text).not.toMatch(/[\u202a-\u202e]/);
      }),
      { numRuns: 1000 },
    );
  });

  test('only findings that stop a review are numbered', () => {
    expect([box, untitled, untagged].map(isStop)).toEqual([true, true, false]);
  });
});

describe('a receipt where readers have Welsh pages', () => {
  const one = aSettings();
  const welsh = { ...one, publisher: { ...one.publisher, language: 'cy' as const } };
  const both = inTwoLanguages(one);
  const held = aReview({ outcome: 'held', findings: [box] });

  test('says in Welsh and in English what happened, what to do and by when, the first language first', () => {
    const owed = anOwed({ outcome: 'held', findings: [box] });
    const inWelsh = /DALIWYD YN ÔL\..*\nI'w wneud: cywirwch hyn.*\n(?:.*\n)?Erbyn pryd: .*\n.*yn Saesneg\.\n/;
    const inEnglish = /HELD\..*\nTo do: fix this.*\n(?:.*\n)?By when: .*\n/;
    const ofWelsh = renderReceipt(held, owed, welsh);
    expect(ofWelsh.text).toMatch(new RegExp(`^${inWelsh.source}\n${inEnglish.source}`));
    expect(ofWelsh.subject).toMatch(/^Daliwyd yn ol, angen eich sylw \/ Held, needs you: upload /);
    const ofBoth = renderReceipt(held, owed, both);
    expect(ofBoth.text).toMatch(new RegExp(`^${inEnglish.source}\n${inWelsh.source}`));
    expect(ofBoth.subject).toMatch(/^Held, needs you \/ Daliwyd yn ol, angen eich sylw: upload /);
  });

  test('gives its dates in both', () => {
    const scheduled = { ...somePublication, publishAt: '2026-07-01T08:00:00.000Z' };
    const review = aReview({ outcome: 'approved', scheduled });
    const { text } = renderReceipt(review, anOwed({ outcome: 'scheduled' }), both);
    expect(text).toContain('It becomes public on 1 July 2026, 09:00, by itself.');
    expect(text).toContain("Daw'n gyhoeddus ar 1 Gorffennaf 2026, 09:00, ohono'i hun.");
  });

  test('names the type in both', () => {
    const { text } = renderReceipt(aReview(), anOwed({ facts }), both);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'Local Child Safeguarding Practice Review / Adolygiad Lleol o Ymarfer Diogelu Plant',
    );
  });

  test('is in English alone where they have none', () => {
    expect(renderReceipt(held, anOwed({ outcome: 'held' }), one).text).toMatch(/^HELD\./);
  });

  test('leaves no place unfilled and no line too long, whatever the outcome', () => {
    for (const outcome of OUTCOMES) {
      const owed = anOwed({ outcome, findings: [box] });
      const { text, subject } = renderReceipt(aReview({ publication: somePublication }), owed, both);
      expect([outcome, text.match(/\{\w+\}/g), longLines(text)]).toEqual([outcome, null, []]);
      expect(subject.length).toBeLessThan(100);
    }
  });
});

const somePublication: NonNullable<Review['publication']> = {
  facts,
  themes: [],
  documents: [
    {
      kind: 'report',
      file: 'report.pdf',
      title: 'Report',
      sha256: 'a'.repeat(64),
      bytes: 1000,
      pages: 40,
      language: 'en-GB',
    },
  ],
  reportKey: `${NAME}.pdf`,
  changes: [],
  alertAgain: false,
};
