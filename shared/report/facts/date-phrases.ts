import { type Phrase, phrases } from '../phrases.ts';

/** Words that make a date that of something else than the report. */
export const ANOTHER_DATE = phrases`
  born|d\.?\s?o\.?\s?[bd]\b\.?|birth|geni|ganwyd|aged?  # Date of birth:
  died|death|deceased|marw\p{L}*  # Date of death:
  incident|injur\p{L}+|events?|digwyddiad  # Date of the incident:
  inquest|trial|proceedings|prosecution|verdict|court|sentenc\p{L}*|convict\p{L}*|hearing  # Inquest concluded
  submitted|submission|deposit\p{L}*|received|commission\p{L}*|sent|letter  # Evaluation letter sent:
  embargo\p{L}*|not (?:for|to be) (?:publi\p{L}*|release\p{L}*|circulat\p{L}*)  # Embargoed until
  retire\p{L}*|expir\p{L}*|remov\p{L}*|archiv\p{L}*|withdrawn|taken down|available|valid|until  # To be removed on
  review (?:by|due|date)|next review|date (?:of|for) (?:next )?review  # Review date:
  panel|meeting|held|took place|learning event|workshop|visit  # Panel meeting held
  notif\p{L}*|referr\p{L}*|period|timeframe|between|from|scope|since|after  # Period under review: from
  act|working together|guidance|regulations?|legislation  # Children Act
  first draft|printed|accessed|retrieved|downloaded|inspection|evaluation|census  # Printed
  planned|proposed|intended|expected|target|anticipated|scheduled|provisional\p{L}*  # Planned for
`;

/** Words for the publication of a report. */
export const PUBLICATION = phrases`
  published|publication|publishing|publish(?:ing)? date|cyhoedd\p{L}*  # Date of publication:
  will publish (?:this|the|its|our)  # will publish this report on
  launch(?:ed)? date|launched|made public|release(?:d| date)|issued to the public  # Made public on
`;

/** Words that say what else a date of the report is, in the order in which they weigh. */
export const DATE_LABELS: readonly {
  readonly meaning: 'approved' | 'version' | 'completed';
  readonly phrases: readonly Phrase[];
}[] = [
  {
    meaning: 'approved',
    phrases: phrases`
  approv\p{L}*|agreed|ratif\p{L}*|sign(?:ed)?[\s-]?off|cymeradwy\p{L}*  # Approved by the Board:
  accepted|endors\p{L}*|adopted|presented  # Presented to the Board
`,
  },
  {
    meaning: 'version',
    phrases: phrases`
  version|draft|v\d+(?:\.\d+)*|issue \d+|fersiwn  # Version 2.1
  amended|updated?|revised|revision|last edited|modified|diweddar\p{L}*  # Last updated
`,
  },
  {
    meaning: 'completed',
    phrases: phrases`
  complet\p{L}*|finali[sz]ed|finished|concluded|cwblha\p{L}*  # Report completed:
  date of (?:the )?(?:report|review|this report)|report date|date of (?:final )?(?:overview )?report  # Date of report:
  written|authored|prepared|dated?|final(?: report)?|report|dyddiad  # Dated
`,
  },
];

/** Words before the date until which a publication was put off, or for which it was cleared. */
export const DELAYED_OR_CLEARED = phrases`
  (?<!\bbe )published (?:after|following|with) (?:\p{L}+ ){0,4}(?:approval|clearance|agreement)(?: on)?:?  # Published after Home Office approval:
  publication(?: \p{L}+){0,6} (?:delayed|postponed|deferred|paused|withheld)(?: .{0,40})? (?:until|to|till)  # Publication was delayed until
`;

/** A sentence in which the report tells of its own publication, wherever it stands; the date follows. */
export const OWN_PUBLICATION = phrases`
  (?:this|the) (?:\p{L}[\p{L}’-]+ ){0,6}(?:report|document|summary) (?:was|is|has been)(?: \p{L}+){0,3} published\b.{0,90}  # This final overview report was first published by the Board on
  (?:this|the) (?:\p{L}[\p{L}’-]+ ){0,6}(?:report|document|summary) (?:was|has been)(?: \p{L}+){0,3} made public\b.{0,110}  # The report has been made public by the partnership on
  this (?:\p{L}[\p{L}’-]+ ){0,6}review (?:was|is|has been)(?: \p{L}+){0,3} (?:published|made public)\b.{0,110}  # This serious case review was published on
  (?:published|publishing|publishes|publish) this (?:\p{L}[\p{L}’-]+ ){0,4}(?:report|review|document|summary)\b.{0,40}  # The Board is publishing this summary in
  (?:written|authored|produced|prepared) by .{3,80}\band published by\b.{0,90}  # Written by Jane Field and published by the Board in
  (?:date of|first) publication of (?:this|the) (?:report|review|summary)(?: is| was)?:?  # Date of publication of this report:
`;

/** The same on or around the cover, where no other report is meant. */
export const PUBLICATION_ON_COVER = phrases`
  (?:report|review|document|summary|it)\b.{0,40}\b(?:published|made public).{0,16}  # The report was agreed and published on
  (?:board|partnership|committee|we)\b.{0,20} published (?:the|its|our) .{0,40}  # The Board published the review in
`;

/** Words about a publication that state none. */
export const NOT_YET_PUBLISHED = phrases`
  (?:version|approved|agreed|ready|cleared|copy|final|report) (?:\p{L}+ ){0,3}for publication  # Version for publication
  for publication (?:before|after|until|on)|not (?:for|to be) publi\p{L}*  # Not for publication before
  not (?:yet )?(?:been )?published|unpublished|publication (?:scheme|policy|strategy|plan|protocol)  # Not published
`;

/** A line that labels the date in the next line or cell. */
export const LABELS = phrases`
  date|dated|publi\w+|first published|completed|born|died|version|approved  # Published on
  (?:report|review) (?:completed|published|date)  # Report date
  date (?:first )?(?:published|completed|approved|agreed|finali[sz]ed)  # Date published
  date of [\p{L} ]+|d\.?o\.?[bd]\.?  # Date of completion
  cyhoedd\w*|dyddiad[\p{L} ]*  # Dyddiad cyhoeddi
`;

/** A label below its date. */
export const CAPTIONS = phrases`
  date (?:of )?(?:publication|published|completion|completed|approval|approved)  # Date of publication
  (?:publication|completion|report) date|dyddiad cyhoeddi  # Publication date
`;

/** A line of its own that says when the report was published. */
export const PUBLICATION_NOTES = phrases`
  published|publication date|date of publication|date published  # Published: 4 March 2022
  cyhoeddwyd|dyddiad cyhoeddi  # Cyhoeddwyd: 4 Mawrth 2022
`;

/** Words between "published" and a date by which it is no day of publication. */
export const NOT_FIRMLY_PUBLISHED = phrases`
  not|planned|proposed|intended|expected|target|anticipated|scheduled|provisional\w*  # Planned publication:
  embargo\w*|until|version|draft  # Draft for publication
`;

const TERM = '(?:quarter|half|term|chwarter)(?: (?:\\d|one|two|three|four))?|q ?[1-4]';
const SEASON = 'early|mid|late|beginning|middle|end|spring|summer|autumn|winter|gwanwyn|haf|gaeaf';
/** Words right before a date that leave open which day or month is meant: a season, a quarter, a week. */
export const VAGUE_DATES = phrases`
  (?:${SEASON}|${TERM})(?:[\s,-]+(?:of|in|o))?  # Spring
  (?:week|w\/?)(?: ?(?:commencing|beginning|ending|of|[bce])\b)  # week commencing
  circa|around|about  # circa
`;
