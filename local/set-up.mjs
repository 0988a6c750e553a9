// Runs before `npm start` and `npm test` on any Node: installs dependencies, including Node 24. Plain
// JavaScript, so that an old Node can print an error.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lockFile = path.join(root, 'package-lock.json');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const bin = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isInstalled() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs;
}

function installedNode() {
  if (!existsSync(bin)) return undefined;
  const { stdout } = spawnSync(bin, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return stdout?.trim();
}

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE)
  stop(
    `This needs Node ${OLDEST_NODE} or newer to set itself up, and this is ${process.version}: see https://nodejs.org.`,
  );

if (!isInstalled()) {
  console.log(
    'Setting up, once: npm ci installs what the project needs, Node 24 included. This takes about a minute.',
  );
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const { status, error } = spawnSync(
    command,
    [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (error || status !== 0)
    stop('npm ci did not succeed, so nothing was started; what it says above is the reason. Then try again.');
}

const wanted = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies.node;
const found = installedNode();
if (found !== `v${wanted}`)
  stop(
    `Node ${wanted} should be in node_modules/.bin and ${found ?? 'nothing'} is there: run npm ci --foreground-scripts and see what it says.`,
  );
