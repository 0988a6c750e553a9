import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { checkUsage, refuse } from '../../bench/check-usage.ts';
import { startS3Server } from '../../local/aws/s3-server.ts';
import { SELECTION } from './s3-tests-selection.ts';

const USAGE = `npm run s3-tests -- CHECKOUT [words of pytest -k]

Runs the part of https://github.com/ceph/s3-tests that the S3 emulator claims, from a checkout of it. Needs Python 3 with
venv; its packages are installed into .local/s3-tests once. Status 1 if a test fails that is not argued.`;

const PACKAGES = ['boto3', 'gevent', 'httplib2', 'isodate', 'lxml', 'munch', 'pytest', 'pytest-timeout'];
const MORE_PACKAGES = ['pytz', 'PyYAML', 'requests'];
const TIMEOUT_SECONDS = 240;

const Case = z.object({
  '@_name': z.string(),
  failure: z.unknown().optional(),
  error: z.unknown().optional(),
  skipped: z.unknown().optional(),
});
const Report = z.object({ testsuites: z.object({ testsuite: z.object({ testcase: z.array(Case) }) }) });

const [checkout, words] = process.argv.slice(2);
checkUsage(USAGE);
if (checkout === undefined || !existsSync(join(checkout, 's3tests/functional/test_s3.py')))
  refuse(USAGE, checkout === undefined ? 'Give a checkout.' : `${checkout} is no checkout of s3-tests.`);
const folder = mkdtempSync(join(tmpdir(), 's3-tests-'));
const server = await startS3Server({ folder: join(folder, 's3'), onError: (error) => console.error(error) });
try {
  process.exitCode = summarize(await runPytest(resolve(checkout), server.port));
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the selected tests. Answers the report. */
async function runPytest(cwd: string, port: number): Promise<z.infer<typeof Report>> {
  const config = join(folder, 's3tests.conf');
  const report = join(folder, 'report.xml');
  writeFileSync(config, configuration(port));
  const marks = `not (${SELECTION.withoutMarks.join(' or ')})`;
  const names = `not (${SELECTION.withoutWords.join(' or ')})${words === undefined ? '' : ` and (${words})`}`;
  const options = ['-q', '--tb=no', '-p', 'no:cacheprovider', '--timeout', String(TIMEOUT_SECONDS)];
  // Not spawnSync: the emulator answers from this process.
  const pytest = spawn(
    join(virtualEnvironment(), 'bin/python'),
    [
      '-m',
      'pytest',
      ...options,
      '-m',
      marks,
      '-k',
      names,
      `--junitxml=${report}`,
      's3tests/functional/test_s3.py',
    ],
    { cwd, stdio: 'inherit', env: { ...process.env, S3TEST_CONF: config } },
  );
  await once(pytest, 'exit');
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' });
  return Report.parse(parser.parse(readFileSync(report, 'utf8')));
}

/** Prints passes for each feature, and every failure. Answers the exit status. */
function summarize({ testsuites }: z.infer<typeof Report>): number {
  const features = new Map<string, { passed: number; argued: number; failed: number }>();
  const failures: string[] = [];
  const reasons = new Map<string, string[]>();
  for (const { '@_name': name, failure, error, skipped } of testsuites.testsuite.testcase) {
    if (skipped !== undefined) continue;
    const feature = SELECTION.features.find(([, pattern]) => pattern.test(name))?.[0] ?? 'objects';
    const counts = features.get(feature) ?? { passed: 0, argued: 0, failed: 0 };
    features.set(feature, counts);
    const reason = SELECTION.argued.find(([pattern]) => pattern.test(name))?.[1];
    if (failure === undefined && error === undefined) counts.passed++;
    else if (reason === undefined) {
      counts.failed++;
      failures.push(name);
    } else {
      counts.argued++;
      reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
    }
  }
  console.table(Object.fromEntries([...features].sort()));
  for (const [reason, names] of reasons)
    console.log(`${names.length} argued: ${reason}\n  ${names.join(' ')}`);
  for (const name of failures) console.log(`FAILED ${name}`);
  return failures.length === 0 ? 0 : 1;
}

function virtualEnvironment(): string {
  const path = resolve('.local/s3-tests');
  if (existsSync(join(path, 'ready'))) return path;
  mkdirSync(path, { recursive: true });
  const python = process.platform === 'win32' ? 'python' : 'python3';
  for (const [command, ...options] of [
    [python, '-m', 'venv', path],
    [join(path, 'bin/python'), '-m', 'pip', 'install', '--quiet', ...PACKAGES, ...MORE_PACKAGES],
  ]) {
    if (spawnSync(command ?? '', options, { stdio: 'inherit' }).status !== 0)
      throw new Error('Python 3 with venv is needed, and access to PyPI for the first run.');
  }
  writeFileSync(join(path, 'ready'), '');
  return path;
}

function configuration(port: number): string {
  const user = (section: string, name: string, more = '') =>
    `[${section}]\ndisplay_name = ${name}\nuser_id = ${name}\nemail = ${name}@example.org\naccess_key = ${name}\nsecret_key = ${name}\n${more}`;
  return [
    `[DEFAULT]\nhost = 127.0.0.1\nport = ${port}\nis_secure = False\nssl_verify = False\n`,
    '[fixtures]\nbucket prefix = s3-tests-{random}-\niam name prefix = s3-tests-\niam path prefix = /s3-tests/\n',
    user('s3 main', 'main', 'api_name = eu-west-2\n'),
    user('s3 alt', 'alt'),
    user('s3 tenant', 'tenant', 'tenant = tenant\n'),
    ...['iam', 'iam root', 'iam alt root'].map((section) => user(section, section.replaceAll(' ', ''))),
  ].join('\n');
}
