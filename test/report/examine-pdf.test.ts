import { expect, test } from 'vitest';
import type { Facts } from '#shared/domain/review/fact.ts';
import { type ExaminationParts, examinePdf } from '#shared/examination/examine-pdf.ts';
import type { Line, Page, ReportModel } from '#shared/pdf/page-model.ts';
import { UnreadablePdf } from '#shared/pdf/unreadable-pdf.ts';
import { NOTHING_BESIDES } from '../support/nothing-besides.ts';

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
    textWithoutPixels: async () => {
      throw new Error('No page needs its pixels looked at');
    },
    readFacts: () => ({ kind: 'report', facts }),
    checkReport: (report) => {
      checked.push(report);
      return [];
    },
    ...over,
  };
}

const bytes = new Uint8Array([1]);
const covered = { page: 1, text: 'Ann Other,', box: [120, 90, 180, 102] as const };

test('geometry that decides leaves the pixels alone', async () => {
  const examination = await examinePdf(bytes, { types: [] }, parts(aModel(aPage({}))));
  expect(examination).toEqual({ readable: true, kind: 'report', facts, findings: [] });
});

test('words that the pixels find covered are hidden, and no longer among the lines', async () => {
  const asked: number[][] = [];
  const all = parts(aModel(aPage({}), aPage({ number: 2, undecided: true })), {
    textWithoutPixels: async (_, pages) => {
      asked.push([...pages]);
      return [{ ...covered, page: 2 }];
    },
  });
  await examinePdf(bytes, { types: [] }, all);
  expect(asked).toEqual([[2]]);
  const [one, two] = all.checked[0]?.pages ?? [];
  expect(one?.lines[0]?.text).toBe('The mother is Ann Other, aged 24');
  expect(two?.lines.map(({ text }) => text)).toEqual(['The mother is aged 24', 'Ann Other was at home']);
  expect(two?.hidden).toEqual([{ how: 'under-box', text: 'Ann Other,', box: covered.box }]);
});

test('what geometry and pixels both find is told once', async () => {
  const known = { how: 'invisible', text: 'Ann Other,', box: [118, 91, 181, 103] } as const;
  const all = parts(aModel(aPage({ undecided: true, hidden: [known] })), {
    textWithoutPixels: async () => [covered],
  });
  await examinePdf(bytes, { types: [] }, all);
  expect(all.checked[0]?.pages[0]?.hidden).toEqual([known]);
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
])('pixels that cannot be looked at reject the file: %s', async (message, code) => {
  const textWithoutPixels = async () => {
    throw new RangeError(message);
  };
  const examination = await examinePdf(
    bytes,
    { types: [] },
    parts(aModel(aPage({ undecided: true })), { textWithoutPixels }),
  );
  expect(examination).toMatchObject({ readable: false, code });
});
