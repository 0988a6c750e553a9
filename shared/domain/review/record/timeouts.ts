/**
 * Lease of an alert's claim in seconds. Longer than the timeout of alert-subscribers, so that no two
 * functions publish it.
 */
export const ALERT_LEASE_SECONDS = 60;

/** After its lease, a claim waits this many seconds for the audit queue to deliver its message. */
export const DELIVERY_LOG_GRACE_SECONDS = 600;

/** Seconds until the sweep signals an unfinished review again. */
export const OUT_OF_SYNC_SECONDS = 600;
