/** The names in a text, which white space separates: of keys, operators or structure types. */
export const namesIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
