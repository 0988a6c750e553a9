const LANGUAGES = new Intl.DisplayNames(['en-GB'], { type: 'language' });

/** `Polish` for `pl`. */
export function languageName(code: string): string {
  try {
    return LANGUAGES.of(code.split('-')[0] ?? '') ?? code;
  } catch {
    // Intl throws on an invalid language tag.
    return code;
  }
}
