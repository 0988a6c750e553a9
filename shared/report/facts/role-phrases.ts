import { phrases } from '../phrases.ts';

/** Words that stand before "author" or "reviewer", in any number. */
export const BEFORE_AUTHOR = phrases`
  independent|lead|first|second|joint|external|internal|peer|principal|sole|local  # Independent
  overview|report|review|multi-agency|safeguarding|panel(?= (?:chair )?(?:and|&) )  # Overview report
  s\.?a\.?r|dhr|scr|lcspr|cspr|cpr|iro  # LCSPR
  chair(?:person|man|woman)?|and|&  # Chair and
`;

/** Words for who wrote the report. "Independent Chair and Author" is one; "Review Panel Chair" is none. */
export const AUTHOR_ROLES = phrases`
  (?:co-?\s?)?(?:authors?|reviewers?|writers?)  # Reviewers
  (?:awdur(?:on)?|adolygyddi?(?:on)?|adolygwyr|adolygydd)(?:\s+(?:annibynnol|arweiniol))*  # Adolygydd annibynnol
`;

const WORDS_BEFORE_ROLE = '(?:(?:independent|panel|review|lead|report|overview) )*';
/** Another role of the same person, behind the first. */
export const SECOND_ROLE = phrases`
  \s*(?:and|&|\/|[–—-])\s*${WORDS_BEFORE_ROLE}(?:chair|author|reviewer)s?\b  # Author and Panel Chair
`;

const OPENING = String.raw`(?:(?:this |the |an? |\S+[’']s )?(?:(?:independent|overview|final|full) )*(?:report|review)\s+(?:was\s+|has been\s+)?)?`;
const DONE =
  '(?:prepared|written|authored|co-authored|produced|compiled|drafted|undertaken|conducted|carried out|completed|led|facilitated)';
const FIRST = '(?:reviewed|researched|chaired|facilitated|led|undertaken|conducted|prepared|investigated)';
const FOR_WHOM = String.raw`(?: (?:for|on behalf of) (?:(?!\bby\b)[^:;]){3,80}?)?`;
const THEN = '(?: and (?:prepared|written|authored|produced))?';
/** Words at the start of a line before the name of who wrote the report. */
export const AUTHORED_BY_WORDINGS = phrases`
  ${OPENING}by\b  # Report by Jane Field
  ${OPENING}(?:independently |jointly )?(?:${FIRST} and )?${DONE}${THEN}${FOR_WHOM} by\b  # This report was chaired and written for the Board by Jane Field
  (?:report|review) of (?:an? |the )?(?:(?:independent|multi-agency|joint|learning) )*review by\b  # Report of the independent review by
  (?:report|review) of (?:the )?(?=independent|lead|reviewer|author)  # Report of the Independent Reviewer
  gan\b|ysgrifennwyd gan\b|paratowyd gan\b|awdur  # Ysgrifennwyd gan
`;

/** People on covers who did not write the report, or bodies. */
export const OTHER_ROLES = phrases`
  chair(?:s|man|woman|person)?|cadeirydd|panel members?|panel|members?|coordinator|administrator  # Panel Chair
  endorsed|approved|commissioned|published|foreword|quality assured|reviewed by|signed|agreed  # Endorsed by
  ratified|verified|checked|submitted|on behalf of|deposited by|received from|supplied by  # Submitted by
  sponsors?|contact|managers?|editor|designed|scrutineer|advis[eo]rs?|director|commissioner  # Business manager
  safeguarding partners  # Safeguarding partners
`;

/** Roles that exclude, unlike a post: "Paul Standen, Designated Nurse" may well be an author. */
export const NO_AUTHOR = phrases`
  chair(?:s|man|woman|person)?|cadeirydd|panel|members?|scrutineer|sponsor|contact  # Panel member
  endorsed|approved|commissioned|on behalf of|safeguarding partners  # Commissioned by
`;

const AFTER_NO_JOINER = String.raw`,?(?<!(?:[–—&-]|\band)(?:\s(?:independent|panel|review|report|overview|lead))*)\s+(?!(?:and|&)\s)`;
/** What parts the people of one line. */
export const CLAUSE_ENDS = phrases`
  \s*[;|]\s*  # Chair: Ann Vale; Author: Jane Field
  \.\s+(?=\p{Lu}[\p{L} ]{2,40}:\s)  # Chair: Ann Vale. Author: Jane Field
  ${AFTER_NO_JOINER}(?=(?:\p{L}+ ){0,4}(?:author|reviewer|chair|chairperson)s?:\s)  # Chair: Ann Vale, Report Author: Jane Field
  ${AFTER_NO_JOINER}(?=(?:version|status|date|publi\w+|completed|approved|agreed|partnership)\b[^:]{0,25}:\s)  # Author: Jane Field Version: 2
`;

/** How a clause behind a bar or a bullet begins that says who did what. */
export const CLAUSE_OF_A_ROLE = phrases`
  (?:report |written |authored |prepared )?by\b  # by Jane Field
  (?:\p{L}+ ){0,3}(?:author|reviewer|chair)s?\s?:\s  # Lead reviewer: Jane Field
`;

/** Words that can stand around a role without being somebody else's. */
export const AROUND_ROLE = phrases`
  the|name|names|of|and|&|report|review|overview|independent|chair|s|post|role|lead|details|for  # Name of
`;

/** The author on a cover that names no other; in the document control somebody else. */
export const REVIEWED_BY = phrases`
  ^reviewed by:?\s+(?=\p{Lu})  # Reviewed by: Jane Field
`;
/** What a cover or a table has that keeps a record of versions. */
export const OF_DOCUMENT_CONTROL = phrases`
  \b(?:version|document control|approved by|ratified|next review|review date|status)\b  # Version 2
`;

/** Labels of authors in the credits, on a page of its own or in the document control. */
export const LABELS_OF_AUTHORS = phrases`
  ^(?:(?:independent|lead|overview|report|review|joint) )*(?:authors?|reviewers?)\s*:\s*(?=\p{Lu})  # Report author: Jane Field
  ^(?:report |review )?(?:written|authored|prepared) by:?\s+(?=\p{Lu})  # Written by Jane Field
`;
