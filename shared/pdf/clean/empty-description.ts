/**
 * Whether a description is only a reference to a file or to part of a mail, which programs write where nobody
 * described a picture. It tells readers nothing, and may tell a login: the clean copy leaves it out.
 */
export const isEmptyDescription = (text: string): boolean => REFERENCE.test(text);

const REFERENCE = /^\s*(?:(?:cid|file|data):|[a-z]:[\\/]|\\\\)/i;
