import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import type { PublishedDocument } from '#shared/domain/listing/entry.ts';
import type { Decision } from '#shared/domain/review/decide/decision.ts';
import { fileOf } from '#shared/domain/review/files/upload-key.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { CleanCopies, Examiner } from '#shared/ports.ts';

interface CleanCopiesDeps {
  readonly examiner: Examiner;
  readonly cleanCopies: CleanCopies;
  readonly settings: Settings;
}

/** What may be published, and what the officer should know of it. */
interface Cleaned {
  readonly documents: readonly PublishedDocument[];
  readonly findings: readonly Finding[];
}

type Approved = Extract<Decision, { outcome: 'approved' }>;

/**
 * Stores clean copies of the approved documents, and the edition of the report. Returns a decision to hold if
 * a copy cannot be made.
 */
export async function cleanCopies(
  deps: CleanCopiesDeps,
  decision: Approved,
  pdfs: ReadonlyMap<string, Uint8Array>,
): Promise<Cleaned | Extract<Decision, { outcome: 'held' }>> {
  const documents: PublishedDocument[] = [];
  const findings: Finding[] = [];
  const title = decision.facts.title?.value ?? '';
  for (const document of decision.documents) {
    const pdf = pdfs.get(document.key);
    if (pdf === undefined) throw new Error('A document was approved without its bytes.');
    const language = document.facts.language?.value ?? deps.settings.publisher.language;
    const copy = await deps.examiner.clean(pdf, {
      title: document.kind === 'report' ? title : `${title}: ${document.title}`,
      language,
      publisher: deps.settings.publisher.name,
    });
    if ('refused' in copy) {
      const message = `${fileOf(document.key)}: ${copy.refused}`;
      return {
        outcome: 'held',
        facts: decision.facts,
        findings: [{ code: 'cannot-be-cleaned', message }, ...decision.findings],
      };
    }
    const { kind, file } = document;
    // The copy is stored while its edition is made.
    const kept = kind === 'report' ? keepEdition(deps, copy.pdf, language) : Promise.resolve<Kept>({});
    await allSettledOrThrow<unknown>([kept, deps.cleanCopies.put(copy.sha256, copy.pdf)]);
    const edition = await kept;
    if (edition.finding !== undefined) findings.push(edition.finding);
    documents.push({
      kind,
      file,
      title: document.title,
      sha256: copy.sha256,
      bytes: copy.pdf.length,
      pages: document.facts.pages,
      language,
      ...(edition.sha256 !== undefined && { edition: edition.sha256 }),
    });
  }
  return { documents, findings };
}

interface Kept {
  readonly sha256?: string;
  readonly finding?: Finding;
}

/** The edition of a tagged report, or why it has none. Of an untagged one the officer is told anyway. */
async function keepEdition(
  { examiner, cleanCopies: copies }: CleanCopiesDeps,
  copy: Uint8Array,
  language: string,
): Promise<Kept> {
  const made = await examiner.edition(copy, language);
  if (made === undefined) return {};
  if ('edition' in made) return { sha256: await copies.putEdition(made.edition) };
  return { finding: { code: 'no-edition', message: `The report is not shown as a page. ${made.none}` } };
}
