import { parseArgs } from 'node:util';
import { type Deployment, findDeployment } from './deployment.ts';

export interface CommandOptions {
  readonly yes: boolean;
  readonly ref: string | undefined;
  /** A folder to write to. */
  readonly out: string | undefined;
  readonly settingsFile: string | undefined;
}

/** Runs an operator's command; an error is one sentence and exit status 1. */
export async function runCommand(
  command: (deployment: Deployment, options: CommandOptions) => Promise<void>,
): Promise<void> {
  try {
    const { values } = parseArgs({
      options: {
        local: { type: 'boolean', default: false },
        stack: { type: 'string' },
        yes: { type: 'boolean', default: false },
        ref: { type: 'string' },
        out: { type: 'string' },
        settings: { type: 'string' },
      },
    });
    const { yes, ref, out, settings: settingsFile } = values;
    await command(await findDeployment(values), { yes, ref, out, settingsFile });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
