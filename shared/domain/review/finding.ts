import kinds from './findings.json' with { type: 'json' };

/**
 * All findings, with meaning, reason and fix. Receipts, officer guide and tests read this table. In the data,
 * `acceptable` findings hold a review until an officer accepts the code or uploads a fixed PDF, `mustBeFixed`
 * ones cannot be accepted because something is missing, and a `note` is only mentioned on the receipt.
 */
export const FINDINGS = { ...kinds.acceptable, ...kinds.mustBeFixed, ...kinds.note };

export type FindingCode = keyof typeof FINDINGS;

/** One finding of a check. `message` is one plain sentence for the officer, with leaked words masked. */
export interface Finding {
  readonly code: FindingCode;
  /** 1-based; absent for the file as a whole. */
  readonly page?: number;
  /** Left, top, right, bottom in points of the displayed page, for the marked-up picture. */
  readonly box?: readonly [number, number, number, number];
  readonly message: string;
}

/** Whether a finding holds the review. */
export const isStop = ({ code }: Pick<Finding, 'code'>): boolean => !Object.hasOwn(kinds.note, code);

/** Whether a review note can accept findings of a code. */
export const isAcceptable = (code: string): code is keyof typeof kinds.acceptable =>
  Object.hasOwn(kinds.acceptable, code);
