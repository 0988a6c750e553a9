/** The words of a text in small letters, one space between them: what is left of it by any spelling. */
export const smallWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d]+/gu, ' ')
    .trim();
