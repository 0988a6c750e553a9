import type { PublishedDocument } from '#shared/domain/listing/entry.ts';
import type { Decision } from '#shared/domain/review/decide.ts';
import { fileOf } from '#shared/domain/review/upload-key.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { CleanCopies, Examiner } from '#shared/ports.ts';

/** Stores clean copies of the approved documents. Returns a decision to hold if one cannot be made. */
export async function cleanCopies(
  deps: { readonly examiner: Examiner; readonly cleanCopies: CleanCopies; readonly settings: Settings },
  decision: Extract<Decision, { outcome: 'approved' }>,
  pdfs: ReadonlyMap<string, Uint8Array>,
): Promise<PublishedDocument[] | Extract<Decision, { outcome: 'held' }>> {
  const copies: PublishedDocument[] = [];
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
    await deps.cleanCopies.put(copy.sha256, copy.pdf);
    const { kind, file } = document;
    copies.push({
      kind,
      file,
      title: document.title,
      sha256: copy.sha256,
      bytes: copy.pdf.length,
      pages: document.facts.pages,
      language,
    });
  }
  return copies;
}
