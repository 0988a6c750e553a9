import { MONTHS } from '../months.ts';
import { phrases } from '../phrases.ts';

const THING = [
  "name|names|child's name|initials?|surname|forename|date|dates|dd|mm|yyyy|month|year|day|time|age|dob",
  'address|postcode|school|hospital|nursery|gp|practice|area|town|borough|council|local authority',
  'partnership|board|agency|organisation|author|reviewer|chair|number|no|ref|reference|figure|table',
  'page|paragraph|link|hyperlink|url|e-?mail|phone|telephone|logo|title|text|details?|section|appendix',
  'photo|picture|image|quote|signature|role|job title|insert|add|tbc|tba|tbd|xx+|blank|placeholder',
].join('|');
const WHOSE = "(?:your |child's |full |first |family )?";
const OF_WHAT = String.raw`(?: (?:of|for) (?:the )?[\p{L}' ]{2,30}| (?:here|goes here|to follow|tbc|needed|required))?`;
const ORDER = '(?:insert|add|enter|delete|check|confirm|update|drafting note|dn|note to|query)';
const TO_DO = 'to (?:be )?(?:confirm|check|add|insert|update|complete|clarif|follow|supply|agreed|advise)';
const OF_DATE = '(?:mm|yy(?:yy)?|day|date|month|year|time|name|surname)';
const DETAIL = '(?:names?|date|dob|address|age|initials|number|reference|details|postcode|tbc)';
const QUESTION = '(?:number|date|name|which|check|correct|when|confirm|source|year|age)';

/** Words in brackets that wait to be filled in. */
export const BRACKETED = phrases`
  [[{<«]{1,2} ?${WHOSE}(?:${THING})${OF_WHAT} ?[\]}>»]{1,2}  # [child's name here]
  [[{<«]{1,2} ?(?:please )?${ORDER}\b[^\]}>»\n]{0,60}[\]}>»]{1,2}  # <insert the date>
  [[{<«]{1,2} ?to (?:be (?:confirmed|added|inserted|completed|agreed)|follow)\b[^\]}>»\n]{0,60}[\]}>»]{1,2}  # {to be confirmed}
  \((?:please )?(?:insert|drafting note|dn:|date to be (?:confirmed|added))\b[^)\n]{0,60}\)  # (insert reference)
  \[ ?(?:[\p{L}'-]+ ){1,3}${DETAIL} ?\]  # [Mother's first name]
  \[[^\]\n]{0,60}\b${TO_DO}\w*\b[^\]\n]{0,60}\]  # [author to confirm]
  \[[^\]\n]{0,60}\b(?:please |can (?:you|we) |need to )(?:confirm|check|add|update|clarify)\b[^\]\n]{0,60}\]  # [police: can you check]
  \[[^\]\n]{0,60}\b(?:is this (?:right|correct|true)|tbc)\b[^\]\n]{0,60}\]  # [in 2019 - is this right]
  \([^()\n]{0,60}(?<!\b(?:is|are|was|were|had|has|have) )\bto be (?:inserted|added|supplied)\b[^()\n]{0,40}\)  # (table to be added)
  \[ ?(?:[\p{L}']+ ){0,3}[\p{L}']+\? ?\]  # [sister?]
  \[ ?(?:dd|day|date|month|year|first name|name|surname|place)(?:[ ,/-]+${OF_DATE}){1,3} ?\]  # [day month year]
  \[[^\]\n]{0,40}\b(?:to finish|citation needed|(?:goes?|more) here)\b[^\]\n]{0,20}\]  # [citation needed]
  \(\p{L}{2,12}\?\)|\((?:[\p{L}']+ ){0,3}${QUESTION}s?\?\)  # (which school name?)
  (?<=(?-i:\p{Ll}) )(?-i:\((?:names?|surname|initials?)\)(?= \p{Ll}|[.,;]))  # his aunt (name) said
  (?-i:\[ ?[A-Z]{2,3} ?: ?[^\]\n]{0,120}\?\])  # [HM: the second visit?]
  (?-i:\[ ?[A-Z]{2,3} ?: ?(?:check|please|is|are|was|can|do|did|need|should|not sure|confirm|add|ask)\b[^\]\n]{0,120}\])  # [HM: check with the school]
  (?-i:\[ ?(?:[Tt]ype|[Ee]nter|[Ss]elect|[Pp]ick|[Cc]hoose|[Cc]lick)\b[^\]\n]{0,80}\])  # [Choose a date]
  (?-i:\[ ?(?:HOLD|NB|CHECK|QUERY|TODO|TO DO|DELETE|UPDATE)\b(?=[^\]\n]* )[^\]\n]{0,80}\])  # [HOLD - police to clear]
  (?-i:\[ ?(?:[A-Z][A-Z'’/&-]* ?){1,5}\])  # [NAME OF SCHOOL]
  \[ ?(?:_{2,}|\.{4,}|(?-i:X+|x{2,})|\?+|•|●) ?\]  # [xxx]
`;

/** Brackets that a published report has for good reasons, by a word in them. */
export const MEANT = phrases`
  redact|remov|withheld|omitt|anonym|pseudonym|deleted|changed|altered|sic\b  # [name withheld]
  emphasis|inaudible|crying|laugh|not (?:their|her|his|the child's) real  # [crying]
`;
/** Words of such brackets in capitals, and of those that are placeholders all the same. */
export const MEANT_CAPITALS = phrases`
  [A-Z]{2,6}|CHILD [A-Z]|MOTHER|FATHER|I|A|AN|THE|HE|SHE|HIS|HER|THEY|THEIR|MY|OUR|WE|IT  # CHILD B
`;
export const UNMEANT_CAPITALS = phrases`
  CHECK|CONFIRM|QUERY|UPDATE|DELETE|INSERT|ADD|TBC|TBA|TBD|XX+  # CHECK
  NAME|PHOTO|IMAGE|MAP|CHART|QUOTE|SOURCE|TITLE|AUTHOR|DATE|DOB|REF|LINK|LOGO|TEXT|ROLE|AGE|YEAR|MONTH|URL  # NAME
`;

const YEAR = String.raw`(?:x{2,4}|yy(?:yy)?|(?:19|20)?\d\d|20[x\d]x)`;
const NUMBERED = 'page|paragraph|section|appendix|table|figure|recommendation';
const COUNTED =
  'years?|months?|weeks?|days?|times|occasions|visits|contacts|referrals|children|agencies|practitioners';
const BUILDING =
  'Primary|Secondary|Infant|Junior|High|School|Academy|College|Nursery|Hospital|Surgery|Street|Road|Avenue|Close|House';
const LABELLED = 'date|published|publication|author|reviewer|name|version';
const LATER = String.raw`to be (?:confirmed|agreed|added|inserted|completed|advised)|to follow|_{3,}|\.{5,}|insert\b`;
const PART = 'section|part|chapter|paragraph|table|page|appendix';
const BE_DONE = 'completed|written|added|drafted|updated|finalised|confirmed|agreed';
const INSERTED = [
  'name|date|text|title|author|here|figure|table|link|logo|picture|photo|quote|school|address|number',
  'paragraph|section|details',
].join('|');

/**
 * Words without brackets that were to be replaced. `(?=x)` and the like: the words before are looked at only
 * where the first letter fits.
 */
export const BARE = phrases`
  (?=[xd\d])(?<![\p{L}\d])(?:x{1,2}|dd|\d{1,2})[/.-](?:x{2}|mm)[/.-]${YEAR}(?![\p{L}\d])  # xx/xx/2024
  (?=[x_.])(?<![\p{L}\d._])(?:x{2,}|_{2,}|\.{4,}) (?:of )?(?:${MONTHS})\b  # xx May 2019
  (?=[12])(?<![\p{L}\d])(?:19|20)(?:xx|\dx|\?\?|\d\?)(?![\p{L}\d?])  # in 20xx
  (?=x)(?-i:(?<![\p{L}\d-])(?:X[Xx]{2,}|x{4,})(?![\p{L}\d-]))  # Mr xxxxx
  (?=[x?0#])(?<=\b(?:${NUMBERED}) )(?:xx?|\?\??|00|#)(?![\p{L}\d])(?! ?(?-i:and [A-Z])\b)  # see page xx
  (?=x)(?<![\p{L}\d])(?:xx (?:${COUNTED})|xx ?%|xx xx(?= (?:19|20)\d\d))(?![\p{L}\d])  # xx visits
  (?=x)(?<=£|\b(?:aged?|paras?\.?) )xx?(?![\p{L}\d])  # aged xx
  (?=x)(?<![\p{L}\d])(?<!\d )x (?:times|occasions|(?:weeks|months|years|days) old)(?![\p{L}\d])  # x times
  \b(?-i:XX(?= (?:${BUILDING})\b))  # XX Primary
  (?=T)(?<![\p{L}\d])(?-i:TB[CAD])(?![\p{L}\d])  # Author: TBC
  (?:[:(–-] ?|\bdate )tb[cad](?![\p{L}\d])  # date tbc
  (?=:)(?<=\b(?:${LABELLED})[\p{L} ]{0,20}): ?(?:${LATER})  # Date of publication: to be confirmed
  \binsert (?:the |a |child's |your |relevant )?(?:${INSERTED})\b(?! of\b)  # insert date
  \bto be inserted\b(?! (?:in|into|within|to|on|at|by)\b)|\bto be (?:added|inserted|completed) here\b  # to be inserted
  \bthis (?:${PART}) (?:is )?(?:still )?to be (?:${BE_DONE})\b  # This section is still to be written
  ([%$_#~])\1\p{L}[\p{L}_ ]{1,30}\1\1  # %%NAME%%
  (?<!\bTB[CAD] ?)\(to be (?:confirmed|agreed|advised)\)  # (to be confirmed)
  (?=[*!>#])(?:\*{3,}|!{2,}|>{2,}|#{3,}) ?(?:check|confirm|ask|add|query|todo|fix|update|note)\b  # *** check
  (?-i:\b(?:TODO|FIXME)\b)  # TODO
  \bnote to (?:the )?(?:author|reviewer|self|chair|panel|editor|designer|printer)\b  # Note to author
  \bNB:? (?:please )?(?:check|confirm|ask|add|update|remove|delete)\b  # NB: please check
  \blorem ipsum\b  # Lorem ipsum
  \binsert [^.\n]{0,30}\bhere\b  # insert the chronology here
  (?-i:\bNo table of (?:contents|figures) entries found\b)  # No table of contents entries found
  (?-i:#(?:REF!|NAME\?|VALUE!|DIV\/0!|N\/A\b))  # #REF!
  (?-i:\bError! \p{Lu}\p{Ll}[^.\n]{0,60})  # Error! Reference source not found
  \b(?:Click|Click or tap|Tap)(?: here| or tap here)? to (?:enter|add|insert|edit|choose)[^.\n]{0,20}  # Click or tap here to enter text
  (?-i:\bChoose an item\.?)  # Choose an item.
  (?-i:\[?\b(?:DRAFTING NOTE|DN):)  # [DN:
  \bComment(?:ed)? ?\[\p{L}{1,4}\d{1,3}(?:R\d{1,3})?\]:?  # Commented [JF3]:
  (?=\?)(?<![\p{L}\d"'.!?])\?{3,}|(?<=\p{L} )\?\?(?= \p{L}|[.,;])|@{3,}  # He was ?? when
  \bplaceholder (?:text|for|image|picture)\b  # Placeholder text
  \b(?:remove|delete|redact|anonymi[sz]e)(?: this)? (?:before|prior to) (?:publication|publishing|release)\b  # Delete before publication
  \b(?:her|his|their|the child's) real name\?  # his real name?
  «[^»\n]{1,40}»|\{\{[^}\n]{1,40}\}\}|<<[^>\n]{1,40}>>|(?-i:\bMERGEFIELD\b)  # «ChildName»
`;

/** Signs in a row where a word of a sentence should be. */
const RUN = String.raw`(?:\*{3,}|_{3,})`;
const SIGNED = 'signed|signature|names?|dated?|print|position|title|role|tel|telephone|e-?mail|address';
/** Somebody signs or fills in there by hand, gives stars, or swears. */
const FILLED_BY_HAND = String.raw`(?<!\b(?:${SIGNED}|initials?|by|witness|rated|rating|scored|stars?|f|s|c|b)[ *_]*)`;
const VERB = 'was|is|had|has|and|told|said|lived|did|were|who|would|could';
const GOES_ON = String.raw`(?=(?:'s)?[,;]? \p{Ll}{2,}|'s\b|[.;](?:\s|$)|,? ?(?:19|20)\d\d\b)`;
/** Signs in place of words. */
export const IN_PLACE_OF_WORDS = phrases`
  (?=[*_])(?<=\p{L}[,;]? )${FILLED_BY_HAND}${RUN}(?-i:${GOES_ON})(?! (?:off|up|you|it|this|sake)\b)  # when **** was seen
  (?=[*_])(?<=^|\n|[.!?] )${RUN}(?=(?:'s)? (?:${VERB})\b)  # **** was seen
  (?=[*_])(?<![*_\w])[*_]{2,4} ?[/.-] ?(?:[*_]{2,4}|\d{1,2}) ?[/.-] ?(?:(?:19|20)?\d\d|[*_]{2,4})(?![*_\w])  # on the **/**/2016
`;

const PARTS = 'photo|picture|quote|map|diagram|chart|table|figure|text|logo|image|link|genogram|chronology';
const BEHIND = 'signature|foreword|summary|appendix|appendices|section|statement|details|date';
const HERE =
  'name|date|title|text|link|address|photo|picture|logo|quote|signature|heading|caption|type|content';
/** Lines that only say what is still to be written, or what Word writes beside tracked changes. */
export const ALONE = phrases`
  ^(?:add|insert) (?:${PARTS}|date|name|reference|timeline|signature)(?: here)?\.?$  # Add map here
  ^(?:[\p{L}']+ ){0,3}(?:${PARTS}|${BEHIND}) to follow\.?$  # Chair's foreword to follow
  ^.{0,30}\b(?:${PARTS})\b.{0,20} to be (?:added|supplied|provided|updated)\.?$  # New map of the area to be supplied
  ^(?:[\p{L}']+ ){0,3}(?:date|name|title|author|version|venue) to be (?:confirmed|agreed|added|advised)\.?$  # Publication date to be confirmed
  ^(?:[\p{L}']+ ){0,2}(?:${HERE}) (?:goes )?here\.?$  # Logo goes here
  ^(?:right-click to )?update field\W*$|^(?-i:To do: )  # Update field
  (?-i:^(?:Deleted|Inserted|Moved (?:down|up|\((?:insertion|deletion)\)))(?: \[\d+\])?: ?\S)  # Deleted: who was
  (?-i:^Formatted(?: Table| \[\d+\])?: ?\S)  # Formatted: Font: Bold
`;
