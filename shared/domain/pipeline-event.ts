/**
 * Every event that is logged at INFO. None contains a name, title, file name or summary: `ref` identifies a
 * review by a pseudonym (see `logReference`).
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
   * A change in this year page was refused, because the listing would have lost reviews or whole year pages.
   */
  | {
      readonly type: 'listing.refused';
      readonly year: number;
      readonly part: number;
      readonly lost: number;
      readonly parts: number;
    }
  /** Unreadable entries: the listing of this year page is written without them. */
  | {
      readonly type: 'entry.unreadable';
      readonly year: number;
      readonly part: number;
      readonly count: number;
    }
  /** Unreadable record: its review stays as it is. */
  | { readonly type: 'record.unreadable'; readonly ref: string }
  | { readonly type: 'alert.published'; readonly ref: string }
  | { readonly type: 'alert.waived'; readonly ref: string; readonly reason: string }
  | { readonly type: 'alert.reconciled'; readonly ref: string; readonly delivered: boolean }
  | { readonly type: 'receipt.sent'; readonly ref: string; readonly outcome: string }
  /** Numbers of officers and operators whose subscription is missing, or waits for their confirmation. */
  | { readonly type: 'staff.unsubscribed'; readonly missing: number; readonly pending: number }
  | { readonly type: 'sweep.found'; readonly lost: number; readonly due: number }
  | { readonly type: 'sweep.done'; readonly scope: 'recent' | 'all' };
