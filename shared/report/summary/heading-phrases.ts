import { type Phrase, phrases } from '../phrases.ts';

/** Notices before or around the cover: they neither are the cover nor begin the report. */
export const NOTICES = phrases`
  ^(?:content|trigger|reader|sensitivity) (?:warning|advisory|note|notice)  # Content warning
  ^(?:a )?(?:note|warning) (?:to|for) (?:the )?readers?|^please (?:note|be aware)|^disclaimer|^rhybudd  # A note to readers
  ^document (?:control|history|information|record|details)|^version (?:control|history)|^revision history  # Document control
  ^(?:deposit|repository|cover|catalogue|submission|front)\b.{0,20}\b(?:sheet|record|copy|slip|page|details)  # Cover sheet
  ^publication (?:details|information|note)|^copyright|^availability|^confidential  # Publication details
  ^about this (?:document|publication)$  # About this document
  ^support(?: and help)?$|^if you (?:are|have been) affected|^sources of support  # Sources of support
`;

const BY_SOMEBODY = '(?:statement|message|words|letter|tribute|poem|note) (?:by|from|of|for|to)';
/** Headings that open the report proper. */
export const OPENINGS = phrases`
  foreword|preface|acknowledge?ments?|dedication|(?:an? |the )?(?:family )?${BY_SOMEBODY}  # A tribute from his family
  introduction|background|purpose|scope|context|key (?:facts|points|messages|findings)|1\.?\s+\p{L}  # Introduction
  glossary|abbreviations|about this (?:review|report)|what is an?\b  # About this review
  rhagair|cyflwyniad|rhagymadrodd|crynodeb|cefndir  # Cyflwyniad
`;

/** Headings of another part of a review than the story: law, method, involvement, recommendations. */
export const BESIDE_STORY = phrases`
  agency involvement|agencies|services?|responses?|good practice|learning points|recommendations|analysis  # Agency involvement
  method(?:s|ology)?|scope|terms of reference|process|legal|law|statut|abbreviations  # Methodology
  chronology|timeline|events?  # Timeline
`;
/** Headings of an event that is the story all the same. */
export const STORY_EVENTS = phrases`
  \bevents? (?:that |which )?(?:led|leading|resulting|giving rise|prompting) (?:up )?(?:to|in|this|the)\b  # Events leading up to the death
  \bcritical event\b|\bincident\b  # The critical event
`;
/** Headings of law, method, the panel and the findings: no sentence of a summary stands under them. */
export const PROCESS_HEADINGS = phrases`
  \b(?:legal|law|statut\w+|method\w*|process|terms of reference|parallel|proceedings|conducting)\b  # Legal framework
  \b(?:panel|involvement|contribution|confidentiality|anonymity|agency|agencies)\b  # Involvement of the family
  \b(?:local context|demograph\w+|genogram|family composition|equality|diversity)\b  # Local context
  \b(?:chronology|timeline|key practice episodes?|key events)\b|^narrative$|\bin (?:more )?detail\b  # Chronology
  \b(?:analysis|recommendations?|action plan|good practice|glossary|appendix|references)\b  # Analysis
  \bhow (?:the review was|we did)\b  # How the review was done
`;

const OF_CASE =
  '(?: of (?:the |this )?(?:case|circumstances|incident|review|report|facts|story|findings|background))?';
const OUTLINE = '(?:brief |short |case )*(?:summary|outline|overview|synopsis|account|précis)';
const LED = '(?:led|leading|resulting|giving rise|prompt\\w*|arwain|arweiniodd)';
const PEOPLE =
  'wom[ae]n|m[ae]n|adults?|residents?|patients?|brothers|sisters|siblings|twins|bab(?:y|ies)|boys?|girls?|people';

const THE_PAPER = '(?:the|this|our) (?:review|report|author|partnership|document|publication|summary)';

/** Headings under which the story may stand, each with how well they promise it: 1 is best. */
export const STORY_HEADINGS: readonly { readonly weight: number; readonly headings: readonly Phrase[] }[] = [
  // A summary of the case: it tells all that is asked of it.
  {
    weight: 1,
    headings: phrases`
  ^(?:a )?(?:brief|short|concise)? ?(?:executive )?summary${OF_CASE}(?: and (?:key )?(?:findings|learning))?$  # Executive summary
  ^${OUTLINE}\b.*\b(?:case|circumstances|incident|facts|background|story|child|famil)  # Brief outline of the case
`,
  },
  // A summary of something, most often of the case.
  {
    weight: 0.97,
    headings: phrases`
  ^(?:case|overview|report|review|brief|short|plain|lay|public) (?:summary|synopsis|overview|outline)$  # Case summary
  ^(?:summary|synopsis|in brief|at a glance|overview|abstract|in summary|crynodeb(?: gweithredol)?)$  # At a glance
  ^(?:the |this )?(?:case|review|report|story|key facts) (?:at a glance|in brief|on a page)$  # Case at a glance
`,
  },
  // The events that led to the review are the story.
  {
    weight: 1,
    headings: phrases`
  \b(?:circumstances|facts|incident|events?|reasons?|background|amgylchiadau)\b.*\b${LED}\b  # Circumstances leading to the review
`,
  },
  // A summary with other words in its heading.
  {
    weight: 0.95,
    headings: phrases`
  ^(?:[\p{L}’'-]+ ){0,3}(?:summary|synopsis|précis|in brief|snapshot)(?: (?:of|and|for) [\p{L}’' ]+)?$  # Summary for families
`,
  },
  // The reasons for a review tell what happened, and also the law.
  {
    weight: 0.88,
    headings: phrases`
  ^reasons? (?:for|why|behind|that)\b|^(?:decision|rationale) (?:for|to)\b.*\breview\b  # Reasons for the review
  \b(?:story|journey)\b|^(?:remembering|a (?:portrait|picture) of)\b  # Arlo’s story
`,
  },
  // A question that the story answers.
  {
    weight: 0.93,
    headings: phrases`
  ^(?:why|what) (?:this|was this|is this|a|we|the|happened|led|prompted)\b  # What happened
`,
  },
  // Somebody is introduced: who she was, less often what happened to her.
  {
    weight: 0.95,
    headings: phrases`
  ^(?:who (?:was|is|were|are)|about|introducing|meet) (?!${THE_PAPER})\S  # Who was Arlo?
`,
  },
  // The bare facts.
  {
    weight: 0.97,
    headings: phrases`
  ^(?:key |brief |relevant |the )*(?:circumstances|facts)\b  # Key facts
`,
  },
  // The case or its background: often the story, sometimes years before it.
  {
    weight: 0.85,
    headings: phrases`
  ^the (?:case|(?:critical )?incident|child|children|family|story|review|young (?:person|people)|${PEOPLE})(?:$| (?:and|of)\b)  # The child
  ^(?:case|family) (?:background|context|history)|^(?:brief )?background\b  # Family background
  ^(?:details?|nature|description|account) of (?:the )?(?:case|incident|death|injur\w+|homicide|circumstances)\b  # Details of the incident
  ^the (?:death|homicide|injur\w+)\b|^setting the scene$  # The death
  ^(?:presenting|index|significant|trigger(?:ing)?|serious) incident\b  # Index incident
`,
  },
  // An introduction tells the story or how the report is built.
  {
    weight: 0.8,
    headings: phrases`
  ^(?:introduction|cyflwyniad|background and introduction|context|preamble|introductory)\b  # Introduction
`,
  },
  // Findings repeat the story in short.
  {
    weight: 0.6,
    headings: phrases`
  ^(?:key|main|headline|overall) (?:learning|findings?|messages?|points?|themes?)\b|^headlines$  # Key learning
`,
  },
  // A foreword or conclusion speaks of the review more than of the child.
  {
    weight: 0.35,
    headings: phrases`
  ^(?:foreword|preface|conclusions?|concluding)\b  # Foreword
`,
  },
];

const LEADING = [
  'the |our |some |summary of |overview of |main |key |overall |overarching |additional |wider |emerging ',
  'multi-?agency |systems? |practice |organisational |local |and ',
  '(?:themes?|conclusions?|good practice)(?:,| and)? ',
].join('|');
const TRAILING = [
  'points?|themes?|outcomes?|opportunities|identified|learned|learnt|to be (?:learned|learnt)',
  'for (?:practice|practitioners|professionals|agencies|the (?:board|partnership|system|future))',
  '(?:from|of) (?:this|the) (?:review|case)|and|conclusions?|key|practice',
].join('|');
/** Headings over what was learned. */
export const LEARNING_HEADINGS = phrases`
  ^(?:${LEADING})*(?:learning|lessons?|findings)(?: (?:${TRAILING}))*$  # Key learning points for practice
  ^what (?:have )?(?:we|the review|the panel) (?:have |has )?(?:learn(?:ed|t)|found)  # What we have learned
  ^(?:pwyntiau )?dysgu(?: allweddol)?$|^gwersi(?: a ddysgwyd)?$|^(?:prif )?ganfyddiadau$|^canfyddiadau$  # Pwyntiau dysgu
`;
/** Headings over recommendations. */
export const RECOMMENDATION_HEADINGS = phrases`
  \b(?:recommendations?|argymhellion)\b  # Recommendations
  \b(?:questions?|challenges|actions?) for the (?:\p{L}+ ){0,3}(?:board|partnership|partners)\b  # Questions for the Board
`;
/** Words by which recommendations are those of others, or of earlier years. */
export const OTHER_RECOMMENDATIONS = phrases`
  \b(?:progress|respon[sd]\w*|previous|earlier|other reviews|national|implement\w*|action plans?)\b  # Progress against recommendations
  \b(?:single[- ]agency|individual|monitoring|update)\b  # Single-agency recommendations
`;
/** Words by which a point leans on the one before it. */
export const LEANING_POINTS = phrases`
  he|she|they|it|his|her|their|its|this|these|those|that|such|both|however|therefore|also|but|and  # This should be reviewed.
`;

const KIND = '(?:(?:Key|KEY|Practice|PRACTICE|System|SYSTEM) )?';
/** Labels of points of learning, as they are written. */
export const LEARNING_LABELS = phrases`
  ${KIND}(?:[Ll]earning(?: (?:[Pp]oint|[Tt]heme))?|LEARNING(?: POINT)?|[Ff]inding|FINDING)  # Key learning point
  ${KIND}(?:[Ll]esson(?: [Ll]earn(?:ed|t))?|LESSON|[Pp]ractice [Pp]oint|[Pp]wynt [Dd]ysgu|[Cc]anfyddiad)  # Lesson learned
`;
