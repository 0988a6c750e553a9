/**
 * Everything the pipeline logs at INFO. No name, title, file name or summary is in any of them:
 * `ref` (see `logReference`) names a review without telling whose it is.
 */
export type PipelineEvent =
  | {
      readonly type: 'upload.examined';
      readonly ref: string;
      readonly outcome: string;
      readonly findings: readonly string[];
      readonly milliseconds: number;
    }
  | { readonly type: 'review.published'; readonly ref: string }
  | { readonly type: 'review.scheduled'; readonly ref: string; readonly publishAt: string }
  | { readonly type: 'review.retired'; readonly ref: string }
  | { readonly type: 'review.withdrawn'; readonly ref: string }
  | { readonly type: 'listing.written'; readonly files: number }
  | { readonly type: 'listing.fixed'; readonly files: number }
  /**
   * With a change in this part, the listing would have lost reviews that were not withdrawn, or parts of
   * years.
   */
  | {
      readonly type: 'listing.refused';
      readonly year: number;
      readonly part: number;
      readonly lost: number;
      readonly parts: number;
    }
  /** Entries of a part cannot be read: its listing is written without them. */
  | {
      readonly type: 'entry.unreadable';
      readonly year: number;
      readonly part: number;
      readonly count: number;
    }
  /** A record cannot be read: nothing happens to its review. */
  | { readonly type: 'record.unreadable'; readonly ref: string }
  | { readonly type: 'alert.published'; readonly ref: string }
  | { readonly type: 'alert.waived'; readonly ref: string; readonly reason: string }
  | { readonly type: 'alert.reconciled'; readonly ref: string; readonly delivered: boolean }
  | { readonly type: 'receipt.sent'; readonly ref: string; readonly outcome: string }
  | { readonly type: 'sweep.found'; readonly lost: number; readonly due: number }
  | { readonly type: 'sweep.done'; readonly scope: 'recent' | 'all' };
