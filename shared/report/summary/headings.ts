/** Wordings of headings that matter, without their numbers. */

export const CONTENTS = /^(?:table of )?contents(?: page)?$|^(?:tabl )?cynnwys$|^index$/i;

/** Notices before or around the cover: they neither are the cover nor begin the report. */
export const NOTICE =
  /^(?:content|trigger|reader|sensitivity) (?:warning|advisory|note|notice)|^(?:a )?(?:note|warning) (?:to|for) (?:the )?readers?|^please (?:note|be aware)|^document (?:control|history|information|record|details)|^version (?:control|history)|^revision history|^(?:deposit|repository|cover|catalogue|submission|front)\b.{0,20}\b(?:sheet|record|copy|slip|page|details)|^copyright|^disclaimer|^publication (?:details|information|note)|^availability|^confidential|^rhybudd|^support(?: and help)?$|^if you (?:are|have been) affected|^sources of support/i;

/** Headings that open the report proper. */
export const OPENING =
  /^(?:foreword|preface|(?:an? |the )?(?:family )?(?:statement|message|words|letter|tribute|poem|note) (?:by|from|of|for|to)|introduction|background|acknowledge?ments?|dedication|rhagair|cyflwyniad|rhagymadrodd|crynodeb|cefndir|key (?:facts|points|messages|findings)|glossary|abbreviations|about this (?:review|report)|what is an?\b|purpose|scope|context|1\.?\s+\p{L})/iu;

/**
 * Headings under which the story is told, and how well each promises it (1 is best).
 * "Executive summary", "Summary of the case", "Brief facts leading to this review", "Who was X?", ...
 */
export function storyHeading(heading: string): number {
  const text = bareHeading(heading);
  if (isBesideStory(text))
    return /\bevents? (?:that |which )?(?:led|leading|resulting|giving rise|prompting) (?:up )?(?:to|in|this|the)\b|\bcritical event\b|\bincident\b/i.test(
      text,
    )
      ? 0.85
      : 0;
  for (const [pattern, weight] of STORY) if (pattern.test(text)) return weight;
  return 0;
}

/**
 * Whether a heading names another part of a review than the story: law, method, what agencies did,
 * recommendations.
 */
export const isBesideStory = (heading: string): boolean =>
  /\b(?:agency involvement|agencies|recommendations|learning points|chronology|services?|method(?:s|ology)?|scope|terms of reference|process|timeline|events?|good practice|responses?|analysis|legal|law|statut|abbreviations)\b/i.test(
    heading,
  );

/**
 * Whether a heading announces law, method, people of the panel or what was found: no sentence of a summary
 * stands there.
 */
export const isProcessHeading = (heading: string): boolean =>
  PROCESS_HEADINGS.some((pattern) => pattern.test(bareHeading(heading)));

const PROCESS_HEADINGS: readonly RegExp[] = [
  /\b(?:legal|law|statut\w+|method\w*|process|terms of reference|panel|involvement|contribution|confidentiality|anonymity|parallel|proceedings)\b/i,
  /\b(?:local context|demograph\w+|chronology|timeline|key practice episodes?|key events|agency|agencies|genogram|family composition)\b/i,
  /\b(?:analysis|recommendations?|action plan|good practice|equality|diversity|glossary|appendix|references)\b/i,
  /\bhow (?:the review was|we did)\b|\bconducting\b|^narrative$|\bin (?:more )?detail\b/i,
];

const STORY: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:a )?(?:brief|short|concise)? ?(?:executive )?summary(?: of (?:the |this )?(?:case|circumstances|incident|review|report|facts|story|findings|background))?(?: and (?:key )?(?:findings|learning))?$/i,
    1,
  ],
  [
    /^(?:brief |short |case )*(?:summary|outline|overview|synopsis|account|précis)\b.*\b(?:case|circumstances|incident|facts|background|story|child|famil)/i,
    1,
  ],
  [
    /^(?:case|overview|report|review|brief|short|plain|lay|public) (?:summary|synopsis|overview|outline)$|^(?:summary|synopsis|in brief|at a glance|overview|abstract|in summary|crynodeb(?: gweithredol)?)$/i,
    0.97,
  ],
  [
    /\b(?:circumstances|facts|incident|events?|reasons?|background|amgylchiadau)\b.*\b(?:led|leading|resulting|giving rise|prompt\w*|arwain|arweiniodd)\b/i,
    1,
  ],
  [
    /^(?:[\p{L}’'-]+ ){0,3}(?:summary|synopsis|précis|in brief|snapshot)(?: (?:of|and|for) [\p{L}’' ]+)?$/iu,
    0.95,
  ],
  [/^reasons? (?:for|why|behind|that)\b|^(?:decision|rationale) (?:for|to)\b.*\breview\b/i, 0.88],
  [/\b(?:story|journey)\b|^(?:remembering|a (?:portrait|picture) of)\b/i, 0.88],
  [/^(?:why|what) (?:this|was this|is this|a|we|the|happened|led|prompted)\b/i, 0.93],
  [
    /^(?:who (?:was|is|were|are)|about|introducing|meet) (?!the (?:review|report|author|partnership))\S/i,
    0.95,
  ],
  [/^(?:key |brief |relevant |the )*(?:circumstances|facts)\b/i, 0.97],
  [
    /^the (?:case|(?:critical )?incident|child|children|family|story|review|wom[ae]n|m[ae]n|adults?|residents?|patients?|brothers|sisters|siblings|twins|bab(?:y|ies)|boys?|girls?|people|young (?:person|people))(?:$| (?:and|of)\b)|^(?:case|family) (?:background|context|history)|^(?:brief )?background\b/i,
    0.85,
  ],
  [
    /^(?:details?|nature|description|account) of (?:the )?(?:case|incident|death|injur\w+|homicide|circumstances)\b|^the (?:death|homicide|injur\w+)\b|^(?:presenting|index|significant|trigger(?:ing)?|serious) incident\b|^setting the scene$/i,
    0.85,
  ],
  [/^(?:introduction|cyflwyniad|background and introduction|context|preamble|introductory)\b/i, 0.8],
  [/^(?:key|main|headline|overall) (?:learning|findings?|messages?|points?|themes?)\b|^headlines$/i, 0.6],
  [/^(?:foreword|preface|conclusions?|concluding)\b/i, 0.35],
];

/** A heading without its number and final colon. */
export function bareHeading(text: string): string {
  return text
    .replace(
      /^(?:(?:section|part|chapter|adran|pennod)\s+(?:\d+|[a-z]|[ivx]+|one|two|three|four|five)\s*[:.–-]\s*)(?=\p{L})/iu,
      '',
    )
    .replace(/^(?:(?:section|part|chapter|adran)\s+)?(?:\d+(?:\.\d+)*\.?|[A-Z]\.|[ivx]+\.)\s+/i, '')
    .replace(/\s*[:.–—-]\s*$/, '')
    .trim();
}

const NUMBERED = String.raw`(?:\s+(?:[Nn]o\.?\s*)?\d{1,2}(?:\s*[:.)–—-]\s*(?=["“‘']?\p{L})|\s+(?=["“‘']?\p{Lu}))|\s*[:.]\s+(?=["“‘']?\p{L}))`;
const LEARNING_LABEL = `(?:(?:Key|KEY|Practice|PRACTICE|System|SYSTEM) )?(?:[Ll]earning(?: (?:[Pp]oint|[Tt]heme))?|LEARNING(?: POINT)?|[Ll]esson(?: [Ll]earn(?:ed|t))?|LESSON|[Ff]inding|FINDING|[Pp]ractice [Pp]oint|[Pp]wynt [Dd]ysgu|[Cc]anfyddiad)`;
const RECOMMENDATION_LABEL = '(?:Recommendation|RECOMMENDATION|Argymhelliad|ARGYMHELLIAD)';

/** What stands before one point: "Learning point 2.", "Finding 3:", "Learning:". */
export const LEARNING_POINT = new RegExp(`^(?=\\p{Lu})${LEARNING_LABEL}${NUMBERED}`, 'u');
export const RECOMMENDATION = new RegExp(`^${RECOMMENDATION_LABEL}${NUMBERED}`, 'u');
/** Either of them: such a line begins a paragraph. */
export const LABELLED = new RegExp(
  `^(?=\\p{Lu})(?:${LEARNING_LABEL}|${RECOMMENDATION_LABEL})${NUMBERED}`,
  'u',
);
