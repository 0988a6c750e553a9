import { alternatives, anyOf, type Phrase, phrase } from './phrases.ts';

/** Words that stand before "author" or "reviewer", in any number. */
const BEFORE_AUTHOR: readonly Phrase[] = [
  phrase('independent|lead|first|second|joint|external|internal|peer|principal|sole|local', 'Independent'),
  phrase(
    'overview|report|review|multi-agency|safeguarding|panel(?= (?:chair )?(?:and|&) )',
    'Overview report',
  ),
  phrase('s\\.?a\\.?r|dhr|scr|lcspr|cspr|cpr|iro', 'LCSPR'),
  phrase('chair(?:person|man|woman)?|and|&', 'Chair and'),
];
/** Words for who wrote the report. "Independent Chair and Author" is one; "Review Panel Chair" is none. */
export const AUTHOR_ROLES: readonly Phrase[] = [
  phrase('(?:co-?\\s?)?(?:authors?|reviewers?|writers?)', 'Reviewers'),
  phrase(
    '(?:awdur(?:on)?|adolygyddi?(?:on)?|adolygwyr|adolygydd)(?:\\s+(?:annibynnol|arweiniol))*',
    'Adolygydd annibynnol',
  ),
];
const SECOND_ROLE =
  '\\s*(?:and|&|\\/|[–—-])\\s*(?:(?:independent|panel|review|lead|report|overview) )*(?:chair|author|reviewer)s?\\b';
export const AUTHOR_ROLE = new RegExp(
  `(?<!\\p{L})(?:(?:${alternatives(BEFORE_AUTHOR)})[\\s/-]+)*(?:${alternatives(AUTHOR_ROLES)})(?!\\p{L})(?:${SECOND_ROLE})?`,
  'iu',
);

/** Parts that the words before an author share. */
const PARTS = {
  opening:
    "(?:(?:this |the |an? |\\S+[’']s )?(?:(?:independent|overview|final|full) )*(?:report|review)\\s+(?:was\\s+|has been\\s+)?)?",
  done: '(?:prepared|written|authored|co-authored|produced|compiled|drafted|undertaken|conducted|carried out|completed|led|facilitated)',
  first: '(?:reviewed|researched|chaired|facilitated|led|undertaken|conducted|prepared|investigated)',
  whom: '(?: (?:for|on behalf of) (?:(?!\\bby\\b)[^:;]){3,80}?)?',
};
/** Words at the start of a line before the name of who wrote the report. */
export const AUTHORED_BY_WORDINGS: readonly Phrase[] = [
  phrase('{opening}by\\b', 'Report by Jane Field', PARTS),
  phrase(
    '{opening}(?:independently |jointly )?(?:{first} and )?{done}(?: and (?:prepared|written|authored|produced))?{whom} by\\b',
    'This report was chaired and written for the Board by Jane Field',
    PARTS,
  ),
  phrase(
    '(?:report|review) of (?:an? |the )?(?:(?:independent|multi-agency|joint|learning) )*review by\\b',
    'Report of the independent review by',
  ),
  phrase(
    '(?:report|review) of (?:the )?(?=independent|lead|reviewer|author)',
    'Report of the Independent Reviewer',
  ),
  phrase('gan\\b|ysgrifennwyd gan\\b|paratowyd gan\\b|awdur', 'Ysgrifennwyd gan'),
];
export const AUTHORED_BY = new RegExp(`^(?:${alternatives(AUTHORED_BY_WORDINGS)})`, 'iu');

/** People on covers who did not write the report, or bodies. */
export const OTHER_ROLES: readonly Phrase[] = [
  phrase(
    'chair(?:s|man|woman|person)?|cadeirydd|panel members?|panel|members?|coordinator|administrator',
    'Panel Chair',
  ),
  phrase(
    'endorsed|approved|commissioned|published|foreword|quality assured|reviewed by|signed|agreed',
    'Endorsed by',
  ),
  phrase(
    'ratified|verified|checked|submitted|on behalf of|deposited by|received from|supplied by',
    'Submitted by',
  ),
  phrase(
    'sponsors?|contact|managers?|editor|designed|scrutineer|advis[eo]rs?|director|commissioner',
    'Business manager',
  ),
  phrase('safeguarding partners', 'Safeguarding partners'),
];
export const OTHER_ROLE = anyOf(OTHER_ROLES);
