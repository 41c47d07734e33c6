/** PHP's built-in server. */
import { answers, freePort, launch, type Server } from './server.ts';

export interface PhpSite {
  readonly name: string;
  readonly root: string;
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly port?: number;
  /** A script that is asked first for every address. */
  readonly router?: string;
  /** The page by which one sees that it is up. */
  readonly page: string;
}

/** While the clock stands in the past the scripts seem to come from the future; they are compiled once all the same. */
const ofFutureFiles = ['opcache.file_update_protection=0', 'opcache.validate_timestamps=0'];

/** Four workers, since some software asks itself for pages while it answers one. */
export async function servePhp(site: PhpSite): Promise<Server> {
  const port = site.port ?? (await freePort());
  const settings = ['memory_limit=512M', 'display_errors=stderr', 'error_reporting=E_ALL & ~E_DEPRECATED', 'opcache.enable_cli=1', ...ofFutureFiles];
  const args = [...settings.flatMap((setting) => ['-d', setting]), '-S', `127.0.0.1:${port}`, '-t', site.root];
  const env = { ...site.env, PHP_CLI_SERVER_WORKERS: '4' };
  return launch({
    name: `php-${site.name}`,
    command: '/usr/bin/php',
    args: site.router === undefined ? args : [...args, site.router],
    port,
    dir: site.dir,
    env,
    ready: answers(`http://127.0.0.1:${port}${site.page}`),
  });
}
