/** What a queue of site visits promises, asked of both engines. The one on Redis is left out where there is no redis-server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../store/open.ts';
import { startRun } from '../../../store/provenance.ts';
import { embeddedQueue } from './embedded.ts';
import { redisQueue } from './redis.ts';
import { hasRedis, testRedis, type TestRedis } from './test-redis.ts';
import { ATTEMPTS, type Lease, type VisitQueue, type VisitSpec } from './types.ts';

const spec = (id: string, host = `${id.replace('/', '-')}.test`): VisitSpec => ({
  id, start: [`http://${host}/`], userAgent: 'netnograph/test', agent: 'netnograph', allowPrivate: [], names: null,
  budget: { pages: 10, seconds: 10, bytes: 1e6, depth: 3 }, secondary: 0, delayMs: 0, lanes: 1, render: 'off',
});
const backoff = { firstMs: 60, mostMs: 200 };

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'netno-queue-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Engine {
  readonly name: string;
  readonly skip: boolean;
  begin(): Promise<void>;
  /** One more handle on the same queue, as another process has it. */
  open(): Promise<VisitQueue>;
  end(): Promise<void>;
}

let redis: TestRedis | null = null;
let stores = 0;
const engines: readonly Engine[] = [
  {
    name: 'embedded', skip: false,
    begin: async () => void stores++,
    open: async () => {
      const db = openStore(join(dir, `${stores}.sqlite`));
      const runId = startRun(db, { stage: 'test', arguments: '', codeVersion: '', configHash: '', inputsHash: '', startedAt: '' });
      return { ...embeddedQueue(db, { archive: join(dir, 'archive'), runId, backoff }), close: async () => void db.close() };
    },
    end: async () => undefined,
  },
  {
    name: 'Redis', skip: !hasRedis,
    begin: async () => {
      redis ??= await testRedis(dir);
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    open: () => redisQueue(redis?.url ?? '', { backoff, stalledMs: 100, heldMs: 20 }),
    end: async () => redis?.stop(),
  },
];

describe.each(engines)('the queue: $name', (engine) => {
  describe.skipIf(engine.skip)('', () => {
    const opened: VisitQueue[] = [];
    const handle = async (): Promise<VisitQueue> => {
      const queue = await engine.open();
      opened.push(queue);
      return queue;
    };
    let queue: VisitQueue;
    beforeEach(async () => {
      await engine.begin();
      queue = await handle();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((q) => q.close()));
    });
    afterAll(() => engine.end());

    /** The next lease, when there is one within a second or two. */
    const claimed = async (from = queue, leaseMs = 5000): Promise<Lease> => {
      for (const until = Date.now() + 3000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 10))) {
        const lease = await from.claim('w', leaseMs);
        if (lease) return lease;
      }
      throw new Error('nothing to claim');
    };
    const finish = (lease: Lease): Promise<boolean> => queue.settle(lease, { state: 'finished', result: { pages: 1 } }, null);

    it('queues a visit once, and again only when it is asked to', async () => {
      expect(await queue.enqueue([spec('w1/a'), spec('w1/b')])).toBe(2);
      expect(await queue.enqueue([spec('w1/a'), spec('w1/c')])).toBe(1);
      const lease = await claimed();
      expect(await queue.enqueue([lease.spec], { again: true })).toBe(0);
      expect(await finish(lease)).toBe(true);
      expect(await queue.enqueue([lease.spec])).toBe(0);
      expect(await queue.counts()).toEqual({ queued: 2, running: 0, finished: 1, failed: 0 });
      expect([await queue.finished(), await queue.result(lease.spec.id), await queue.result('w1/none')]).toEqual([[lease.spec.id], { pages: 1 }, null]);
    });

    it('queues a finished visit anew with "again"', async () => {
      await queue.enqueue([spec('w1/a')]);
      const first = await claimed();
      await finish(first);
      expect(await queue.enqueue([first.spec], { again: true })).toBe(1);
      const second = await claimed();
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await queue.settle(first, { state: 'continue', afterMs: 0 }, null)).toBe(false);
    });

    it('gives the best visit first', async () => {
      await queue.enqueue(['w1/c', 'w1/a', 'w1/b'].map((id) => spec(id)), { priority: (s) => ({ 'w1/a': -5, 'w1/b': 100 })[s.id] ?? 0 });
      expect([await claimed(), await claimed(), await claimed()].map((l) => l.spec.id)).toEqual(['w1/b', 'w1/c', 'w1/a']);
      expect(await queue.claim('w', 1000)).toBeNull();
    });

    it('gives the next slice not before its time', async () => {
      await queue.enqueue([spec('w1/a')]);
      const lease = await claimed();
      expect(lease.slice).toBe(0);
      const at = Date.now();
      await queue.settle(lease, { state: 'continue', afterMs: 300 }, null);
      expect(await queue.claim('w', 1000)).toBeNull();
      await claimed();
      expect(Date.now() - at).toBeGreaterThanOrEqual(295);
    });

    it('never gives two visits of a site at once, whoever asks, and loses none', async () => {
      const handles = [queue, await handle(), await handle()];
      let wave = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ site: fc.integer({ min: 0, max: 2 }), slices: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 7 }), async (visits) => {
          wave++;
          const left = new Map(visits.map((v, i) => [`w${wave}/v${i}`, v.slices]));
          await queue.enqueue(visits.map((v, i) => spec(`w${wave}/v${i}`, `site${v.site}.test`)));
          const busy = new Set<string>();
          const fences = new Map<string, number>();
          const claimer = async (from: VisitQueue, name: string): Promise<void> => {
            while (left.size > 0) {
              const lease = await from.claim(name, 5000);
              if (lease) {
                expect(busy.has(lease.site)).toBe(false);
                busy.add(lease.site);
                expect(lease.fence).toBeGreaterThan(fences.get(lease.spec.id) ?? 0);
                fences.set(lease.spec.id, lease.fence);
                await new Promise((resolve) => setTimeout(resolve, 3));
                const rest = (left.get(lease.spec.id) ?? 0) - 1;
                if (rest > 0) left.set(lease.spec.id, rest);
                else left.delete(lease.spec.id);
                expect(await from.heartbeat(lease, 5000)).toBe(true);
                busy.delete(lease.site);
                expect(await from.settle(lease, rest > 0 ? { state: 'continue', afterMs: 0 } : { state: 'finished', result: null }, null)).toBe(true);
              } else await new Promise((resolve) => setTimeout(resolve, 5));
            }
          };
          await Promise.all([0, 1, 2, 3, 4, 5].map((n) => claimer(handles[n % 3] ?? queue, `w${n}`)));
          expect(await queue.counts()).toMatchObject({ queued: 0, running: 0 });
        }),
        { numRuns: 8 },
      );
      expect((await queue.counts()).failed).toBe(0);
    });

    it('counts all visits at one moment, while they move', async () => {
      await queue.enqueue([spec('w1/a')]);
      const other = await handle();
      let over = false;
      const moving = (async () => {
        for (let n = 0; n < 40; n++) await other.settle(await claimed(other), { state: 'continue', afterMs: 0 }, null);
        over = true;
      })();
      while (!over) {
        const { queued, running } = await queue.counts();
        expect(queued + running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await moving;
    });

    it('takes `www.` for the same site', async () => {
      await queue.enqueue([spec('w1/a', 'one.test'), spec('w1/b', 'www.one.test')]);
      await claimed();
      expect(await queue.claim('w', 1000)).toBeNull();
    });

    it('gives the site of a worker that is not heard of to another, and refuses the first when it comes back', async () => {
      await queue.enqueue([spec('w1/a')]);
      const dead = await claimed(queue, 200);
      const other = await handle();
      const next = await claimed(other);
      expect([next.spec.id, next.slice]).toEqual(['w1/a', 0]);
      expect(next.fence).toBeGreaterThan(dead.fence);
      expect(await queue.heartbeat(dead, 5000)).toBe(false);
      expect(await queue.settle(dead, { state: 'finished', result: null }, null)).toBe(false);
      expect(await other.heartbeat(next, 5000)).toBe(true);
      expect(await other.settle(next, { state: 'finished', result: null }, null)).toBe(true);
    });

    it('lets a worker go on that was late, where nobody has taken its site', async () => {
      await queue.enqueue([spec('w1/a')]);
      const late = await claimed(queue, 100);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(await queue.heartbeat(late, 5000)).toBe(true);
      expect(await (await handle()).claim('other', 1000)).toBeNull();
      expect(await finish(late)).toBe(true);
    });

    it('keeps a lease that is renewed', async () => {
      await queue.enqueue([spec('w1/a')]);
      const lease = await claimed(queue, 400);
      const other = await handle();
      for (let n = 0; n < 6; n++) {
        await new Promise((resolve) => setTimeout(resolve, 130));
        expect(await queue.heartbeat(lease, 400)).toBe(true);
        expect(await other.claim('other', 400)).toBeNull();
      }
      expect(await finish(lease)).toBe(true);
    });

    it('tries what failed again, each time later, and gives it up with the reason in the end', async () => {
      await queue.enqueue([spec('w1/a')]);
      const waits: number[] = [];
      for (let n = 0; n < ATTEMPTS; n++) {
        const from = Date.now();
        const lease = await claimed();
        waits.push(Date.now() - from);
        await queue.settle(lease, { state: 'failed', reason: `the disk is full (${n})` }, null);
      }
      expect(waits.slice(1).every((wait, n) => wait >= Math.min(200, 60 * 2 ** n) - 5)).toBe(true);
      expect(await queue.counts()).toEqual({ queued: 0, running: 0, finished: 0, failed: 1 });
      expect(await queue.failures()).toEqual([{ id: 'w1/a', reason: 'the disk is full (4)' }]);
      expect(await queue.enqueue([spec('w1/a')])).toBe(0);
      expect(await queue.enqueue([spec('w1/a')], { again: true })).toBe(1);
      await queue.settle(await claimed(), { state: 'continue', afterMs: 0 }, null);
      expect(await queue.counts()).toMatchObject({ queued: 1, failed: 0 });
    });

    it('gives up a visit on which every worker dies', async () => {
      await queue.enqueue([spec('w1/a')]);
      for (let n = 0; n < ATTEMPTS; n++) await claimed(queue, 60);
      for (const until = Date.now() + 3000; (await queue.counts()).failed === 0 && Date.now() < until; ) await queue.claim('w', 60);
      expect((await queue.failures())[0]?.reason).toMatch(/its workers died/);
      expect(await queue.claim('w', 60)).toBeNull();
    });
  });
});

describe('the address of a queue', () => {
  it('is refused in a sentence that shows no password', async () => {
    await expect(redisQueue('http://user:secret@host/')).rejects.toThrow(/--queue takes the address/);
    const refused = await redisQueue('redis://user:secret@127.0.0.1:1/0').catch(String);
    expect(refused).toMatch(/no queue at redis:\/\/127\.0\.0\.1:1\/0 \(connect ECONNREFUSED/);
    expect(refused).not.toMatch(/secret/);
  });
});
