import { phrases } from '../phrases.ts';

const THE = '(?:the )?(?:outcome of )?(?:the )?';
const COURT = '(?:inquest|trial|criminal|court|coroner|legal|sentenc)';
/** "Not for publication" says both that it is restricted and that its day has not come. */
export const EMBARGO = phrases`
  \bembargo(?:ed)?\b  # Embargoed until 4 May
  \bnot (?:for|to be) (?:publication|published|release|released|reported|broadcast)\b  # Not for publication
  \bnot for use (?:before|until)\b  # Not for use before noon
  \b(?:may|must|should|can) not be (?:published|released|made public|reported)\b  # This report must not be published
  \bmay be (?:published|released|reported) (?:before|until)\b  # Nothing may be reported before 4 May
  ^\W*(?:publication|release) (?:is |currently )?(?:withheld|deferred|postponed|paused|suspended|on hold)\b  # Publication on hold
  \b(?:no|not for) (?:publication|release|broadcast)(?: or [a-z]+)? (?:before|until|prior to)\b  # No release before 4 May
  \bnot (?:to be )?(?:shared|released|published|made public)? ?(?:before|until) \d  # Not before 4 May
  \bnot (?:to be |yet )?(?:been )?made public\b|\bnot yet (?:been )?published\b  # Not yet made public
  ^\W*unpublished(?: report| version| copy)?\W*$  # Unpublished report
  \b(?:confidential|restricted|private) (?:until|before|pending)\b  # Confidential until publication
  \b(?:publication|release)[^.]{0,20} (?:subject to|awaits?|depends on) ${THE}${COURT}  # Publication awaits the inquest
  \bhold (?:for|until) (?:release|publication)\b  # Hold for release
  \bsubject to (?:the )?(?:inquest|trial|criminal proceedings|court proceedings)\b  # Subject to the inquest
  \bdan embargo\b|\bheb ei gyhoeddi\b|\bnid i'?w gyhoeddi\b  # Dan embargo
`;

const HAPPENED = 'was|were|been|is|are|be|being|remain(?:s|ed)?|kept|under(?: an)?';
/** In the text of a page: the instruction itself with its day or hour, or a mark in capitals. */
export const EMBARGO_IN_TEXT = phrases`
  (?<!\b(?:${HAPPENED}) )\bembargoed (?:until|till|to)\b  # Embargoed until noon on 4 May
  \bembargo: |\bstrict(?:ly)? embargo  # Embargo: 4 May
  (?-i:\bEMBARGO(?:ED)?\b|\bNOT FOR PUBLICATION\b)  # NOT FOR PUBLICATION
`;
