import type { Facts } from '#shared/domain/review/fact.ts';
import { FINDINGS, type Finding } from '#shared/domain/review/finding.ts';
import type { ReportModel } from '../../pdf/page-model.ts';
import { noLanguage, noText, noTitle, untagged } from './accessibility.ts';
import { type Check, type Checked, onPages } from './check.ts';
import { columnText } from './column-text.ts';
import {
  annotationComment,
  attachment,
  earlierRevision,
  externalAction,
  formField,
  hiddenLayer,
  javascript,
} from './embedded-content.ts';
import { hiddenText } from './hidden-text.ts';
import { crimeOrCaseReference } from './identifiers/crime-or-case-reference.ts';
import { dateOfBirth } from './identifiers/date-of-birth.ts';
import { emailBehindLink, emailInText } from './identifiers/email.ts';
import { identifiersOffPage } from './identifiers/identifiers-off-page.ts';
import { identityDocument } from './identifiers/identity-document.ts';
import { nationalInsurance } from './identifiers/national-insurance.ts';
import { nhsNumber } from './identifiers/nhs-number.ts';
import { phone } from './identifiers/phone.ts';
import { postcode } from './identifiers/postcode.ts';
import { streetAddress } from './identifiers/street-address.ts';
import { upn } from './identifiers/upn.ts';
import { vehicleRegistration } from './identifiers/vehicle-registration.ts';
import { draftMarker } from './marks/draft-marker.ts';
import { embargoMarker } from './marks/embargo-marker.ts';
import { findMarks } from './marks/page-marks.ts';
import { placeholderText } from './marks/placeholder-text.ts';
import { restrictionMarker } from './marks/restriction-marker.ts';
import { pageNotRead } from './page-not-read.ts';
import { flowText } from './positioned-text.ts';
import { propertyName } from './property-name.ts';
import { replacedText } from './replaced-text.ts';

/** Every safety check, in the order in which an officer reads the findings: leaks first, hindrances last. */
const CHECKS: readonly Check[] = [
  hiddenText,
  replacedText,
  hiddenLayer,
  pageNotRead,
  earlierRevision,
  annotationComment,
  formField,
  attachment,
  javascript,
  externalAction,
  propertyName,
  onPages(nhsNumber),
  dateOfBirth,
  onPages(postcode),
  onPages(streetAddress),
  onPages(phone),
  onPages(emailInText),
  emailBehindLink,
  onPages(nationalInsurance),
  onPages(upn),
  onPages(identityDocument),
  onPages(vehicleRegistration),
  onPages(crimeOrCaseReference),
  identifiersOffPage,
  draftMarker,
  restrictionMarker,
  embargoMarker,
  placeholderText,
  noText,
  untagged,
  noLanguage,
  noTitle,
];

/** Findings of one kind, the last of which counts the rest: as many as a receipt has room for. */
const MOST_OF_A_KIND = 12;

/**
 * Everything the checks find in one report, pure: on what the pages show, what they hide, and what the file
 * carries besides. It cannot see names of people in prose, nor whether details together tell who a family is.
 */
export function checkReport(report: ReportModel, facts: Facts, titles: readonly string[] = []): Finding[] {
  const marks = findMarks(report);
  const bodyLines = new Set(
    report.pages.flatMap(({ lines }) => lines.filter((line) => !marks.running.has(line))),
  );
  const checked: Checked = {
    report,
    facts,
    titles,
    marks,
    body: flowText(report, marks.running),
    margins: flowText(report, bodyLines),
    columns: columnText(report, marks.running),
  };
  return CHECKS.flatMap((check) => capped(check(checked)));
}

/** A check that finds the same everywhere tells the first places of a kind and how many more there are. */
function capped(findings: readonly Finding[]): Finding[] {
  const kinds = Map.groupBy(findings, ({ code }) => code);
  return [...kinds].flatMap(([code, ofKind]) => {
    if (ofKind.length <= MOST_OF_A_KIND) return ofKind;
    const told = ofKind.slice(0, MOST_OF_A_KIND - 1);
    const message = `${FINDINGS[code].title}: ${ofKind.length - told.length} more places like these.`;
    return [...told, { code, message }];
  });
}
