import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { peopleIn } from './people.ts';

const ONE = String.raw`(?:(?:Dr|Professor|Prof|Mr|Mrs|Ms)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2}`;
const NAMES = `(${ONE}(?:\\s+and\\s+${ONE})?)`;
const ROLE = String.raw`(?:joint\s+)?(?:independent\s+|lead\s+|overview\s+|report\s+)*(?:reviewers?|authors?)`;
const TASK = String.raw`(?:as\s+(?:the\s+|its\s+)?${ROLE}|to\s+(?:lead|carry out|undertake|write|conduct|author|complete)\b)`;

/** Sentences that say who was appointed to write the report, or wrote it. Who chaired a panel is somebody else. */
const APPOINTED: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:independent|lead)\s+(?:lead\s+)?(?:overview\s+)?(?:report\s+)?(?:reviewers?|authors?),?\s+${NAMES},?\s+(?:was|were|is|has|who|an?)\b`,
    'u',
  ),
  new RegExp(
    String.raw`${NAMES},?\s+(?:an?\s+independent\s+[\p{Ll} ]{0,40}?,?\s*)?(?:was|were)\s+(?:appointed|commissioned|engaged|asked)\s+(?:by\s+[^.]{0,60}?)?${TASK}`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:appointed|commissioned|engaged|asked)\s+${NAMES},?\s+(?:(?:who|an?)\s[^.]{0,80}?,\s+)?${TASK}(?:\s+(?:the|this|an?|its)\s+(?:\p{L}+\s+){0,4}(?:review|report)\b)?`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:author|reviewer|lead reviewer|independent reviewer|report author) (?:of this (?:report|review)|for this review) (?:is|was) ${NAMES}`,
    'u',
  ),
  new RegExp(
    String.raw`\b[Tt]his (?:overview )?(?:report|review) (?:was|has been) (?:independently )?(?:(?:led|undertaken|carried out|conducted) and )?(?:written|authored|prepared) by ${NAMES}`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Tt]his|[Tt]he) review (?:was|has been) (?:led|undertaken|carried out|conducted) by ${NAMES},? (?:who (?:is|was) (?:an )?independent|an independent)\b`,
    'u',
  ),
];

const PAGES_READ = 12;

/** Who wrote the report by its text, where the cover names nobody: a sentence near the front, or the signed statement. */
export function reviewersInText(report: TidyReport): Fact<readonly string[]> | undefined {
  return inSentence(report) ?? inStatement(report);
}

function inSentence(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of report.pages.slice(0, PAGES_READ)) {
    const text = page.lines.map((line) => line.text).join(' ');
    if (!/author|reviewer|commissioned|appointed|review was|written by|prepared by/.test(text)) continue;
    for (const pattern of APPOINTED) {
      const match = pattern.exec(text);
      const names = peopleIn(match?.[1] ?? '');
      if (match && names.length > 0) return named(names, page.number, match[0].trim());
    }
  }
  return undefined;
}

const STATEMENT =
  /\b(?:statement (?:by|of) (?:the )?(?:independence|(?:independent |lead )?reviewers?)|datganiad)\b/i;
const SIGNED_BY =
  /^(?:(?:lead|independent|external|internal) )?(?:reviewer|adolygydd)(?: ?\d)?(?: ?\([^)]*\))?(?: ?: ?| (?=\p{Lu})|$)/iu;
const PRINTED_NAME = /^(?:name|print(?:ed)? name|enw)\b[^:]*:? ?/i;

/** Reports of Wales end with a statement of independence, which each reviewer signs, and after them the panel's chair. */
function inStatement(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of report.pages.toReversed()) {
    if (!page.lines.some((line) => STATEMENT.test(line.text))) continue;
    const names: string[] = [];
    let ofReviewer = false;
    for (const [i, line] of page.lines.entries()) {
      if (SIGNED_BY.test(line.text)) ofReviewer = true;
      else if (/^(?:chair|cadeirydd|panel)/i.test(line.text)) ofReviewer = false;
      const label = ofReviewer ? (SIGNED_BY.exec(line.text) ?? PRINTED_NAME.exec(line.text))?.[0] : undefined;
      if (label === undefined || label.length === line.text.length) continue;
      const below = page.lines.slice(i + 1).find((other) => isRightBelow(line, other))?.text ?? '';
      const [own, wrapped] = [line.text, `${line.text} ${below}`].map((text) =>
        peopleIn(text.slice(label.length)),
      );
      const found = own?.length ? own : wrapped;
      // One name read and another not would be a wrong list.
      if (!found?.length) return undefined;
      names.push(...found);
    }
    if (names.length > 0) return named([...new Set(names)], page.number, names.join(', '));
  }
  return undefined;
}

const isRightBelow = (line: TidyLine, other: TidyLine): boolean =>
  Math.abs(other.x - line.x) < 3 && other.y > line.y && other.y - line.y < line.size * 1.7;

const named = (value: readonly string[], page: number, words: string): Fact<readonly string[]> => ({
  value,
  confidence: 0.8,
  provenance: { source: 'report', page, words },
});
