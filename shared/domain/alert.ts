/** One alert to subscribers: three renderings of one listing, and what filter policies can ask for. */
export interface Alert {
  /** Public and unique, e.g. `/reviews/2024/baby-eva/#new-1`. The witness knows it by this. */
  readonly id: string;
  /** ASCII, at most 99 characters, without case detail. */
  readonly subject: string;
  /** Plain text, lines of at most 78 columns. */
  readonly email: string;
  /** At most 140 characters, without case detail. */
  readonly sms: string;
  /** The JSON Feed item, as text. */
  readonly json: string;
  readonly attributes: {
    readonly event: 'new' | 'changed';
    readonly type: string;
    readonly year: number;
    readonly themes: readonly string[];
  };
}
