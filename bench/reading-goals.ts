import type { Corpus, ReadReport } from './read-corpus.ts';

export interface ReadingGoal {
  readonly what: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** The goals of reading for one corpus, with what was measured. */
export function readingGoals({ reports, others }: Corpus): ReadingGoal[] {
  const read = reports.filter((report) => report.scores.length > 0);
  const goals: ReadingGoal[] = [];
  const atLeast = (what: string, least: number, share: number): void => {
    goals.push({
      what: `${what}: at least ${percent(least)}`,
      measured: percent(share),
      reached: share >= least,
    });
  };
  const none = (what: string, files: readonly string[]): void => {
    const measured = files.length === 0 ? 'none' : `${files.length}: ${files.join(', ')}`;
    goals.push({ what, measured, reached: files.length === 0 });
  };
  atLeast('title', 0.97, fieldRight(read, 'title'));
  atLeast('publication date right or rightly absent', 0.97, fieldRight(read, 'publishedOn'));
  none('no publication date that is stated, missed and published without', files(read, missesDate));
  atLeast('type', 0.98, fieldRight(read, 'type'));
  atLeast('partnership', 0.96, fieldRight(read, 'partnership'));
  atLeast('reviewers F1', 0.95, reviewersF1(read));
  const asExpected = reports.filter(({ truth, decision }) => decision === truth.expect);
  atLeast('decisions', 0.97, share(asExpected.length, reports.length));
  none('no document that is no report published', others.asReports);
  const summaries = read.flatMap(({ summary }) => summary ?? []);
  atLeast('summary facts', 0.9, mean(summaries.map(({ score }) => score.facts)));
  const stated = summaries.filter(({ text }) => text !== '');
  atLeast(
    'summaries without a fault of the checklist',
    0.97,
    share(stated.filter(({ faults }) => faults.length === 0).length, stated.length),
  );
  none('nothing wrong and public', files(read, isWrongInPublic));
  const verbatim = read.filter(({ summary }) => summary?.isReferenceVerbatim);
  if (verbatim.length > 0)
    none(
      'each summary that stands in its report is read word for word',
      files(verbatim, ({ summary }) => !summary?.isVerbatim),
    );
  return goals;
}

export const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

export const mean = (of: readonly number[]): number =>
  of.length === 0 ? 1 : of.reduce((sum, one) => sum + one, 0) / of.length;

export const percent = (of: number): string => `${(100 * of).toFixed(1)} %`;

/** Harmonic mean of precision and recall over all names. */
export function reviewersF1(read: readonly ReadReport[]): number {
  const sum = (of: (report: ReadReport) => number): number =>
    read.reduce((total, report) => total + of(report), 0);
  const named = sum(({ reviewers }) => reviewers.named + reviewers.expected);
  return share(2 * sum(({ reviewers }) => reviewers.right), named);
}

const files = (reports: readonly ReadReport[], test: (report: ReadReport) => boolean): string[] =>
  reports.filter(test).map(({ truth }) => truth.file);

function fieldRight(read: readonly ReadReport[], field: string): number {
  const scores = read.flatMap((report) => report.scores.filter((score) => score.field === field));
  return share(scores.filter(({ verdict }) => verdict === 'right').length, scores.length);
}

const missesDate = ({ decision, scores }: ReadReport): boolean =>
  decision === 'publish' &&
  scores.some(({ field, verdict }) => field === 'publishedOn' && verdict === 'absent');

const isWrongInPublic = ({ decision, scores }: ReadReport): boolean =>
  decision === 'publish' && scores.some(({ verdict }) => verdict === 'wrong');
