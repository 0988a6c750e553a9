/** `Polish` for `pl`, in English or in another language. */
export function languageName(code: string, inLanguage = 'en-GB'): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code.split('-')[0] ?? '') ?? code;
  } catch {
    // Intl throws on an invalid language tag.
    return code;
  }
}
