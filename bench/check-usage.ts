import { existsSync } from 'node:fs';

/** Prints the usage and ends the process, if --help was given or a folder does not exist. */
export function checkUsage(usage: string, folders: readonly string[] = []): void {
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing === undefined && !process.argv.includes('--help')) return;
  if (missing !== undefined) console.error(`There is no folder ${missing}.`);
  console.log(usage);
  process.exit(missing === undefined ? 0 : 1);
}
