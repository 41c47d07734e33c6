/** Real workers on real sites: processes that are killed, servers that go away, parcels that come twice. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testSite, type TestSite } from '../../../scrapers/test-site.ts';
import { openArchive } from '../../../store/archive/archive.ts';
import { openFrontier } from '../../../store/frontier.ts';
import { silent } from '../../stage.ts';
import { openStudy, type Study } from '../../study.ts';
import { takeRows } from '../rows.ts';
import { runSlice } from '../slice.ts';
import { permitting, work } from '../worker.ts';
import { embeddedQueue } from './embedded.ts';
import { begunIn, ingest, type IngestInto } from './ingest.ts';
import { workLocally } from './local.ts';
import { redisQueue, type RedisQueue } from './redis.ts';
import { hasRedis, testRedis, type TestRedis } from './test-redis.ts';
import type { Lease, Parcel, ParcelSource, VisitQueue, VisitSpec } from './types.ts';
import { untilDone } from './wait.ts';

vi.setConfig({ testTimeout: 120_000 });

const PAGES = 60;
const netno = fileURLToPath(new URL('../../cli/netno.mjs', import.meta.url));

/** A binary tree of pages, each after a while; `onPage` may do what it likes at the n-th. */
async function slowSite(onPage: (n: number) => void = () => undefined): Promise<TestSite> {
  let served = 0;
  return testSite((path) => {
    if (path === '/robots.txt') return undefined;
    const n = Number(/\d+$/.exec(path)?.[0] ?? 0);
    return (_, response) => {
      onPage(++served);
      const links = [2 * n + 1, 2 * n + 2].filter((m) => m < PAGES).map((m) => `<a href="/thread/${m}">thread ${m}</a>`);
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${n}</title>${'words '.repeat(300)}${links.join(' ')}`), 25);
    };
  });
}

let dir: string;
let study: Study;
let redis: TestRedis;
let redisDir: string;
const sites: TestSite[] = [];
const queues: VisitQueue[] = [];
const children: ChildProcess[] = [];

const site = async (onPage?: (n: number) => void): Promise<TestSite> => {
  const one = await slowSite(onPage);
  sites.push(one);
  return one;
};

const specOf = (platform: string, at: TestSite): VisitSpec => ({
  id: `w1/${platform}`, start: [`${at.url}/`], userAgent: 'netnograph/test', agent: 'netnograph', allowPrivate: [new URL(at.url).host], names: null,
  budget: { pages: 1000, seconds: 300, bytes: 1e9, depth: 30 }, secondary: 0, delayMs: 0, lanes: 1, render: 'off',
});

/** The study's rows of visits that a crawl begins with. */
function begin(platforms: readonly string[]): void {
  study.db.exec(`
    INSERT INTO run (id, stage, arguments, code_version, config_hash, inputs_hash, started_at) VALUES (1, 'test', '', '', '', '', '');
    INSERT INTO wave (id, number, run_id) VALUES ('w1', 1, 1);
  `);
  for (const id of platforms) {
    study.db.prepare(`INSERT INTO platform (id, name, known_since, run_id) VALUES (?, ?, 'study', 1)`).run(id, id);
    study.db.prepare(`INSERT INTO site_visit (id, wave_id, platform_id, outcome, pages, bytes, started_at, run_id) VALUES (?, 'w1', ?, 'interrupted', 0, 0, '', 1)`).run(`w1/${id}`, id);
  }
}

const archiveDir = (): string => join(study.dir, 'archive');
function rowsOf(visit: string): void {
  const frontier = openFrontier(join(archiveDir(), visit));
  try {
    takeRows(study.db, visit, frontier, null, 1);
  } finally {
    frontier.close();
  }
}
const into = (): IngestInto => ({ db: study.db, archive: archiveDir(), runId: 1, takeRows: rowsOf });
const embedded = (): VisitQueue => embeddedQueue(study.db, { archive: archiveDir(), runId: 1 });
const onRedis = async (): Promise<RedisQueue> => {
  const queue = await redisQueue(redis.url, { begun: begunIn(study.db, archiveDir()), stalledMs: 100, heldMs: 20, backoff: { firstMs: 50, mostMs: 100 } });
  queues.push(queue);
  return queue;
};

function worker(...args: string[]): ChildProcess {
  const child = fork(netno, ['worker', '--lease', '2', '--slice', '0.6', ...args], { stdio: ['ignore', 'ignore', process.env['NETNO_TRACE'] === undefined ? 'ignore' : 'inherit', 'ipc'] });
  children.push(child);
  return child;
}
const distant = (at: TestSite): ChildProcess => worker('--queue', redis.url, '--allow-private', new URL(at.url).host);

/** Every page is in the archive once, and in the store once, at a place where the archive has it. */
function expectWhole(...platforms: string[]): void {
  const archive = openArchive(archiveDir());
  for (const platform of platforms) {
    const paths = archive.index(`w1/${platform}`).map((entry) => new URL(entry.url).pathname).filter((path) => path !== '/robots.txt' && !/sitemap|feed/.test(path));
    expect(paths).toHaveLength(PAGES);
    expect(new Set(paths).size).toBe(PAGES);
    const rows = study.db.prepare(`SELECT url, archive_file AS file, archive_offset AS "offset", archive_length AS length, digest FROM page_visit WHERE site_visit_id = ?`).all(`w1/${platform}`) as { url: string; file: string; offset: number; length: number; digest: string }[];
    expect(rows).toHaveLength(PAGES);
    for (const row of rows) expect(archive.read(row).url).toBe(row.url);
  }
  expect(archive.verify().problems).toEqual([]);
  archive.close();
}

/** One slice in this process, as a worker does it; the lease's end is left to the test. */
async function sliceOf(queue: VisitQueue, sliceMs = 400, leaseMs = 5000): Promise<{ lease: Lease; settle: () => Promise<boolean> }> {
  let lease: Lease | null = null;
  for (const until = Date.now() + 5000; lease === null && Date.now() < until; ) lease = await queue.claim('w', leaseMs);
  if (lease === null) throw new Error('nothing to claim');
  const place = await queue.prepare(lease);
  const { state } = await runSlice(lease.spec, place.folder, { signal: new AbortController().signal, sliceMs, ...(place.base === undefined ? {} : { base: place.base }) });
  const taken = lease;
  return {
    lease,
    settle: async () => {
      const accepted = await queue.settle(taken, state === 'finished' ? { state, result: null } : { state, afterMs: 0 }, place);
      place.leave();
      return accepted;
    },
  };
}

beforeAll(async () => {
  redisDir = mkdtempSync(join(tmpdir(), 'netno-redis-'));
  if (hasRedis) redis = await testRedis(redisDir);
});
afterAll(async () => {
  if (hasRedis) await redis.stop();
  rmSync(redisDir, { recursive: true, force: true });
});
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'netno-workers-'));
  mkdirSync(join(dir, 'study'));
  writeFileSync(join(dir, 'study', 'study.yaml'), 'title: T\n');
  study = openStudy(join(dir, 'study'));
  if (!hasRedis) return;
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
  await Promise.all(sites.splice(0).map((one) => one.close()));
  study.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('workers on this machine', () => {
  it('go on where one was killed, each page once', async () => {
    let killed = 0;
    let current: ChildProcess | null = null;
    const at = await site((n) => {
      if (n === 30) killed += current?.kill('SIGKILL') === true ? 1 : 0;
    });
    begin(['a']);
    await embedded().enqueue([specOf('a', at)]);
    for (;;) {
      current = worker('--study', study.dir);
      const [code] = (await once(current, 'exit')) as [number | null];
      if (code === 0) break;
    }
    expect(killed).toBe(1);
    rowsOf('w1/a');
    expectWhole('a');
    expect(await embedded().counts()).toEqual({ queued: 0, running: 0, finished: 1, failed: 0 });
  });

  it('work side by side on two sites, and end when nothing is left', async () => {
    const [one, two] = [await site(), await site()];
    begin(['a', 'b']);
    await embedded().enqueue([specOf('a', one), specOf('b', two)]);
    await workLocally({ dir: study.dir, queue: embedded(), count: 2, args: ['--slice', '0.5'] }, () => undefined, new AbortController().signal);
    for (const visit of ['w1/a', 'w1/b']) rowsOf(visit);
    expectWhole('a', 'b');
  });
});

describe.skipIf(!hasRedis)('workers elsewhere', () => {
  it('go on where one was killed, each page once', async () => {
    let killed = 0;
    let at: TestSite | null = null;
    const current: ChildProcess[] = [];
    at = await site((n) => {
      if (n !== 30 || at === null) return;
      killed += current[0]?.kill('SIGKILL') === true ? 1 : 0;
      distant(at);
    });
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    current.push(distant(at));
    await untilDone(queue, async () => void (await ingest(queue, into())), { signal: AbortSignal.timeout(100_000), pollMs: 100 });
    expect(killed).toBe(1);
    expectWhole('a');
  });

  it('lose nothing while the server stands still, or is started anew', async () => {
    const troubles: Promise<void>[] = [];
    const at = await site((n) => {
      if (n === 15) {
        redis.freeze();
        setTimeout(() => redis.thaw(), 1500);
      }
      if (n === 35) troubles.push(redis.stop().then(() => new Promise((resolve) => setTimeout(resolve, 3000))).then(() => redis.start()));
    });
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    distant(at);
    await untilDone(queue, async () => void (await ingest(queue, into())), { signal: AbortSignal.timeout(100_000), pollMs: 100 });
    expect(troubles).toHaveLength(1);
    await troubles[0];
    expect(await queue.counts()).toMatchObject({ finished: 1 });
    expectWhole('a');
  });

  it('that are stopped hand over what they have and give the site back', async () => {
    let child: ChildProcess | null = null;
    const at = await site((n) => {
      if (n === 10) child?.kill('SIGTERM');
    });
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    child = worker('--queue', redis.url, '--allow-private', new URL(at.url).host, '--slice', '60');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await queue.counts()).toMatchObject({ queued: 1, running: 0 });
    expect(await ingest(queue, into())).toBe(1);
    expect((await sliceOf(queue)).lease.slice).toBe(1);
  });

  it('visit no private address that their machine does not permit', async () => {
    const at = await site();
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    expect(await work(queue, runSlice, { signal: new AbortController().signal, progress: silent, once: true, permit: permitting(['10.0.0.1']) })).toBe(1);
    expect(at.hits).toEqual([]);
    // The site has refused nothing: the visit stays in the queue, for a worker that may.
    expect(await queue.result('w1/a')).toBeNull();
    expect(await queue.counts()).toMatchObject({ queued: 1, finished: 0 });
    expect(() => permitting(['10.0.0.1'])(specOf('a', at))).toThrow(/may not visit .*--allow-private/);
  });

  it('that were taken for dead deliver nothing', async () => {
    const at = await site();
    begin(['a']);
    const [first, second] = [await onRedis(), await onRedis()];
    await first.enqueue([specOf('a', at)]);
    const late = await sliceOf(first, 400, 100);
    const next = await sliceOf(second);
    expect(await late.settle()).toBe(false);
    const client = new Redis(redis.url);
    expect(await client.keys(`netno:part:*`)).toEqual([]);
    client.disconnect();
    expect(await second.parcels()).toEqual([]);
    expect(await next.settle()).toBe(true);
    expect(await second.parcels()).toMatchObject([{ visit: 'w1/a', seq: 0, fence: next.lease.fence }]);
  });
});

describe.skipIf(!hasRedis)('what is delivered', () => {
  /** Works off the whole visit; what it delivers waits. */
  const deliverAll = async (queue: RedisQueue): Promise<void> => {
    while ((await queue.counts()).finished === 0) await (await sliceOf(queue)).settle();
  };

  it('is taken once, though it come twice, and wherever the taking is broken off', async () => {
    const at = await site();
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    await deliverAll(queue);
    const parcels = await queue.parcels();
    expect(parcels.length).toBeGreaterThan(2);
    const client = new Redis(redis.url);
    await client.rpush('netno:parcels', ...parcels.map((parcel) => JSON.stringify(parcel)).reverse());
    // Broken off before the rows are kept, and after that before the queue knows.
    let broken = 0;
    for (const fault of ['rows', 'acknowledge'] as const) {
      const falters = (): void => {
        if (broken++ % 2 === 0) throw new Error('killed');
      };
      const from: ParcelSource = {
        parcels: () => queue.parcels(), read: (parcel) => queue.read(parcel), reject: (parcel, reason) => queue.reject(parcel, reason),
        acknowledge: async (parcel: Parcel) => {
          if (fault === 'acknowledge') falters();
          await queue.acknowledge(parcel);
        },
      };
      const takes: IngestInto = {
        ...into(),
        takeRows: (visit) => {
          rowsOf(visit);
          if (fault === 'rows') falters();
        },
      };
      await expect(ingest(from, takes)).rejects.toThrow('killed');
      await ingest(from, takes).catch(() => undefined);
    }
    await ingest(queue, into());
    expectWhole('a');
    expect(study.db.prepare('SELECT seq FROM visit_parcel ORDER BY seq').pluck().all()).toEqual(parcels.map((_, n) => n));
    expect(await queue.failures()).toEqual([]);
    expect([await client.keys('netno:part:*'), await client.get('netno:bytes')]).toEqual([[], '0']);
    client.disconnect();
  });

  it('and damaged is refused, and the visit begins again where the study has it', async () => {
    const at = await site();
    begin(['a']);
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    await (await sliceOf(queue)).settle();
    await ingest(queue, into());
    await (await sliceOf(queue)).settle();
    const client = new Redis(redis.url);
    const [key = ''] = await client.keys('netno:part:*:warc:0');
    await client.setrange(key, 200, 'x');
    client.disconnect();
    await ingest(queue, into());
    expect(await queue.failures()).toEqual([{ id: 'w1/a', reason: 'slice 1 arrived damaged' }]);
    expect(await queue.enqueue([specOf('a', at)], { again: true })).toBe(1);
    await deliverAll(queue);
    await ingest(queue, into());
    expectWhole('a');
  });

  it('goes on from what was begun on this machine', async () => {
    const at = await site();
    begin(['a']);
    await runSlice(specOf('a', at), join(archiveDir(), 'w1/a'), { signal: new AbortController().signal, sliceMs: 500 });
    rowsOf('w1/a');
    const queue = await onRedis();
    await queue.enqueue([specOf('a', at)]);
    await deliverAll(queue);
    await ingest(queue, into());
    expectWhole('a');
    expect(new Set(at.hits).size).toBe(at.hits.length);
  });
});
