/** The words of the embed in each language; the build puts them there, from `site/words/`. */
declare const EMBED_WORDS: Readonly<Record<'en' | 'cy', EmbedWords>>;

interface EmbedWords {
  readonly note: string;
  readonly none: string;
  readonly noMatch: string;
  readonly help: string;
  readonly more: string;
  readonly all: string;
  readonly status: Readonly<Record<string, string>>;
  readonly months: readonly string[];
}
