import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { parseSettings, type Settings } from '#shared/domain/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Reads a settings file, relative to the project. Errors name the file and each wrong field. */
export function readSettings(file: string): Settings {
  try {
    return parseSettings(parse(readFileSync(path.resolve(ROOT, file), 'utf8')));
  } catch (error) {
    throw new Error(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof YAMLParseError) return `This is not YAML. ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ENOENT' ? 'There is no such file.' : error.message;
}
