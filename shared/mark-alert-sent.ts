import { identityOf } from './domain/review/record/alert-state.ts';
import { withFields } from './domain/review/review.ts';
import type { Settings } from './domain/settings.ts';
import type { Clock, Reviews } from './ports.ts';
import { updateReview } from './update-review.ts';

/** Records that an alert was sent. Idempotent. */
export function markAlertSent(
  deps: { readonly reviews: Reviews; readonly clock: Clock; readonly settings: Settings },
  name: string,
  alertId: string,
): Promise<'marked' | 'known'> {
  return updateReview(deps, name, async (review, write) => {
    const alert = review?.alert;
    if (review === undefined || alert?.id !== alertId || alert.state === 'sent' || alert.state === 'waived')
      return 'known';
    const sent = { ...identityOf(alert), state: 'sent', sentAt: deps.clock.now() } as const;
    await write(withFields(review, { alert: sent }));
    return 'marked';
  });
}
