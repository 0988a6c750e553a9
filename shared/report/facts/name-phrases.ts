import { phrases } from '../phrases.ts';

/** Titles before a person's name. */
export const TITLES = phrases`
  dr|prof|professor|mr|mrs|ms|miss|mx|dame|sir|lord|lady|baroness  # Dr
  rev|revd|reverend|canon|his honour|her honour|judge|major|colonel|lieutenant|captain  # Her Honour
  (?:detective\s+)?(?:chief\s+)?(?:superintendent|inspector|sergeant|constable)  # Detective Chief Inspector
`;
