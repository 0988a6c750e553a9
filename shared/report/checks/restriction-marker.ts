import type { Finding } from '#shared/domain/review/finding.ts';
import { anyPart } from '../phrases.ts';
import type { Check } from './check.ts';
import { maskNames } from './mask.ts';
import { HANDLING, HANDLING_IN_CAPITALS, RESTRICTED } from './restriction-phrases.ts';

/** OFFICIAL alone is on many published reports, and is no such mark. */
const SHOUTED = anyPart([...HANDLING, ...HANDLING_IN_CAPITALS], 'gi');
const MARK = anyPart([...HANDLING, ...RESTRICTED]);

/** Handling marks in capitals, which count wherever they stand. */
const shoutedIn = (text: string): RegExpExecArray[] =>
  [...text.matchAll(SHOUTED)].filter(([words]) => !/\p{Ll}/u.test(words));

/**
 * A handling mark that says the document is not for everyone. Prose about confidence and restrictions is
 * none.
 */
export const restrictionMarker: Check = ({ marks, body }) => {
  const seen = new Set<number>();
  const onMarks = marks.marks.filter(
    ({ where, text }) => (where !== 'alone' && MARK.test(text)) || shoutedIn(text).length > 0,
  );
  const findings: Finding[] = [];
  for (const { page, box, text } of onMarks) {
    if (seen.has(page)) continue;
    seen.add(page);
    findings.push({
      code: 'restriction-marker',
      page,
      box,
      message: `A mark on the document restricts who may see it: “${maskNames(text)}”.`,
    });
  }
  for (const match of shoutedIn(body.text)) {
    const { page, box } = body.placeOf(match.index, match.index + match[0].length);
    if (seen.has(page)) continue;
    seen.add(page);
    findings.push({
      code: 'restriction-marker',
      page,
      box,
      message: `A mark on the document restricts who may see it: “${match[0]}”.`,
    });
  }
  return findings;
};
