import { type Check, findingAt } from './check.ts';
import { maskNames } from './mask.ts';

const NOUN =
  "name|names|child's name|initials?|surname|forename|date|dates|dd|mm|yyyy|month|year|day|time|age|dob|address|postcode|school|hospital|nursery|gp|practice|area|town|borough|council|local authority|partnership|board|agency|organisation|author|reviewer|chair|number|no|ref|reference|figure|table|page|paragraph|link|hyperlink|url|e-?mail|phone|telephone|logo|title|text|details?|section|appendix|photo|picture|image|quote|signature|role|job title|insert|add|tbc|tba|tbd|xx+|blank|placeholder";
/** What stands in square, angle or curly brackets and waits to be filled in. */
const BRACKETED = [
  new RegExp(
    String.raw`[[{<«]{1,2} ?(?:your |child's |full |first |family )?(?:${NOUN})(?: (?:of|for) (?:the )?[\p{L}' ]{2,30}| (?:here|goes here|to follow|tbc|needed|required))? ?[\]}>»]{1,2}`,
    'giu',
  ),
  /[[{<«]{1,2} ?(?:please )?(?:insert|add|enter|delete|check|confirm|update|to be (?:confirmed|added|inserted|completed|agreed)|to follow|drafting note|dn|note to|query)\b[^\]}>»\n]{0,60}[\]}>»]{1,2}/gi,
  /\((?:please )?(?:insert|drafting note|dn:|date to be (?:confirmed|added))\b[^)\n]{0,60}\)/gi,
  /\[ ?(?:[\p{L}'-]+ ){1,3}(?:names?|date|dob|address|age|initials|number|reference|details|postcode|tbc) ?\]/giu,
  // A question or an order to a colleague: `[HM: is this right?]`, `[author to confirm]`, `[HOLD - police to
  // clear]`.
  /\[ ?[A-Z]{2,3} ?: ?(?:(?:check|please|is|are|was|can|do|did|need|should|not sure|confirm|add|ask)\b[^\]\n]{0,120}|[^\]\n]{0,120}\?)\]/g,
  /\[[^\]\n]{0,60}\b(?:to (?:be )?(?:confirm|check|add|insert|update|complete|clarif|follow|supply|agreed|advise)\w*|(?:please |can (?:you|we) |need to )(?:confirm|check|add|update|clarify)|is this (?:right|correct|true)|tbc)\b[^\]\n]{0,60}\]/gi,
  /\[ ?(?:(?:[Tt]ype|[Ee]nter|[Ss]elect|[Pp]ick|[Cc]hoose|[Cc]lick)\b|(?:HOLD|NB|CHECK|QUERY|TODO|TO DO|DELETE|UPDATE)\b(?=[^\]\n]* ))[^\]\n]{0,80}\]/g,
  /\([^()\n]{0,60}(?<!\b(?:is|are|was|were|had|has|have) )\bto be (?:inserted|added|supplied)\b[^()\n]{0,40}\)/gi,
  /\[ ?(?:[\p{L}']+ ){0,3}[\p{L}']+\? ?\]/gu,
  /\[ ?(?:dd|day|date|month|year|first name|name|surname|place)(?:[ ,/-]+(?:mm|yy(?:yy)?|day|date|month|year|time|name|surname)){1,3} ?\]/gi,
  /\[[^\]\n]{0,40}\b(?:to finish|citation needed|(?:goes?|more) here)\b[^\]\n]{0,20}\]/gi,
  /\(\p{L}{2,12}\?\)|\((?:[\p{L}']+ ){0,3}(?:number|date|name|which|check|correct|when|confirm|source|year|age)s?\?\)/giu,
  /(?<=\p{Ll} )\((?:names?|surname|initials?)\)(?= \p{Ll}|[.,;])/gu,
  /\[ ?(?:[A-Z][A-Z'’/&-]* ?){1,5}\]/g,
  /\[ ?(?:_{2,}|\.{4,}|X+|x{2,}|\?+|•|●) ?\]/g,
];
/** Brackets that a published report has for good reasons. */
const MEANT =
  /redact|remov|withheld|omitt|anonym|pseudonym|deleted|changed|altered|sic\b|emphasis|inaudible|crying|laugh|not (?:their|her|his|the child's) real|^\[ ?(?:[A-Z]{2,6}|CHILD [A-Z]|MOTHER|FATHER|I|A|AN|THE|HE|SHE|HIS|HER|THEY|THEIR|MY|OUR|WE|IT)(?:'S)? ?\]$/i;
const UNMEANT =
  /^\[ ?(?:CHECK|CONFIRM|QUERY|UPDATE|DELETE|NAME|PHOTO|IMAGE|MAP|CHART|QUOTE|INSERT|SOURCE|TITLE|AUTHOR|DATE|TBC|TBA|TBD|DOB|XX+|REF|LINK|ADD|LOGO|TEXT|ROLE|AGE|YEAR|MONTH|URL) ?\]$/i;

// `(?=x)` and the like: what stands before is looked at only where the first letter fits.
const BARE: readonly RegExp[] = [
  /(?=[xd\d])(?<![\p{L}\d])(?:x{1,2}|dd|\d{1,2})[/.-](?:x{2}|mm)[/.-](?:x{2,4}|yy(?:yy)?|(?:19|20)?\d\d|20[x\d]x)(?![\p{L}\d])/giu,
  /(?=[x_.])(?<![\p{L}\d._])(?:x{2,}|_{2,}|\.{4,}) (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/giu,
  /(?=[12])(?<![\p{L}\d])(?:19|20)(?:xx|\dx|\?\?|\d\?)(?![\p{L}\d?])/giu,
  /(?=[Xx])(?<![\p{L}\d-])(?:X[Xx]{2,}|x{4,})(?![\p{L}\d-])/gu,
  /(?=[x?0#])(?<=\b(?:page|paragraph|section|appendix|table|figure|recommendation) )(?:xx?|\?\??|00|#)(?![\p{L}\d])(?! ?and [A-Z]\b)/giu,
  /(?=x)(?<![\p{L}\d])(?:xx (?:years?|months?|weeks?|days?|times|occasions|visits|contacts|referrals|children|agencies|practitioners)|xx ?%|xx xx(?= (?:19|20)\d\d)|(?<=£|\b(?:aged?|paras?\.?) )xx?|(?<!\d )x (?:times|occasions|(?:weeks|months|years|days) old))(?![\p{L}\d])/giu,
  /\bXX(?= (?:Primary|Secondary|Infant|Junior|High|School|Academy|College|Nursery|Hospital|Surgery|Street|Road|Avenue|Close|House)\b)/g,
  /(?=T)(?<![\p{L}\d])TB[CAD](?![\p{L}\d])/gu,
  /(?:[:(–-] ?|\bdate )tb[cad](?![\p{L}\d])/giu,
  /(?=:)(?<=\b(?:date|published|publication|author|reviewer|name|version)[\p{L} ]{0,20}): ?(?:to be (?:confirmed|agreed|added|inserted|completed|advised)|to follow|_{3,}|\.{5,}|insert\b)/giu,
  /\binsert (?:the |a |child's |your |relevant )?(?:name|date|text|title|author|here|figure|table|link|logo|picture|photo|quote|school|address|number|paragraph|section|details)\b(?! of\b)/gi,
  /\bto be inserted\b(?! (?:in|into|within|to|on|at|by)\b)|\bto be (?:added|inserted|completed) here\b|\bthis (?:section|part|chapter|paragraph|table|page|appendix) (?:is )?(?:still )?to be (?:completed|written|added|drafted|updated|finalised|confirmed|agreed)\b/gi,
  /([%$_#~])\1\p{L}[\p{L}_ ]{1,30}\1\1/gu,
  /(?<!\bTB[CAD] ?)\(to be (?:confirmed|agreed|advised)\)/gi,
  /(?=[*!>#])(?:\*{3,}|!{2,}|>{2,}|#{3,}) ?(?:check|confirm|ask|add|query|todo|fix|update|note)\b/gi,
  /\b(?:TODO|FIXME)\b/g,
  /\bnote to (?:the )?(?:author|reviewer|self|chair|panel|editor|designer|printer)\b/gi,
  /\bNB:? (?:please )?(?:check|confirm|ask|add|update|remove|delete)\b/gi,
  /\blorem ipsum\b/gi,
  /\binsert [^.\n]{0,30}\bhere\b/gi,
  /\bNo table of (?:contents|figures) entries found\b/g,
  /#(?:REF!|NAME\?|VALUE!|DIV\/0!|N\/A\b)/g,
  /\bError! \p{Lu}\p{Ll}[^.\n]{0,60}/gu,
  /\b(?:Click|Click or tap|Tap)(?: here| or tap here)? to (?:enter|add|insert|edit|choose)[^.\n]{0,20}/gi,
  /\bChoose an item\.?/g,
  /\[?\b(?:DRAFTING NOTE|DN):/g,
  /\bComment(?:ed)? ?\[\p{L}{1,4}\d{1,3}(?:R\d{1,3})?\]:?/giu,
  /(?=\?)(?<![\p{L}\d"'.!?])\?{3,}|(?<=\p{L} )\?\?(?= \p{L}|[.,;])|@{3,}/gu,
  /\bplaceholder (?:text|for|image|picture)\b/gi,
  /\b(?:remove|delete|redact|anonymi[sz]e)(?: this)? (?:before|prior to) (?:publication|publishing|release)\b/gi,
  /\b(?:her|his|their|the child's) real name\?/gi,
  /«[^»\n]{1,40}»|\{\{[^}\n]{1,40}\}\}|<<[^>\n]{1,40}>>|\bMERGEFIELD\b/g,
];
const PARTS = 'photo|picture|quote|map|diagram|chart|table|figure|text|logo|image|link|genogram|chronology';
/**
 * Lines that only say what is still to be written, or what Word writes into the margin about tracked changes.
 */
const ALONE: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:add|insert) (?:${PARTS}|date|name|reference|timeline|signature)(?: here)?\.?$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:[\p{L}']+ ){0,3}(?:${PARTS}|signature|foreword|summary|appendix|appendices|section|statement|details|date) to follow\.?$`,
    'iu',
  ),
  new RegExp(String.raw`^.{0,30}\b(?:${PARTS})\b.{0,20} to be (?:added|supplied|provided|updated)\.?$`, 'i'),
  /^(?:[\p{L}']+ ){0,3}(?:date|name|title|author|version|venue) to be (?:confirmed|agreed|added|advised)\.?$/iu,
  /^(?:[\p{L}']+ ){0,2}(?:name|date|title|text|link|address|photo|picture|logo|quote|signature|heading|caption|type|content) (?:goes )?here\.?$/iu,
  /^(?:right-click to )?update field\W*$|^To do: /i,
  /^(?:Deleted|Inserted|Moved (?:down|up|\((?:insertion|deletion)\))(?: \[\d+\])?|Formatted(?: Table| \[\d+\])?): ?\S/,
];
/** How such a line begins, and ends: most lines need no closer look. */
const BEGINS = /^(?:add|insert|to do|deleted|moved|formatted)/i;
const ENDS = /(?:follow|here|added|supplied|provided|updated|confirmed|agreed|advised|field)\W?$/i;
const isAlone = (line: string): boolean =>
  line.length <= 80 &&
  (BEGINS.test(line) || ENDS.test(line.slice(-12))) &&
  ALONE.some((pattern) => pattern.test(line));

/** Signs in a row where a word of a sentence should be. */
const RUN = String.raw`(?:\*{3,}|_{3,})`;
/** Somebody signs or fills in there by hand, gives stars, or swears. */
const FILLED_BY_HAND = String.raw`(?<!\b(?i:signed|signature|names?|dated?|print|position|title|role|tel|telephone|e-?mail|address|initials?|by|deliveryLog|rated|rating|scored|stars?|f|s|c|b)[ *_]*)`;
const IN_PLACE_OF_WORDS: readonly RegExp[] = [
  // `when **** was seen`, `lived with ____.`, `Mr ****'s`
  new RegExp(
    String.raw`(?=[*_])(?<=\p{L}[,;]? )${FILLED_BY_HAND}${RUN}(?=(?:'s)?[,;]? \p{Ll}{2,}|'s\b|[.;](?:\s|$)|,? ?(?:19|20)\d\d\b)(?! (?:off|up|you|it|this|sake)\b)`,
    'gu',
  ),
  // `**** was seen` at the beginning of a sentence
  new RegExp(
    String.raw`(?=[*_])(?<=^|\n|[.!?] )${RUN}(?=(?:'s)? (?:was|is|had|has|and|told|said|lived|did|were|who|would|could)\b)`,
    'gu',
  ),
  // `on the **/**/2016`
  /(?=[*_])(?<![*_\w])[*_]{2,4} ?[/.-] ?(?:[*_]{2,4}|\d{1,2}) ?[/.-] ?(?:(?:19|20)?\d\d|[*_]{2,4})(?![*_\w])/gu,
];

/** A list of abbreviations explains TBC, and so does `TBC (to be confirmed)`. */
const EXPLAINED = /\bTB[CAD]\b[\s(=:–-]{0,4}to be (?:confirmed|agreed|announced|decided|determined)/i;

/**
 * Text that was to be replaced: `[NAME]`, `xx/xx/2024`, TBC, `insert date`, lorem ipsum, a broken
 * cross-reference of Word. Proper redactions and editors' brackets are none.
 */
export const placeholderText: Check = ({ body, margins }) =>
  [body, margins].flatMap((flow) =>
    placesIn(flow.text).map(([start, end]) =>
      findingAt(
        'placeholder-text',
        flow,
        start,
        end,
        `A placeholder was left in: “${maskNames(flow.text.slice(start, end))}”.`,
      ),
    ),
  );

/** Where a placeholder begins and ends, in the order of the text; of two that overlap, the first rule's. */
function placesIn(text: string): (readonly [start: number, end: number])[] {
  const places: (readonly [number, number])[] = [];
  for (const [start, words] of placeholdersIn(text)) {
    const end = start + words.length;
    if (!places.some(([from, to]) => start < to && from < end)) places.push([start, end]);
  }
  return places.sort(([a], [b]) => a - b);
}

/** Every placeholder with its place, rule by rule. */
function* placeholdersIn(text: string): Generator<readonly [start: number, words: string]> {
  for (const match of matchesOf(BRACKETED, text)) if (isUnfilled(match[0])) yield [match.index, match[0]];
  for (const match of matchesOf([...BARE, ...IN_PLACE_OF_WORDS], text))
    if (!isExplained(text, match) && !isForm(text, match)) yield [match.index, match[0]];
  for (const [start, line] of linesOf(text)) if (isAlone(line)) yield [start, line];
}

const matchesOf = (patterns: readonly RegExp[], text: string): RegExpExecArray[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)]);

const isExplained = (text: string, { index }: RegExpExecArray): boolean =>
  EXPLAINED.test(text.slice(index, index + 40));

/** Lines and cells, each with its place in the text. */
function* linesOf(text: string): Generator<[start: number, line: string]> {
  let start = 0;
  for (const line of text.split(/[\n\t]/)) {
    yield [start, line];
    start += line.length + 1;
  }
}

const isUnfilled = (written: string): boolean => UNMEANT.test(written) || !MEANT.test(written);

/** One of several rules to write on beside each other: `Name: ____ Date: ____`. */
const isForm = (text: string, { 0: written, index }: RegExpExecArray): boolean =>
  /: ?_{3,}$/.test(written) &&
  (/^_*[^\n_]{1,40}_{3}/.test(text.slice(index + written.length, index + 200)) ||
    /_{3}[^\n_]{1,10}$/.test(text.slice(Math.max(0, index - 40), index)));
