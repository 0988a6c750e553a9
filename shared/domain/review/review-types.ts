import type { ReviewType } from '../settings.ts';

/**
 * Review types of safeguarding partnerships; settings can add more. The longest wording that matches a cover
 * wins, so that "Thematic Child Safeguarding Practice Review" is thematic and "Local Child ..." is not the
 * national type. Years: when law or guidance used the name. Old types were published for years afterwards.
 */
export const REVIEW_TYPES: readonly ReviewType[] = [
  {
    code: 'lcspr',
    name: 'Local Child Safeguarding Practice Review',
    welsh: 'Adolygiad Lleol o Ymarfer Diogelu Plant',
    abbreviations: ['LCSPR', 'LCSPRs', 'LSCPR'],
    alsoKnownAs: [
      "Local Children's Safeguarding Practice Review",
      'Local Children Safeguarding Practice Review',
      'Local Safeguarding Child Practice Review',
      'Local Safeguarding Children Practice Review',
      'Local Safeguarding Practice Review',
      'Local Child Practice Review',
      'Local Child Safeguarding Review',
      'Child Safeguarding Local Practice Review',
      'Adolygiad Lleol o Ymarfer Diogelu Plant',
    ],
    nation: 'England',
    from: 2018,
  },
  {
    code: 'cspr',
    name: 'Child Safeguarding Practice Review',
    welsh: 'Adolygiad o Ymarfer Diogelu Plant',
    abbreviations: ['CSPR', 'CSPRs', 'SPR'],
    alsoKnownAs: [
      "Children's Safeguarding Practice Review",
      'Children Safeguarding Practice Review',
      'Safeguarding Children Practice Review',
      'Safeguarding Child Practice Review',
      'National Child Safeguarding Practice Review',
      'Safeguarding Practice Review',
    ],
    nation: 'England',
    from: 2018,
  },
  {
    code: 'scr',
    name: 'Serious Case Review',
    welsh: 'Adolygiad Achos Difrifol',
    abbreviations: ['SCR', 'SCRs'],
    alsoKnownAs: ['Serious Case Reviews', 'Part 8 Review', 'Part 8 Case Review', 'Chapter 8 Review'],
    nation: 'England',
    from: 1991,
    until: 2019,
  },
  {
    code: 'thematic',
    name: 'Thematic Review',
    welsh: 'Adolygiad Thematig',
    abbreviations: [],
    alsoKnownAs: [
      'Thematic Child Safeguarding Practice Review',
      'Thematic Local Child Safeguarding Practice Review',
      'Local Thematic Child Safeguarding Practice Review',
      'Thematic LCSPR',
      'Thematic CSPR',
      'Thematic Serious Case Review',
      'Thematic Safeguarding Practice Review',
      'Thematic Safeguarding Review',
      'Thematic Safeguarding Adults Review',
      'Thematic Safeguarding Adult Review',
      'Thematic SAR',
      'Thematic Practice Review',
      'Thematic Learning Review',
      'Thematic Multi-Agency Review',
      'Thematic Case Review',
      'Themed Review',
      'Thematic Analysis',
      'Thematic Report',
      'Thematic Study',
      'Adolygiad Thematig',
    ],
    nation: 'UK',
  },
  {
    code: 'learning-review',
    name: 'Learning Review',
    welsh: 'Adolygiad Dysgu',
    abbreviations: [],
    alsoKnownAs: [
      'Local Learning Review',
      'Multi-Agency Learning Review',
      'Local Child Safeguarding Learning Review',
      'Child Protection Learning Review',
      'Adult Support and Protection Learning Review',
      'Safeguarding Learning Review',
      'Practice Learning Review',
      'Case Learning Review',
      'Learning Together Review',
      'Lessons Learned Review',
      'Learning Lessons Review',
      'Adolygiad Dysgu',
    ],
    nation: 'UK',
  },
  {
    code: 'significant-case-review',
    name: 'Significant Case Review',
    welsh: 'Adolygiad Achos Arwyddocaol',
    abbreviations: [],
    alsoKnownAs: ['Initial Case Review'],
    nation: 'Scotland',
    from: 2007,
    until: 2021,
  },
  {
    code: 'child-practice-review',
    name: 'Child Practice Review',
    welsh: 'Adolygiad Ymarfer Plant',
    abbreviations: ['CPR'],
    alsoKnownAs: [
      'Concise Child Practice Review',
      'Extended Child Practice Review',
      'Historical Child Practice Review',
      'Historic Child Practice Review',
      'Joint Child Practice Review',
      'Multi-Agency Child Practice Review',
      'Thematic Child Practice Review',
      'Child Practice Reviews',
      "Children's Practice Review",
      'Adolygiad Ymarfer Plant',
      'Adolygiad Ymarfer Plentyn',
      'Adolygiad Arfer Plant',
      'Adolygiad Ymarfer Plant Cryno',
      'Adolygiad Ymarfer Plant Estynedig',
    ],
    nation: 'Wales',
    from: 2013,
    until: 2024,
  },
  {
    code: 'adult-practice-review',
    name: 'Adult Practice Review',
    welsh: 'Adolygiad Ymarfer Oedolion',
    abbreviations: ['APR'],
    alsoKnownAs: [
      'Concise Adult Practice Review',
      'Extended Adult Practice Review',
      'Adolygiad Ymarfer Oedolion',
      'Adolygiad Arfer Oedolion',
    ],
    nation: 'Wales',
    from: 2016,
    until: 2024,
  },
  {
    code: 'susr',
    name: 'Single Unified Safeguarding Review',
    welsh: 'Adolygiad Diogelu Unedig Sengl',
    abbreviations: ['SUSR'],
    alsoKnownAs: ['Adolygiad Diogelu Unedig Sengl'],
    nation: 'Wales',
    from: 2024,
  },
  {
    code: 'cmr',
    name: 'Case Management Review',
    welsh: 'Adolygiad Rheoli Achos',
    abbreviations: ['CMR'],
    alsoKnownAs: [],
    nation: 'Northern Ireland',
    from: 2003,
  },
  {
    code: 'sar',
    name: 'Safeguarding Adults Review',
    welsh: 'Adolygiad Diogelu Oedolion',
    abbreviations: ['SAR', 'SARs'],
    alsoKnownAs: [
      'Safeguarding Adult Review',
      'Safeguarding Adults Case Review',
      'Discretionary Safeguarding Adults Review',
      'Discretionary Safeguarding Adult Review',
      'Mandatory Safeguarding Adults Review',
      'Adult Safeguarding Review',
      'Adult Safeguarding Practice Review',
    ],
    nation: 'England',
    from: 2015,
  },
  {
    code: 'dhr',
    name: 'Domestic Homicide Review',
    welsh: 'Adolygiad Dynladdiad Domestig',
    abbreviations: ['DHR', 'DHRs'],
    alsoKnownAs: [
      'Domestic Homicide Reviews',
      'Domestic Homicide Overview Report',
      'Adolygiad Dynladdiad Domestig',
      'Adolygiad o Laddiad Domestig',
    ],
    nation: 'UK',
    from: 2011,
  },
  {
    code: 'dardr',
    name: 'Domestic Abuse Related Death Review',
    welsh: 'Adolygiad o Farwolaeth sy’n Gysylltiedig â Cham-drin Domestig',
    abbreviations: ['DARDR'],
    alsoKnownAs: [
      'Domestic Abuse-Related Death Review',
      'Domestic Abuse Death Review',
      'Domestic Abuse Fatality Review',
    ],
    nation: 'England',
    from: 2024,
  },
  {
    code: 'owhr',
    name: 'Offensive Weapons Homicide Review',
    welsh: 'Adolygiad o Ddynladdiad ag Arf Ymosodol',
    abbreviations: ['OWHR'],
    alsoKnownAs: [],
    nation: 'UK',
    from: 2023,
  },
  {
    code: 'mhhr',
    name: 'Mental Health Homicide Review',
    welsh: 'Adolygiad Dynladdiad Iechyd Meddwl',
    abbreviations: ['MHHR'],
    alsoKnownAs: ['Independent Mental Health Homicide Review', 'Mental Health Related Homicide Review'],
    nation: 'England',
    from: 1994,
  },
  {
    code: 'rapid-review',
    name: 'Rapid Review',
    welsh: 'Adolygiad Cyflym',
    abbreviations: [],
    alsoKnownAs: ['Local Rapid Review', 'Rapid Review Report'],
    nation: 'England',
    from: 2018,
  },
  {
    code: 'multi-agency-review',
    name: 'Multi-Agency Review',
    welsh: 'Adolygiad Amlasiantaethol',
    abbreviations: ['MACR'],
    alsoKnownAs: [
      'Multi-Agency Case Review',
      'Multi Agency Case Review',
      'Multi-Agency Practice Review',
      'Critical Incident Review',
      'Serious Incident Review',
      'Local Case Review',
      'Partnership Review',
    ],
    nation: 'UK',
  },
];

const KNOWN = new WeakMap<object, readonly ReviewType[]>();

/** The table with the publisher's own types, in the publisher's language. Memoized per settings. */
export function typesOf(settings: TypeSettings): readonly ReviewType[] {
  const types =
    KNOWN.get(settings) ?? [...REVIEW_TYPES, ...settings.types].map((type) => named(type, settings));
  KNOWN.set(settings, types);
  return types;
}

interface TypeSettings {
  readonly types: readonly ReviewType[];
  readonly publisher?: { readonly language: string };
}

/** A report may name its type in either language. */
function named(type: ReviewType, { publisher }: TypeSettings): ReviewType {
  return publisher?.language !== 'cy' || type.welsh === undefined
    ? type
    : { ...type, name: type.welsh, alsoKnownAs: [type.name, ...type.alsoKnownAs] };
}
