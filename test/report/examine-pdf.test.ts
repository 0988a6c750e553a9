import { expect, test } from 'vitest';
import type { Facts } from '#shared/domain/review/fact.ts';
import { type ExaminationParts, examinePdf } from '#shared/examination/examine-pdf.ts';
import { type Line, NOTHING_BESIDES, type Page, type ReportModel } from '#shared/pdf/page-model.ts';
import { UnreadablePdf } from '#shared/pdf/unreadable-pdf.ts';

const line = (text: string, y: number): Line => ({
  text,
  x: 72,
  y,
  width: 200,
  size: 12,
  bold: false,
  italic: false,
  font: 'Helvetica',
  colour: '#000000',
  angle: 0,
});

const aPage = (over: Partial<Page>): Page => ({
  number: 1,
  width: 595,
  height: 842,
  lines: [line('The mother is Ann Other, aged 24', 100), line('Ann Other was at home', 200)],
  hidden: [],
  annotations: [],
  imageCover: 0,
  unmappedGlyphs: 0,
  ...over,
});

const aModel = (...pages: Page[]): ReportModel => ({
  pages,
  properties: { other: [] },
  tagged: false,
  ...NOTHING_BESIDES,
});

const facts: Facts = { pages: 1, candidates: {} };

/** Parts that read one model and remember what was checked. */
function parts(
  model: ReportModel,
  over: Partial<ExaminationParts> = {},
): ExaminationParts & { checked: ReportModel[] } {
  const checked: ReportModel[] = [];
  return {
    checked,
    readPdf: async () => model,
    readFacts: () => ({ kind: 'report', facts }),
    checkReport: (report) => {
      checked.push(report);
      return [];
    },
    ...over,
  };
}

const bytes = new Uint8Array([1]);

test('what was read is checked, and the findings are told', async () => {
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(aPage({}))));
  expect(examination).toEqual({ readable: true, kind: 'report', facts, findings: [] });
});

test('a file that cannot be read is rejected with its sentence', async () => {
  const readPdf = async () => {
    throw new UnreadablePdf('encrypted');
  };
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(), { readPdf }));
  expect(examination).toMatchObject({
    readable: false,
    code: 'encrypted',
    message: expect.stringContaining('password'),
  });
});

test.each(['readPdf', 'readFacts', 'checkReport'] as const)(
  'nothing that goes wrong in %s is thrown',
  async (part) => {
    const fails = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const examination = await examinePdf(bytes, { types: [] }, parts(aModel(aPage({})), { [part]: fails }));
    expect(examination).toMatchObject({ readable: false, code: 'damaged' });
  },
);

test.each([
  ['Array buffer allocation failed', 'too-much-memory'],
  ['Out of memory for page 3', 'too-much-memory'],
  ['Aborted(OOM). Build with -sASSERTIONS for more info.', 'too-much-memory'],
  ['memory access out of bounds', 'damaged'],
])('an error that a PDF causes rejects it: %s', async (message, code) => {
  const readPdf = async () => {
    throw new RangeError(message);
  };
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(), { readPdf }));
  expect(examination).toMatchObject({ readable: false, code });
});

/** A page of a scan, and the same with its words. */
const scanned = aPage({ lines: [], imageCover: 1 });
const recognized = aPage({ imageCover: 1, isRecognized: true });
const fact = <T>(value: T, page = 1) => ({
  value,
  confidence: 1,
  provenance: { source: 'report', page, words: '' } as const,
});

test('a scan says that only text recognition can read it', async () => {
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(scanned)));
  expect(examination).toMatchObject({ readable: true, needsRecognition: true });
});

test('recognized words are checked like any others, and what they say is marked', async () => {
  const title = fact('Child A');
  const examining = parts(aModel(scanned), {
    recognizePages: async (_, report, pages) => (pages.has(1) ? { ...report, pages: [recognized] } : report),
    readFacts: () => ({ kind: 'report', facts: { ...facts, title } }),
  });
  const examination = await examinePdf(bytes, { types: [] }, examining);
  expect(examining.checked.at(0)?.pages).toEqual([recognized]);
  expect(examination).toMatchObject({
    facts: { title: { value: 'Child A', provenance: { source: 'picture', page: 1 } } },
  });
  expect(examination).not.toHaveProperty('needsRecognition');
});

test('in a report with text, facts from its text stay what they are; its summary may come from a picture', async () => {
  const text = aPage({
    number: 1,
    lines: [line('The review looked at how five agencies worked together', 100)],
  });
  const pages = [text, { ...scanned, number: 2 }, { ...text, number: 3 }];
  const examining = parts(aModel(...pages), {
    recognizePages: async (_, report, numbers) => ({
      ...report,
      pages: report.pages.map((page) => (numbers.has(page.number) ? { ...recognized, number: 2 } : page)),
    }),
    readFacts: () => ({
      kind: 'report',
      facts: {
        ...facts,
        title: fact('Child A'),
        reviewers: fact(['Ann Example'], 2),
        summary: fact('He was hurt.'),
      },
    }),
  });
  expect(await examinePdf(bytes, { types: [] }, examining)).toMatchObject({
    facts: {
      title: { provenance: { source: 'report' } },
      reviewers: { provenance: { source: 'picture' } },
      summary: { provenance: { source: 'picture' } },
    },
  });
});

test('a report with text is never recognized, whatever its cover and back page are', async () => {
  const text = aPage({
    number: 2,
    lines: [line('The review looked at how five agencies worked together', 100)],
  });
  const covers = [scanned, text, { ...scanned, number: 3 }];
  const recognizePages = async () => {
    throw new Error('recognized');
  };
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(...covers), { recognizePages }));
  expect(examination).toEqual({ readable: true, kind: 'report', facts, findings: [] });
});
