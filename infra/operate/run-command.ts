import { parseArgs } from 'node:util';
import { awsErrorSentence } from './aws-error-sentence.ts';
import { type Deployment, findDeployment } from './deployment.ts';

export interface CommandOptions {
  readonly yes: boolean;
  readonly ref: string | undefined;
  /** Output folder. */
  readonly out: string | undefined;
  readonly settingsFile: string | undefined;
  /** Positional arguments. */
  readonly names: readonly string[];
  readonly year: string | undefined;
  readonly csv: boolean;
}

const EVERY_COMMAND = `
  --local          the deployment that npm start runs
  --stack NAME     the name of the stack, if not review-publisher
  --settings FILE  the settings that it was deployed with, if not infra/settings.yaml
Region and credentials come from the environment, as for the AWS command line.`;

/**
 * Runs an operator's command; --help prints its usage. The command checks its options before it asks for the
 * deployment. An error prints one sentence and exits with status 1.
 */
export async function runCommand(
  usage: string,
  command: (options: CommandOptions, deployment: () => Promise<Deployment>) => Promise<void>,
): Promise<void> {
  let local = false;
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        local: { type: 'boolean', default: false },
        stack: { type: 'string' },
        yes: { type: 'boolean', default: false },
        ref: { type: 'string' },
        out: { type: 'string' },
        settings: { type: 'string' },
        year: { type: 'string' },
        csv: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage + EVERY_COMMAND);
      return;
    }
    local = values.local;
    const { yes, ref, out, settings: settingsFile, year, csv } = values;
    const options = { yes, ref, out, settingsFile, names: positionals, year, csv };
    await command(options, () => findDeployment(values));
  } catch (error) {
    console.error(awsErrorSentence(error, { local }));
    process.exitCode = 1;
  }
}
