import { parseArgs } from 'node:util';
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

/** Runs an operator's command. An error prints one sentence and exits with status 1. */
export async function runCommand(
  command: (deployment: Deployment, options: CommandOptions) => Promise<void>,
): Promise<void> {
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
      },
    });
    const { yes, ref, out, settings: settingsFile, year, csv } = values;
    const options = { yes, ref, out, settingsFile, names: positionals, year, csv };
    await command(await findDeployment(values), options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
