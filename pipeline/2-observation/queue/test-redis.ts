/** A real Redis server for tests and benchmarks, ended by the one who started it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Where there is none, what needs one is left out. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  readonly url: string;
  /** Stands still, and goes on. */
  freeze(): void;
  thaw(): void;
  /** Ends it; what it holds is in its append-only file. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function testRedis(dir: string): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    server = child;
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) if (String(chunk).includes('Ready to accept')) break;
    child.stdout.resume();
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    start,
    async stop() {
      const child = server;
      server = null;
      if (child === null || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
