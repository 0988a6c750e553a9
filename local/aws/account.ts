/** The only region and account of the emulators. */
export const REGION = 'eu-west-2';
export const ACCOUNT = '000000000000';

/** The ARN of a resource of theirs. */
export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
