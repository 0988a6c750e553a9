import type { DocumentKind, Fact, Facts } from '#shared/domain/review/fact.ts';
import type { ReviewType } from '#shared/domain/settings.ts';
import type { ReportModel } from '../../pdf/page-model.ts';
import { tidyLines } from '../normalize-lines.ts';
import { readPassages } from '../summary/learning-points.ts';
import { sectionsOf } from '../summary/sections.ts';
import { readSummary } from '../summary/summary.ts';
import { readDates } from './dates.ts';
import { readKind } from './document-kind.ts';
import { factOf } from './fact-of.ts';
import { frontMatter } from './front-matter.ts';
import { readLanguage } from './language.ts';
import { namesNobody } from './names-nobody.ts';
import { readPartnership } from './partnership.ts';
import { readType, typeFinder } from './review-type.ts';
import { readReviewers } from './reviewers.ts';
import { readTitle } from './title.ts';

/** Which rule gave each fact, for whoever looks into a miss. */
export type Rules = Readonly<
  Record<'kind' | 'title' | 'type' | 'partnership' | 'reviewers' | 'publishedOn' | 'reportedOn', string>
>;

/** Below this a fact is not stated; what was seen is offered to the officer instead. */
const LEAST_CONFIDENCE = 0.75;

/** What a report says of itself. Deterministic; never throws, whatever the pages hold. */
export function readFacts(
  report: ReportModel,
  types: readonly ReviewType[],
): { kind: DocumentKind; facts: Facts; rules: Rules; namesNobody: boolean } {
  const tidy = tidyLines(report);
  const front = frontMatter(tidy);
  const findTypes = typeFinder(types);
  const dates = readDates(front, tidy);
  const language = readLanguage(tidy, report.language);
  const partnership = readPartnership(front, tidy, language?.value);
  const reviewers = readReviewers(front, tidy, partnership.candidates);
  const type = readType(front, tidy, findTypes, types);
  const title = readTitle(front, tidy, findTypes, {
    lines: new Set([...dates.lines, ...reviewers.lines]),
    partnerships: [...partnership.candidates],
  });
  const sections = sectionsOf(tidy, front);
  const summary = readSummary(sections, tidy.pages.length, title.fact?.value);
  const passages = readPassages(sections);
  const kind = readKind(front, tidy, findTypes, partnership.candidates);
  return {
    kind: kind.kind,
    namesNobody: namesNobody(tidy),
    rules: {
      kind: kind.rule,
      title: title.rule,
      type: type.rule,
      partnership: partnership.rule,
      reviewers: reviewers.rule,
      ...dates.rules,
    },
    facts: {
      ...(kind.reads && kind.line && { documentType: factOf(kind.reads, 1, kind.line) }),
      ...(isSure(title.fact) && { title: title.fact }),
      ...(isSure(type.fact) && { type: type.fact }),
      ...(isSure(dates.publishedOn) && { publishedOn: dates.publishedOn }),
      ...(dates.unclear && { unclearPublication: factOf(dates.unclear.text, 1, dates.unclear) }),
      ...(isSure(dates.reportedOn) && { reportedOn: dates.reportedOn }),
      ...(isSure(reviewers.fact) && { reviewers: reviewers.fact }),
      ...(isSure(partnership.fact) && { partnership: partnership.fact }),
      ...(isSure(summary.fact) && { summary: summary.fact }),
      ...(passages && { passages }),
      ...(isSure(language) && { language }),
      pages: report.pages.length,
      candidates: {
        title: title.candidates,
        type: type.candidates,
        publishedOn: dates.candidates.publishedOn,
        reportedOn: dates.candidates.reportedOn,
        reviewers: reviewers.candidates,
        partnership: partnership.candidates,
        summary: summary.candidates,
      },
    },
  };
}

function isSure<T>(fact: Fact<T> | undefined): fact is Fact<T> {
  return fact !== undefined && fact.confidence >= LEAST_CONFIDENCE;
}
