const NO_REGION = /^Region is missing/;

const IN_WORDS: readonly { readonly says: RegExp; readonly sentence: string }[] = [
  {
    says: NO_REGION,
    sentence: 'Set AWS_REGION to the region of the deployment, for example AWS_REGION=eu-west-2.',
  },
  {
    says: /^CredentialsProviderError/,
    sentence:
      'There are no credentials for AWS in this shell: sign in first, for example with aws sso login.',
  },
  {
    says: /^(QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)|^Stack with id \S+ does not exist/,
    sentence:
      'There is no such stack in this region: deploy it with npm run deploy, or name it with -- --stack NAME.',
  },
  {
    says: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/,
    sentence: 'AWS cannot be reached from here: see the network, and AWS_ENDPOINT_URL if it is set.',
  },
];

/**
 * One sentence on what to do about an error; the error's own message if it has none here. `local`: whether
 * the command was to use the stack of npm start; absent if it cannot.
 */
export function awsErrorSentence(error: unknown, { local }: { readonly local?: boolean } = {}): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (local && code === 'ECONNREFUSED') return 'Nothing runs on this machine. Start it first: npm start';
  const known = IN_WORDS.find(({ says }) =>
    [error.message, error.name, code].some((text) => says.test(text)),
  );
  if (known?.says === NO_REGION && local === false)
    return `${known.sentence} For the stack of npm start, add -- --local.`;
  return known?.sentence ?? error.message;
}
