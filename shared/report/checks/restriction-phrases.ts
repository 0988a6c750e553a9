import { phrases } from '../phrases.ts';

const SHARED = 'circulation|disclosure|distribution|release|publication|sharing|dissemination|transmission';

/** Handling marks: in any letters in a line that is a mark, in capitals wherever they stand. */
export const HANDLING = phrases`
  \bofficial ?[-:(/ ] ?\(?sensitive\b  # OFFICIAL-SENSITIVE
  \bnot for (?:onward |further |wider |general |public )?(?:${SHARED})\b  # Not for onward circulation
  \bin strict(?:est)? confidence\b|\bstrictly (?:private|confidential|in confidence)\b  # Strictly confidential
  \bprivate (?:and|&) confidential\b|\blegally privileged\b  # Private & Confidential
  \b(?:do not|not to be|must not be|should not be) (?:copy|copied|circulated?|shared?|distributed?)\b  # Do not copy
  \b(?:do not|not to be|must not be|should not be) (?:forward(?:ed)?|disclosed?|published?)\b  # Not to be forwarded
  \bnid i'?w gyhoeddi\b|\b[cg]h?yfrinachol\b  # Nid i’w gyhoeddi: CYFRINACHOL
`;

/** Words that are such a mark in capitals alone. */
export const HANDLING_IN_CAPITALS = phrases`
  \bstrict confiden(?:ce|tial)\b  # STRICT CONFIDENCE
  \b(?:highly|commercial(?:ly)?) confidential\b  # HIGHLY CONFIDENTIAL
  \brestricted\b(?! (?:access to|by|in the|diet))  # RESTRICTED
`;

const MARKED = 'draft|report|document|until|review|circulation|copy|not|once|when|completed';
const THIS = 'this (?:report|document|review|paper|copy|version)';
const VERY = '(?:strictly |highly |private and )?';
/** Weaker words, which count only in a line that is a mark. */
export const RESTRICTED = phrases`
  ^\W*in confidence\W*$  # In confidence
  ^\W*(?:restricted|confidential)\b(?:\W*(?:${MARKED}|[-:|/].*))?\W*$  # Confidential report
  ^\W*(?:secret|protect|sensitive)\b(?:\W*(?:draft|report|document|review|copy|personal\b.*|commercial\b.*))?\W*$  # Sensitive document
  \bsensitive\b.*\bhandl  # Sensitive: handle with care
  \b${THIS} (?:is|remains) ${VERY}(?:confidential|restricted|private|privileged|sensitive)\b  # This report is highly confidential
  ^\W*confidential (?:report|paper|document|briefing)\b|^\W*confidential to\b  # Confidential briefing for the Board
  ^\W*(?:restricted|confidential|private) (?:until|pending|before|prior to)\b  # Private until the inquest
  [-–|:/(] ?(?:restricted|confidential)\W*$|\brestricted (?:circulation|distribution)\b  # Child A - confidential
  \bfor (?!illustrat)(?:[\w'-]+ ){1,5}only\W*$|\binternal use only\b  # For panel members only
  \b(?:eyes|addressees?|recipients?) only\b|\beyes of\b|\bnot to leave (?:this|the)\b  # Recipients only
  \bthis (?:copy|version) is for\b|^\W*(?:circulation|distribution)(?: list)?: .*\bonly\b  # This copy is for the family
  \bnot (?:for|in) the public\b|\binternal (?:document|report|paper|version|copy)\b  # Not for the public
  ^\W*private (?:report|paper|session)\b  # Private session
  \b(?:family|panel|board|police|coroner'?s?|court|file|master|legal|agency|advance|confidential) copy\b  # Coroner's copy
  \b(?:confidential|private|family|police|unredacted) version\b  # Unredacted version
  ^\W*(?:copy|no\.?)(?: (?:number|no\.?))? ?\d{1,3} of \d{1,3}\b(?! pages)|\bto be returned to\b  # Copy 3 of 12
  \b(?:un|non|not)[- ]?(?:yet )?(?:been )?(?:anonymi[sz]ed|redacted)\b  # Not yet anonymised
  \bidentifiable (?:version|copy|report)\b  # Identifiable version
  \bwith (?:identifying|personal|real) (?:details|names|information)\b  # With real names
  \b(?:report with|version with|containing|including) (?:real |full |the )?names\b  # Version with names
  \bkey to (?:the )?(?:names|pseudonyms)\b|\bnames key\b  # Key to the names
  \bcontains (?:\w+ ){0,2}(?:personal|identifiable|identifying) (?:data|information|details)\b  # Contains sensitive personal data
  ^\W*without prejudice\W*$|\bschedule 12a\b  # Without prejudice
  \bexempt (?:information|item|report|appendix|from publication)\b  # Exempt information
  \breporting restrictions?\b|\bby order of the (?:court|judge)\b|\bsub judice\b  # Reporting restrictions apply
`;
