const names = new Map<string, Intl.DisplayNames>();

/** `Polish` for `pl`, in English or in another language. A tag that is none stays as it is. */
export function languageName(code: string, inLanguage = 'en-GB'): string {
  try {
    const known = names.get(inLanguage) ?? new Intl.DisplayNames([inLanguage], { type: 'language' });
    names.set(inLanguage, known);
    return known.of(code.split('-')[0] ?? '') ?? code;
  } catch {
    // Intl throws on an invalid language tag.
    return code;
  }
}
