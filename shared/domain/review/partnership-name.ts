/** Whether two names mean one partnership. Words that changed when boards became partnerships are ignored. */
export const samePartnership = (one: string, other: string): boolean => placeOf(one) === placeOf(other);

function placeOf(partnership: string): string {
  return partnership
    .toLowerCase()
    .replace(/\b(the|local|board|partnership|partners|safeguarding|children['’]?s?|child|adults?)\b/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
