/** A wave on a Redis queue whose server is away for ten seconds in the middle, and one of whose workers is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasRedis, testRedis } from '../pipeline/2-observation/queue/test-redis.ts';
import { check, withSite, type Trial } from './durability-trial.ts';

const netno = fileURLToPath(new URL('../pipeline/cli/netno.mjs', import.meta.url));
const AWAY_MS = 10_000;

export async function redisStopped(quick: boolean): Promise<(Trial & { awaySeconds: number; seconds: number }) | null> {
  if (!hasRedis) {
    process.stderr.write('there is no redis-server here: the stopped Redis was not tried\n');
    return null;
  }
  const pages = quick ? 300 : 1500;
  return withSite(pages, async (site) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'netno-redis-'));
    const children: ChildProcess[] = [];
    const redis = await testRedis(dir);
    const begin = (command: string, args: readonly string[]): ChildProcess => {
      const child = spawn(command, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr?.on('data', () => undefined);
      children.push(child);
      return child;
    };
    const host = new URL(site.url).host;
    const worker = (): ChildProcess => begin(process.execPath, [netno, 'worker', '--queue', redis.url, '--allow-private', host, '--slice', '2', '--lease', '5']);
    writeFileSync(path.join(dir, 'study.yaml'), `title: Durability\nplatforms: [{ name: Site, address: "${site.url}/" }]\nobservation:\n  delay: 0\n  render: off\n  allow-private: ["${host}"]\n  budget: { pages: ${pages * 2}, seconds: 3600, megabytes: 2000, depth: 100, secondary: 0 }\n`);
    const began = performance.now();
    try {
      const crawl = begin(process.execPath, [netno, 'observe', 'crawl', '--study', dir, '--queue', redis.url]);
      const over = new Promise<void>((resolve) => crawl.on('exit', () => resolve()));
      const first = worker();
      worker();
      const reached = (requests: number): Promise<void> => new Promise((resolve) => site.after(requests, resolve));
      await reached(Math.floor(pages / 4));
      first.kill('SIGKILL');
      process.stderr.write('a worker was killed\n');
      worker();
      await reached(Math.floor(pages / 4));
      await redis.stop();
      process.stderr.write(`Redis is away for ${AWAY_MS / 1000} s\n`);
      await sleep(AWAY_MS);
      await redis.start();
      await over;
      return { awaySeconds: AWAY_MS / 1000, seconds: Math.round((performance.now() - began) / 1000), ...check(path.join(dir, 'archive'), pages, ['w1/site'], path.join(dir, 'study.sqlite')) };
    } finally {
      for (const child of children) child.kill('SIGTERM');
      await redis.stop();
      await Promise.all(children.map((child) => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.on('exit', resolve)))));
      rmSync(dir, { recursive: true, force: true });
    }
  });
}
