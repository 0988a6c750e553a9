import { phrases } from '../phrases.ts';

/** Words with which an organisation invites people to contact it. */
export const INVITATIONS = phrases`
  contact|call|ring|write to|email|e-mail|telephone|phone|text|visit|speak to|sent to  # Please call
  reached (?:on|at)|available (?:from|on|at)  # can be reached on
`;

/** Headings and words of lists of contacts. */
export const CONTACTS = phrases`
  contacts?|help|helplines?|support|useful|information|enquiries|advice  # Useful contacts
  worried|where to|who to|get in touch|reporting|concerned  # Who to contact if you are worried
`;

/** The web and mail addresses of public bodies and organisations. */
export const PUBLIC_DOMAINS = phrases`
  [\w-]\.(?:gov|nhs|police|parliament|org)\.(?:uk|wales|scot|net)\b  # safeguarding@hexley.gov.uk
  \bnhs\.(?:uk|net)\b|\bgov\.(?:uk|wales|scot)\b  # www.gov.uk
`;

/** Words of an address before a postcode that is written with a slip or in small letters. */
export const ADDRESSES = phrases`
  \bpost ?code\b.{0,12}  # Postcode:
  \b(?:road|street|avenue|lane|close|drive|town|city|address|lived?|living|flat)\b.{0,60}  # lived at
  (?-i:\p{Lu}\p{Ll}+,? )  # Hexley, then a postcode
`;

/** Words before "Court" or "Park" that make no street of it: `28 High Court`, `3 Science Park`. */
export const BEFORE_NO_STREET = phrases`
  high|crown|county|family|magistrates'?|supreme|youth|federal|business|science|retail|car|national  # High
  safe|the|this|one|good|best|first|a|in|of|to  # the
`;

/** Words before which an unknown word is the place of an organisation: `Northshire LSCB`. */
export const BEHIND_A_PLACE = phrases`
  l?scb|l?scp|l?sab|ssab|safeguarding (?:child|adult|board|partner)\w*|partnership|board|trust  # LSCB
  council|borough|county|city|district|police|constabulary|ccg|icb|nhs  # Council
  hospital|university|school|academy|primary|ltd|limited|press|design|studio  # Hospital
`;

/** Endings of ordinary words that a title sets with a capital: `Understanding`, `Neglected`, `Resilience`. */
export const ORDINARY_ENDINGS = phrases`
  ings?|tions?|sions?|ments?|ness|ities|ity|isms?|ances?|ences?|ships?|hoods?|ology|ages?|ures?  # Understanding
  fully?|less|ables?|ibles?|ously|ous|ives?|ively|ally|ional|ical|ised|ized|ated  # Anonymised
  (?:at|is|iz|ect|ish|er|on|en|ain|act|est|ang|olv|arn|iev|ear|par|ort|uid)ed  # Neglected
`;

/** Words with which no sentence ends. */
export const NO_LAST_WORDS = phrases`
  a|an|and|as|at|born|by|for|from|her|his|in|is|number|of  # born
  on|or|that|the|their|to|was|were|who|with  # with
`;
