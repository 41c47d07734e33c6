/** Peers that benchmarks run beside ours: installed once, outside the project. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VERSIONS = { crawlee: '3.18.1', playwright: '1.65.1' } as const;

/**
 * A folder with `node_modules/crawlee` and `node_modules/playwright`: that of NETNO_PEERS, or one below the system's temporary
 * folder into which they are installed. Null, with a word on stderr, where that does not work.
 */
export function peersFolder(): string | null {
  const folder = process.env['NETNO_PEERS'] ?? path.join(tmpdir(), 'netnograph-peers');
  const whole = (): boolean => Object.keys(VERSIONS).every((name) => existsSync(path.join(folder, 'node_modules', name, 'package.json')));
  if (whole()) return folder;
  process.stderr.write(`installing ${Object.entries(VERSIONS).map(([name, version]) => `${name} ${version}`).join(' and ')} into ${folder} …\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}\n');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`)], {
    cwd: folder, stdio: ['ignore', 'ignore', 'ignore'], shell: process.platform === 'win32',
  });
  if (whole()) return folder;
  process.stderr.write('they could not be installed: there will be no peers in this run\n');
  return null;
}

export function versionIn(folder: string, name: string): string {
  return (JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}
