import type { Facts } from '#shared/domain/review/fact.ts';
import type { Finding, FindingCode } from '#shared/domain/review/finding.ts';
import { boxesOverlap } from '../../pdf/geometry/box.ts';
import type { ReportModel } from '../../pdf/page-model.ts';
import type { Marks } from './marks/page-marks.ts';
import { masked } from './mask.ts';
import type { FlowText } from './positioned-text.ts';

/** What every check is given: the report as it was read, and its words in reading order. */
export interface Checked {
  readonly report: ReportModel;
  readonly facts: Facts;
  /** Titles of the review that the file was uploaded with. */
  readonly titles: readonly string[];
  /** The words of the pages without headers and footers. */
  readonly body: FlowText;
  /** The words of the headers and footers alone. */
  readonly margins: FlowText;
  /** The cells of tables that other cells part in reading order. */
  readonly columns: FlowText;
  readonly marks: Marks;
}

/** A check: pure, and the same findings in the same order for the same report. */
export type Check = (checked: Checked) => Finding[];

/** A check that needs words alone, so that it works on any text: a page, a footer, a bookmark, a link. */
export type TextCheck = (text: FlowText, facts: Facts) => Finding[];

/**
 * Runs a check of words on the body of the pages, then on their headers and footers, then on the cells of
 * tables for what no other finding has.
 */
export const onPages =
  (check: TextCheck): Check =>
  ({ body, margins, columns, facts }) => {
    const found = [body, margins].flatMap((text) => check(text, facts));
    const isKnown = ({ page, box }: Finding) =>
      box !== undefined &&
      found.some((other) => other.page === page && other.box !== undefined && boxesOverlap(other.box, box));
    for (const finding of check(columns, facts)) if (!isKnown(finding)) found.push(finding);
    return found;
  };

/** The finding for a stretch of text. */
export function findingAt(
  code: FindingCode,
  text: FlowText,
  start: number,
  end: number,
  message: string,
): Finding {
  const { page, box } = text.placeOf(start, end);
  return { code, page, box, message };
}

/** A stretch of text by its character offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Findings of `what` (“An NHS number stands”) in the text: one for each start, with their words masked. */
export function standingInText(
  code: FindingCode,
  what: string,
  flow: FlowText,
  places: readonly Stretch[],
): Finding[] {
  const ends = new Map(places.map(({ start, end }) => [start, end]));
  return [...ends].map(([start, end]) => {
    const words = masked(flow.text.slice(start, end));
    return findingAt(code, flow, start, end, `${what} in the text: “${words}”.`);
  });
}
