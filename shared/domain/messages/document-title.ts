import { languageName } from '../language-name.ts';
import type { DocumentKind } from '../review/fact.ts';
import type { Settings } from '../settings.ts';
import { messagesOf } from './messages.ts';
import { fill } from './plain-mail.ts';

/**
 * The public titles of a review's documents, in the language of the settings: `Report`, `Briefing 2`,
 * `Arabic translation (العربية)`. They derive from kind and language, never from the officer's file name.
 */
export function documentTitles(
  documents: readonly { readonly kind: DocumentKind; readonly language: string | undefined }[],
  settings: Pick<Settings, 'publisher'>,
): string[] {
  const counts = new Map<string, number>();
  return documents.map(({ kind, language }) => {
    const [name, own] = namesOf(kind, language, settings);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return name + (count === 1 ? '' : ` ${count}`) + (own === undefined ? '' : ` (${own})`);
  });
}

/** The title of a document, and for a translation what its language calls itself. */
function namesOf(
  kind: DocumentKind,
  language: string | undefined,
  settings: Pick<Settings, 'publisher'>,
): readonly [title: string, own?: string] {
  const { documents, translationInto } = messagesOf(settings);
  if (kind !== 'translation' || language === undefined) return [documents[kind]];
  const [name, own] = [languageName(language, settings.publisher.language), languageName(language, language)];
  const title = fill(translationInto, { language: name });
  return own === name ? [title] : [title, own];
}
