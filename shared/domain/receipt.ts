/** What an officer is told of an upload. */
export interface Receipt {
  /** The outcome, without case detail or file name: ASCII, at most 99 characters. */
  readonly subject: string;
  /** Plain text, lines of at most 78 columns. */
  readonly text: string;
}
