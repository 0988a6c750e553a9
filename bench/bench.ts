/** What every measurement is given. */
export interface Bench {
  /** An empty folder that is removed at the end. */
  readonly folder: string;
  /** Fewer rounds and sizes: for trying, not for publishing. */
  readonly quick: boolean;
  /** Prints a line of progress. */
  say(line: string): void;
}
