import { writtenDates } from './written-dates.ts';

/** `CYSUR 4 2019`, `WGSB 2/2019`: a review known by its number. */
export const CODE = /^[A-Z]{2,}[A-Z ]{0,6}[ /-]?\d+(?:[ /-]\d{1,4})*$/;

/** Words that lead to the name: "in respect of", "into the death of", "re", "Title:". */
export const LEAD =
  /^(?:(?:the |an? |final |full |independent |overview |report |review |case |\| )*(?:in respect of|in relation to|in the (?:case|matter) of|concerning|regarding|relating to|with regard to|following the (?:death|injury|serious injury) (?:of|to)|into the (?:death|deaths|circumstances|case|life|lives|care|serious injury|murder|killing) (?:of|surrounding|to|relating to)|on behalf of|about|subjects?|title|re|yn ymwneud â|ynghylch|parthed|pseudonym|known as|name of (?:child|review|subject|case)|review name|case name|child(?:’s|'s)? name|case reference|reference)\b)/i;
const STRIP_START = new RegExp(
  `^(?:[|:;,.–—/*-]+|(?:${[
    'the',
    'an?',
    'of',
    'on',
    'for',
    'into',
    'about',
    'in',
    'to',
    'by',
    're',
    'regarding',
    'concerning',
    'relating',
    'respect',
    'relation',
    'matter',
    'with regard',
    'death',
    'deaths',
    'circumstances',
    'surrounding',
    'serious injury',
    'serious injuries',
    'care',
    'life of',
    'case',
    'subjects?(?= ?:)',
    'title(?= ?:)',
    'names?(?= ?:)',
    'pseudonym(?= ?:)',
    'known as',
    'reference(?= ?:)',
    'final',
    'full',
    'independent',
    'overview',
    'report',
    'reports',
    'review',
    'reviews',
    'executive',
    'summary',
    'learning report',
    'concise',
    'extended',
    'historical',
    'local',
    'publication',
    'published',
    'version',
    'statutory',
    'multi-agency',
    'anonymised',
    'redacted',
    'commissioned',
    'undertaken',
    'following',
    'which led to',
    'yn ymwneud â',
    'ynghylch',
    'parthed',
    'adroddiad',
    'terfynol',
    'name of (?:child|review|subject|case)',
    'review name',
    'case name',
    'case reference',
    "child(?:’s|'s)? name",
    'and(?= the\\b)',
  ].join('|')})(?![\\p{L}’'-])\\s*)\\s*`,
  'iu',
);
const STRIP_END =
  /\s*(?:[|:;,–—/*-]+|(?<=[\s|(–—:-])(?:final|overview|report|reports|review|reviews|executive|summary|published|publication|version|full|copy|independent|learning report|in respect of|concerning|regarding|re|of|on|into|for|the|and its learning|v ?\d+(?:\.\d+)*|adroddiad|terfynol))\s*$/iu;
const LIFE =
  /[\s,(–—-]*\b(?:d\.?\s?o\.?\s?[bd]\b\.?|date of (?:birth|death)|born|died|aged?\s\d|deceased)\b.*$/i;
export const WHOLE_STOCK =
  /^(?:(?:the|an?|final|full|independent|overview|report|review|reviews|of|executive|summary|learning|briefing|concise|extended|historical|publication|version|local|national|statutory|child|children|adult|safeguarding|practice|board|partnership|multi-agency|author|authors|reviewer|reviewers|and|for|in|on|by|lscb|lscp|scb|scp|sab|confidential|official|sensitive|restricted|strict|strictly|confidence|draft|not|protectively|marked|private|redacted|anonymised|signed|cover|page|contents|appendix|volume|part|one|two|adroddiad|adolygiad|y|yr|o|a|terfynol|annibynnol|cyflwyniad|crynodeb|\d+|[|:;,.–—/&()-])(?:\s+|$))+$/i;
const NOT_TITLE =
  /@|www\.|https?:|\b(?:tel|telephone|phone|fax|e-?mail|website|ltd|limited|llp|plc|consult(?:ing|ancy|ants?)|associates|copyright|©|isbn|issn|registered|charity|warning|distress\w*|trigger\w*|helpline|samaritans|deposit\w*|repository|library|catalogue|keywords?|classification|protective\w*|official|confidential|confidence|restricted|embargo\w*|circulation|prepared|commissioned|published|approved|endorsed|submitted|signed|received|supplied|version|author|reviewer|chair|panel|post ?:|status ?:|ref(?:erence)? no|date|pages? ?:|logo|insert|tbc|www|road|street|house|avenue|lane|council|police|nhs|constabulary|organisation ?:|authority ?:|area ?:|all rights|reproduced|page \d|working together|agency|agencies|responsible|agree[ds]?|available|document control|contents|working in partnership|crest|relationship|family member)\b/i;

/** The part of a line that can be a title; empty when there is none. */
export function residue(line: string, partnerships: readonly string[]): string {
  let text = line;
  for (const name of partnerships) text = text.replaceAll(name, ' | ');
  for (const date of writtenDates(text).toReversed()) {
    if (CODE.test(text.slice(0, date.end).replace(/^.*?(?=[A-Z]{2,} ?\d)/, ''))) continue;
    text = `${text.slice(0, date.start)} | ${text.slice(date.end)}`;
  }
  text = text.replace(LIFE, '').replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(STRIP_START, '').replace(STRIP_END, '').trim();
    text = text
      .replace(/^\(([^()]*)\)$/, '$1')
      .replace(/\s*\(\s*\)\s*/g, ' ')
      .trim();
  }
  text = text
    .replace(/\s*\|\s*/g, ' – ')
    .replace(/\s+\((?:age[d]?|born|pseudonym|not (?:his|her|their) real name)[^)]*\)$/i, '')
    .trim();
  if (!/\p{L}/u.test(text) || text.length > 140 || WHOLE_STOCK.test(text) || NOT_TITLE.test(text)) return '';
  return text;
}

/** The text with these spans as gaps. */
export function blank(text: string, spans: readonly { start: number; end: number }[]): string {
  let blanked = text;
  for (const { start, end } of spans)
    blanked = blanked.slice(0, start) + '|'.repeat(end - start) + blanked.slice(end);
  return blanked.replace(/\|+/g, ' | ');
}
