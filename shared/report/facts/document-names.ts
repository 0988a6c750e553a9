import type { DocumentKind } from '#shared/domain/review/fact.ts';
import { type Phrase, phrase } from './phrases.ts';

/** A name that a document which is not the report gives itself. */
export interface DocumentName {
  readonly kind: Exclude<DocumentKind, 'report'>;
  /** For the officer: "reads as ...". */
  readonly reads: string;
  /**
   * The words may also be the theme of a review: a document that is built as a report is the report all the
   * same.
   */
  readonly mayBeTheme?: true;
  readonly phrases: readonly Phrase[];
}

/** In the order in which they are looked for. */
export const DOCUMENT_NAMES: readonly DocumentName[] = [
  {
    kind: 'easy-read',
    reads: 'an easy read version',
    phrases: [
      phrase('easy[\\s-]?read', 'Easy Read'),
      phrase('easy to read version', 'Easy to read version'),
      phrase('hawdd ei ddeall', 'Fersiwn hawdd ei ddeall'),
    ],
  },
  {
    kind: 'briefing',
    reads: 'a briefing',
    phrases: [
      phrase('(?:7|seven)[\\s-]*min(?:ute)?s?', '7 Minute Briefing'),
      phrase(
        '(?:one|two|three|five|ten|\\d{1,2})[\\s-]min(?:ute)? (?:guide|read|summary)',
        'Five minute guide',
      ),
      phrase("(?:[\\p{L}’'-]+ )?(?:learning )?briefings?(?: (?:note|paper|sheet))?", 'Practitioner Briefing'),
      phrase('(?:learning|practice|staff) (?:bulletin|leaflet|summary)', 'Learning leaflet'),
      phrase('learning (?:on a page|lessons leaflet|poster)', 'Learning on a page'),
      phrase(
        '(?:key )?messages for (?:practitioners|professionals|staff|practice)',
        'Key messages for practitioners',
      ),
      phrase(
        '(?:summary|key learning|learning) for (?:practitioners|professionals|staff)',
        'Learning for practitioners',
      ),
      phrase('leaflet|poster|flyer|infographic|factsheet|fact sheet', 'Leaflet for parents'),
    ],
  },
  {
    kind: 'response',
    reads: 'a response or action plan',
    phrases: [
      phrase('(?:action|improvement|implementation|delivery) plan', 'Multi-agency action plan'),
      phrase(
        "(?:partnership|board|agency|safeguarding|multi-agency|our|joint|published|partners?)(?:[’']?s|[’'])? response",
        'The Board’s response',
      ),
      phrase('management response', 'Management response'),
      phrase(
        'response (?:to|from)(?= .{0,60}(?:review|report|lcspr|cspr|scr|sar|dhr|recommendations|findings|publication))',
        'Response to the serious case review',
      ),
      phrase('progress (?:report|update|against|on)', 'Progress against the recommendations'),
      phrase('(?:one|two|three|six|twelve|\\d+) (?:years?|months?) on', 'One year on'),
      phrase(
        '(?:improvement|impact|assurance|implementation) (?:report|statement|update)',
        'Improvement Report',
      ),
      phrase('(?:update|follow[\\s-]?up report) (?:on|to)', 'Update on the recommendations'),
      phrase('action log|action tracker', 'Action tracker'),
      phrase('(?:highlight|status|exception|monitoring|checkpoint) report', 'Highlight report'),
    ],
  },
  {
    kind: 'statement',
    reads: 'a statement',
    phrases: [
      phrase('(?:press|media|news) (?:statement|release|notice|briefing)', 'Press release'),
      phrase(
        "(?:public|joint|family|partnership|chair[’']?s?|holding) statement(?! and )",
        'Joint statement',
      ),
      phrase('statement (?:from|by|on|regarding|following|about)', 'Statement from the Chair'),
      phrase(
        'questions (?:and|&) answers|q ?(?:&|and) ?a|frequently asked questions|faqs?',
        'Questions and answers',
      ),
    ],
  },
  {
    kind: 'translation',
    reads: 'a translation',
    mayBeTheme: true,
    phrases: [
      phrase('translat(?:ion|ed)', 'Polish translation'),
      phrase('cyfieithiad', 'Cyfieithiad Cymraeg'),
    ],
  },
  {
    kind: 'other',
    reads: 'minutes or papers of a meeting',
    phrases: [
      phrase('minutes', 'Minutes of the panel meeting'),
      phrase('agenda', 'Agenda'),
      phrase('(?:action|meeting|discussion) notes|notes of (?:the |a )?meeting', 'Notes of the meeting'),
      phrase(
        'board paper|cover(?:ing)? (?:report|paper|note)|committee report|report to (?:the )?cabinet',
        'Board paper',
      ),
    ],
  },
  {
    kind: 'other',
    reads: 'a letter',
    mayBeTheme: true,
    phrases: [phrase('(?:open |cover(?:ing)? )?letter', 'Letter to the family')],
  },
  {
    kind: 'other',
    reads: 'terms of reference or another plan for a review',
    phrases: [
      phrase(
        '(?:communications?|media|handling|publication)(?: and [\\p{L}-]+)?(?: handling)? plan',
        'Media handling plan',
      ),
      phrase('learning events?|joining instructions|(?:event )?programme', 'Learning event'),
      phrase('terms of reference', 'Terms of Reference'),
      phrase(
        '(?:project|communications?|media|publication|engagement|dissemination) (?:plan|strategy)',
        'Project Plan',
      ),
      phrase(
        'commissioning (?:brief|document|specification)|(?:service )?specification',
        'Commissioning brief',
      ),
      phrase('scoping (?:document|paper|report|meeting)', 'Scoping document'),
      phrase('expressions? of interest|invitation to tender|contract', 'Invitation to tender'),
    ],
  },
  {
    kind: 'other',
    reads: 'an agency’s own report to a review',
    phrases: [
      phrase(
        'report (?:of|on) (?:the )?(?:[\\p{L}’-]+ ){0,3}involvement',
        'Report of the Trust’s involvement',
      ),
      phrase('(?:individual|internal) management reviews?', 'Individual Management Review'),
      phrase(
        '(?:individual|single|internal)? ?agency (?:management )?(?:review|report|analysis)',
        'Agency Report',
      ),
      phrase('(?:health|agency) (?:overview|information|involvement) report', 'Health overview report'),
      phrase(
        'information (?:report|return|request)|summary of (?:agency )?involvement',
        'Summary of involvement',
      ),
      phrase('imrs?', 'IMR'),
      phrase('root cause analysis|serious incident investigation', 'Root cause analysis'),
    ],
  },
  {
    kind: 'other',
    reads: 'a notification or referral',
    phrases: [
      phrase(
        '(?:notification|referral) of (?:an? )?(?:serious|notifiable|significant) .{0,40}(?:incident|harm|case)',
        'Notification of a serious incident',
      ),
    ],
  },
  {
    kind: 'other',
    reads: 'a chronology',
    phrases: [
      phrase(
        '(?:integrated|combined|multi-agency|single agency|merged|agency|composite)? ?chronology',
        'Integrated Chronology',
      ),
      phrase('(?:genogram|eco-?map|timeline of (?:key )?events)', 'Genogram'),
    ],
  },
  {
    kind: 'other',
    reads: 'a form or template',
    mayBeTheme: true,
    phrases: [
      phrase(
        '(?:[\\p{L}-]+ )?(?:referral|notification|consent|request|feedback|evaluation|nomination)(?: form)?',
        'Referral',
      ),
      phrase('forms?', 'Incident form'),
      phrase('templates?|pro[\\s-]?forma', 'Report template'),
      phrase('checklist|audit tool|toolkit|tool kit|tool', 'Audit tool'),
      phrase('decision (?:record|notice|form|log|sheet|letter)|record of decision', 'Decision record'),
      phrase('(?:threshold|screening) (?:document|record|tool)', 'Screening record'),
    ],
  },
  {
    kind: 'other',
    reads: 'an invoice or order',
    phrases: [
      phrase(
        '(?:tax )?invoice|credit note|purchase order|quotation|remittance|receipt|statement of account',
        'Invoice',
      ),
    ],
  },
  {
    kind: 'other',
    reads: 'a protocol, policy or guidance',
    mayBeTheme: true,
    phrases: [
      phrase('(?:[\\p{L}-]+ ){0,3}(?:protocol|policy|procedures?|policies)', 'Information sharing protocol'),
      phrase(
        '(?:[\\p{L}-]+ )?(?:guidance|guidelines|handbook|manual|framework|strategy|code of practice)',
        'Practice guidance',
      ),
      phrase(
        'standard operating procedure|memorandum of understanding|information sharing agreement',
        'Memorandum of Understanding',
      ),
      phrase('(?:business|strategic|work) plan|constitution', 'Business plan'),
    ],
  },
  {
    kind: 'other',
    reads: 'an annual or business report',
    phrases: [
      phrase('annual (?:report|review|statement|summary)', 'Annual Report 2023/24'),
      phrase(
        'yearly report|(?:quarterly|performance|data|statistical|audit|evaluation) report',
        'Quarterly report',
      ),
      phrase(
        '(?:literature|evidence|national|themes) (?:review|analysis) of (?:reviews|sars|scrs)',
        'National analysis of reviews',
      ),
      phrase('adroddiad blynyddol', 'Adroddiad Blynyddol'),
    ],
  },
  {
    kind: 'other',
    reads: 'slides or training material',
    mayBeTheme: true,
    phrases: [
      phrase('learning from (?:[\\p{L}-]+ ){0,3}reviews(?: 20\\d\\d)?', 'Learning from reviews 2024'),
      phrase(
        '(?:[\\p{L}-]+ )?(?:training|workshop|webinar|seminar|conference|masterclass)(?: (?:pack|slides|event))?',
        'Multi-agency training',
      ),
      phrase(
        "(?:slides?|presentation|slide pack|slide deck|trainer[’']?s? notes|learning event|lesson plan)",
        'Slide pack',
      ),
    ],
  },
  {
    kind: 'other',
    reads: 'a newsletter',
    mayBeTheme: true,
    phrases: [
      phrase('newsletter|bulletin|e-?news|news|noticeboard|round[\\s-]?up', 'Safeguarding newsletter'),
    ],
  },
  {
    kind: 'other',
    reads: 'an inspection report',
    phrases: [
      phrase('(?:re-?)?inspection(?: (?:report|of|outcome))?', 'Inspection of children’s services'),
      phrase('(?:focused|monitoring|assurance) visit', 'Focused visit'),
      phrase(
        'peer (?:review|challenge)|(?:joint )?targeted area inspection|jtai',
        'Joint targeted area inspection',
      ),
    ],
  },
  {
    kind: 'other',
    reads: 'a report of a coroner or court',
    mayBeTheme: true,
    phrases: [
      phrase('regulation 28', 'Regulation 28: Report to Prevent Future Deaths'),
      phrase('(?:report to )?prevent(?:ion of)? future deaths', 'Prevention of future deaths report'),
      phrase(
        '(?:record of )?inquest|sentencing remarks|(?:approved )?judgment|court order',
        'Sentencing remarks',
      ),
    ],
  },
];
