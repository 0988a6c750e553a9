/** The context of a measurement. */
export interface Bench {
  /** An empty folder, deleted at the end. */
  readonly folder: string;
  /** Fewer rounds and sizes; results are not published. */
  readonly quick: boolean;
  /** Prints a line of progress. */
  say(line: string): void;
}
