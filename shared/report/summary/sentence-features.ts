/** What kind of sentence stands before us: the story, what the review looked at, or law and process. */

/** Law, method, panels, thanks, anonymity, statistics of the place: true of any review. */
const PROCESS: readonly RegExp[] = [
  /\bterms of reference\b/i,
  /\b(?:in accordance with|carried out under|conducted (?:in line|under)|commissioned (?:in line|under)|in line with|pursuant to|set out in|required (?:by|under)|as defined (?:in|by)|under section \d+|regulation \d+)\b.{0,80}\b(?:act|guidance|regulations?|working together|statut\w+|law|chapter|multi-agency practice)\b/i,
  /\bworking together to safeguard\b/i,
  /\b(?:children act|children and social work act|regulations) (?:19|20)\d\d\b(?!.*\breview (?:considers|examines|explores|looks))/i,
  /\bcriteria\b.{0,60}\b(?:met|for)\b|\bcriteria (?:are|were|had been)\b/i,
  /\b(?:its|the) purpose\b.{0,40}\b(?:is|was)\b|\bpurpose of (?:the|this|a|such|these) (?:\w+ ){0,4}reviews?\b/i,
  /\bnot to (?:hold|apportion|blame|allocate|assign)\b|\bapportion\w* blame\b/i,
  /\breviews of this (?:kind|type|nature)\b|\bhindsight\b/i,
  /\b(?:the|a|review|its) panel\b.{0,70}\b(?:agreed|met|comprised|consisted|members?|membership|chaired|satisfied|included|was (?:established|convened))\b|\bpanel of\b/i,
  /\bline management responsibility\b|\bindependent (?:lead )?(?:reviewer|author|chair)s?\b.{0,60}\b(?:was|were|appointed|commissioned)\b/i,
  /\b(?:appointed|commissioned) (?:an? |the )?(?:independent|review team|lead|two|reviewers?)/i,
  /\b(?:chronolog(?:y|ies)|individual management reviews?|agency reports?|analytic account|information reports?)\b/i,
  /\b(?:learning|practitioner|reflective) (?:event|workshop|session)s?\b/i,
  /\b(?:methodology|systems (?:model|approach|methodology)|learning[- ]together|key practice episodes from)\b/i,
  /\b(?:period under review|time ?(?:frame|period|scale) (?:of|for|under)|scope of (?:the|this) review|review (?:period|covers the period)|relevant events before)\b/i,
  /\b(?:condolences?|sympath(?:y|ies)|thanks?|thanked|grateful|gratitude|acknowledge[sd]? the|wish(?:es)? to|would like to)\b/i,
  /\b(?:pseudonyms?|anonymi[sz]\w+|anonymity|anonymously|names? (?:are|is|have been|has been|were) (?:not used|changed|altered)|identities|referred to by role|not (?:his|her|their) real names?)\b/i,
  /\b(?:themes?|areas) that (?:emerged|arose|were identified)\b|\bthey are set out\b|\bset out in the (?:analysis|next|following|report)\b|\bare (?:described|discussed|listed|set out) in\b/i,
  /\b(?:this|the|a short|an?) (?:executive )?summary\b.{0,50}\b(?:follows|intended|read with|provides|is|sets|should)\b|\bthis (?:section|chapter|report|document) (?:is(?! about)|sets|provides|contains|describes|has been (?:prepared|commissioned|written)|was (?:prepared|commissioned|written)|will|should|draws)\b/i,
  /\b(?:commissioning|decision to (?:undertake|commission|conduct|carry out|hold))\b|\b(?:was|were) commissioned (?:by|in)\b|\bagreed (?:that a|to (?:undertake|commission)|the scope)\b(?!.*\bpattern)/i,
  /\b(?:partners|partnership|board members?|board|group|subgroup|subcommittee)\b.{0,60}\b(?:considered (?:the|this) (?:case|referral|notification)|concluded that|recommended that|decided)\b/i,
  /\bthey concluded that\b|\bwould be likely to add\b|\bnational (?:panel|child safeguarding practice review panel)\b|\bofsted\b|\bdepartment for education\b|\bhome office\b|\bcare inspectorate\b|\bwelsh government\b/i,
  /\bserious incident notification\b|\brapid review (?:was|meeting|held|concluded)\b/i,
  /\b(?:population|inhabitants|wards|levels of need|deprivation|national average|urban area|rural area|mixed urban|coastal district|market towns?|inspection (?:had|found|of)|inspectorate|leaders were|restructure|rising demand|turnover of staff|partner agencies were working with|changes? of this kind)\b/i,
  /\b(?:who knew (?:him|her|them|\p{Lu}\p{L}+).{0,20}describ|tried to keep this person|glad to have been told|such things rarely appear|shared meals|family life had|wide circle of)\b/iu,
  /\b(?:records were read|limits should be|draft report|factual accuracy|read the report|confidential conversation|learning event|family members said|met the reviewer|contributed to the review|spoke with the reviewer|invited to (?:contribute|take part))\b/i,
  /\b(?:parallel (?:processes|proceedings)|coroner’s officer|criminal investigation ran|care proceedings in respect|matters decided by the courts|publication (?:was|has been) delayed)\b/i,
  /\b(?:recommendations? (?:are|is|were|have)|action plan|responsibility for (?:monitoring|implement\w+)|will (?:report|monitor) (?:each|on|the)|we accept|on behalf of|copyright|website)\b/i,
  /\b(?:glossary|(?:see|in|an|at) (?:the )?appendix|appendix [\dA-Z]\b|bibliography|abbreviations?|footnote|see (?:section|paragraph|page))\b/i,
  /\b(?:chair|chaired)\b.{0,30}\b(?:of the|by)\b|\bmembership\b/i,
  // Scope, form and authors of the review.
  /\bconducted a (?:\w+ ){0,4}review\b|\b(?:learning|questions|recommendations) (?:is|are) set out\b|\bwe begin with\b|\bkey practice episodes?\b/i,
  /\b(?:the|this) (?:review|report|chronology) (?:covers?|covered|spans?|is (?:structured|divided|organised|arranged|presented)|runs? from)\b|\bpart (?:one|two|three|1|2|3) (?:describes|sets|gives)\b/i,
  /\breviews? (?:is|are|may be|can be|will be) (?:held|undertaken|carried out|conducted|arranged|required|called)\b|\bcame into (?:force|effect)\b/i,
  /\breviews? (?:should|must|are (?:required|intended|commissioned|undertaken|held|expected))\b|\baims? of (?:a|an|the|this|these|such|any)? ?(?:\w+ ){0,4}reviews?\b|\blearn lessons and improve\b|\b(?:does|do|is|are|did) not (?:seek to|intended to|about)\b.{0,20}\b(?:blame|judge|hold)\b|\bblame\b/i,
  /\b(?:local authorit(?:y|ies)|safeguarding partners?|partnerships?|boards?) (?:must|are required|is required|have a (?:statutory )?duty|has a (?:statutory )?duty)\b|\b(?:section|regulation|chapter) \d+[a-z]?\b|\bstatutory (?:criteria|guidance|requirements?|duty|duties)\b/i,
  /\brapid review\b.{0,60}\b(?:took place|recommended|carried out|completed|decided)\b|\b(?:recommended|decided) (?:that )?(?:a|an|to)\b.{0,50}\breview\b/i,
  /\b(?:has|have|had) no (?:previous |prior )?(?:connection|involvement|link)s? with\b|\bindependent of (?:all|the|any)\b|\byears[’'] experience\b|\bqualified (?:social worker|nurse|solicitor)\b/i,
  /\bmeetings? (?:were|was|took place|have been) held\b|\battended by\b.{0,30}\brepresentatives\b|\bheld (?:virtually|online|remotely)\b/i,
  /\bagenc(?:y|ies) (?:was|were|have been) (?:asked|invited|required|requested)\b|\boffered (?:the|an|a) (?:chance|opportunity) to\b.{0,30}\b(?:contribute|take part|comment|meet|see|read|speak)\b|\b(?:took|taken|taking) part in (?:this|the) review\b|\bcontribut\w+ to (?:this|the) (?:review|report)\b/i,
  /\bprogress (?:against|on|with)\b.{0,60}\bmonitored\b|\bwill be (?:monitored|overseen|tracked)\b|\bnames? (?:was|were|has been|have been) (?:chosen|selected|agreed)\b/i,
  /\b(?:cylch gorchwyl|yn unol â|deddf|rheoliadau|methodoleg|cydymdeimlad|diolch|ffugenw|dienw|poblogaeth)\b|\by panel\b/i,
];

const NUMBER =
  '(?:\\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|one(?! of)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)';
const SPAN = '(?:hours?|days?|weeks?|months?|years?)';
/** "aged 14", "was four when", "nine-week-old", "at six weeks", "Ann, 34,", "in her fifties". */
const AGE = new RegExp(
  [
    `\\b(?:aged|age of|ages of)\\b`,
    `\\b(?:was|were|is|are|when|at|turned|just|only|nearly|almost) ${NUMBER}(?! of (?:them|the|these|those|which|whom)\\b)(?:[ -]${SPAN}\\b|(?=(?: (?:when|and|or|at|in|to|who|on))?\\b(?! ?[a-z]+s\\b)|[,.;]|$))`,
    `\\b${NUMBER}[ -]${SPAN}[ -](?:old|of age)\\b`,
    `, \\d{1,2}(?= |[,.;])(?! ${SPAN})`,
    `\\bin (?:his|her|their) (?:early |mid-|late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\\b`,
    `\\b(?:boy|girl|man|woman|child) of ${NUMBER}\\b`,
    // "a hill farmer of 82,"
    `\\ban? (?:[a-z]+ ){1,2}(?<!(?:total|team|group|number|list|set|series|family|out|period|maximum|minimum|average) )of \\d{2}(?=[,.;])`,
  ].join('|'),
  'i',
);

/** Who it is about: an age, a child, a relative. */
const WHO: readonly RegExp[] = [
  AGE,
  /\b(?:baby|babies|infants?|toddlers?|boys?|girls?|child|children|siblings?|brothers?|sisters?|teenage\w*|young (?:person|people)|m[ae]n|wom[ae]n|adolescents?|twins?|adults?|residents?|patients?|tenants?|people|persons)\b/i,
  /\b(?:mother|father|parents?|stepfather|partner|carer|grandmother|grandparents?|family|wife|husband|son|daughter)\b/i,
  /\b(?:plentyn|plant|babi|baban|bachgen|merch|mam|tad|rhieni|teulu|oed)\b/i,
];

/** What happened. */
const HARM =
  /\b(?:died|dies|death|deaths|killed|murder\w*|manslaughter|homicide|stabb\w+|shot|suicide|strangl\w*|punch\w*|kick(?:ed|ing)|beaten|chok\w*|mauled|bitten|fell|groom\w*|begging|kidnap\w*|abduct\w*|set fire|self-harm\w*|bull(?:ied|ying)|psychosis|took (?:his|her|their) own (?:life|lives)|took (?:his|her|their) (?:life|lives)|lost (?:his|her|their) (?:life|lives)|hang\w+|overdose\w*|injur\w+|fractur\w*|bruis\w+|burn\w*|scald\w*|shak\w+|head (?:injury|trauma)|non-accidental|abus\w+|neglect\w*|assault\w*|rap(?:e|ed)|exploit\w+|harm\w*|starv\w*|malnourish\w*|malnutrition|underweight|dehydrat\w*|drown\w*|suffocat\w*|asphyxia\w*|poison\w*|ingest\w*|swallow\w*|methadone|ill(?:ness)?|collaps\w+|unresponsive|cardiac arrest|hospital\w*|admitted|wound\w*|infect\w+|sepsis|self-neglect|fire|missing|found|trauma|crisis|violen\w+|threat\w+|coerci\w+|control\w*|struck|attack\w*|tragic|tragedy|fatal\w*|removed|homeless\w*|overlaid|co-sle\w+|surviv\w+|recover\w+|sleeping|ketoacidosis|diabet\w+|asthma|seizures?|obes\w+|radicalis\w*|traffick\w*|marwolaeth|bu farw|farw|lladd\w*|anaf\w*|niwed\w*|esgeulus\w*|gam-drin|cam-drin|ysbyty)\b/i;

/** What the review looked at and found. */
const LEARNING =
  /\b(?:this|the|a|it|thematic|case|practice|learning|serious|safeguarding) (?:\w+ ){0,5}reviews?\b(?:\s*\([A-Z]+\))? (?:also |then |therefore |further )?(?:considers?|considered|examine[sd]?|asks?|asked|explore[sd]?|looks?|looked|highlight(?:s|ed)?|finds?|found|concentrate[sd]?|focus(?:es|ed|ses)?|identifie[sd]|reflect(?:s|ed)? (?:on|upon)|aims? to|shows?|describe[sd]?|concludes?|concluded|reveal(?:s|ed)?|raise[sd]?|sets? out (?=how|why|what|where|when|who)|seeks?|sought|stud(?:y|ies|ied)|trace[sd]?|question(?:s|ed)?|turns?|assess(?:es|ed)?|analyse[sd]?|has (?:considered|examined|found|identified))\b|\bthis (?:review|report) (?:is about|tells|asks|considers|examines|explores|looks)\b|\bit (?:revealed|reflects|considers|examines|asks|finds|found|also (?:considers|examines|asks|found|finds|looks)|looks at|explores|highlights)\b|\bthe (?:main |key )?(?:learning|lessons?|findings?|questions?)\b.{0,40}\b(?:is|are|was|were|concern\w*|relate\w*)\b|\b(?:learning|lessons) (?:about|from|for|in)\b|\bthe intention was to learn\b|\bmissed opportunit\w+|\bimportance of\b|\bneed for\b/i;

/** What happened to somebody, in words that leave no doubt. */
const GRAVE: readonly RegExp[] = [
  /\b(?:died|dies|deaths?|dead|killed|killing|murder\w*|manslaughter|homicide|suicide|took (?:his|her|their) own li(?:fe|ves)|drown\w*)\b/i,
  /\b(?:stabb\w+|shot|strangl\w+|shook|shaken|struck by|fell (?:\w+ ){0,3}(?:feet|metres|from|to)|attacked|assaulted|raped|beaten|poison\w*|set fire|on fire|burn(?:t|ed|s))\b/i,
  /\b(?:injur(?:y|ies|ed)|fractur\w+|broken (?:\w+ )?(?:arm|leg|hip|ribs?|bones?)|broke (?:his|her) \w+|bruis\w+|bleeding|scald\w+|stroke|sepsis|overdose|paralysed|unresponsive|stopped breathing|not breathing|head trauma)\b/i,
  /\b(?:starv\w+|malnourish\w*|malnutrition|dehydrat\w+|severely underweight|neglected|self-neglect|frostbite|perforated|infested|locked in|poisoning)\b/i,
  /\b(?:sexually|physically) abused\b|\bsexual(?:ly)? (?:abuse|exploit\w+|assault\w*)\b|\b(?:was|were|been) (?:abused|harmed|exploited|groomed|trafficked)\b|\b(?:made to work|sold into)\b/i,
  /\b(?:lifeless|blackmail\w*|married abroad|forced (?:to marry|marriage)|taken into care|kidnap\w*|abduct\w*|mauled|hanged)\b/i,
  /\b(?:bu farw|farw|marwolaeth|lladd\w*|anaf\w*)\b/i,
];

/** How it ended, for the child or for who did it. */
const OUTCOME =
  /\b(?:convicted|acquitted|pleaded guilty|found guilty|sentenced|survived|recovered|unlawfully killed|full recovery|foster care|is safe)\b/i;

export const tellsGraveHarm = (sentence: string): boolean => GRAVE.some((pattern) => pattern.test(sentence));
export const tellsOutcome = (sentence: string): boolean => OUTCOME.test(sentence);

const WELSH_LEARNING =
  /\badolygiad(?: hwn)?\b.{0,40}\b(?:ystyried|edrych|archwilio|canfod|gofyn|amlygu|tynnu sylw)\b|\bgwersi\b/i;

/** Dates of birth, exact days, numbers that identify. */
const EXACT =
  /\b(?:born on|date of birth|d\.?o\.?b\b)|\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b\d{1,2}\/\d{1,2}\/\d{2,4}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:\d[ -]?){9,}\d\b|@/i;
/** A school, hospital or street by its name. */
const PLACE =
  /(?<!^)\b\p{Lu}\p{L}+(?:’s|'s)? (?:Primary |Secondary |High |Junior |Infant |Community |Grammar |General )*(?:School|Academy|College|Nursery|Hospital|Infirmary|Road|Street|Avenue|Lane|Close|Drive|Estate|Park|House|Court)\b/u;

export const isProcess = (sentence: string): boolean => PROCESS.some((pattern) => pattern.test(sentence));
export const tellsHarm = (sentence: string): boolean => HARM.test(sentence);
/** "The SCR found that ..." says the same as "The review found that ...". */
const REVIEW_IN_SHORT = /\b(?:SCR|SAR|DHR|LCSPR|CSPR|CPR|SUSR)\b/g;

/** "The panel agreed that the review should look at ...": what was reviewed, though a panel said it. */
export const tellsFocus = (sentence: string): boolean =>
  /\breviews? should (?:look at|consider|examine|focus on|explore)\b/i.test(sentence);

export function tellsLearning(sentence: string): boolean {
  const text = sentence.replace(REVIEW_IN_SHORT, 'review');
  return LEARNING.test(text) || WELSH_LEARNING.test(text) || tellsFocus(text);
}
export const isIdentifying = (sentence: string): boolean => EXACT.test(sentence) || PLACE.test(sentence);
export const tellsAge = (sentence: string): boolean =>
  (AGE.test(sentence) || /\b\p{L}+ oed\b/u.test(sentence)) && !/\bunder review\b/i.test(sentence);

const COUNT = new RegExp(`\\b(?!one\\b)${NUMBER}\\b`, 'i');
/** Whether it says how many: assessments, referrals, moves. */
export const tellsCount = (sentence: string): boolean => COUNT.test(sentence);

/** 0 to 3: whether it names somebody, by age, as a child or as a relative. */
export const tellsWho = (sentence: string): number => WHO.filter((pattern) => pattern.test(sentence)).length;
