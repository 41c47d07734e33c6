#!/usr/bin/env node
// What `npm start`, `npm test` and `npm run …` call on a fresh clone with nothing installed but Node and npm:
// it installs what is missing, says what it does, and then runs the thing asked for.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
process.chdir(root);
const windows = process.platform === 'win32';

function run(command, args, shell = false) {
  const result = spawnSync(command, args, { stdio: 'inherit', shell, cwd: root });
  if (result.error) {
    console.error(`${command} cannot be started (${result.error.message}).`);
    return 2;
  }
  return result.status ?? 3;
}

const node = (args) => run(process.execPath, args);
const npm = (args) => run(windows ? 'npm.cmd' : 'npm', args, windows);

function stop(code, sentence) {
  if (sentence) console.error(sentence);
  process.exit(code);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(2, `netnograph needs Node.js 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org/ and run the same command again.`);

/** Installed means: npm finished with the very lock file that is here. */
function installed() {
  const marker = 'node_modules/.package-lock.json';
  if (!existsSync(marker)) return false;
  if (statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs) return true;
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = versions('package-lock.json');
  const present = versions(marker);
  return Object.entries(wanted).every(([name, p]) => name === '' || p.optional || present[name]?.version === p.version);
}

if (!installed()) {
  console.error('Installing packages (once; SQLite may be compiled, which takes about two minutes) …');
  const code = npm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0) stop(2, 'The packages could not be installed. Check the network and the messages above, then run the same command again.');
}
if (!existsSync('node_modules/better-sqlite3/build/Release/better_sqlite3.node')) {
  console.error('Compiling SQLite (once, about two minutes) …');
  const code = npm(['rebuild', 'better-sqlite3', '--foreground-scripts']);
  if (code !== 0 || !existsSync('node_modules/better-sqlite3/build/Release/better_sqlite3.node')) {
    stop(2, 'SQLite could not be compiled: it needs python3, make and a C++ compiler (Debian: apt-get install -y python3 make g++; macOS: xcode-select --install; Windows: the build tools that the Node.js installer offers). Then run the same command again.');
  }
}

const [task = 'start', ...rest] = process.argv.slice(2);
if (task === 'start') console.error('Reproducing the study on its reconstruction …');
const netno = (args) => node(['pipeline/cli/netno.mjs', ...args]);
const named = rest.some((a) => a === '--study' || a.startsWith('--study='));

switch (task) {
  case 'start':
    stop(netno(['reproduce', ...rest]));
    break;
  case 'literature':
  case 'observe':
  case 'cases':
    // Without a study of one's own it is the reconstruction's phase that runs.
    stop(named ? netno([task, ...rest]) : netno(['reproduce', '--phase', task, ...rest]));
    break;
  case 'bench':
    stop(node(['--import', 'tsx', 'bench/run.ts', ...rest]));
    break;
  case 'docs':
    stop(node(['--import', 'tsx', 'pipeline/cli/docs.ts', ...rest]));
    break;
  case 'test': {
    const steps = [
      ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
      ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
      ['tests', ['node_modules/vitest/vitest.mjs', 'run', ...rest]],
    ];
    for (const [name, args] of steps) {
      console.error(`── ${name}`);
      const code = node(args);
      if (code !== 0) stop(code);
    }
    stop(0);
    break;
  }
  default:
    stop(2, `start.mjs knows start, test, literature, observe, cases, bench and docs, not "${task}".`);
}
