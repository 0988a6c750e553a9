import { phrases } from '../phrases.ts';

/** What may have happened to somebody whom a review is about. */
export const EVENTS = phrases`
  death|deaths|murder|killing|homicide|suicide|serious injury|serious injuries|injuries|injury  # death
  circumstances|case|life|lives|care|experiences?|neglect|serious harm|abuse  # neglect
`;
const EVENT = `(?:${EVENTS.map(({ pattern }) => pattern).join('|')})`;
const ADVERB = '(?:(?:following|into|on|of|about|regarding|concerning|surrounding|relating to) )?';
const SAD = '(?:(?:tragic|sad|serious|fatal|untimely) )?';
const AND_EVENT = `(?: (?:and|leading to|surrounding|of|following|relating to|to|that led to) (?:the )?${EVENT})*`;
const SOMEBODY = '(?:(?:child|young person|boy|girl|baby|adult|man|woman|family|children|person) )?';

/** Words that lead to the name of a review. */
export const LEADS = phrases`
  in respect of  # in respect of
  in relation to  # in relation to
  in the (?:case|matter) of  # in the matter of
  in (?:connection with|memory of)  # in memory of
  concerning  # concerning
  regarding  # regarding
  relating to  # relating to
  with (?:regard|respect) to  # with regard to
  ${ADVERB}(?:the )?${SAD}${EVENT}${AND_EVENT}(?: of| to| surrounding| by)  # into the tragic death of
  (?:learning|lessons)(?: learned| learnt)? from  # Learning from
  (?:(?:an?|the) )?${SOMEBODY}(?:who is |who was |here(?:in)?after |to be )?(?:known|referred to) as  # a child known as
  re(?=[\s:.])  # Re: Child A
  (?:subjects?|(?:document )?titles?|names?|pseudonyms?|reference|child|family|adult)(?= ?:)  # Title:
  (?:name of (?:the )?(?:child|review|subject|case|adult))(?= ?:)  # Name of the child:
  (?:(?:review|case|child(?:’s|'s)?) (?:name|title|reference|pseudonym))(?= ?:)  # Review reference:
  (?:on )?(?:the )?services provided (?:for|to)  # On the services provided for
  yn ymwneud â  # yn ymwneud â
  ynghylch  # ynghylch
  ynglŷn â  # ynglŷn â
  parthed  # parthed
`;

/** Words around a title that are on every cover. */
export const STOCK = phrases`
  final|full|independent|organisational|discretionary|mandatory|proportionate|commissioned|undertaken  # Final
  overview|reports?|reviews?|executive|summary|concise|extended|anonymised|redacted  # Overview
  historical|publication|published|version|statutory|multi-agency|adroddiad|terfynol|cyhoeddus  # Statutory
`;

/** Stock words that may stand behind a title. */
export const STOCK_BEHIND = phrases`
  final|overview|report|reports|review|reviews|executive|summary|published|publication|version|full|copy  # Overview Report
  independent|learning report|in respect of|concerning|regarding|re|of|on|into|for|the|and its learning  # learning report
  v ?\d+(?:\.\d+)*|adroddiad|terfynol|cryno|estynedig|extended|concise  # v2.1
`;

/** Words of which a line is no title if it has no others. */
export const ONLY_STOCK = phrases`
  the|an?|of|and|for|in|on|by|y|yr|o|\d+|[|:;,.–—/&()-]|one|two|part|volume|appendix|contents|page|cover|signed  # Part two
  type|lead|name|title|subject|partnership|organisation|owner|document|approved|author|authors|reviewer|reviewers  # Document owner
  final|full|independent|overview|report|review|reviews|executive|summary|learning|briefing|version|draft|publication  # Final overview report
  concise|extended|historical|local|national|regional|organisational|serious|significant|critical|incident  # Concise
  proportionate|joint|combined|mandatory|discretionary|statutory|redacted|anonymised|multi-agency  # Joint
  child|children|adult|safeguarding|practice|board|committee|protection|lscb|lscp|scb|scp|sab|mappa  # Safeguarding Board
  confidential|official|sensitive|restricted|strict|strictly|confidence|not|protectively|marked|private  # Not protectively marked
  adroddiad|adolygiad|bwrdd|diogelu|rhanbarthol|terfynol|annibynnol|cyflwyniad|crynodeb|cryno|estynedig  # Adroddiad terfynol
`;

/** No title, however big it is printed. */
export const NEVER = phrases`
  ^(?:early |late )?(?:spring|summer|autumn|winter)(?: (?:19|20)\d\d)?$  # Spring 2024
  ^(?:an? )?(?:statement|message|letter|tribute) (?:by|from)\b  # A message from the Chair
  @|www\.|https?:|\b(?:tel|telephone|fax|e-?mail|ltd|limited|llp|plc)\b  # www.example.org
  \b(?:copyright|©|isbn|issn|all rights)\b  # ISBN 978
  \b(?:official(?: |-)?sensitive|strictest? confidence|not protectively marked|not for circulation|tbc)\b  # Official Sensitive
  \b(?:document control|(?:content|trigger) warning|draft v\d|deposit (?:sheet|record|copy))\b  # Document control
  \bthis (?:is|report|document)\b|\b(?:this|the) review (?:is|was|took)\b  # This report
  \bsafeguarding (?:children |adults? )?(?:board|partnership)\b  # Safeguarding Children Board
  \b(?:author|reviewer|chair|member|panel)s?\s*:  # Author: Jane Field
`;

/** No title in smaller print. */
export const HARDLY = phrases`
  phone|website|consult(?:ing|ancy|ants?)|associates|registered|charity|logo|insert|crest  # Vale Associates
  warning|distress\w*|trigger\w*|helpline|samaritans  # Some readers may find this distressing
  deposit\w*|repository|library|catalogue|keywords?|reproduced|available|contents|pages? ?:|page \d  # Keywords
  classification|protective\w*|official|confidential|confidence|restricted|embargo\w*|circulation  # Classification
  prepared|commissioned|published|approved|endorsed|submitted|signed|received|supplied|agree[ds]?  # Prepared for the Board
  version|author|reviewer|chair|panel|relationship|family member|post ?:|status ?:|ref(?:erence)? no|date  # Status: final
  road|street|house|avenue|lane|council|police|nhs|constabulary|agency|agencies|responsible  # County Council
  organisation ?:|authority ?:|area ?:|working together|working in partnership  # Working together
`;

/** What was done with a report: "Arlo. Commissioned by the partnership". */
export const DONE_BY = phrases`
  commissioned|prepared|written|authored|produced|published|undertaken|conducted|carried out|led  # Commissioned by
`;

/** What somebody is, before her name: "a woman, Nadine". */
export const PERSONS = phrases`
  wom[ae]n|m[ae]n|boys?|girls?|child(?:ren)?|bab(?:y|ies)|infants?|mothers?|fathers?|teenagers?|adults?|person  # woman
`;
/** Words of a birth, an age or a death, behind a name. */
export const OF_A_LIFE = phrases`
  (?:who (?:sadly |tragically |was |has |had )?)?(?:d\.?\s?o\.?\s?[bd]\b\.?|date of (?:birth|death)|born|died)\b  # who sadly died
  (?:who (?:sadly |tragically |was |has |had )?)?(?:aged?(?:\s\d+|\s*$)|deceased)\b  # aged 4
`;

const ENDS = '(?:safer?|together|children first|business|lives)';
/** What partnerships write over everything. */
export const SLOGANS = phrases`
  ^(?:keeping|working|making|building|improving|protecting|putting)\b.*\b${ENDS}$  # Keeping children safe
  ^safeguarding is\b.*\b${ENDS}$|\bthink family$  # Safeguarding is everybody’s business
`;
