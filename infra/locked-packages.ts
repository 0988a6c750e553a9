import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const LOCK_FILE = path.resolve(import.meta.dirname, '../package-lock.json');

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().default(false),
      inBundle: z.boolean().default(false),
    }),
  ),
});

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Integrity hash. Absent for packages bundled inside another, whose hash covers them. */
  readonly integrity: string | undefined;
  /** Development dependency. */
  readonly development: boolean;
  readonly insideAnother: boolean;
}

/** All packages of the lock file. */
export function lockedPackages(): readonly LockedPackage[] {
  const { packages } = LockFile.parse(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));
  return Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, { version = '', license = 'unknown', integrity, dev, inBundle }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      integrity,
      development: dev,
      insideAnother: inBundle,
    }));
}
