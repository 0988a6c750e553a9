import { MONTHS } from '../months.ts';
import { phrases } from '../phrases.ts';

/** Words before "draft" in a line that is a mark: "Final draft". */
export const BEFORE_DRAFT = phrases`
  final|first|second|third|fourth|fifth|latest|working|revised|initial|early  # Final draft
  pre-?publication|panel|official|confidential|restricted|strictly  # Panel draft
`;
/** Words behind it: "Draft 2 for the panel - 4 May 2023". */
export const AFTER_DRAFT = phrases`
  v(?:ersion)?\.?|no\.?|number|one|two|three|(?:19|20)?\d[\d./-]*|dated?|${MONTHS}  # Draft v3
  for|not|only|of|at|as|to|the|and|in|subject|further|agreed|amendments?|approval  # Draft not for circulation
  report|copy|document|overview|review|panel|board|partnership|circulation|publication  # Draft overview report
  comments?|consultation|discussion|quality|assurance|factual|accuracy|checking  # Draft for factual accuracy checking
  confidential|embargoed|restricted|strict|confidence  # Draft in strict confidence
`;

const STAGE = '(?:final |formal )?(?:(?:board|panel|partnership|legal|executive|quality|factual) )?';
const CHECKED_BY =
  "(?:the )?(?:(?:board|panel|executive|partnership|internal|agency|family|legal|final|factual)(?:'s)? )*";
const PURPOSE =
  '(?:comments?|discussion|consultation|approval|ratification|accuracy(?: check(?:s|ing)?)?|proof-?reading|sign[ -]?off)';

/** Other ways of saying it, in a header or footer, on the cover or across the page. */
export const UNFINISHED = phrases`
  \bthis (?:(?:report|document|version|paper|copy|review) )?is (?:only |still )?(?:a |the )?(?:[\w-]+ )?draf+t\b  # This is still a draft
  \bwork in progress\b|^\W*(?:report )?in progress\W*$  # Work in progress
  \bun(?:approved|finalised|ratified)\b|^\W*provisional(?: report| version| copy)?\W*$  # Unapproved
  \bpre-?release\b|\bpreview (?:copy|version)\b|\b(?:uncorrected|page|first|final) proofs?\W*$  # Uncorrected proof
  \bnot (?:yet )?(?:been )?(?:approved|agreed|finalised|ratified|signed[ -]off)\b  # Not yet approved
  \bnot (?:the )?final(?: version)?\W*$  # Not the final version
  ^\W*(?:still )?to be (?:ratified|approved|agreed|signed off|finalised)\b  # To be ratified
  \b(?:approval|sign[ -]?off|ratification|agreement) (?:is )?(?:awaited|pending|outstanding)\b  # Board approval awaited
  ^\W*(?:document )?(?:status|stage)\W+(?:for|un(?:published|approved)|in|pending|provisional|work|not|awaiting)\b  # Status: awaiting sign-off
  \b(?:subject to|awaiting|pending) ${STAGE}(?:approval|agreement|sign[ -]?off|ratification|assurance)\b  # Subject to Board approval
  \b(?:subject to|awaiting|pending) ${STAGE}(?:accuracy|checks?|advice|amendments?|publication)\b  # Pending legal advice
  \b(?:awaiting|pending) (?:the )?(?:board|panel|partnership|executive)\b  # Awaiting the panel
  \bfor ${CHECKED_BY}${PURPOSE}(?: only| purposes(?: only)?| by .{3,40})?\W*$  # For the panel's comments by 4 May
  ^\W*for (?:internal |panel |board |agency )?review(?: only)?\W*$  # For internal review only
  \b(?:version|copy) for (?:the )?(?:[\w-]+ ){0,3}(?:comments?|checks?|checking|approval|review)\b  # Version for legal checking
  \b(?:version|copy) for (?:the )?(?:[\w-]+ ){0,3}(?:consultation|discussion|family|panel|board)\b  # Copy for the family
  \b(?:pre-?publication|panel|consultation|working|discussion) (?:version|copy)\b  # Consultation version
  \b(?:proof|interim|uncorrected|marked[ -]up) (?:version|copy)\b  # Proof copy
  \btrack(?:ed)?[ -]changes\b  # With tracked changes
  \bv(?:ersion)? ?\d[\d.]*\W+(?:with )?(?:comments?|tracked|amends|amendments|edits|mark-?up)\b  # v3 with comments
`;
