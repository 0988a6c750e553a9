import { existsSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Prints the usage and ends the process, if --help was given or a folder does not exist. */
export function checkUsage(usage: string, folders: readonly string[] = []): void {
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing === undefined && !process.argv.includes('--help')) return;
  if (missing !== undefined) console.error(`There is no folder ${missing}.`);
  console.log(usage);
  process.exit(missing === undefined ? 0 : 1);
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
    console.error(value ? `Give a ${value} after ${option}.` : message);
    console.log(usage);
    process.exit(1);
  }
}
