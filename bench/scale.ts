/**
 * Workers side by side: 1, 2 and 4 processes on loopback sites that answer as slowly as real ones, with both queues, and a
 * wave of many small platforms. The sites have names under `.test` and one server.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { embeddedQueue } from '../pipeline/2-observation/queue/embedded.ts';
import { ingest } from '../pipeline/2-observation/queue/ingest.ts';
import { workLocally } from '../pipeline/2-observation/queue/local.ts';
import { redisQueue } from '../pipeline/2-observation/queue/redis.ts';
import { hasRedis, testRedis } from '../pipeline/2-observation/queue/test-redis.ts';
import type { VisitSpec } from '../pipeline/2-observation/queue/types.ts';
import { untilDone } from '../pipeline/2-observation/queue/wait.ts';
import { takeRows } from '../pipeline/2-observation/rows.ts';
import { openStudy, type Study } from '../pipeline/study.ts';
import { openFrontier } from '../store/frontier.ts';

const netno = fileURLToPath(new URL('../pipeline/cli/netno.mjs', import.meta.url));
const siteFile = fileURLToPath(new URL('scale-site.ts', import.meta.url));

interface Plan {
  readonly sites: number;
  readonly pages: number;
  /** Of an answer, in milliseconds. */
  readonly latency: readonly [least: number, most: number];
  /** Between two requests to a site. Real ones get a second. */
  readonly delayMs: number;
  /** Visits side by side in a worker. */
  readonly parallel: number;
}

interface Sites {
  readonly port: number;
  report(): Promise<{ pages: number; requests: number; atOnce: number }>;
  close(): void;
}

interface Measured {
  readonly engine: 'embedded' | 'Redis';
  readonly workers: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
  readonly pages: number;
  readonly askedTwice: number;
  readonly atOnceToOneSite: number;
  /** Of the process that has the study, at most. */
  readonly coordinatorMegabytes: number;
}

export async function run({ quick }: { quick: boolean }): Promise<object> {
  const plan: Plan = quick ? { sites: 16, pages: 6, latency: [100, 400], delayMs: 200, parallel: 4 } : { sites: 32, pages: 20, latency: [100, 400], delayMs: 200, parallel: 4 };
  const wave: Plan = quick ? { sites: 60, pages: 3, latency: [20, 80], delayMs: 20, parallel: 8 } : { sites: 1000, pages: 3, latency: [20, 80], delayMs: 20, parallel: 8 };
  const engines = hasRedis ? (['embedded', 'Redis'] as const) : (['embedded'] as const);
  if (!hasRedis) process.stderr.write('there is no redis-server here: only the embedded queue is measured\n');
  const speed = [];
  for (const engine of engines) {
    const one: Measured[] = [];
    for (const workers of quick ? [1, 4] : [1, 2, 4]) one.push(await measure(engine, workers, plan));
    speed.push(...one.map((m) => ({ ...m, speedUp: round((one[0]?.seconds ?? 0) / m.seconds) })));
  }
  const platforms = [];
  for (const engine of engines) platforms.push(await measure(engine, 4, wave));
  return { plan, speed, wave, platforms };
}

/** From the first visit that a worker takes to the last row in the study; the start of the processes is not counted. */
async function measure(engine: Measured['engine'], workers: number, plan: Plan): Promise<Measured> {
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-scale-'));
  const sites = await serve(plan);
  const study = studyOf(dir, plan);
  let began = 0;
  let memory = 0;
  const look = (): void => {
    memory = Math.max(memory, process.memoryUsage().rss);
  };
  try {
    const specs = Array.from({ length: plan.sites }, (_, n) => specOf(n, plan, sites.port));
    const onCounts = ({ running, finished }: { running: number; finished: number }): void => {
      if (began === 0 && running + finished > 0) began = performance.now();
      look();
    };
    if (engine === 'embedded') {
      const queue = embeddedQueue(study.db, { archive: archiveOf(study), runId: 1 });
      await queue.enqueue(specs);
      const taken = new Set<string>();
      await workLocally({ dir: study.dir, queue, count: workers, args: ['--parallel', String(plan.parallel)] }, async (counts) => {
        onCounts(counts);
        for (const id of await queue.finished()) {
          if (!taken.has(id)) takeFrom(study, id);
          taken.add(id);
        }
      }, new AbortController().signal);
    } else await withRedis(dir, async (url) => {
      const queue = await redisQueue(url, { study: 'scale' });
      const children: ChildProcess[] = [];
      try {
        await queue.enqueue(specs);
        for (let n = 0; n < workers; n++) children.push(fork(netno, ['worker', '--queue', url, '--allow-private', '.test', '--parallel', String(plan.parallel)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
        const into = { db: study.db, archive: archiveOf(study), runId: 1, takeRows: (id: string): void => takeFrom(study, id) };
        await untilDone(queue, async (counts) => {
          onCounts(counts);
          await ingest(queue, into);
        }, { signal: new AbortController().signal });
      } finally {
        await Promise.all(children.map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }));
        await queue.close();
      }
    });
    const seconds = (performance.now() - began) / 1000;
    look();
    const { requests, pages, atOnce } = await sites.report();
    const rows = study.db.prepare('SELECT count(*) FROM page_visit').pluck().get() as number;
    if (rows !== plan.sites * plan.pages) throw new Error(`${rows} pages are in the study, not ${plan.sites * plan.pages}`);
    const measured: Measured = {
      engine, workers, seconds: round(seconds), pagesPerSecond: round(rows / seconds), pages: rows, askedTwice: requests - pages, atOnceToOneSite: atOnce, coordinatorMegabytes: Math.round(memory / 1e6),
    };
    process.stderr.write(`${plan.sites} sites, ${engine}, ${workers} workers: ${measured.seconds} s\n`);
    return measured;
  } finally {
    sites.close();
    study.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function serve({ pages, latency }: Plan): Promise<Sites> {
  const child = spawn(process.execPath, ['--import', 'tsx', siteFile, String(pages), ...latency.map(String)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async (): Promise<string> => String((await lines.next()).value);
  return {
    port: Number(await line()),
    report: async () => {
      child.stdin.write('\n');
      return JSON.parse(await line()) as { pages: number; requests: number; atOnce: number };
    },
    close: () => child.stdin.end(),
  };
}

async function withRedis(dir: string, use: (url: string) => Promise<void>): Promise<void> {
  const redis = await testRedis(dir);
  try {
    await use(redis.url);
  } finally {
    await redis.stop();
  }
}

const archiveOf = (study: Study): string => path.join(study.dir, 'archive');

function takeFrom(study: Study, id: string): void {
  const frontier = openFrontier(path.join(archiveOf(study), id));
  try {
    takeRows(study.db, id, frontier, null, 1);
  } finally {
    frontier.close();
  }
}

function studyOf(dir: string, { sites }: Plan): Study {
  const folder = path.join(dir, 'study');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'study.yaml'), 'title: Scale\n');
  const study = openStudy(folder);
  study.db.exec(`INSERT INTO run (id, stage, arguments, code_version, config_hash, inputs_hash, started_at) VALUES (1, 'bench', '', '', '', '', '');
    INSERT INTO wave (id, number, run_id) VALUES ('w1', 1, 1);`);
  const platform = study.db.prepare(`INSERT INTO platform (id, name, known_since, run_id) VALUES (?, ?, 'study', 1)`);
  const visit = study.db.prepare(`INSERT INTO site_visit (id, wave_id, platform_id, outcome, pages, bytes, started_at, run_id) VALUES (?, 'w1', ?, 'interrupted', 0, 0, '', 1)`);
  study.db.transaction(() => {
    for (let n = 0; n < sites; n++) {
      platform.run(`p${n}`, `P${n}`);
      visit.run(`w1/p${n}`, `p${n}`);
    }
  })();
  return study;
}

function specOf(n: number, { pages, delayMs }: Plan, port: number): VisitSpec {
  return {
    id: `w1/p${n}`, start: [`http://p${n}.test/`], userAgent: 'netnograph/bench', agent: 'netnograph', allowPrivate: ['.test'], names: { suffix: '.test', port },
    budget: { pages: pages * 2, seconds: 3600, bytes: 1e9, depth: 50 }, secondary: 0, delayMs, lanes: 1, render: 'off',
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;
