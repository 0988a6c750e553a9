import { smallWords } from '../../small-words.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { fileOf, nameOfKey } from './upload-key.ts';

/** Words in the name of a file or its folder that say that it is not to be published, or not yet. */
const MARKS: readonly (readonly [code: FindingCode, words: RegExp])[] = [
  ['draft-marker', / (drafts?|wip|superseded|tracked changes|with comments|not final) /],
  ['restriction-marker', / (confidential|restricted|unredacted|un redacted|internal only|not for \w+) /],
  ['restriction-marker', / (do not (?:publish|share|send|circulate|release|use)) /],
];
const EMBARGO = / (embargo(?:ed)?) /;
const NOT_BEFORE =
  / (?:not|no|never|don t|hold|wait)(?: \w+){0,2} (?:publi|releas|circulat|go live)\w*(?: \w+){0,3} (?:before|until|till) /;

const AT_A_TIME =
  / (?:to be|will be|for|go(?:es|ing)) (?:publi|releas|live)\w*(?: \w+){0,2} (?:\d\d?(?:[ap]m|[a-z]{2})?|\w{3,6}day|noon) /;

/** Whether a text asks for an embargo: "embargoed until", "not before June", "to be published on Monday". */
export function asksForEmbargo(text: string): boolean {
  const words = ` ${smallWords(text)} `;
  return [EMBARGO, NOT_BEFORE, AT_A_TIME].some((pattern) => pattern.test(words));
}

/** A PDF of its own whose name has a second ending: "eva.pdf.pdf", "eva.docx.pdf", "eva.pdf (1).pdf". */
export function twoEndings(key: string): Finding[] {
  if (key.includes('/') || !/\.(?:pdf|docx?|odt|rtf|pages)(?: ?\(\d+\))?\.pdf$/i.test(key)) return [];
  const message = `The name of the file is ${key}: its review note is called ${nameOfKey(key)}.yaml, and a new version ${key}.`;
  return [{ code: 'two-endings', message }];
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
