/** Scrapers and store together, which do not know each other: a visit with its real frontier and archive. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frontier, NewUrl } from '../scrapers/frontier.ts';
import { memoryFrontier } from '../scrapers/memory-frontier.ts';
import { testSite } from '../scrapers/test-site.ts';
import { openArchive } from '../store/archive/archive.ts';
import { openFrontier } from '../store/frontier.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-visit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the frontier', () => {
  it('in SQLite does what the plain one does, whatever is asked of it', () => {
    const url = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), url: fc.constantFrom('http://a.test/1', 'http://a.test/2'), priority: fc.integer({ min: 0, max: 3 }), depth: fc.integer({ min: 0, max: 2 }),
      referrer: fc.constantFrom(null, 'http://a.test/'), secondary: fc.boolean(), pattern: fc.constantFrom('p', 'q'),
    });
    const urls: fc.Arbitrary<NewUrl[]> = fc.array(url, { maxLength: 4 });
    const step = fc.oneof(
      urls.map((found) => ({ do: 'add', found }) as const),
      fc.boolean().map((secondary) => ({ do: 'next', secondary }) as const),
      fc.record({ do: fc.constant('settle' as const), key: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom('queued' as const, 'done' as const, 'failed' as const, 'refused' as const), reason: fc.constantFrom('', 'why'), alsoDone: fc.subarray(['d', 'f']), found: urls, notes: fc.constantFrom({}, { pages: '3' }) }),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const both: Frontier[] = [memoryFrontier(), openFrontier(':memory:')];
      for (const one of steps) {
        const [plain, sql] = both.map((frontier) => {
          if (one.do === 'add') frontier.add(one.found);
          else if (one.do === 'settle') frontier.settle(one);
          else return frontier.next(one.secondary);
          return [frontier.counts(false), frontier.counts(true), frontier.failures(), [...frontier.patterns()].sort(), frontier.note('pages'), frontier.stateOf('f')];
        });
        expect(sql).toEqual(plain);
      }
      both[1]?.close();
    }), { numRuns: 60 });
  });

  it('queues again what was being fetched when the program was killed', () => {
    const before = openFrontier(dir);
    before.add([{ key: 'a', url: 'http://a.test/', priority: 1, depth: 0, referrer: null, secondary: false, pattern: 'p' }]);
    expect(before.next(false)).toMatchObject({ key: 'a', attempts: 1 });
    expect(before.stateOf('a')).toBe('fetching');
    before.setNote('of the page', 'x');
    before.close();
    const after = openFrontier(dir);
    expect([after.stateOf('a'), after.note('of the page')]).toEqual(['queued', null]);
    after.close();
  });
});

describe('a visit that is killed', () => {
  it('goes on to the same pages, each once in the archive, which is whole', async () => {
    let served = 0;
    let killAt = Infinity;
    let kill = (): void => {};
    const page = (n: number): string => `<title>${n}</title>${'x'.repeat(3000)}${n > 60 ? '' : [2 * n + 1, 2 * n + 2].map((m) => `<a href="/thread/${m}">${m}</a>`).join('')}`;
    const site = await testSite((url) => {
      if (url === '/robots.txt') return undefined;
      if (++served === killAt) kill();
      return page(Number(/\d+$/.exec(url)?.[0] ?? 0));
    });
    const run = (): Promise<string> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'visit-process.ts'), dir, 'w1/a', `${site.url}/`], { stdio: ['ignore', 'pipe', 'inherit'] });
        let out = '';
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
        kill = () => void child.kill('SIGKILL');
        child.on('exit', () => resolve(out));
      });
    try {
      for (const after of [3, 40]) {
        killAt = served + after;
        expect(await run()).toBe('');
      }
      killAt = Infinity;
      expect(JSON.parse(await run())).toEqual({ outcome: 'done', pages: 123 });
      const archive = openArchive(dir);
      const paths = archive.index('w1/a').map((entry) => new URL(entry.url).pathname).filter((path) => path !== '/robots.txt');
      expect(paths).toHaveLength(123);
      expect(new Set(paths).size).toBe(123);
      expect(archive.verify().problems).toEqual([]);
      archive.close();
    } finally {
      await site.close();
    }
  }, 60_000);
});
