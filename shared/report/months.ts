/** The months in small letters, to be used inside a pattern. */
export const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
/** The same, shortened. */
export const SHORT_MONTHS = 'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec';
