/** NodeBB 1.4.0 from npm, set up to run on Node 20 with a Redis of its own. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { answers, freePort, launch, runProgram, type Server } from './server.ts';

export const administrator = { name: 'keeper', password: 'Long-enough-keeper-31', mail: 'keeper@members.example' } as const;

/** The last version that is on npm. */
const version = '1.4.0';

/** These two fetch pictures from the network when they start. */
const unwanted = ['nodebb-plugin-emoji-one', 'nodebb-plugin-emoji-extended'];

export async function startRedis(dir: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  return launch({ name: 'redis', command: 'redis-server', args, port, dir, env, ready: () => ping(port) });
}

async function ping(port: number): Promise<boolean> {
  const redis = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    redis.disconnect();
  }
}

/** @returns NodeBB's folder */
export async function installNodebb(dir: string): Promise<string> {
  writeFileSync(join(dir, 'package.json'), '{ "private": true }');
  await runProgram('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `nodebb@${version}`], { cwd: dir });
  const app = join(dir, 'app');
  cpSync(join(dir, 'node_modules/nodebb'), app, { recursive: true });
  // npm laid the packages beside NodeBB; it looks for them below itself.
  symlinkSync(join(dir, 'node_modules'), join(app, 'node_modules'));
  mkdirSync(join(app, 'public/uploads/sounds'), { recursive: true });
  return app;
}

export async function setUpNodebb(app: string, redisPort: number, port: number, env: NodeJS.ProcessEnv): Promise<void> {
  const setup = {
    url: `http://127.0.0.1:${port}`,
    secret: 'loopback-only',
    database: 'redis',
    'redis:host': '127.0.0.1',
    'redis:port': String(redisPort),
    'redis:password': '',
    'redis:database': '0',
    'admin:username': administrator.name,
    'admin:email': administrator.mail,
    'admin:password': administrator.password,
    'admin:password:confirm': administrator.password,
  };
  await runProgram(process.execPath, ['app.js', '--setup', JSON.stringify(setup)], { cwd: app, env });
  const redis = new Redis(redisPort, '127.0.0.1');
  await redis.zrem('plugins:active', ...unwanted);
  // Otherwise a busy machine makes it answer "excessive load" instead of pages.
  await redis.hset('config', 'eventLoopCheckEnabled', '0');
  // Members may found groups.
  await redis.hset('config', 'allowGroupCreation', '1');
  redis.disconnect();
}

export async function launchNodebb(app: string, port: number, env: NodeJS.ProcessEnv): Promise<Server> {
  const bound = { ...env, bind_address: '127.0.0.1', port: String(port) };
  const address = `http://127.0.0.1:${port}`;
  return launch({ name: 'nodebb', command: process.execPath, args: ['app.js'], port, dir: app, env: bound, ready: answers(`${address}/api/config`), patience: 180 });
}
