import type { Finding } from '#shared/domain/review/finding.ts';
import type { Check } from './check.ts';
import { maskNames } from './mask.ts';

/**
 * Marks that mean it wherever they stand in capitals. OFFICIAL alone is on many published reports and is
 * none.
 */
const SHOUTED =
  /\bOFFICIAL ?[-:(/ ] ?\(?SENSITIVE\b|\bNOT FOR (?:ONWARD |FURTHER |WIDER |GENERAL |PUBLIC )?(?:CIRCULATION|DISCLOSURE|DISTRIBUTION|RELEASE|PUBLICATION|SHARING|DISSEMINATION|TRANSMISSION)\b|\b(?:IN )?STRICT(?:LY)?(?: IN)? CONFIDEN(?:CE|TIAL)\b|\bPRIVATE (?:AND|&) CONFIDENTIAL\b|\b(?:HIGHLY|COMMERCIAL(?:LY)?) CONFIDENTIAL\b|\bRESTRICTED\b(?! (?:ACCESS TO|BY|IN THE|DIET))|\bDO NOT (?:COPY|CIRCULATE|SHARE|DISTRIBUTE|FORWARD|DISCLOSE|PUBLISH)\b|\bNOT TO BE (?:COPIED|CIRCULATED|SHARED|DISTRIBUTED|DISCLOSED|PUBLISHED)\b|\bLEGALLY PRIVILEGED\b|\bNID I'?W GYHOEDDI\b|\bCYFRINACHOL\b/;
/** The same in small letters, and weaker words: only in a line that is a mark. */
const MARKS: readonly RegExp[] = [
  /official ?[-:(/ ] ?\(?sensitive/i,
  /\bnot for (?:onward |further |wider |general |public )?(?:circulation|disclosure|distribution|release|publication|sharing|dissemination|transmission)\b/i,
  /\bin strict(?:est)? confidence\b|^\W*in confidence\W*$|\bstrictly (?:private|confidential|in confidence)\b|\bprivate (?:and|&) confidential\b/i,
  /^\W*(?:restricted|confidential)\b(?:\W*(?:draft|report|document|until|review|circulation|copy|not|once|when|completed|[-:|/].*))?\W*$/i,
  /^\W*(?:secret|protect|sensitive)\b(?:\W*(?:draft|report|document|review|copy|personal\b.*|commercial\b.*))?\W*$|\bsensitive\b.*\bhandl/i,
  /\bthis (?:report|document|review|paper|copy|version) (?:is|remains) (?:strictly |highly |private and )?(?:confidential|restricted|private|privileged|sensitive)\b|^\W*confidential (?:report|paper|document|briefing)\b/i,
  /^\W*(?:restricted|confidential|private) (?:until|pending|before|prior to)\b/i,
  /[-–|:/(] ?(?:restricted|confidential)\W*$|\brestricted (?:circulation|distribution)\b|^\W*confidential to\b/i,
  /\b(?:do not|not to be|must not be|should not be) (?:copy|copied|circulated?|shared?|distributed?|forward(?:ed)?|disclosed?|published?)\b/i,
  // For whom it is
  /\bfor (?!illustrat)(?:[\w'-]+ ){1,5}only\W*$|\binternal use only\b|\b(?:eyes|addressees?|recipients?) only\b|\beyes of\b|\bnot to leave (?:this|the)\b|\bthis (?:copy|version) is for\b|^\W*(?:circulation|distribution)(?: list)?: .*\bonly\b/i,
  /\bnot (?:for|in) the public\b|\binternal (?:document|report|paper|version|copy)\b|^\W*private (?:report|paper|session)\b/i,
  /\b(?:family|panel|board|police|coroner'?s?|court|file|master|legal|agency|advance|confidential) copy\b|\b(?:confidential|private|family|police|unredacted) version\b/i,
  /^\W*(?:copy|no\.?)(?: (?:number|no\.?))? ?\d{1,3} of \d{1,3}\b(?! pages)|\bto be returned to\b/i,
  // What it holds
  /\b(?:un|non|not)[- ]?(?:yet )?(?:been )?(?:anonymi[sz]ed|redacted)\b|\bidentifiable (?:version|copy|report)\b/i,
  /\bwith (?:identifying|personal|real) (?:details|names|information)\b|\b(?:report with|version with|containing|including) (?:real |full |the )?names\b|\bkey to (?:the )?(?:names|pseudonyms)\b|\bnames key\b|\bcontains (?:\w+ ){0,2}(?:personal|identifiable|identifying) (?:data|information|details)\b/i,
  /\blegally privileged\b|^\W*without prejudice\W*$|\bschedule 12a\b|\bexempt (?:information|item|report|appendix|from publication)\b/i,
  /\breporting restrictions?\b|\bby order of the (?:court|judge)\b|\bsub judice\b/i,
  /\bnid i'?w gyhoeddi\b|\b[cg]h?yfrinachol\b/i,
];
const isMark = (text: string): boolean => MARKS.some((pattern) => pattern.test(text));

/**
 * A handling mark that says the document is not for everyone. Prose about confidence and restrictions is
 * none.
 */
export const restrictionMarker: Check = ({ marks, body }) => {
  const seen = new Set<number>();
  const onMarks = marks.marks.filter(
    ({ where, text }) => SHOUTED.test(text) || (where !== 'alone' && isMark(text)),
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
