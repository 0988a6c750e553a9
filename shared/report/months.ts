/** The months in small letters, to be used inside a pattern. */
export const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
