import { type Phrase, phrase } from './phrases.ts';

/** Words that make a date that of something else than the report. */
export const ANOTHER_DATE: readonly Phrase[] = [
  phrase('born|d\\.?\\s?o\\.?\\s?[bd]\\b\\.?|birth|geni|ganwyd|aged?', 'Date of birth:'),
  phrase('died|death|deceased|marw\\p{L}*', 'Date of death:'),
  phrase('incident|injur\\p{L}+|events?|digwyddiad', 'Date of the incident:'),
  phrase(
    'inquest|trial|proceedings|prosecution|verdict|court|sentenc\\p{L}*|convict\\p{L}*|hearing',
    'Inquest concluded',
  ),
  phrase(
    'submitted|submission|deposit\\p{L}*|received|commission\\p{L}*|sent|letter',
    'Evaluation letter sent:',
  ),
  phrase(
    'embargo\\p{L}*|not (?:for|to be) (?:publi\\p{L}*|release\\p{L}*|circulat\\p{L}*)',
    'Embargoed until',
  ),
  phrase(
    'retire\\p{L}*|expir\\p{L}*|remov\\p{L}*|archiv\\p{L}*|withdrawn|taken down|available|valid|until',
    'To be removed on',
  ),
  phrase('review (?:by|due|date)|next review|date (?:of|for) (?:next )?review', 'Review date:'),
  phrase('panel|meeting|held|took place|learning event|workshop|visit', 'Panel meeting held'),
  phrase(
    'notif\\p{L}*|referr\\p{L}*|period|timeframe|between|from|scope|since|after',
    'Period under review: from',
  ),
  phrase('act|working together|guidance|regulations?|legislation', 'Children Act'),
  phrase('first draft|printed|accessed|retrieved|downloaded|inspection|evaluation|census', 'Printed'),
  phrase('planned|proposed|intended|expected|target|anticipated|scheduled|provisional\\p{L}*', 'Planned for'),
];

/** Words for the publication of a report. */
export const PUBLICATION: readonly Phrase[] = [
  phrase('published|publication|publishing|publish(?:ing)? date|cyhoedd\\p{L}*', 'Date of publication:'),
  phrase('launch(?:ed)? date|launched|made public|release(?:d| date)|issued to the public', 'Made public on'),
];

/** Words that say what else a date of the report is, in the order in which they weigh. */
export const DATE_LABELS: readonly {
  readonly meaning: 'approved' | 'version' | 'completed';
  readonly phrases: readonly Phrase[];
}[] = [
  {
    meaning: 'approved',
    phrases: [
      phrase(
        'approv\\p{L}*|agreed|ratif\\p{L}*|sign(?:ed)?[\\s-]?off|cymeradwy\\p{L}*',
        'Approved by the Board:',
      ),
      phrase('accepted|endors\\p{L}*|adopted|presented', 'Presented to the Board'),
    ],
  },
  {
    meaning: 'version',
    phrases: [
      phrase('version|draft|v\\d+(?:\\.\\d+)*|issue \\d+|fersiwn', 'Version 2.1'),
      phrase('amended|updated?|revised|revision|last edited|modified|diweddar\\p{L}*', 'Last updated'),
    ],
  },
  {
    meaning: 'completed',
    phrases: [
      phrase('complet\\p{L}*|finali[sz]ed|finished|concluded|cwblha\\p{L}*', 'Report completed:'),
      phrase(
        'date of (?:the )?(?:report|review|this report)|report date|date of (?:final )?(?:overview )?report',
        'Date of report:',
      ),
      phrase('written|authored|prepared|dated?|final(?: report)?|report|dyddiad', 'Dated'),
    ],
  },
];

/** Words before the date until which a publication was put off. */
export const DELAYED: readonly Phrase[] = [
  phrase(
    'publication(?: \\p{L}+){0,6} (?:delayed|postponed|deferred|paused|withheld)(?: .{0,40})? (?:until|to|till)',
    'Publication was delayed until',
  ),
];

/** A sentence in which the report tells of its own publication, wherever it stands; the date follows. */
export const OWN_PUBLICATION: readonly Phrase[] = [
  phrase(
    '(?:this|the) (?:\\p{L}[\\p{L}’-]+ ){0,6}(?:report|document|summary) (?:was|is|has been)(?: \\p{L}+){0,3} published\\b.{0,90}',
    'This final overview report was first published by the Board on',
  ),
  phrase(
    '(?:this|the) (?:\\p{L}[\\p{L}’-]+ ){0,6}(?:report|document|summary) (?:was|has been)(?: \\p{L}+){0,3} made public\\b.{0,110}',
    'The report has been made public by the partnership on',
  ),
  phrase(
    'this (?:\\p{L}[\\p{L}’-]+ ){0,6}review (?:was|is|has been)(?: \\p{L}+){0,3} (?:published|made public)\\b.{0,110}',
    'This serious case review was published on',
  ),
  phrase(
    '(?:published|publishing|publishes|publish) this (?:\\p{L}[\\p{L}’-]+ ){0,4}(?:report|review|document|summary)\\b.{0,40}',
    'The Board is publishing this summary in',
  ),
  phrase(
    '(?:date of|first) publication of (?:this|the) (?:report|review|summary)(?: is| was)?:?',
    'Date of publication of this report:',
  ),
];

/** The same on or around the cover, where no other report is meant. */
export const PUBLICATION_ON_COVER: readonly Phrase[] = [
  phrase(
    '(?:report|review|document|summary|it)\\b.{0,40}\\b(?:published|made public).{0,16}',
    'The report was agreed and published on',
  ),
  phrase(
    '(?:board|partnership|committee|we)\\b.{0,20} published (?:the|its|our) .{0,40}',
    'The Board published the review in',
  ),
];

/** Words about a publication that state none. */
export const NOT_YET_PUBLISHED: readonly Phrase[] = [
  phrase(
    '(?:version|approved|agreed|ready|cleared|copy|final|report) (?:\\p{L}+ ){0,3}for publication',
    'Version for publication',
  ),
  phrase(
    'for publication (?:before|after|until|on)|not (?:for|to be) publi\\p{L}*',
    'Not for publication before',
  ),
  phrase(
    'not (?:yet )?(?:been )?published|unpublished|publication (?:scheme|policy|strategy|plan|protocol)',
    'Not published',
  ),
];

/** A line that labels the date in the next line or cell. */
export const LABELS: readonly Phrase[] = [
  phrase('date|dated|publi\\w+|first published|completed|born|died|version|approved', 'Published on'),
  phrase('(?:report|review) (?:completed|published|date)', 'Report date'),
  phrase('date of [\\p{L} ]+|d\\.?o\\.?[bd]\\.?', 'Date of completion'),
  phrase('cyhoedd\\w*|dyddiad[\\p{L} ]*', 'Dyddiad cyhoeddi'),
];

/** A label below its date. */
export const CAPTIONS: readonly Phrase[] = [
  phrase(
    'date (?:of )?(?:publication|published|completion|completed|approval|approved)',
    'Date of publication',
  ),
  phrase('(?:publication|completion|report) date|dyddiad cyhoeddi', 'Publication date'),
];

/** A line of its own that says when the report was published. */
export const PUBLICATION_NOTES: readonly Phrase[] = [
  phrase('published|publication date|date of publication|date published', 'Published: 4 March 2022'),
  phrase('cyhoeddwyd|dyddiad cyhoeddi', 'Cyhoeddwyd: 4 Mawrth 2022'),
];
