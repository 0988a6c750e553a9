/**
 * How long a claim to publish an alert is held, in seconds. Longer than alert-subscribers may run, so that no
 * two publish.
 */
export const ALERT_LEASE_SECONDS = 60;

/** How long after its lease a claim is left for the audit queue to tell of it, in seconds. */
export const WITNESS_GRACE_SECONDS = 600;

/** How long a review may be on its way before the sweep signals it again, in seconds. */
export const OUT_OF_SYNC_SECONDS = 600;
