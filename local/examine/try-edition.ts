import type { Examiner } from '#shared/ports.ts';
import { readSettings } from '../../infra/read-settings.ts';
import type { ExaminedFile } from './examine-file.ts';

/** Whether the report would also be published as a page, and if not, why. */
export interface EditionOutcome {
  readonly shown: boolean;
  readonly reason?: string;
}

/** Makes the edition of a publishable file, as the pipeline would, without keeping it. */
export async function tryEdition(
  examiner: Examiner,
  { pdf, decision }: ExaminedFile,
): Promise<EditionOutcome> {
  if (decision.outcome !== 'approved') return { shown: false, reason: 'It would not be published as it is.' };
  const { publisher } = readSettings('infra/settings.yaml');
  const language = decision.facts.language?.value ?? publisher.language;
  const title = decision.facts.title?.value ?? '';
  const copy = await examiner.clean(pdf, { title, language, publisher: publisher.name });
  if ('refused' in copy) return { shown: false, reason: `It would be held. ${copy.refused}` };
  const made = await examiner.edition(copy.pdf, language);
  if (made === undefined)
    return { shown: false, reason: 'It has no tags: export it from the word processor as a tagged PDF.' };
  return 'edition' in made ? { shown: true } : { shown: false, reason: made.none };
}

/** A sentence for people. */
export const inWords = ({ shown, reason }: EditionOutcome): string =>
  shown ? 'The report is also shown as an accessible page.' : `The report is not shown as a page. ${reason}`;
