import { phrases } from '../phrases.ts';

/** Parts that the names of bodies share. */
const PARTS = {
  body: '(?:Partnership(?:\\s+Boards?)?|Boards?|Committee|Arrangements|Alliance)',
  whom: "(?:Children['’]?s?|Child|Adults?|Adult['’]s)",
  forWhom: '(?:\\s+for\\s+(?:Northern\\s+Ireland|(?:Children|Adults)(?:\\s+and\\s+Young\\s+People)?))?',
  kind: '(?:Executive\\s+|Multi-Agency\\s+|Assurance\\s+)?',
};

/** What bodies that commission or publish reviews are called behind the name of their place. */
export const BODY_ENDINGS = phrases`
  (?:Local\s+)?Safeguarding\s+${PARTS.whom}(?:\s+(?:and|&)\s+(?:${PARTS.whom}|Young People))?\s+${PARTS.kind}${PARTS.body}${PARTS.forWhom}  # Local Safeguarding Children Board
  (?:Multi-Agency\s+)?Safeguarding\s+(?:${PARTS.whom}\s+)?${PARTS.body}${PARTS.forWhom}  # Safeguarding Partnership
  (?:Multi-Agency|Local|Regional|Joint|Integrated)\s+(?:${PARTS.whom}\s+)?Safeguarding\s+(?:${PARTS.whom}\s+)?${PARTS.body}  # Multi-Agency Safeguarding Arrangements
  ${PARTS.whom}\s+Safeguarding\s+${PARTS.kind}${PARTS.body}  # Children’s Safeguarding Assurance Partnership
  (?:(?:Child|Adult)\s+(?:and|&)\s+)?${PARTS.whom}\s+(?:Support\s+(?:and|&)\s+)?Protection\s+${PARTS.body}  # Adult Support and Protection Committee
  ${PARTS.whom}\s+and\s+Young\s+People(?:['’]s)?\s+(?:Safeguarding\s+|Protection\s+)?${PARTS.body}  # Children and Young People’s Board
  (?:Multi-Agency\s+)?Public\s+Protection\s+(?:Arrangements\s+(?:Strategic\s+)?)?${PARTS.body}  # Public Protection Committee
  MAPPA\s+(?:Strategic\s+)?(?:Management\s+)?Board  # MAPPA Strategic Management Board
  (?:Domestic\s+Abuse\s+(?:and|&)\s+)?(?:Community\s+Safety|Public\s+Services)\s+${PARTS.body}(?!\s*:)  # Community Safety Partnership
  Youth\s+(?:Justice|Offending)\s+(?:Management\s+|Partnership\s+|Service\s+)?${PARTS.body}  # Youth Justice Management Board
  (?:Offensive\s+Weapons\s+Homicide\s+)?Review\s+Partners(?!\s*:)  # Review Partners
  Safer(?:\s+(?:Communities|Neighbourhoods))?\s+${PARTS.body}  # Safer Communities Partnership
`;

/** Words over the bodies that hold an offensive weapons homicide review together. */
export const PARTNERS_LISTED = phrases`
  ^(?:the )?(?:(?:offensive weapons homicide )?review|relevant review) partners\s*:?\s*(?=$|\p{Lu})  # Review partners:
  ^commissioned by the review partners(?: (?:for|of|in) [^:,]{2,40})?:\s*(?=$|\p{Lu})  # Commissioned by the review partners for Hexley:
`;
/** What a review partner is called: a police force, a council, a health board. */
export const PARTNERS = phrases`
  Police(?: Service)?|Constabulary|(?:City |County |Borough |District |Metropolitan )*Council|Integrated Care Board  # Eastmere Police
  (?:University )?Health Board|Probation Service|London Borough of .{2,30}|ICB  # Eastmere Health Board
`;
