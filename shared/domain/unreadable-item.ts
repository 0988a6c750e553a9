/** A stored record or entry that this release cannot read. Its message names fields, never their values. */
export class UnreadableItem extends Error {}
