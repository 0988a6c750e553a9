/**
 * This PDF cannot be cleaned without changing what it shows or leaving something in it. The message is for
 * the officer.
 */
export class Uncleanable extends Error {}
