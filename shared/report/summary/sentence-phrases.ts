import { phrases } from '../phrases.ts';

const LAW = String.raw`\b.{0,80}\b(?:act|guidance|regulations?|working together|statut\w+|law|chapter|multi-agency practice)\b`;
const REVIEWED = '(?:considers|examines|explores|looks)';
const REPORT = '(?:section|chapter|report|document)';
const BODY = '(?:partners|partnership|board members?|board|group|subgroup|subcommittee)';
const DUTY = '(?:must|are required|is required|have a (?:statutory )?duty|has a (?:statutory )?duty)';
const TOOK_PART = '(?:contribute|take part|comment|meet|see|read|speak)';

/** Law, method, panels, thanks, anonymity, statistics of the place: true of any review. */
export const PROCESS = phrases`
  \bterms of reference\b  # The terms of reference were agreed.
  \b(?:in accordance with|carried out under|conducted (?:in line|under)|commissioned (?:in line|under))${LAW}  # conducted under statutory guidance
  \b(?:in line with|pursuant to|set out in|required (?:by|under)|as defined (?:in|by)|under section \d+)${LAW}  # as set out in guidance
  \bregulation \d+${LAW}|\bworking together to safeguard\b  # Working Together to Safeguard Children
  \b(?:children act|children and social work act|regulations) (?:19|20)\d\d\b(?!.*\breview ${REVIEWED})  # under the Children Act 2004
  \bcriteria\b.{0,60}\b(?:met|for)\b|\bcriteria (?:are|were|had been)\b  # The criteria for a review were met.
  \b(?:its|the) purpose\b.{0,40}\b(?:is|was)\b  # Its purpose is to learn.
  \bpurpose of (?:the|this|a|such|these) (?:\w+ ){0,4}reviews?\b  # The purpose of this safeguarding review
  \bnot to (?:hold|apportion|blame|allocate|assign)\b|\bblame\b|\bhindsight\b  # It is not to apportion blame.
  \breviews of this (?:kind|type|nature)\b|\blearn lessons and improve\b  # Reviews of this kind
  \b(?:the|a|review|its) panel\b.{0,70}\b(?:agreed|met|comprised|consisted|members?|membership|chaired)\b  # The panel met four times.
  \b(?:the|a|review|its) panel\b.{0,70}\b(?:satisfied|included|was (?:established|convened))\b|\b(?:by )?panel of\b  # A panel was convened.
  \bline management responsibility\b|\bby panel\b  # Nobody had line management responsibility.
  \bindependent (?:lead )?(?:reviewer|author|chair)s?\b.{0,60}\b(?:was|were|appointed|commissioned)\b  # The independent reviewer was appointed.
  \b(?:appointed|commissioned) (?:an? |the )?(?:independent|review team|lead|two|reviewers?)  # The Board appointed two reviewers.
  \b(?:chronolog(?:y|ies)|individual management reviews?|agency reports?)\b  # Agencies sent chronologies.
  \b(?:analytic account|information reports?|records were read)\b  # Each agency gave an analytic account.
  \b(?:learning|practitioner|reflective) (?:event|workshop|session)s?\b  # A learning event was held.
  \b(?:methodology|systems (?:model|approach|methodology)|learning[- ]together|key practice episodes?)\b  # The methodology was a systems approach.
  \b(?:period under review|time ?(?:frame|period|scale) (?:of|for|under)|relevant events before)\b  # The period under review was two years.
  \bscope of (?:the|this) review|\breview (?:period|covers the period)\b  # The scope of the review
  \b(?:condolences?|sympath(?:y|ies)|thanks?|thanked|grateful|gratitude|acknowledge[sd]? the)\b  # The panel offers its condolences.
  \b(?:wish(?:es)? to|would like to)\b  # We would like to thank the family.
  \b(?:pseudonyms?|anonymi[sz]\w+|anonymity|anonymously|identities|referred to by role)\b  # Names are pseudonyms.
  \bnames? (?:are|is|have been|has been|were) (?:not used|changed|altered)|\bnot (?:his|her|their) real names?\b  # Names have been changed.
  \bnames? (?:was|were|has been|have been) (?:chosen|selected|agreed)\b  # The name was chosen by the family.
  \b(?:themes?|areas) that (?:emerged|arose|were identified)\b  # themes that emerged
  \bthey are set out\b|\bset out in the (?:analysis|next|following|report)\b  # They are set out below.
  \bare (?:described|discussed|listed|set out) in\b  # They are listed in part two.
  \b(?:learning|questions|recommendations) (?:is|are) set out\b|\bwe begin with\b  # The learning is set out by theme.
  \b(?:this|the|a short|an?) (?:executive )?summary\b.{0,50}\b(?:follows|intended|read with|provides|is|sets|should)\b  # This summary is to be read with the report.
  \bthis ${REPORT} (?:is(?! about)|sets|provides|contains|describes|will|should|draws)\b  # This section sets out the law.
  \bthis ${REPORT} (?:has been|was) (?:prepared|commissioned|written)\b  # This report was prepared for the Board.
  \b(?:(?<!the )commissioning|decision to (?:undertake|commission|conduct|carry out|hold))\b  # the decision to hold a review
  \b(?:was|were) commissioned (?:by|in)\b  # The review was commissioned by the Board.
  \bagreed (?:that a|to (?:undertake|commission)|the scope)\b(?!.*\bpattern)  # It was agreed that a review be held.
  \b${BODY}\b.{0,60}\b(?:considered (?:the|this) (?:case|referral|notification))\b  # The Board considered the referral.
  \b${BODY}\b.{0,60}\b(?:concluded that|recommended that|decided)\b|\bthey concluded that\b  # The subgroup decided.
  \bwould be likely to add\b|\bnational (?:panel|child safeguarding practice review panel)\b  # The National Panel agreed.
  \bofsted\b|\bdepartment for education\b|\bhome office\b|\bcare inspectorate\b|\bwelsh government\b  # Ofsted was told.
  \bserious incident notification\b|\brapid review (?:was|meeting|held|concluded)\b  # A rapid review was held.
  \b(?:population|inhabitants|wards|levels of need|deprivation|national average|urban area|rural area)\b  # The population is small.
  \b(?:mixed urban|coastal district|market towns?|inspection (?:had|found|of)|inspectorate|leaders were)\b  # An inspection found progress.
  \b(?:restructure|rising demand|turnover of staff|partner agencies were working with|changes? of this kind)\b  # There was a restructure.
  \bwho knew (?:him|her|them|\w+).{0,20}describ|\btried to keep this person|\bglad to have been told  # People who knew him described
  \b(?:such things rarely appear|shared meals|family life had|wide circle of)\b  # Such things rarely appear in records.
  \b(?:limits should be|draft report|factual accuracy|read the report|confidential conversation)\b  # The family read the report.
  \b(?:family members said|met the reviewer|contributed to the review|spoke with the reviewer)\b  # His aunt met the reviewer.
  \binvited to (?:contribute|take part)\b|\b(?:took|taken|taking) part in (?:this|the) review\b  # The family was invited to take part.
  \bcontribut\w+ to (?:this|the) (?:review|report)\b  # Staff contributed to this review.
  \boffered (?:the|an|a) (?:chance|opportunity) to\b.{0,30}\b${TOOK_PART}\b  # The family was offered the chance to meet.
  \b(?:parallel (?:processes|proceedings)|coroner’s officer|criminal investigation ran)\b  # There were parallel proceedings.
  \b(?:care proceedings in respect|matters decided by the courts|publication (?:was|has been) delayed)\b  # Publication was delayed.
  \b(?:recommendations? (?:are|is|were|have)|action plan|responsibility for (?:monitoring|implement\w+))\b  # The action plan is under way.
  \b(?:will (?:report|monitor) (?:each|on|the)|we accept|on behalf of|copyright|website)\b  # We accept the findings.
  ^(?:reviewed|written|checked|approved|quality assured) by\b  # Reviewed by Jane Field.
  \bglossary|\b(?:see|in|an|at) (?:the )?appendix\b|\bappendix [\dA-Z]\b  # See the appendix.
  \b(?:bibliography|abbreviations?|footnote|see (?:section|paragraph|page))\b  # See section 4.
  \b(?:chair|chaired)\b.{0,30}\b(?:of the|by)\b|\bmembership\b  # It was chaired by the Trust.
  \bconducted a (?:\w+ ){0,4}review\b  # The Board conducted a local review.
  \b(?:the|this) (?:review|report|chronology) (?:covers?|covered|spans?|runs? from)\b  # The review covers two years.
  \b(?:the|this) (?:review|report|chronology) is (?:structured|divided|organised|arranged|presented)\b  # The report is divided in three.
  \bpart (?:one|two|three|1|2|3) (?:describes|sets|gives)\b  # Part two gives the analysis.
  \breviews? (?:is|are|may be|can be|will be) (?:held|undertaken|carried out|conducted|arranged|required|called)\b  # Reviews are held when a child dies.
  \breviews? (?:should|must|are (?:required|intended|commissioned|undertaken|held|expected))\b  # Reviews should be prompt.
  \bcame into (?:force|effect)\b|\baims? of (?:a|an|the|this|these|such|any)? ?(?:\w+ ){0,4}reviews?\b  # The aim of the review
  \b(?:does|do|is|are|did) not (?:seek to|intended to|about)\b.{0,20}\b(?:judge|hold)\b  # It does not seek to judge.
  \b(?:local authorit(?:y|ies)|safeguarding partners?|partnerships?|boards?) ${DUTY}\b  # Safeguarding partners must act.
  \b(?:section|regulation|chapter) \d+[a-z]?\b|\bstatutory (?:criteria|guidance|requirements?|duty|duties)\b  # under section 47
  \brapid review\b.{0,60}\b(?:took place|recommended|carried out|completed|decided)\b  # A rapid review took place.
  \b(?:recommended|decided) (?:that )?(?:a|an|to)\b.{0,50}\breview\b  # It was decided to hold a review.
  \b(?:has|have|had) no (?:previous |prior )?(?:connection|involvement|link)s? with\b  # She had no previous connection with the area.
  \bindependent of (?:all|the|any)\b|\byears[’'] experience\b  # independent of all agencies
  \bqualified (?:social worker|nurse|solicitor)\b|\bheld (?:virtually|online|remotely)\b  # a qualified social worker
  \bmeetings? (?:were|was|took place|have been) held\b|\battended by\b.{0,30}\brepresentatives\b  # Meetings were held.
  \bagenc(?:y|ies) (?:was|were|have been) (?:asked|invited|required|requested)\b  # Agencies were asked for reports.
  \bprogress (?:against|on|with)\b.{0,60}\bmonitored\b|\bwill be (?:monitored|overseen|tracked)\b  # Progress will be monitored.
  \b(?:cylch gorchwyl|yn unol â|deddf|rheoliadau|methodoleg|cydymdeimlad|diolch|ffugenw|dienw|poblogaeth)\b  # Diolch i’r teulu.
`;

/** Numbers in words and figures. */
export const NUMBERS = phrases`
  \d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|one(?! of)|two|three|four|five  # forty-two
  six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen  # six
`;
const NUMBER = `(?:${NUMBERS.map(({ pattern }) => pattern).join('|')})`;
const SPAN = '(?:hours?|days?|weeks?|months?|years?)';
const DECADE = 'teens|twenties|thirties|forties|fifties|sixties|seventies|eighties';
const BEFORE_AGE = String.raw`\b(?:was|were|is|are|when|at|turned|just|only|nearly|almost)`;
const NOT_OF_THEM = String.raw`(?! of (?:them|the|these|those|which|whom)\b)`;
const AFTER_AGE = String.raw`(?=(?: (?:when|and|or|at|in|to|who|on))?\b(?! ?[a-z]+s\b)|[,.;]|$)`;
const NO_AMOUNT = 'total|team|group|number|list|set|series|family|out|period|maximum|minimum|average';
/** How old somebody was. */
export const AGES = phrases`
  \b(?:aged|age of|ages of)\b  # aged 14
  ${BEFORE_AGE} ${NUMBER}${NOT_OF_THEM}(?:[ -]${SPAN}\b|${AFTER_AGE})  # was four when
  \b${NUMBER}[ -]${SPAN}[ -](?:old|of age)\b  # nine-week-old
  , \d{1,2}(?= |[,.;])(?! ${SPAN})  # Ann, 34, lived
  \bin (?:his|her|their) (?:early |mid-|late )?(?:${DECADE})\b  # in her early fifties
  \b(?:boy|girl|man|woman|child) of ${NUMBER}\b  # a boy of nine
  \ban? (?:[a-z]+ ){1,2}(?<!(?:${NO_AMOUNT}) )of \d{2}(?=[,.;])  # a hill farmer of 82,
`;

/** Somebody whom a sentence may be about. */
export const CHILDREN_AND_ADULTS = phrases`
  baby|babies|infants?|toddlers?|boys?|girls?|child|children|siblings?|brothers?|sisters?|teenage\w*|twins?  # the baby
  young (?:person|people)|adolescents?|m[ae]n|wom[ae]n|adults?|residents?|patients?|tenants?|people|persons  # young people
`;
/** Somebody's relative. */
export const RELATIVES = phrases`
  mother|father|parents?|stepfather|partner|carer|grandmother|grandparents?|family|wife|husband|son|daughter  # her mother
`;
export const WELSH_PERSONS = phrases`
  plentyn|plant|babi|baban|bachgen|merch|mam|tad|rhieni|teulu|oed  # y plentyn
`;

/** Words of harm, some of them weak: what may have happened. */
export const HARM = phrases`
  died|dies|deaths?|fatal\w*|killed|murder\w*|manslaughter|homicide|suicide|bu farw|farw|marwolaeth|lladd\w*  # He died.
  (?:took|lost) (?:his|her|their) (?:own )?(?:life|lives)|overdose\w*|self-harm\w*|hang\w+  # She took her own life.
  stabb\w+|shot|strangl\w*|suffocat\w*|asphyxia\w*|drown\w*|poison\w*|chok\w*|overlaid|co-sle\w+|sleeping  # He drowned.
  punch\w*|kick(?:ed|ing)|beaten|struck|attack\w*|assault\w*|mauled|bitten|shak\w+|set fire|fire|burn\w*|scald\w*  # She was beaten.
  injur\w+|fractur\w*|bruis\w+|wound\w*|trauma|head (?:injury|trauma)|non-accidental|fell|anaf\w*|niwed\w*  # He was injured.
  abus\w+|neglect\w*|rap(?:e|ed)|exploit\w+|groom\w*|traffick\w*|kidnap\w*|abduct\w*|radicalis\w*|harm\w*  # She was exploited.
  starv\w*|malnourish\w*|malnutrition|underweight|dehydrat\w*|obes\w+|self-neglect|homeless\w*|begging  # He was malnourished.
  ingest\w*|swallow\w*|methadone|ketoacidosis|diabet\w+|asthma|seizures?|infect\w+|sepsis|psychosis|ill(?:ness)?  # The baby ingested methadone.
  collaps\w+|unresponsive|cardiac arrest|hospital\w*|admitted|surviv\w+|recover\w+|ysbyty  # He was found unresponsive.
  violen\w+|threat\w+|coerci\w+|control\w*|bull(?:ied|ying)|crisis|tragic|tragedy|removed|missing|found  # She lived with violence.
  esgeulus\w*|gam-drin|cam-drin  # cam-drin plentyn
`;

const ABOUT = '(?:this|the|a|it|thematic|case|practice|learning|serious|safeguarding)';
const REVIEW = String.raw`\b${ABOUT} (?:\w+ ){0,5}reviews?\b(?:\s*\([A-Z]+\))? (?:also |then |therefore |further )?`;
const NOT_ASKED = '(?! (?:was|were) (?:not|never)\\b)';
/** What the review looked at and found. */
export const LEARNING = phrases`
  ${REVIEW}(?:considers?|considered|examine[sd]?|asks?|asked|explore[sd]?|looks?|looked|highlight(?:s|ed)?)\b  # This review considers neglect.
  ${REVIEW}(?:finds?|found|concentrate[sd]?|focus(?:es|ed|ses)?|identifie[sd]|reflect(?:s|ed)? (?:on|upon))\b  # The review found gaps.
  ${REVIEW}(?:aims? to|shows?|describe[sd]?|concludes?|concluded|reveal(?:s|ed)?|raise[sd]?|seeks?|sought)\b  # The review revealed gaps.
  ${REVIEW}(?:sets? out (?=how|why|what|where|when|who)|stud(?:y|ies|ied)|trace[sd]?|question(?:s|ed)?)\b  # The review sets out how plans failed.
  ${REVIEW}(?:turns?|assess(?:es|ed)?|analyse[sd]?|has (?:considered|examined|found|identified))\b  # The review has found gaps.
  \bthis (?:review|report) (?:is about|tells|asks|considers|examines|explores|looks)\b  # This report tells of a boy.
  \bit (?:also )?(?:considers|examines|asks|found|finds|looks at)\b|\bit also looks\b  # It also examines the response.
  \bit (?:revealed|reflects|explores|highlights)\b  # It highlights the response.
  \bthe (?:main |key )?(?:learning|lessons?|findings?|questions?)\b${NOT_ASKED}.{0,40}\b(?:is|are|was|were|concern\w*|relate\w*)\b  # The key learning is about pre-birth work.
  \b(?:learning|lessons) (?:about|from|for|in)\b|\bthe intention was to learn\b  # Lessons for schools
  \bmissed opportunit\w+|\bimportance of\b|\bneed for\b  # There were missed opportunities.
  \badolygiad(?: hwn)?\b.{0,40}\b(?:ystyried|edrych|archwilio|canfod|gofyn|amlygu|tynnu sylw)\b|\bgwersi\b  # Mae’r adolygiad hwn yn ystyried
`;
const LOOK_AT = 'look at|consider|examine|focus on|explore|understand';
/** "The panel agreed that the review should look at ...": what was reviewed, though a panel said it. */
export const FOCUS = phrases`
  \breviews? should (?:look at|consider|examine|focus on|explore)\b  # The panel agreed that the review should consider neglect.
  \b(?:i|we|reviewers?|review team|panel) (?:was|were) asked to (?:${LOOK_AT})\b  # The reviewers were asked to explore how neglect is seen.
  \b(?:partners?|partnerships?|boards?|committee) (?:wished|wanted) to (?:learn|know|understand)\b  # The partners wanted to know how checks are made.
  \breview team (?:considered|examined|explored|looked at)\b  # The Review Team considered the response to going missing.
  ^we asked (?:how|why|whether|what|when|who)\b  # We asked why nobody visited.
`;

/** What happened to somebody, in words that leave no doubt. */
export const GRAVE = phrases`
  died|dies|deaths?|dead|killed|killing|murder\w*|manslaughter|homicide|suicide|drown\w*|lifeless|hanged  # He was killed.
  took (?:his|her|their) own li(?:fe|ves)|stopped breathing|not breathing|unresponsive  # He stopped breathing.
  stabb\w+|shot|strangl\w+|shook|shaken|struck by|fell (?:\w+ ){0,3}(?:feet|metres|from|to)|attacked|assaulted  # She fell from a window.
  raped|beaten|mauled|poison\w*|set fire|on fire|burn(?:t|ed|s)|scald\w+|bleeding|frostbite  # His bed was on fire.
  injur(?:y|ies|ed)|fractur\w+|broken (?:\w+ )?(?:arm|leg|hip|ribs?|bones?)|broke (?:his|her) \w+|head trauma  # a broken left arm
  stroke|sepsis|overdose|paralysed|perforated|infested|locked in|poisoning|self-neglect|neglected  # She had sepsis.
  starv\w+|malnourish\w*|malnutrition|dehydrat\w+|severely underweight  # He was starved.
  (?:sexually|physically) abused|sexual(?:ly)? (?:abuse|exploit\w+|assault\w*)|made to work|sold into  # sexual exploitation
  (?:was|were|been) (?:abused|harmed|exploited|groomed|trafficked)|kidnap\w*|abduct\w*|blackmail\w*  # He had been exploited.
  married abroad|forced (?:to marry|marriage)|taken into care  # She was taken into care.
  bu farw|farw|marwolaeth|lladd\w*|anaf\w*  # Bu farw yn yr ysbyty.
`;

/** How it ended, for the child or for whoever did it. */
export const OUTCOME = phrases`
  convicted|acquitted|pleaded guilty|found guilty|sentenced|unlawfully killed  # He was convicted.
  survived|recovered|full recovery|foster care|is safe  # She made a full recovery.
`;

/** Dates of birth and numbers that identify. */
export const EXACT = phrases`
  \b(?:born on|date of birth|d\.?o\.?b\b)|@  # born on 4 May
  \b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:\d[ -]?){9,}\d\b  # ZZ99 9ZZ
`;
const PART_OF_DAY = '(?:(?:very )?early hours|(?:early |late )?(?:morning|afternoon|evening)|night)';
/** What leads to a day, and to its month with "in" alone. */
export const BEFORE_A_DAY = phrases`
  (?:on|in|during) the ${PART_OF_DAY} of  # in the early hours of
  (?:at|about|around) (?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|hours|hrs)? on  # at 3 pm on
  on  # on
`;
/** Words after which a month would say something else than the day. */
export const NEEDS_ITS_DAY = phrases`
  (?:week|day|${PART_OF_DAY}) (?:of|to)|beginning|ending|commencing  # the week of
  birthday,?  # his birthday,
`;

/** Places that have a name: a school, a hospital, a street. */
export const NAMED_PLACES = phrases`
  School|Academy|College|Nursery|Hospital|Infirmary|Park|House|Court  # School
  Road|Street|Avenue|Lane|Close|Drive|Estate  # Street
`;

const NOT_ITSELF = String.raw`(?! (?:\p{L}+ ){0,5}(?:review|report|child|baby))`;
const CLEFT = String.raw`(?! (?:became|was|is) \p{L}+(?: in \p{L}+ \d{4})?,? (?:that|through|by|when|after)\b)`;
/** Words by which a sentence leans on the one before it. */
export const ANAPHORIC = phrases`
  he|she|they|it${CLEFT}|his|her|hers|their|its|him|them|these|those|this${NOT_ITSELF}|that|such|both|neither|none  # He had moved.
  each (?:plan|adult|of|time|had|has|was|were)  # Each had a plan.
  (?:some|most|all|one|two|three|many|several|others?) of (?:them|these|those)  # Some of them knew.
  however|therefore|also|but|and|yet|the (?:former|latter|partner|man|other)  # However, nobody asked.
  officers (?:visited|attended|went|came|found|took|saw)  # Officers visited.
  in that time|in addition|during this|at that time|as a result  # As a result, nobody knew.
`;

/** What a sentence takes for told by the one before it: "and the message was put in a tray". */
export const TOLD_BEFORE = phrases`
  (?:and|but|so) the (?:message|call|letter|e-?mail|note|warning|request|offer|reply|answer) (?:was|were|had)  # and the message was
`;

/** Openings and words of sentences on the method, which no summary has. */
export const METHOD_OPENINGS = phrases`
  ^(?:From (?:it|this|these|them)|Finally|Those|Lastly|Secondly|In conclusion)\b  # Finally, agencies met.
  \bkey practice episodes?\b|\bset out (?:by|under) (?:theme|heading)  # set out by theme
  \b(?:analysis|sections?|chapters?|paragraphs?|tables?|figures?|findings) (?:below|above)\b  # The analysis below considers why.
  \b(?:discussed|explored|considered|described|addressed|examined|outlined) (?:below|above|later)\b  # This is explored below.
  \b(?:later|elsewhere) in (?:this|the) report\b|\bin the (?:next|following|previous) (?:section|chapter)\b  # It is described later in this report.
`;

/** Words whose full stop does not end a sentence. */
export const ABBREVIATIONS = phrases`
  Dr|Mr|Mrs|Ms|Prof|Rev|St|No|Nos|Fig|para|paras|p|pp|e\.g|i\.e|cf|vs|etc|approx|Ltd|c|s|ss|ed|eds|vol|al  # Dr
  [A-Z]|D\.O\.B|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec  # J
`;

/** What stands behind a name by which it is somebody's. */
export const BEHIND_A_PERSON = phrases`
  who|was|had|is|has|did|told|said|died|met|lived  # who
`;
/** How a text introduces somebody: "Gareth was fifty-two when ...", "Elin, aged ...". */
export const INTRODUCTIONS = phrases`
  aged|born|an?|\d{1,2}|(?:twen|thir|for|fif|six|seven|eigh|nine)[a-z-]*  # fifty-two
  two|three|four|five|eight|ten|eleven|twelve  # two
`;
/** Words with a capital at the beginning of a sentence that are no names. */
export const NO_NAMES = phrases`
  It|He|She|They|This|That|There|The|One|Two|Three|All|Both|None|Each|Some|Nobody|Everybody  # It
  Services|What|Who|Which|Police|School  # Police
`;
