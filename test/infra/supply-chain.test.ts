import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockedPackages } from '../../infra/locked-packages.ts';

const packages = lockedPackages();

test('an installation brings the very bytes that were locked', () => {
  const unproven = packages.filter(
    ({ integrity, insideAnother }) => !insideAnother && !integrity?.startsWith('sha512-'),
  );
  expect(unproven).toEqual([]);
  expect(packages.length).toBeGreaterThan(100);
});

test('every deployed package has a permissive licence', () => {
  const permissive = /^(MIT|MIT-0|Apache-2\.0|ISC|0BSD|BSD-[23]-Clause)$/;
  expect(packages.filter(({ development, licence }) => !development && !permissive.test(licence))).toEqual(
    [],
  );
});

test('every licence is known', () => {
  expect(packages.filter(({ licence }) => licence === 'unknown')).toEqual([]);
});

test('each package that we name is asked for in one version', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  );
  const versions = Object.values<string>({ ...dependencies, ...devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
