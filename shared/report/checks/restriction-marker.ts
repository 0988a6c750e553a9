import type { Finding } from '#shared/domain/finding.ts';
import type { Check } from './hit.ts';
import { discreet } from './masked.ts';

/** Marks that mean it wherever they stand in capitals. OFFICIAL alone is on many published reports and is none. */
const SHOUTED =
  /\bOFFICIAL ?[-:(/ ] ?\(?SENSITIVE\b|\bNOT FOR (?:ONWARD |FURTHER |WIDER |GENERAL |PUBLIC )?(?:CIRCULATION|DISCLOSURE|DISTRIBUTION|RELEASE|PUBLICATION|SHARING|DISSEMINATION)\b|\b(?:IN )?STRICT(?:LY)?(?: IN)? CONFIDEN(?:CE|TIAL)\b|\bPRIVATE (?:AND|&) CONFIDENTIAL\b|\b(?:HIGHLY|COMMERCIAL(?:LY)?) CONFIDENTIAL\b|\bRESTRICTED\b(?! (?:ACCESS TO|BY|IN THE|DIET))|\bDO NOT (?:COPY|CIRCULATE|SHARE|DISTRIBUTE|FORWARD|DISCLOSE|PUBLISH)\b|\bNOT TO BE (?:COPIED|CIRCULATED|SHARED|DISTRIBUTED|DISCLOSED|PUBLISHED)\b|\bLEGALLY PRIVILEGED\b|\bNID I'?W GYHOEDDI\b|\bCYFRINACHOL\b/;
/** The same in small letters, and weaker words: only in a line that is a mark. */
const MARK =
  /official ?[-:(/ ] ?\(?sensitive|\bnot for (?:onward |further |wider |general |public )?(?:circulation|disclosure|distribution|release|publication|sharing|dissemination)\b|\bin strict(?:est)? confidence\b|^\W*in confidence\W*$|\bstrictly (?:private|confidential|in confidence)\b|\bprivate (?:and|&) confidential\b|^\W*(?:restricted|confidential|secret|protect|sensitive)\b(?:\W*(?:draft|report|document|until|review|circulation|copy|not|once|when|completed|[-:|/].*))?\W*$|[-–|:/(] ?(?:restricted|confidential)\W*$|\brestricted circulation\b|\b(?:do not|not to be|must not be|should not be) (?:copy|copied|circulated?|shared?|distributed?|forward(?:ed)?|disclosed?|published?)\b|\bfor (?:panel|board) members only\b|\b(?:for )?internal use only\b|\bpanel copy\b|\blegally privileged\b|\bnid i'?w gyhoeddi\b|\bcyfrinachol\b/i;

/** A handling mark that says the document is not for everyone. Prose about confidence and restrictions is none. */
export const restrictionMarker: Check = ({ marks, body }) => {
  const seen = new Set<number>();
  const onMarks = marks.marks.filter(
    ({ where, text }) => SHOUTED.test(text) || (where !== 'alone' && MARK.test(text)),
  );
  const findings: Finding[] = [];
  for (const { page, box, text } of onMarks) {
    if (seen.has(page)) continue;
    seen.add(page);
    findings.push({
      code: 'restriction-marker',
      page,
      box,
      message: `A mark on the document restricts who may see it: “${discreet(text)}”.`,
    });
  }
  for (const match of body.text.matchAll(new RegExp(SHOUTED, 'g'))) {
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
