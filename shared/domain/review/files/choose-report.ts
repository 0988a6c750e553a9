import { MESSAGES } from '../../messages/messages.ts';
import type { Uploaded } from '../decide/decision.ts';
import type { DocumentKind, Facts } from '../fact.ts';
import type { Finding } from '../finding.ts';
import type { ReadDocument } from './companions.ts';
import { fileOf, isNamedReport } from './upload-key.ts';

/**
 * The report among the PDFs: `report.pdf` or `<name>.pdf`, else the only one that reads as a report, else the
 * first, with a finding.
 */
export function chooseReport(uploaded: Uploaded):
  | {
      document: ReadDocument;
      others: readonly ReadDocument[];
      since: string;
      isReport: boolean;
      findings: Finding[];
    }
  | undefined {
  const readable = uploaded.documents.flatMap((one) =>
    one.examination.readable ? [{ ...one, examination: one.examination }] : [],
  );
  const called = readable.find(({ key }) => isNamedReport(uploaded.name, key));
  const reports = readable.filter((one) => one.examination.kind === 'report');
  const main = called ?? reports[0] ?? readable[0];
  if (main === undefined) return undefined;
  const others = readable.filter((one) => one !== main).map(asRead);
  const isReport = main.examination.kind === 'report';
  return {
    document: asRead(main),
    others,
    since: main.since,
    isReport,
    findings: [
      ...(isReport ? [] : [notTheReport(main.key, main.examination)]),
      ...(main.beside === undefined || called !== undefined ? [] : [leftAlone(main.key, main.beside)]),
    ],
  };
}

const asRead = (one: { key: string; sha256?: string | undefined; examination: ReadAs }): ReadDocument => ({
  key: one.key,
  sha256: one.sha256,
  kind: one.examination.kind,
  facts: one.examination.facts,
  namesNobody: one.examination.namesNobody,
});

interface ReadAs {
  readonly kind: DocumentKind;
  readonly facts: Facts;
  readonly namesNobody?: boolean | undefined;
}

/** A finding that says how the document reads, and why. */
const notTheReport = (key: string, examination: ReadAs): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} reads as ${readsAs(examination)}, not as the report of a review. Only a report is published.`,
});

/** A deletion makes no companion, draft or other report public in place of the report. */
const leftAlone = (key: string, report: string): Finding => ({
  code: 'not-the-report',
  message: `${fileOf(key)} was uploaded beside ${fileOf(report)}, which is gone. If it is the report, accept it; if not, remove it.`,
});

function readsAs({ kind, facts: { documentType } }: ReadAs): string {
  const name = documentType?.value ?? `a companion (${MESSAGES.en.documents[kind].toLowerCase()})`;
  const { provenance } = documentType ?? {};
  return provenance?.source === 'report' && provenance.words !== ''
    ? `${name} (“${provenance.words}”, page ${provenance.page})`
    : name;
}
