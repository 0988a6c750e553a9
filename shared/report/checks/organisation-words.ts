/** Nouns that end the proper name of an organisation or of its building. */
export const ORGANISATION_NOUNS: readonly string[] = `
  academy agency archives associates association authority board bureau cabinet cathedral centre charity chambers church
  cic clinic college commission committee constabulary consultancy consulting consultants council coroner court
  department diocese directorate federation forum foundation gate guildhall hall hospice hospital house hub icb ccg
  inspectorate institute institution lado library limited line llp ltd mash ministry museum network nhs office offices
  ofsted panel parliament partnership plc police precinct press publishing safeguarding school secretariat service
  services society solicitors surgery team tower towers trust unit university headquarters hq helpline`
  .trim()
  .split(/\s+/);

/**
 * Words that make no proper name of the noun after them: anybody's `Children's services`, `Social care team`.
 */
export const GENERIC_WORDS: readonly string[] = `
  a adult adults and care child children children's community council county crown district early education emergency
  family foster health her high hospital housing his it local magistrates mental my nursery of our police primary
  probation public safe school secondary social support the their this to young youth`
  .trim()
  .split(/\s+/);

/** Organisations that people call by one name. */
export const KNOWN_ORGANISATIONS: readonly string[] = `
  Ofsted NSPCC Childline Samaritans Barnardo's Barnardos Papyrus Mind Refuge Cafcass CQC HMICFRS HMIP Crimestoppers
  Shelter Cruse Bliss SANDS Sands Kidscape YoungMinds Parentline Relate Mencap Respect SafeLives Stonewall Frank FRANK
  Ofcom Estyn DfE NHS CEOP Coram Kooth`
  .trim()
  .split(/\s+/)
  .concat('Town Hall', 'County Hall', 'City Hall', 'Shire Hall', 'Borough Hall', 'Guildhall')
  .concat(
    'Civic Centre',
    'Civic Offices',
    'Council Offices',
    'Police Station',
    'Cabinet Office',
    'Home Office',
  );

/** What names a line of an office rather than a person's, whoever runs it. */
export const OFFICE_LINES: readonly string[] = [
  'press office',
  'media enquiries',
  'emergency duty team',
  'out of hours',
  'switchboard',
  'textphone',
  'minicom',
  'typetalk',
  'freephone',
  'helpline',
  'help line',
  'hotline',
  'lifeline',
  'advice line',
  'crisis line',
  'support line',
  'talk line',
  'night line',
  'listening line',
  'childline',
  'enquiries',
  'general enquiries',
  'reception',
  'bereavement support',
  'victim support',
  "women's aid",
  'citizens advice',
  'po box',
  'p.o. box',
  'freepost',
];
