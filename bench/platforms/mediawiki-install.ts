/** MediaWiki from Debian's package, on SQLite in a folder of its own. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { members } from './members.ts';
import { servePhp } from './php.ts';
import { runProgram, type Server } from './server.ts';

export const mediawikiCode = '/usr/share/mediawiki';

export interface Wiki {
  /** The SQLite file. */
  readonly database: string;
  readonly settings: string;
}

export async function installMediawiki(dir: string, port: number, env: NodeJS.ProcessEnv): Promise<Wiki> {
  const data = join(dir, 'data');
  mkdirSync(data);
  const options = {
    '--dbtype': 'sqlite',
    '--dbpath': data,
    '--dbname': 'wiki',
    '--confpath': dir,
    '--server': `http://127.0.0.1:${port}`,
    '--scriptpath': '',
    '--pass': 'Long-enough-keeper-31',
  };
  await maintain('install.php', [...Object.entries(options).flat(), 'Makers', 'Keeper'], { ...env });
  const settings = join(dir, 'LocalSettings.php');
  // While it is seeded days pass between two edits, and nobody should have to log in again.
  appendFileSync(settings, '\n$wgObjectCacheSessionExpiry = 365 * 86400;\n');
  // Jobs are run by hand below, not by visitors, so that a visit finds everything done.
  appendFileSync(settings, `$wgJobRunRate = 0;\n$wgCacheDirectory = '${join(dir, 'cache')}';\n$wgLocaltimezone = 'UTC';\n$wgSecretKey = 'loopback-only';\n`);
  for (const { name, password } of members) await maintain('createAndPromote.php', [name, password], { ...env, MW_CONFIG_FILE: settings });
  return { database: join(data, 'wiki.sqlite'), settings };
}

export function serveMediawiki(dir: string, port: number, wiki: Wiki, env: NodeJS.ProcessEnv): Promise<Server> {
  return servePhp({ name: 'mediawiki', root: mediawikiCode, dir, port, env: { ...env, MW_CONFIG_FILE: wiki.settings }, page: '/index.php' });
}

/** Runs what edits have left to be done later: links, categories, recent changes. */
export async function runJobs(wiki: Wiki, env: NodeJS.ProcessEnv): Promise<void> {
  await maintain('runJobs.php', [], { ...env, MW_CONFIG_FILE: wiki.settings });
}

async function maintain(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  await runProgram('/usr/bin/php', ['-d', 'error_reporting=E_ALL & ~E_DEPRECATED', join(mediawikiCode, 'maintenance', script), ...args], { env });
}
