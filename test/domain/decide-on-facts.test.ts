import { expect, test } from 'vitest';
import { decide } from '#shared/domain/review/decide/decide.ts';
import type { DocumentKind, Facts } from '#shared/domain/review/fact.ts';
import { aSettings } from '../support/a-settings.ts';

const INVOICE: Facts = {
  pages: 1,
  candidates: {},
  documentType: {
    value: 'an invoice or order',
    confidence: 1,
    provenance: { source: 'report', page: 1, words: 'Invoice 0042' },
  },
};

const uploaded = (...documents: (readonly [string, DocumentKind, Facts])[]) => ({
  name: 'child-a',
  documents: documents.map(([key, kind, facts]) => ({
    key,
    since: '2026-05-01T09:00:00.000Z',
    examination: { readable: true as const, kind, facts, findings: [] },
  })),
  notes: [],
  drops: {},
});

test('an invoice is held for what it is, and nobody is asked for its title, type or summary', () => {
  const decision = decide(
    uploaded(['child-a.pdf', 'other', INVOICE]),
    aSettings(),
    '2026-05-01T10:00:00.000Z',
  );
  expect(decision).toMatchObject({
    outcome: 'held',
    findings: [
      {
        code: 'not-the-report',
        message:
          'child-a.pdf reads as an invoice or order (“Invoice 0042”, page 1), not as the report of a review. Only a report is published.',
      },
    ],
  });
});

test('a document beside the report that is no companion of it is held', () => {
  const decision = decide(
    uploaded(
      ['child-a/report.pdf', 'report', { pages: 9, candidates: {} }],
      ['child-a/x.pdf', 'other', INVOICE],
    ),
    aSettings(),
    '2026-05-01T10:00:00.000Z',
  );
  expect(decision).toMatchObject({
    findings: expect.arrayContaining([
      { code: 'doubtful-companion', message: expect.stringMatching(/^x\.pdf reads as an invoice or order/) },
    ]),
  });
});

const unclear: Facts = {
  pages: 40,
  candidates: { publishedOn: ['31 June 2016'] },
  unclearPublication: {
    value: 'Published 31 June 2016',
    confidence: 1,
    provenance: { source: 'report', page: 1, words: 'Published 31 June 2016' },
  },
};

test('a report that states a date of publication which cannot be read is held, and offered what was seen', () => {
  expect(
    decide(uploaded(['child-a.pdf', 'report', unclear]), aSettings(), '2026-05-01T10:00:00.000Z'),
  ).toMatchObject({
    findings: expect.arrayContaining([
      {
        code: 'publication-date-unclear',
        page: 1,
        message:
          '“Published 31 June 2016” does not clearly say when the report was published. Write "published: ..." in the review note. Dates that were seen: 31 June 2016.',
      },
    ]),
  });
});
