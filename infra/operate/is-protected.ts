/**
 * Whether a subscription was confirmed with an AWS signature (`npm run confirm`). Then SNS refuses to end it
 * by the link in its messages, which works without one and which mail scanners follow.
 * https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 */
export const isProtected = (attributes: Readonly<Record<string, string>> | undefined): boolean =>
  attributes?.ConfirmationWasAuthenticated === 'true';
