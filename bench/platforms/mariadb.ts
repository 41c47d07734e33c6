/** MariaDB on loopback, with its data in a folder of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, launch, runProgram, type Server } from './server.ts';

export const mariadbServer = '/usr/sbin/mariadbd';

export interface MariaDb extends Server {
  /** @returns rows as the client prints them in batches, with tabs, new lines and backslashes in values written as \t, \n and \\ */
  query(sql: string, database?: string): Promise<string[][]>;
}

export async function startMariadb(dir: string, env: NodeJS.ProcessEnv): Promise<MariaDb> {
  const data = join(dir, 'mariadb');
  mkdirSync(data);
  const port = await freePort();
  await runProgram('/usr/bin/mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--user=root']);
  const connection = ['--no-defaults', '--host=127.0.0.1', `--port=${port}`, '--protocol=tcp', '--user=root', '--default-character-set=utf8mb4'];
  const query = async (sql: string, database?: string): Promise<string[][]> => {
    const out = await runProgram('/usr/bin/mariadb', [...connection, '--batch', '--skip-column-names', ...(database === undefined ? [] : [database])], { input: sql });
    return out.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
  };
  const server = await launch({
    name: 'mariadbd',
    command: mariadbServer,
    args: ['--no-defaults', `--datadir=${data}`, `--socket=${join(data, 'socket')}`, `--port=${port}`, '--bind-address=127.0.0.1', '--user=root', '--skip-log-bin'],
    port,
    dir,
    env,
    ready: async () => (await query('SELECT 1')).length === 1,
  });
  return { ...server, query };
}
