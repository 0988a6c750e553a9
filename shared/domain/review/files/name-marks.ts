import { smallWords } from '../../small-words.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { fileOf } from './upload-key.ts';

/** Words in the name of a file or its folder that say that it is not to be published, or not yet. */
const MARKS: readonly (readonly [code: FindingCode, words: RegExp])[] = [
  ['draft-marker', / (drafts?|wip|superseded|tracked changes|with comments|not final) /],
  ['restriction-marker', / (confidential|restricted|unredacted|un redacted|internal only|not for \w+) /],
  ['restriction-marker', / (do not (?:publish|share|send|circulate|release|use)) /],
];
const EMBARGO = / (embargo(?:ed)?) /;
const NOT_BEFORE =
  / (?:not|no|never|don t|hold|wait)(?: \w+){0,2} (?:publi|releas|circulat|go live)\w*(?: \w+){0,3} (?:before|until|till) /;

/** Whether a text asks for an embargo: "embargoed until", "do not publish before". */
export function asksForEmbargo(text: string): boolean {
  const words = ` ${smallWords(text)} `;
  return EMBARGO.test(words) || NOT_BEFORE.test(words);
}

/** Findings in the name of a file. An embargo in it is a question unless the note gives one. */
export function nameMarks(key: string, hasEmbargo: boolean): Finding[] {
  const words = ` ${smallWords(key)} `;
  const marks = hasEmbargo ? MARKS : [...MARKS, ['restriction-marker', EMBARGO] as const];
  return marks.flatMap(([code, pattern]): Finding[] => {
    const said = pattern.exec(words)?.[1];
    if (said === undefined) return [];
    return [{ code, message: `The name of the file says “${said}”: ${fileOf(key)}.` }];
  });
}
