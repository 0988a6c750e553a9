import { existsSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Prints the usage and ends the process, if --help was given or a folder does not exist. */
export function checkUsage(usage: string, folders: readonly string[] = []): void {
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing === undefined && !process.argv.includes('--help')) return;
  if (missing !== undefined) refuse(usage, `There is no folder ${missing}.`);
  console.log(usage);
  process.exit(0);
}

/** The options of a command; prints what is wrong with them and the usage, and ends the process. */
export function readOptions<const T extends ParseArgsConfig>(usage: string, config: T) {
  checkUsage(usage);
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, option] = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument/.exec(message) ?? [];
    const value = option && usage.split(`${option} `)[1]?.split(/[\s\]]/)[0];
    return refuse(usage, value ? `Give a ${value} after ${option}.` : message);
  }
}

/** Prints what is wrong with the options and the usage, and ends the process. */
export function refuse(usage: string, problem: string): never {
  console.error(problem);
  console.log(usage);
  process.exit(1);
}
