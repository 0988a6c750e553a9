import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { awsErrorSentence } from './aws-error-sentence.ts';

// Runs before CDK: without region or credentials, prints one sentence and exits with status 1.
try {
  const { config } = new CloudFormationClient({});
  await config.region();
  await config.credentials();
} catch (error) {
  console.error(awsErrorSentence(error));
  process.exitCode = 1;
}
