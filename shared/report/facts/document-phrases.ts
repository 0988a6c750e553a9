import type { DocumentKind } from '#shared/domain/review/fact.ts';
import { type Phrase, phrases } from '../phrases.ts';

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
    phrases: phrases`
  easy[\s-]?read  # Easy Read
  easy to read version  # Easy to read version
  hawdd ei ddeall  # Fersiwn hawdd ei ddeall
`,
  },
  {
    kind: 'briefing',
    reads: 'a briefing',
    phrases: phrases`
  (?:7|seven)[\s-]*min(?:ute)?s?  # 7 Minute Briefing
  (?:one|two|three|five|ten|\d{1,2})[\s-]min(?:ute)? (?:guide|read|summary)  # Five minute guide
  (?:[\p{L}’'-]+ )?(?:learning )?briefings?(?: (?:note|paper|sheet))?  # Practitioner Briefing
  (?:learning|practice|staff) (?:bulletin|leaflet|summary)  # Learning leaflet
  learning (?:on a page|lessons leaflet|poster)  # Learning on a page
  (?:key )?messages for (?:practitioners|professionals|staff|practice)  # Key messages for practitioners
  (?:summary|key learning|learning) for (?:practitioners|professionals|staff)  # Learning for practitioners
  leaflet|poster|flyer|infographic|factsheet|fact sheet  # Leaflet for parents
`,
  },
  {
    kind: 'response',
    reads: 'a response or action plan',
    phrases: phrases`
  (?:action|improvement|implementation|delivery) plan  # Multi-agency action plan
  (?:partnership|board|agency|safeguarding|multi-agency|our|joint|published|partners?)(?:[’']?s|[’'])? response  # The Board’s response
  management response  # Management response
  response (?:to|from)(?= .{0,60}(?:review|report|lcspr|cspr|scr|sar|dhr|recommendations|findings|publication))  # Response to the serious case review
  progress (?:report|update|against|on)  # Progress against the recommendations
  (?:one|two|three|six|twelve|\d+) (?:years?|months?) on  # One year on
  (?:improvement|impact|assurance|implementation) (?:report|statement|update)  # Improvement Report
  (?:update|follow[\s-]?up report) (?:on|to)  # Update on the recommendations
  action log|action tracker  # Action tracker
  (?:highlight|status|exception|monitoring|checkpoint) report  # Highlight report
`,
  },
  {
    kind: 'statement',
    reads: 'a statement',
    phrases: phrases`
  (?:press|media|news) (?:statement|release|notice|briefing)  # Press release
  (?:public|joint|family|partnership|chair[’']?s?|holding) statement(?! and )  # Joint statement
  statement (?:from|by|on|regarding|following|about)  # Statement from the Chair
  questions (?:and|&) answers|q ?(?:&|and) ?a|frequently asked questions|faqs?  # Questions and answers
`,
  },
  {
    kind: 'translation',
    reads: 'a translation',
    mayBeTheme: true,
    phrases: phrases`
  translat(?:ion|ed)  # Polish translation
  cyfieithiad  # Cyfieithiad Cymraeg
`,
  },
  {
    kind: 'other',
    reads: 'minutes or papers of a meeting',
    phrases: phrases`
  minutes  # Minutes of the panel meeting
  agenda  # Agenda
  (?:action|meeting|discussion) notes|notes of (?:the |a )?meeting  # Notes of the meeting
  board paper|cover(?:ing)? (?:report|paper|note)|committee report|report to (?:the )?cabinet  # Board paper
`,
  },
  {
    kind: 'other',
    reads: 'a letter',
    mayBeTheme: true,
    phrases: phrases`
  (?:open |cover(?:ing)? )?letter  # Letter to the family
`,
  },
  {
    kind: 'other',
    reads: 'terms of reference or another plan for a review',
    phrases: phrases`
  (?:communications?|media|handling|publication)(?: and [\p{L}-]+)?(?: handling)? plan  # Media handling plan
  learning events?|joining instructions|(?:event )?programme  # Learning event
  terms of reference  # Terms of Reference
  (?:project|communications?|media|publication|engagement|dissemination) (?:plan|strategy)  # Project Plan
  commissioning (?:brief|document|specification)|(?:service )?specification  # Commissioning brief
  scoping (?:document|paper|report|meeting)  # Scoping document
  expressions? of interest|invitation to tender|contract  # Invitation to tender
`,
  },
  {
    kind: 'other',
    reads: 'an agency’s own report to a review',
    phrases: phrases`
  report (?:of|on) (?:the )?(?:[\p{L}’-]+ ){0,3}involvement  # Report of the Trust’s involvement
  (?:individual|internal) management reviews?  # Individual Management Review
  (?:individual|single|internal)? ?agency (?:management )?(?:review|report|analysis)  # Agency Report
  (?:health|agency) (?:overview|information|involvement) report  # Health overview report
  information (?:report|return|request)|summary of (?:agency )?involvement  # Summary of involvement
  imrs?  # IMR
  root cause analysis|serious incident investigation  # Root cause analysis
`,
  },
  {
    kind: 'other',
    reads: 'a notification or referral',
    phrases: phrases`
  (?:notification|referral) of (?:an? )?(?:serious|notifiable|significant) .{0,40}(?:incident|harm|case)  # Notification of a serious incident
`,
  },
  {
    kind: 'other',
    reads: 'a chronology',
    phrases: phrases`
  (?:integrated|combined|multi-agency|single agency|merged|agency|composite)? ?chronology  # Integrated Chronology
  (?:genogram|eco-?map|timeline of (?:key )?events)  # Genogram
`,
  },
  {
    kind: 'other',
    reads: 'a form or template',
    mayBeTheme: true,
    phrases: phrases`
  (?:[\p{L}-]+ )?(?:referral|notification|consent|request|feedback|evaluation|nomination)(?: form)?  # Referral
  forms?  # Incident form
  templates?|pro[\s-]?forma  # Report template
  checklist|audit tool|toolkit|tool kit|tool  # Audit tool
  decision (?:record|notice|form|log|sheet|letter)|record of decision  # Decision record
  (?:threshold|screening) (?:document|record|tool)  # Screening record
`,
  },
  {
    kind: 'other',
    reads: 'an invoice or order',
    phrases: phrases`
  (?:tax )?invoice|credit note|purchase order|quotation|remittance|receipt|statement of account  # Invoice
`,
  },
  {
    kind: 'other',
    reads: 'a protocol, policy or guidance',
    mayBeTheme: true,
    phrases: phrases`
  (?:[\p{L}-]+ ){0,3}(?:protocol|policy|procedures?|policies)  # Information sharing protocol
  (?:[\p{L}-]+ )?(?:guidance|guidelines|handbook|manual|framework|strategy|code of practice)  # Practice guidance
  standard operating procedure|memorandum of understanding|information sharing agreement  # Memorandum of Understanding
  (?:business|strategic|work) plan|constitution  # Business plan
`,
  },
  {
    kind: 'other',
    reads: 'an audit, survey or assessment of needs',
    phrases: phrases`
  (?:multi-agency |thematic |case |file |case file |record )*audits?(?: (?:of|report|findings|summary)\b.*)?  # Multi-agency audit
  (?:joint )?(?:strategic )?needs (?:assessment|analysis)|jsna  # Joint Strategic Needs Assessment
  (?:staff |public )?(?:survey|consultation)(?: (?:report|results|findings))?  # Survey results
`,
  },
  {
    kind: 'other',
    reads: 'an annual or business report',
    phrases: phrases`
  annual (?:report|review|statement|summary)  # Annual Report 2023/24
  yearly report|(?:quarterly|performance|data|statistical|audit|evaluation) report  # Quarterly report
  (?:literature|evidence|national|themes) (?:review|analysis) of (?:reviews|sars|scrs)  # National analysis of reviews
  adroddiad blynyddol  # Adroddiad Blynyddol
`,
  },
  {
    kind: 'other',
    reads: 'slides or training material',
    mayBeTheme: true,
    phrases: phrases`
  learning from (?:[\p{L}-]+ ){0,3}reviews(?: 20\d\d)?  # Learning from reviews 2024
  (?:[\p{L}-]+ )?(?:training|workshop|webinar|seminar|conference|masterclass)(?: (?:pack|slides|event))?  # Multi-agency training
  (?:slides?|presentation|slide pack|slide deck|trainer[’']?s? notes|learning event|lesson plan)  # Slide pack
`,
  },
  {
    kind: 'other',
    reads: 'a newsletter',
    mayBeTheme: true,
    phrases: phrases`
  newsletter|bulletin|e-?news|news|noticeboard|round[\s-]?up  # Safeguarding newsletter
`,
  },
  {
    kind: 'other',
    reads: 'an inspection report',
    phrases: phrases`
  (?:re-?)?inspection(?: (?:report|of|outcome))?  # Inspection of children’s services
  (?:focused|monitoring|assurance) visit  # Focused visit
  peer (?:review|challenge)|(?:joint )?targeted area inspection|jtai  # Joint targeted area inspection
`,
  },
  {
    kind: 'other',
    reads: 'a report of a coroner or court',
    mayBeTheme: true,
    phrases: phrases`
  regulation 28  # Regulation 28: Report to Prevent Future Deaths
  (?:report to )?prevent(?:ion of)? future deaths  # Prevention of future deaths report
  (?:record of )?inquest|sentencing remarks|(?:approved )?judgment|court order  # Sentencing remarks
`,
  },
];

/** What only the report calls itself. */
export const REPORT_NAMES = phrases`
  (?:overview|final|full|review|independent|concise|extended) report  # Overview Report
  executive summary  # Executive summary
  learning report  # Rapid Review Learning Report
  report (?:of|on|into|from|by) (?:the|an?) (?:[\p{L}-]+ ){0,5}review  # Report of the serious case review
  adroddiad  # Adroddiad
`;

/** A review names itself so without a wording of the types table. */
export const REVIEW_NAMES = phrases`
  review (?:of|into|concerning|regarding|report|in respect|following|about|re)  # Review into the care of Elliot
  (?:independent|practice|safeguarding|learning|case|partnership|multi-agency|thematic) review  # Partnership review
  adolygiad  # Adolygiad
`;

/** Words before a name that make it somebody else's, or another paper beside this one. */
export const BEFORE_ANOTHER = phrases`
  [Ww]ith|[Ss]ee|[Ii]ncluding|[Ii]ncludes|[Ii]n|[Bb]y|[Nn]o|[Ww]ithout|[Mm]issed|[Ll]ost|[Ll]ast  # With
  a|of|about|from|to  # of
`;

/** Words of a line besides a name that leave it the name. */
export const JOINERS = phrases`
  the|an?|and|for|of|on|to|into|from|in|by|at|regarding|concerning|subject|name|re  # for the
  reviews?|reports?|final|draft|copy|version|v\d+|multi-agency|local|learning  # final version
  safeguarding|child|children|children’s|adults?|board|partnership  # Safeguarding Board
`;

/** Papers and bodies around a review: their names hold its type. */
export const AROUND_A_REVIEW = phrases`
  panel|(?:sub-?)?group|committee|referral|notification|form|template|toolkit|guidance|procedure|protocol  # panel
  policy|process\b|decision|action plan|briefing|training|terms|chronology|timeline|learning event  # action plan
  framework|criteria|screening|request  # criteria
`;
/** A paper for a review, by its name before the type. */
export const FOR_A_REVIEW = phrases`
  (?:prepared|submission|submitted|contribution|contributing|report|evidence|response) (?:to|for|on|against)  # submitted to
  (?:information|consideration|referral|criteria|input|letter|update|progress) (?:to|for|on|against)  # information for
`;
