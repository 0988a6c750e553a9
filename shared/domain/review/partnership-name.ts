/**
 * Whether two names are of one partnership: the words that changed when boards became partnerships do not
 * count.
 */
export const samePartnership = (one: string, other: string): boolean => placeOf(one) === placeOf(other);

function placeOf(partnership: string): string {
  return partnership
    .toLowerCase()
    .replace(/\b(the|local|board|partnership|partners|safeguarding|children['’]?s?|child|adults?)\b/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
